/** What a person sees when something was refused or failed: what happened, and what to do. */
import type { VNode } from 'preact';
import { BareDocument } from './document.tsx';
import type { Problem } from './problem.ts';

const titles: Readonly<Record<number, string>> = {
  400: 'Demande à corriger',
  401: 'Connexion nécessaire',
  403: 'Accès refusé',
  404: 'Page introuvable',
  409: 'Demande en conflit',
  429: 'Attendez un peu',
  503: 'Service indisponible',
};

export function renderErrorPage(problem: Problem): VNode {
  return (
    <BareDocument title={titles[problem.status] ?? 'Panne'}>
      <p class="error">{problem.detail}</p>
      {problem.errors && (
        <ul>
          {problem.errors.map(({ path, message }) => (
            <li key={path}>{`${path} : ${message}`}</li>
          ))}
        </ul>
      )}
      {problem.hint && <p>{problem.hint}</p>}
      <p>
        <a href={problem.status === 401 ? '/connexion' : '/'}>
          {problem.status === 401 ? 'Se connecter' : 'Retour à l’accueil'}
        </a>
      </p>
      <p class="quiet">{`Numéro de la demande : ${problem.instance.slice('urn:uuid:'.length)}`}</p>
    </BareDocument>
  );
}

/** "Vos données": what anyone is told whose data are collected here, or came from elsewhere (GDPR art. 13 and 14). */
import type { JSX } from 'preact';
import { collectionNotice } from '../../../access/privacy-papers/notices.ts';
import { Layout, type PageFrame } from '../layout.tsx';

export function NoticePage(props: {
  frame: PageFrame;
  landlords: readonly { landlordName: string; lines: readonly string[] }[];
}): JSX.Element {
  return (
    <Layout frame={props.frame} title="Vos données">
      <h1>Vos données</h1>
      {props.landlords.map(({ landlordName, lines }) => (
        <section key={landlordName} class="card prose">
          <h2>{landlordName}</h2>
          <ul>
            {collectionNotice(landlordName).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p>
            Écrire au délégué à la protection des données :{' '}
            {lines.length === 0 ? `à l’adresse de ${landlordName}` : lines.join(', ')}.
          </p>
        </section>
      ))}
      <section class="card prose">
        <h2>Voir par vous-même</h2>
        <ul>
          <li>
            <a href="/demandeur/mes-donnees">Mes données</a> : tout ce qui est gardé, à lire ou à emporter
          </li>
          <li>
            <a href="/demandeur/consultations">Qui a vu mon dossier</a>
          </li>
          <li>
            <a href="/regles">Les règles du calcul</a>
          </li>
        </ul>
        <p>
          Ce site ne dépose que des témoins (cookies) nécessaires : garder votre dossier ouvert, reconnaître
          votre navigateur, ne pas perdre une saisie. Aucun ne mesure votre visite.
        </p>
      </section>
    </Layout>
  );
}

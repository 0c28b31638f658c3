/** Help: the way of an application from the number to the keys, the words, and how to reach the landlord. */
import type { JSX } from 'preact';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

/** How to reach a landlord: the lines of its letters. */
export type Contact = { landlordName: string; lines: readonly string[] };

export function HelpPage({
  frame,
  contacts,
}: {
  frame: PageFrame;
  contacts: readonly Contact[];
}): JSX.Element {
  return (
    <Layout frame={frame} title="Aide">
      <div class="prose">
        <h1>Aide</h1>
        <p class="lead">
          Cette page existe aussi en <a href="/facile-a-lire">facile à lire</a>.
        </p>
        <h2>De la demande aux clés</h2>
        <ol>
          <li>
            <strong>Vous demandez un logement social.</strong> La demande se fait sur{' '}
            <span class="nowrap">demande-logement-social.gouv.fr</span>, auprès de la mairie ou d’un bailleur.
            Vous recevez un numéro unique de 18 caractères. Chaque année, vous renouvelez la demande.
          </li>
          <li>
            <strong>Vous lisez les annonces.</strong> Aucun compte n’est nécessaire.{' '}
            <a href="/annonces">Voir les annonces</a>
          </li>
          <li>
            <strong>Vous ouvrez votre dossier</strong> avec ce numéro et un code reçu par message. Un
            locataire peut aussi l’ouvrir avec la référence de son bail.
          </li>
          <li>
            <strong>Vous dites quels logements vous intéressent.</strong> L’heure à laquelle vous le dites ne
            compte jamais. Vous pouvez changer d’avis jusqu’à la clôture.
          </li>
          <li>
            <strong>La commission décide.</strong> Elle examine au moins trois demandes pour un logement, sauf
            les exceptions de la loi. Le calcul l’aide, il ne décide pas.
          </li>
          <li>
            <strong>Vous avez une réponse datée</strong>, avec la raison et ce que vous pouvez faire.
          </li>
          <li>
            <strong>Si un logement vous est proposé</strong>, vous avez au moins dix jours pour répondre. Un
            refus ne supprime pas votre demande.
          </li>
        </ol>
        <h2>Se faire aider</h2>
        <p>
          Un proche, un travailleur social ou une association peut agir avec vous. Vous lui donnez un mandat,
          avec une date de fin, et vous l’arrêtez quand vous voulez. Vous pouvez aussi tout faire au guichet,
          par téléphone ou par courrier : les délais tiennent compte de la poste.
        </p>
        <h2>Une donnée est fausse ?</h2>
        <p>
          Corrigez-la depuis la page qui la montre, ou dites-le au bailleur. Une personne vous répond avant
          une date que la page affiche.
        </p>
        <PageWords words={['caleol', 'dalo', 'priority', 'apl', 'financing', 'transfer', 'rank']} />
        <h2>Joindre votre bailleur</h2>
        {contacts.length === 0 ? <p>Aucun bailleur n’utilise encore ce service.</p> : null}
        {contacts.map(({ landlordName, lines }) => (
          <address key={landlordName}>
            <strong>{landlordName}</strong>
            {lines.map((line) => (
              <>
                <br />
                {line}
              </>
            ))}
          </address>
        ))}
      </div>
    </Layout>
  );
}

/** "Ma demande": what is to be done first, what comes, the last answers, the points in one line, and every door. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate } from '../../../kernel/french.ts';
import type { LifeStep } from '../../../portal/standing/life-step.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { StepList } from './step-list.tsx';

export type HomePageProps = {
  frame: PageFrame;
  today: CivilDate;
  /** To do and to come, the nearest first. */
  coming: readonly LifeStep[];
  /** The last answers, newest first. */
  answers: readonly LifeStep[];
  /** Documents that can be sent now, those asked first. */
  documents: readonly { code: string; label: string; asked: boolean }[];
  points: readonly { place: string; points: number }[];
  liveWishes: number;
  filedOn: CivilDate;
  isLive: boolean;
};

const doors = [
  ['/demandeur/suivi', 'Suivi', 'Tout ce qui s’est passé, jour par jour'],
  ['/demandeur/souhaits', 'Mes candidatures', 'Les logements que j’ai demandés, dans mon ordre'],
  ['/demandeur/offres', 'Mes propositions', 'Répondre à un logement proposé'],
  ['/demandeur/courriers', 'Mes courriers', 'Les lettres et les messages que j’ai reçus'],
  ['/demandeur/documents', 'Mes documents', 'Envoyer, et voir ce qui est reçu'],
  ['/demandeur/explication', 'Comment ma demande a été examinée', 'La part du calcul dans chaque décision'],
  ['/demandeur/mes-donnees', 'Mes données', 'Tout ce qui est gardé sur mon dossier'],
  ['/demandeur/consultations', 'Qui a vu mon dossier', 'Quand, quel service, pour quoi faire'],
  ['/demandeur/points', 'Mes points', 'Ligne par ligne, et ceux des demandes semblables'],
  ['/demandeur/corriger', 'Corriger', 'Dire qu’une information est fausse'],
  ['/demandeur/renouveler', 'Renouveler', 'Dire que ma demande continue, une fois par an'],
  ['/demandeur/logement', 'Changer de logement', 'Si je suis déjà locataire'],
  ['/demandeur/mandats', 'Mandats', 'Laisser quelqu’un m’aider'],
  ['/demandeur/preferences', 'Préférences', 'Comment on m’écrit, et à quelles heures'],
] as const;

/** More would push the answers out of sight on a telephone. */
const shownToCome = 4;

export function HomePage(props: HomePageProps): JSX.Element {
  const { frame, coming, answers, today } = props;
  const toDo = coming.filter(({ isToDo }) => isToDo);
  const toCome = coming.filter(({ isToDo }) => !isToDo);
  const later = toCome.length - shownToCome;
  return (
    <Layout frame={frame} title="Ma demande">
      <h1>Ma demande</h1>
      <p class="lead prose">
        {props.isLive
          ? `Votre demande est active. Elle date du ${frenchLongDate(props.filedOn)}.`
          : `Votre demande, du ${frenchLongDate(props.filedOn)}, n’est plus active.`}
        <Points points={props.points} />
      </p>
      <p>
        <a href="#dossier">Tout mon dossier : suivi, candidatures, documents…</a>
      </p>
      <PageWords words={['caleol', 'dalo']} />
      <section aria-labelledby="a-faire">
        <h2 id="a-faire">À faire</h2>
        {toDo.length === 0 ? (
          <p>Rien à faire aujourd’hui. Si quelque chose devient urgent, ce sera écrit ici.</p>
        ) : (
          <StepList steps={toDo} today={today} />
        )}
        <DocumentsToSend documents={props.documents} />
      </section>
      <section aria-labelledby="a-venir">
        <h2 id="a-venir">Ce qui vient</h2>
        {toCome.length === 0 ? null : <StepList steps={toCome.slice(0, shownToCome)} today={today} />}
        {later > 0 ? (
          <p>
            <a href="/demandeur/suivi">{`${frenchCount(later, 'autre date', 'autres dates')} à venir`}</a>
          </p>
        ) : null}
        {props.liveWishes === 0 ? (
          <p>
            Vous n’avez pas de candidature en cours. <a href="/annonces">Voir les logements à louer</a>. Votre
            demande compte aussi sans candidature : la commission peut l’examiner.
          </p>
        ) : null}
      </section>
      <section aria-labelledby="reponses">
        <h2 id="reponses">Les dernières réponses</h2>
        {answers.length === 0 ? (
          <p>
            Aucune réponse encore. Chaque candidature et chaque décision aura la sienne, avec sa date et sa
            raison.
          </p>
        ) : (
          <StepList steps={answers} today={null} />
        )}
        <p>
          <a href="/demandeur/suivi">Tout le suivi, jour par jour</a>
        </p>
      </section>
      <nav aria-label="Ma demande">
        <h2 id="dossier">Tout mon dossier</h2>
        <ul class="doors">
          {doors.map(([href, label, what]) => (
            <li key={href}>
              <a href={href}>{label}</a>
              <span class="quiet">{what}</span>
            </li>
          ))}
        </ul>
        <p>
          <a href="/facile-a-lire/ma-demande">Cette page, facile à lire</a>
        </p>
      </nav>
    </Layout>
  );
}

function Points({ points }: Pick<HomePageProps, 'points'>): JSX.Element | null {
  if (points.length === 0) return null;
  const said = points.map(({ place, points: many }) => `${frenchCount(many, 'point')} (${place})`).join(', ');
  return (
    <>
      {` Vous avez ${said}. `}
      <a href="/demandeur/points">Comprendre mes points</a>
    </>
  );
}

function DocumentsToSend({ documents }: Pick<HomePageProps, 'documents'>): JSX.Element | null {
  const asked = documents.filter((one) => one.asked);
  const others = documents.length - asked.length;
  if (documents.length === 0) return null;
  return (
    <div class={asked.length > 0 ? 'card step-to-do' : 'card'}>
      <h3>
        {asked.length > 0
          ? `${frenchCount(asked.length, 'document demandé', 'documents demandés')}`
          : 'Des documents manquent à votre dossier'}
      </h3>
      {asked.length > 0 ? (
        <ul>
          {asked.map(({ code, label }) => (
            <li key={code}>{label}</li>
          ))}
        </ul>
      ) : (
        <p>
          {`${frenchCount(others, 'document')} à envoyer pour que la commission puisse décider sans condition.`}
        </p>
      )}
      <p>
        <a class={asked.length > 0 ? 'button strong' : 'button'} href="/demandeur/documents">
          Envoyer mes documents
        </a>
      </p>
    </div>
  );
}

/** Who has no file open reads what the page is for, and how to open it. */
export function ClosedHomePage({ frame }: { frame: PageFrame }): JSX.Element {
  return (
    <Layout frame={frame} title="Ma demande">
      <h1>Ma demande</h1>
      <p class="lead prose">Suivez votre demande de logement social, sans compte ni mot de passe.</p>
      <p>
        <a class="button strong" href="/demandeur/acces?vers=%2Fdemandeur">
          Ouvrir mon dossier
        </a>
      </p>
      <p class="prose">
        Il vous faut votre numéro unique, ou la référence de votre bail. Nous envoyons un code à l’adresse ou
        au téléphone que votre dossier connaît.
      </p>
      <h2>Vous y trouverez</h2>
      <ul class="prose">
        <li>ce qu’il y a à faire, et jusqu’à quand ;</li>
        <li>la réponse à chaque candidature, avec qui a décidé et pourquoi ;</li>
        <li>vos points, ligne par ligne, et comment corriger une information ;</li>
        <li>les logements qu’on vous propose, pour répondre en ligne ;</li>
        <li>vos documents, pour ne pas les donner deux fois.</li>
      </ul>
      <p class="prose">
        Vous n’avez pas encore de demande ? Faites-la sur demande-logement-social.gouv.fr, ou au guichet d’une
        mairie ou d’un bailleur : c’est gratuit. Pas d’internet ?{' '}
        <a href="/aide">Nos téléphones et guichets</a>.
      </p>
      <p>
        <a href="/annonces">Voir les logements à louer</a> (sans ouvrir de dossier).
      </p>
    </Layout>
  );
}

/** A tenant whose lease is known and who has no application: what it can do from here. */
export function LeaseHomePage({ frame }: { frame: PageFrame }): JSX.Element {
  return (
    <Layout frame={frame} title="Ma demande">
      <h1>Ma demande</h1>
      <p class="lead prose">
        Votre bail est connu, mais aucune demande de logement n’y est liée : il n’y a pas de points ni de
        candidatures à suivre.
      </p>
      <p>
        <a class="button strong" href="/demandeur/logement">
          Demander à changer de logement
        </a>
      </p>
      <p class="prose">
        Pour candidater à une annonce, il faut une demande avec un numéro unique. Faites-la sur
        demande-logement-social.gouv.fr, ou au guichet, puis donnez-nous ce numéro.
      </p>
      <p>
        <a href="/demandeur/courriers">Mes courriers</a> ·{' '}
        <a href="/demandeur/preferences">Mes préférences</a> · <a href="/aide">Aide</a>
      </p>
    </Layout>
  );
}

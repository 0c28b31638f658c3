/** One transfer request: who asks and why, its place, what was examined and answered, the steps that can be taken. */

import type { JSX } from 'preact';
import { frenchCount, frenchEuros, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { householdInWords } from '../../../matching/candidate-sheet.ts';
import { refusalReason } from '../../../portal/transfers/refusal-reasons.ts';
import type { RequestFile } from '../../../portal/transfers/transfer-port.ts';
import {
  closingNames,
  groundNames,
  originNames,
  recommendationNames,
  stateNames,
} from '../../../portal/transfers/words.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout } from '../layout.tsx';
import { Story } from '../story.tsx';
import { PlanSection } from './plan-section.tsx';
import { RequestAnswers } from './request-answers.tsx';
import { RequestForms } from './request-forms.tsx';
import type { RequestPageProps } from './request-page-props.ts';
import { Due } from './requests-page.tsx';
import { articleOfGround, communeOf, placeInWords } from './transfer-words.ts';

export function RequestPage(props: RequestPageProps): JSX.Element {
  const { file, frame } = props;
  const name = file.householdName ?? 'Ménage sans nom connu';
  return (
    <Layout
      frame={frame}
      title={`Mutation, ${name}`}
      crumbs={[{ href: '/agent/mutations', label: 'Mutations' }]}
    >
      <h1>{name}</h1>
      {props.refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {props.refusal}
        </p>
      )}
      {props.done !== null && (
        <p class="proof" role="status">
          {props.done}
        </p>
      )}
      <State {...props} />
      <div class="two-columns">
        <div>
          {props.mayWrite && <RequestForms {...props} />}
          <PlanSection {...props} />
          <RequestAnswers file={file} />
        </div>
        <div>
          <Household {...props} />
          <Present file={file} />
          <Examined file={file} />
        </div>
      </div>
      <section class="card" aria-labelledby="histoire">
        <h2 id="histoire">Ce qui a été fait, et par qui</h2>
        <Story acts={props.story} />
      </section>
      <PageWords words={['transfer', 'caleol', 'priority', 'qpv']} />
    </Layout>
  );
}

function State({ file, today }: RequestPageProps): JSX.Element {
  return (
    <section class="card next" aria-labelledby="etat">
      <h2 id="etat">{stateNames[file.state]}</h2>
      <ul class="facts">
        <li>
          Réponse due : <Due line={file} today={today} />
        </li>
        <li>Suivie par {file.ownerName ?? <span class="state-warn">personne</span>}</li>
        <li>Reçue le {frenchShortDate(file.receivedOn)}</li>
        <li>{originNames[file.origin]}</li>
      </ul>
      <p>
        <strong>{groundNames[file.ground]}</strong>{' '}
        <span class="quiet">({articleOfGround(file.ground)})</span> : priorité {file.tier} dans l’
        <a href="/regles#mutations">ordre publié</a>, {frenchNumber(file.place, 0)}
        <sup>{file.place === 1 ? 're' : 'e'}</sup> de cette priorité.
      </p>
      {file.fastLane && (
        <p>
          <span class="tag">voie rapide</span> Ce départ libère un {file.home?.typology}, une typologie rare
          chez nous : la demande peut être examinée sans attendre l’instance, et passe devant à priorité
          égale.
        </p>
      )}
      {file.number === null && (
        <p class="alert">
          Ce ménage n’a pas de numéro unique relié ici : aucun logement ne peut lui être attribué avant
          l’enregistrement (C-05, L441-2-1). S’il n’a pas reçu notre réponse,{' '}
          <a href="/agent/guichet">notez son contact au guichet</a>.
        </p>
      )}
    </section>
  );
}

function Household({ file, fileHref, today }: RequestPageProps): JSX.Element {
  const { application, details, facts } = file;
  const arrears = facts.arrears ?? application?.arrears ?? null;
  return (
    <section class="card" aria-labelledby="menage">
      <h2 id="menage">Le ménage et sa demande</h2>
      <ul class="checks">
        <li>
          {application
            ? householdInWords(application.household, today)
            : file.persons === null
              ? 'Composition inconnue'
              : `${frenchCount(file.persons, 'personne')} au bail`}
          {fileHref !== null && (
            <>
              {' '}
              <a href={fileHref}>Ouvrir le dossier</a>
            </>
          )}
        </li>
        {details.part !== null && (
          <li>
            <strong>Une partie du ménage</strong> : {frenchCount(details.part.persons, 'personne')},{' '}
            {details.part.who}{' '}
            <span class="quiet">
              {details.part.ownNumber === true
                ? '(M-08c : cette demande porte leur propre numéro)'
                : '(M-08c : reliez leur propre numéro avant de proposer un logement)'}
            </span>
          </li>
        )}
        {details.words !== null && (
          <li>
            <blockquote>{details.words}</blockquote>
          </li>
        )}
        {details.wishes !== null && (
          <li>
            Souhaite : {details.wishes.typologies.join(', ') || 'toute taille adaptée'}
            {details.wishes.communes.length === 0
              ? ''
              : `, à ${details.wishes.communes.map(communeOf).join(', ')}`}
          </li>
        )}
        <li>
          {arrears === null
            ? 'Aucune dette connue.'
            : `Dette de ${frenchEuros(arrears.amountCents)} au ${frenchShortDate(arrears.asOf)}, ${arrears.underPlan ? 'avec un plan d’apurement' : 'sans plan d’apurement'}.`}{' '}
          <span class="quiet">
            Une dette n’ouvre ni ne ferme rien par elle-même ; un loyer plus bas qui l’arrête est un motif
            (M-08d).
          </span>
        </li>
      </ul>
    </section>
  );
}

function Present({ file }: { file: RequestFile }): JSX.Element {
  const { home, tenancy } = file;
  return (
    <section class="card" aria-labelledby="actuel">
      <h2 id="actuel">Le logement qu’il quitterait</h2>
      {home === null || tenancy === null ? (
        <p>Aucun bail en cours chez nous n’est relié à cette demande.</p>
      ) : (
        <ul class="facts">
          <li>
            {home.typology} de {frenchNumber(home.surfaceM2, 0)} m²,{' '}
            {frenchCount(home.habitableRooms, 'pièce')}
          </li>
          <li>{placeInWords(home)}</li>
          <li>
            {frenchEuros(tenancy.rentCents ?? home.rentCents)} de loyer
            {tenancy.rentCents === null ? ' (loyer du logement)' : ''}
          </li>
          <li>Bail signé le {frenchShortDate(tenancy.signedOn)}</li>
          <li>{home.qpvCode === null ? 'Hors QPV' : 'En QPV'}</li>
        </ul>
      )}
    </section>
  );
}

function Examined({ file }: { file: RequestFile }): JSX.Element | null {
  const { examination, refusal, closing } = file.details;
  if (examination === null && refusal === null && closing === null) return null;
  return (
    <section class="card" aria-labelledby="avis">
      <h2 id="avis">Avis et décision</h2>
      <ul class="checks">
        {examination !== null && (
          <li>
            <strong>{recommendationNames[examination.recommendation]}</strong>, le{' '}
            {frenchShortDate(examination.on)},{' '}
            {examination.meetingId === null ? (
              `par ${examination.by}, sans instance`
            ) : (
              <a href={`/agent/mutations/instances/${examination.meetingId}`}>en instance interne</a>
            )}
            {examination.reason === null ? '' : ` : ${refusalReason(examination.reason).officer}`}
            {examination.note === null ? '' : `. ${examination.note}`}
          </li>
        )}
        {refusal !== null && (
          <li>
            <strong>Refusée</strong> le {frenchShortDate(refusal.on)} par {refusal.by} :{' '}
            {refusalReason(refusal.reason).officer} ({refusalReason(refusal.reason).article})
            {refusal.note === null ? '' : `. ${refusal.note}`}
          </li>
        )}
        {closing !== null && (
          <li>
            <strong>Close</strong> le {frenchShortDate(closing.on)} par {closing.by} :{' '}
            {closingNames[closing.reason]}
          </li>
        )}
      </ul>
    </section>
  );
}

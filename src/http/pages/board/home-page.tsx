/** One freed home: what is next and whose move it is, its life as a dated line, the steps to record, its story. */
import type { JSX } from 'preact';
import type { ToldAct } from '../../../access/journal-port.ts';
import type { BoardRow } from '../../../committee/board/board-list.ts';
import { candidatesNeeded } from '../../../committee/board/home-life.ts';
import type { LifeStep } from '../../../committee/board/life-line.ts';
import { moverNames, stageNames } from '../../../committee/board/stage.ts';
import { monthlyCostCents } from '../../../committee/board/vacancy-figures.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { isToLet } from '../../../portal/adverts/advert-life.ts';
import { advertStateNames } from '../../../portal/adverts/advert-names.ts';
import type { AdvertOfHome } from '../../../portal/adverts/advert-port.ts';
import type { WatchedHome } from '../../../portal/transfers/watch-port.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Story } from '../story.tsx';
import { HomeWatch } from '../transfers/watch-panel.tsx';
import { clockInWords, gestureInWords, homeName, whenInWords } from './home-words.ts';
import { StepForms } from './step-forms.tsx';

export type HomePageProps = {
  frame: PageFrame;
  date: CivilDate;
  row: BoardRow;
  line: readonly LifeStep[];
  story: readonly ToldAct[];
  /** Accepted transfers that it could answer; null for a home no longer to let. */
  watch: WatchedHome | null;
  /** What its reader may do about adverts. */
  may: { advert: boolean; writeAdvert: boolean };
  /** The advert that is written, open or closed; null where there is none. */
  advert: AdvertOfHome | null;
  mayWrite: boolean;
  /** Why what was just sent was not recorded; null where nothing was refused. */
  refused: string | null;
};

export function HomePage(props: HomePageProps): JSX.Element {
  const { row, frame } = props;
  const { freed } = row;
  return (
    <Layout
      frame={frame}
      title={homeName(freed, row.commune)}
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/logements', label: 'Logements' },
      ]}
    >
      <h1>{homeName(freed, row.commune)}</h1>
      {props.refused && (
        <p class="alert alert-bad" role="alert">
          {props.refused}
        </p>
      )}
      <Facts row={row} />
      <div class="two-columns">
        <div>
          <Next {...props} />
          <Elsewhere row={row} />
          <Advert {...props} />
          <HomeWatch one={props.watch} />
          {props.mayWrite && (
            <p class="card">
              <a href={`/agent/echanges/chaines/${encodeURIComponent(row.freed.vacancy.id)}`}>
                Ce que ce logement peut débloquer
              </a>{' '}
              : chaînes de déménagements, mois de vacance, loyers perdus.
            </p>
          )}
          {props.mayWrite && <StepForms {...props} />}
        </div>
        <Line line={props.line} date={props.date} />
      </div>
      <section class="card" aria-labelledby="histoire">
        <h2 id="histoire">Ce qui a été fait, et par qui</h2>
        <Story acts={props.story} />
      </section>
      <PageWords words={['holder', 'caleol', 'financing', 'qpv']} />
    </Layout>
  );
}

function Advert({ row, advert, may }: HomePageProps): JSX.Element | null {
  const { vacancy } = row.freed;
  if (advert !== null && may.advert) {
    return (
      <p class="card">
        <a href={`/agent/annonces/${advert.id}`}>Son annonce</a>{' '}
        <span class="tag">{advertStateNames[advert.state]}</span>
      </p>
    );
  }
  if (!may.writeAdvert || advert !== null || !isToLet(vacancy, false)) return null;
  return (
    <p class="card">
      <a href={`/agent/annonces/nouvelle?logement=${encodeURIComponent(vacancy.id)}`}>Écrire son annonce</a> :
      ce logement n’en a pas.
    </p>
  );
}

function Facts({ row }: { row: BoardRow }): JSX.Element {
  const { home, vacancy, holderName } = row.freed;
  return (
    <ul class="facts">
      <li>
        {home.typology}, {frenchNumber(home.surfaceM2, 0)} m²
        {home.floor === null ? '' : home.floor === 0 ? ', rez-de-chaussée' : `, étage ${home.floor}`}
      </li>
      <li>{frenchEuros(monthlyCostCents(home))} par mois, charges comprises</li>
      <li>{home.financing}</li>
      <li>{home.qpvCode === null ? 'Hors QPV' : 'En QPV'}</li>
      {home.energyClass === null ? null : <li>Classe énergie {home.energyClass}</li>}
      {home.residence === null ? null : <li>{home.residence}</li>}
      {row.agency === null ? null : <li>{row.agency.name}</li>}
      <li>
        {vacancy.holderId === null ? 'Sans réservataire' : `Réservataire : ${holderName ?? vacancy.holderId}`}
      </li>
      <li>
        {row.daysEmpty === null
          ? 'Pas encore vide, ou jour inconnu'
          : `Vide depuis ${frenchCount(row.daysEmpty, 'jour')}`}
        {row.rentLostCents === 0 ? '' : `, ${frenchEuros(row.rentLostCents)} non perçus`}
      </li>
    </ul>
  );
}

function Next({ row, date }: HomePageProps): JSX.Element {
  const { life } = row;
  return (
    <section class="card next" aria-labelledby="suite">
      <h2 id="suite">{stageNames[life.stage]}</h2>
      <p class="lead">
        <strong>{gestureInWords(row)}.</strong>{' '}
        {life.next.by === 'nobody' ? '' : `C’est à ${moverNames[life.next.by]} d’agir.`}
      </p>
      {life.clocks.length === 0 ? (
        <p>Aucun délai ne court.</p>
      ) : (
        <ul>
          {life.clocks.map(({ kind, dueOn }) => (
            <li key={`${kind} ${dueOn}`}>
              {clockInWords(kind)} : {whenInWords(dueOn, date)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Where the rest of the work on this home is done. */
function Elsewhere({ row }: { row: BoardRow }): JSX.Element {
  const { vacancy, agenda, contacts, designations, decision } = row.freed;
  const id = encodeURIComponent(vacancy.id);
  const needed = candidatesNeeded(row.freed);
  return (
    <section class="card" aria-labelledby="candidats">
      <h2 id="candidats">Candidats et séance</h2>
      <ul class="checks">
        <li>
          <a href={`/agent/logements/${id}/candidats`}>Candidats</a>
          {` : ${frenchCount(contacts.interested, 'intéressé')} sur ${needed} au moins, `}
          {`${frenchCount(contacts.declined, 'désistement')}, ${frenchCount(contacts.noAnswer, 'appel')} sans réponse`}
          {designations.count === 0
            ? ''
            : `, ${frenchCount(designations.count, 'désigné')} par le réservataire`}
        </li>
        <li>
          <a href={`/agent/orientation?logement=${id}`}>Orientation</a> : à quel réservataire le logement va,
          ou s’il reste au bailleur
        </li>
        <li>
          {agenda === null ? (
            'Sur aucun ordre du jour'
          ) : (
            <>
              <a href={`/agent/seances/${agenda.sessionId}`}>Séance du {frenchShortDate(agenda.heldOn)}</a> :{' '}
              <a href={`/agent/seances/${agenda.sessionId}/logements/${id}`}>ce logement et ses candidats</a>
            </>
          )}
        </li>
        {decision === null ? null : (
          <li>
            <a href={`/agent/suites/${id}`}>Suites de la décision</a> : propositions, pièces, bail
          </li>
        )}
      </ul>
    </section>
  );
}

const stateWords = { done: 'fait', now: 'maintenant', toCome: 'à venir' } as const;

function Line({ line, date }: { line: readonly LifeStep[]; date: CivilDate }): JSX.Element {
  return (
    <section class="card" aria-labelledby="vie">
      <h2 id="vie">La vie de ce logement</h2>
      <ol class="life">
        {line.map((step, index) => (
          <li
            key={index}
            class={`life-${step.state}`}
            aria-current={step.state === 'now' ? 'step' : undefined}
          >
            <span class="visually-hidden">{stateWords[step.state]} : </span>
            <strong>{step.label}</strong>
            {step.on === null
              ? ''
              : step.state === 'done'
                ? ` le ${frenchShortDate(step.on)}`
                : `, ${whenInWords(step.on, date)}`}
            {step.note === null ? null : <span class="quiet"> ({step.note})</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

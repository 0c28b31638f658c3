/** "Ma journée": where an officer starts. */
import type { JSX } from 'preact';
import { type Stage, stageNames, stages } from '../../../committee/board/stage.ts';
import { hourInParis } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { EmergencyClocks } from '../orientation/emergency-form.tsx';
import { DayTransfers } from '../transfers/day-transfers.tsx';
import { boardPath } from './board-query.ts';
import { DayCalls } from './day-calls.tsx';
import { DaloClocks, DueLists } from './day-due.tsx';
import type { DayPageProps } from './day-view.ts';
import { homeName, homePath } from './home-words.ts';

export function DayPage(props: DayPageProps): JSX.Element {
  const { due } = props;
  return (
    <Layout frame={props.frame} title="Ma journée">
      <h1>Ma journée, {frenchLongDate(props.date)}</h1>
      <p class="lead">
        {frenchCount(due.late.length, 'délai passé', 'délais passés')}, {frenchNumber(due.today.length, 0)}{' '}
        aujourd’hui, {frenchNumber(due.tomorrow.length, 0)} demain, {frenchNumber(due.week.length, 0)}{' '}
        ensuite.
      </p>
      {props.mayReadFiles && <SearchBox frame={props.frame} />}
      <EmergencyClocks emergencies={props.emergencies} />
      <div class="two-columns">
        <div>
          <DueLists {...props} />
          {props.mayCall && <DayCalls {...props} />}
        </div>
        <div>
          <Visits {...props} />
          <Papers {...props} />
          <DaloClocks {...props} />
          <DayTransfers lines={props.transfers} today={props.date} />
          <Duties {...props} />
          <Homes counts={props.counts} />
        </div>
      </div>
      <PageWords words={['caleol', 'holder', 'dalo']} />
    </Layout>
  );
}

function SearchBox({ frame }: { frame: PageFrame }): JSX.Element {
  return (
    <search>
      <form method="post" action="/agent/recherche" class="card search-box">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <label for="texte">
          Chercher un numéro unique, un nom, un logement, ou coller une colonne de numéros
        </label>
        <div class="gesture">
          <textarea id="texte" name="texte" rows={1} required accesskey="c" />
          <button type="submit" class="strong">
            Chercher
          </button>
        </div>
      </form>
    </search>
  );
}

/** Visits booked for today. */
function Visits({ facts, rows, people }: DayPageProps): JSX.Element | null {
  if (facts.visits.length === 0) return null;
  const rowOf = new Map(rows.map((row) => [row.freed.vacancy.id, row]));
  return (
    <section class="card" aria-labelledby="visites">
      <h2 id="visites">Visites du jour</h2>
      <ul class="checks">
        {facts.visits.map(({ vacancyId, number, startsAt }) => {
          const row = rowOf.get(vacancyId);
          return (
            <li key={`${vacancyId} ${number}`}>
              <strong>{hourInParis(startsAt)}</strong>{' '}
              <a href={homePath(vacancyId)}>{row ? homeName(row.freed, row.commune) : 'Logement'}</a>, avec{' '}
              {people.get(number)?.name ?? 'un ménage'}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Documents that came and wait to be checked. */
function Papers({ facts, people, fileRef, mayReadFiles, date }: DayPageProps): JSX.Element {
  const shown = facts.received.slice(0, 12);
  return (
    <section class="card" aria-labelledby="pieces">
      <h2 id="pieces">Pièces arrivées, à vérifier</h2>
      {shown.length === 0 ? (
        <p>Aucune pièce n’attend. Celles que les ménages remettent apparaîtront ici.</p>
      ) : (
        <ul class="checks">
          {shown.map(({ number, count, since }) => (
            <li key={number}>
              {mayReadFiles ? (
                <a href={`/agent/dossiers/${fileRef(number)}`}>{people.get(number)?.name ?? 'Ménage'}</a>
              ) : (
                'Un ménage'
              )}
              {` : ${frenchCount(count, 'pièce')}`}
              {since === null
                ? ''
                : since === date
                  ? ', aujourd’hui'
                  : `, depuis le ${frenchShortDate(since)}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Duties({ facts, neverShown }: DayPageProps): JSX.Element {
  const oldest = facts.dueProposals[0];
  return (
    <section class="card" aria-labelledby="devoirs">
      <h2 id="devoirs">À ne pas oublier</h2>
      <ul class="checks">
        <li>
          <a href="/agent/sne">Registre national (SNE)</a>
          {facts.registerTasks + facts.registerEvents === 0
            ? ' : rien à y saisir.'
            : ` : ${frenchCount(facts.registerTasks, 'saisie')} à faire, ${frenchCount(facts.registerEvents, 'événement')} à transmettre.`}
        </li>
        <li>
          <a href="/agent/demandes/attente">Jamais présentés</a> : {frenchCount(neverShown, 'demande')}{' '}
          au-delà du délai anormalement long
        </li>
        <li>
          <a href="/agent/logements/difficiles">Pourquoi ces logements ne se louent pas</a>
        </li>
        {oldest && (
          <li>
            {frenchCount(facts.dueProposals.length, 'ménage')} à qui le premier logement adapté doit être
            proposé, après un refus dans une résidence fragile (le plus ancien depuis le{' '}
            {frenchShortDate(oldest.since)})
          </li>
        )}
        <li>
          <a href="/agent/passation">Passer la main à un collègue : tout sur une page</a>
        </li>
      </ul>
    </section>
  );
}

function Homes({ counts }: { counts: ReadonlyMap<Stage, number> }): JSX.Element {
  const shown = stages.filter((stage) => (counts.get(stage) ?? 0) > 0);
  return (
    <section class="card" aria-labelledby="logements">
      <h2 id="logements">
        <a href="/agent/logements">Logements libérés</a>
      </h2>
      {shown.length === 0 ? (
        <p>Aucun logement libéré. Les préavis reçus apparaîtront ici.</p>
      ) : (
        <nav aria-label="Étapes" class="stages">
          <ol>
            {shown.map((stage) => (
              <li key={stage}>
                <a href={boardPath({ stage })}>
                  <strong>{frenchNumber(counts.get(stage) ?? 0, 0)}</strong> {stageNames[stage]}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      )}
    </section>
  );
}

/** One home of a sitting (look, scene 3): people first and side by side, the decision, and the proposal at the foot. */
import type { JSX } from 'preact';
import { countsOf, type SessionAtHome } from '../../../committee/session-excerpt.ts';
import type { AgendaHomeView } from '../../../committee/session-view.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { AfterDecision, type NextRooms } from './after-closing.tsx';
import { ConfirmDecision } from './confirm-decision.tsx';
import { DecideForm, type DecideFormProps } from './decide-form.tsx';
import { DecisionsTaken } from './decisions-taken.tsx';
import { PostponeForm, TieForm } from './home-gestures.tsx';
import { HomeFactsList, Opinions, PoolAndNext, ProposedOrder } from './home-sections.tsx';
import { MoveView, type ShownMove } from './move-view.tsx';
import { Refused } from './notices.tsx';
import { PreparationForms, type PreparationProps } from './preparation-forms.tsx';
import { sessionCrumbs } from './session-crumbs.ts';
import { agendaStateNames, homeName, marksOf, sessionTitle } from './session-words.ts';
import { type Identities, SheetsTable } from './sheets-table.tsx';
import { VoicesList } from './voices-list.tsx';

export type HomePageProps = {
  frame: PageFrame;
  view: SessionAtHome;
  place: AgendaHomeView;
  identities: Identities;
  /** How a candidate is named in forms: never by its number. */
  referenceOf: (number: string) => string;
  moves: readonly ShownMove[];
  /** The form of the decision or of a correction; null where none may be taken now. */
  form: Omit<DecideFormProps, 'frame' | 'place'> | null;
  /** Set where the decision is read again before it is recorded. */
  confirming: Omit<Parameters<typeof ConfirmDecision>[0], 'frame' | 'place'> | null;
  rooms: NextRooms;
  refusal: string | null;
};

export function HomePage(props: HomePageProps): JSX.Element {
  const { frame, view, place } = props;
  const name = homeName(place);
  return (
    <Layout
      frame={frame}
      title={`${name} — ${sessionTitle(view.session)}`}
      crumbs={sessionCrumbs(view.session)}
    >
      <h1>
        {name} <span class="tag">{agendaStateNames[place.agenda.state]}</span>
      </h1>
      <Neighbours view={view} place={place} />
      {props.refusal === null ? null : <Refused sentence={props.refusal} />}
      {props.confirming ? <Confirming {...props} confirming={props.confirming} /> : <Reading {...props} />}
    </Layout>
  );
}

function Confirming(
  props: HomePageProps & { confirming: NonNullable<HomePageProps['confirming']> },
): JSX.Element {
  return (
    <>
      <section class="card">
        <h2>Relire la décision</h2>
        <ConfirmDecision {...props.confirming} frame={props.frame} place={props.place} />
      </section>
      <section class="card">
        <h2>Si cette décision passe</h2>
        <MoveView moves={props.moves} decided />
      </section>
      <ProposedOrder candidates={props.place.candidates} />
    </>
  );
}

function Reading(props: HomePageProps): JSX.Element {
  const { frame, view, place, form } = props;
  const { session } = view;
  const path = `/agent/seances/${session.id}/logements/${encodeURIComponent(place.agenda.vacancyId)}`;
  const preparation: PreparationProps = { frame, view, place, path, referenceOf: props.referenceOf };
  const isPreparing = session.state === 'draft' || session.state === 'convened';
  const mayAdd = isPreparing || (session.state === 'open' && place.agenda.state === 'pending');
  return (
    <>
      <PageWords
        words={['apl', 'effort', 'unit', 'dalo', 'priority', 'firstQuartile', 'qpv', 'financing', 'quorum']}
      />
      <section class="card">
        <h2>Le logement</h2>
        <HomeFactsList place={place} today={session.heldOn} />
        {isPreparing ? <Marks place={place} /> : null}
        <p class="small no-print">
          <a href={`/agent/logements/${encodeURIComponent(place.agenda.vacancyId)}`}>
            La vie de ce logement libéré
          </a>
        </p>
      </section>
      <section class="card" aria-labelledby="candidats">
        <h2 id="candidats">Les candidats, côte à côte</h2>
        {props.identities === null && place.candidates.length > 0 ? (
          <form method="post" action={`${path}/identites#candidats`} class="gesture no-print">
            <input type="hidden" name="_csrf" value={frame.csrfToken} />
            <button type="submit">Montrer les identités</button>
            <span class="small quiet">Ce geste est inscrit au journal.</span>
          </form>
        ) : null}
        <SheetsTable candidates={place.candidates} identities={props.identities} />
        <Opinions candidates={place.candidates} />
      </section>
      <section class="card">
        <h2>Qui pouvait être proposé</h2>
        <PoolAndNext
          place={place}
          gesture={
            mayAdd
              ? (number) => (
                  <form method="post" action={`${path}/candidats`}>
                    <input type="hidden" name="_csrf" value={frame.csrfToken} />
                    <input type="hidden" name="version" value={place.agenda.version} />
                    <input type="hidden" name="candidat" value={props.referenceOf(number)} />
                    <button type="submit">Examiner aussi ce ménage</button>
                  </form>
                )
              : null
          }
        />
      </section>
      {isPreparing ? <PreparationForms {...preparation} /> : null}
      <section class="card">
        <h2>Qui vote pour ce logement</h2>
        <VoicesList view={view} place={place} />
        {session.state === 'open' ? <TieForm frame={frame} view={view} place={place} path={path} /> : null}
      </section>
      {place.current === null ? null : (
        <DecisionsTaken view={view} place={place}>
          <NextPending view={view} />
          <AfterDecision session={session} place={place} rooms={props.rooms} />
        </DecisionsTaken>
      )}
      <section class="card">
        <h2>Les objectifs que ce logement fait bouger</h2>
        <MoveView moves={props.moves} decided={false} />
      </section>
      {form === null ? null : <DecideSection {...props} form={form} path={path} />}
      <ProposedOrder candidates={place.candidates} />
    </>
  );
}

function DecideSection(
  props: HomePageProps & { form: NonNullable<HomePageProps['form']>; path: string },
): JSX.Element {
  const { form, frame, place } = props;
  const body = <DecideForm {...form} frame={frame} place={place} />;
  if (form.correcting) {
    return (
      <section class="card">
        <details open={form.problems.length > 0}>
          <summary>Corriger cette décision par un nouvel acte</summary>
          {body}
        </details>
      </section>
    );
  }
  return (
    <section class="card" aria-labelledby="decider">
      <h2 id="decider">Ce que décide la commission</h2>
      <p class="small">
        Une décision pour chaque candidat, parmi les cinq du Code (R441-3). Rien n’est coché d’avance.
      </p>
      {body}
      <PostponeForm frame={frame} place={place} path={props.path} />
    </section>
  );
}

/** The home that the sitting takes after this one. */
function NextPending({ view }: { view: SessionAtHome }): JSX.Element | null {
  const { session, homes } = view;
  if (session.state !== 'open') return null;
  const next = homes.find(({ agenda }) => agenda.state === 'pending');
  const path = `/agent/seances/${session.id}`;
  return (
    <p class="gesture">
      {next ? (
        <a class="button strong" href={`${path}/logements/${encodeURIComponent(next.agenda.vacancyId)}`}>
          Examiner le suivant : {homeName(next)}
        </a>
      ) : (
        <a class="button strong" href={`${path}/tenue`}>
          Tous les logements sont traités : revenir à la séance
        </a>
      )}
    </p>
  );
}

function Marks({ place }: { place: AgendaHomeView }): JSX.Element {
  const marks = marksOf({ ...place, counts: countsOf(place.candidates) });
  return marks.length === 0 ? (
    <p class="state-good">✔ Rien ne manque pour l’ordre du jour.</p>
  ) : (
    <ul class="plain-list">
      {marks.map((mark) => (
        <li key={mark} class="state-warn">
          ▲ {mark}
        </li>
      ))}
    </ul>
  );
}

function Neighbours({ view, place }: { view: SessionAtHome; place: AgendaHomeView }): JSX.Element {
  const { homes, session } = view;
  const at = homes.findIndex(({ agenda }) => agenda.vacancyId === place.agenda.vacancyId);
  const link = (index: number) =>
    `/agent/seances/${session.id}/logements/${encodeURIComponent(homes[index]?.agenda.vacancyId ?? '')}`;
  return (
    <nav class="neighbours" aria-label="Logements de la séance">
      {at > 0 ? <a href={link(at - 1)}>← Logement précédent</a> : <span />}
      <span>
        Logement {at + 1} sur {homes.length}
        {session.state === 'open' || session.state === 'closed' ? (
          <>
            {' · '}
            <a href={`/agent/seances/${session.id}/tenue`}>tous</a>
          </>
        ) : null}
      </span>
      {at < homes.length - 1 ? <a href={link(at + 1)}>Logement suivant →</a> : <span />}
    </nav>
  );
}

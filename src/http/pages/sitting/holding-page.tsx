/** Holding a sitting: who is there, whether it may decide, and where each home stands. */
import type { JSX } from 'preact';
import type { SessionLines } from '../../../committee/session-excerpt.ts';
import { frenchCount, frenchNumber } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { AfterClosing, type NextRooms } from './after-closing.tsx';
import { AttendanceSection } from './attendance-section.tsx';
import { Gesture } from './folder-page.tsx';
import { Refused } from './notices.tsx';
import { sessionCrumbs } from './session-crumbs.ts';
import {
  agendaStateNames,
  homeName,
  momentInParis,
  progressSentence,
  quorumSentence,
  sessionTitle,
  stateNames,
} from './session-words.ts';

export type HoldingPageProps = {
  frame: PageFrame;
  view: SessionLines;
  rooms: NextRooms;
  refusal: string | null;
};

export function HoldingPage(props: HoldingPageProps): JSX.Element {
  const { frame, view } = props;
  const { session, quorum } = view;
  return (
    <Layout frame={frame} title={`Tenue — ${sessionTitle(session)}`} crumbs={sessionCrumbs(session)}>
      <h1>
        {sessionTitle(session)} <span class="tag">{stateNames[session.state]}</span>
      </h1>
      <PageWords words={['caleol', 'quorum']} />
      {props.refusal === null ? null : <Refused sentence={props.refusal} />}
      {session.state === 'closed' || session.mode === 'asynchronous' ? null : (
        <p class={quorum.met ? 'proof' : 'alert'} role="status">
          {quorumSentence(quorum)}
          {view.bylaws.defaults.includes('quorum')
            ? ' Ce quorum est une valeur par défaut, à valider par votre conseil d’administration.'
            : ''}
        </p>
      )}
      {session.state === 'open' ? null : <StateGesture frame={frame} view={view} />}
      <AfterClosing frame={frame} session={session} rooms={props.rooms} />
      <Progress view={view} />
      <p>
        <a href={`/commission/seances/${session.id}/occupation`}>Examens de l’occupation et informations</a>
      </p>
      {session.mode === 'asynchronous' ? null : <AttendanceSection frame={frame} view={view} />}
      {session.state === 'open' ? <StateGesture frame={frame} view={view} /> : null}
    </Layout>
  );
}

function StateGesture({ frame, view }: { frame: PageFrame; view: SessionLines }): JSX.Element | null {
  const { session, members } = view;
  const path = `/agent/seances/${session.id}`;
  const chair = members.find((member) => member.chair && member.accountId !== null);
  if (session.mode === 'asynchronous' && session.state === 'convened' && chair) {
    return (
      <p class="alert">
        {chair.name}, qui préside la commission, ouvre et clôt cette séance en différé depuis son espace.
      </p>
    );
  }
  if (session.state === 'convened') {
    return (
      <section class="card" aria-labelledby="ouvrir">
        <h2 id="ouvrir">Ouvrir la séance</h2>
        <form method="post" action={`${path}/ouvrir`} class="gesture">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="version" value={session.version} />
          <label for="preside">Préside la séance</label>
          <select id="preside" name="preside" required>
            <option value="">à choisir</option>
            {members
              .filter(({ quality }) => quality === 'boardMember')
              .map((member) => (
                <option key={member.id} value={member.id}>
                  {member.name}
                  {member.chair ? ' (préside la commission)' : ''}
                </option>
              ))}
          </select>
          <button type="submit" class="strong">
            Ouvrir la séance
          </button>
        </form>
      </section>
    );
  }
  if (session.state === 'open') return <ClosingCard frame={frame} view={view} path={path} />;
  if (session.state === 'closed') return <ClosedCard view={view} path={path} />;
  return (
    <p class="alert">
      Cette séance est {stateNames[session.state]}. <a href={path}>Revenir à sa préparation</a>
    </p>
  );
}

function ClosingCard({
  frame,
  view,
  path,
}: {
  frame: PageFrame;
  view: SessionLines;
  path: string;
}): JSX.Element {
  const { session, homes } = view;
  const pending = homes.filter(({ agenda }) => agenda.state === 'pending').length;
  const isAsynchronous = session.mode === 'asynchronous';
  return (
    <section class="card" aria-labelledby="clore">
      <h2 id="clore">{isAsynchronous ? 'Séance en différé' : 'Clore la séance'}</h2>
      <p>
        {progressSentence(view)}{' '}
        {isAsynchronous && session.openUntil !== null
          ? `Les membres votent jusqu’au ${momentInParis(session.openUntil)} au plus tard ; les votes restent scellés jusque-là.`
          : pending > 0
            ? 'Les logements qui restent seront reportés à une autre séance.'
            : ''}
      </p>
      <details>
        <summary>Clore la séance et figer le procès-verbal</summary>
        <p class="small">
          Après la clôture, rien ne se modifie : une correction est un nouvel acte, lié au premier et motivé.
        </p>
        <Gesture frame={frame} action={`${path}/cloturer`} version={session.version} strong>
          Clore la séance
        </Gesture>
      </details>
    </section>
  );
}

function ClosedCard({ view, path }: { view: SessionLines; path: string }): JSX.Element {
  const { session, minutes } = view;
  return (
    <section class="proof" aria-labelledby="close">
      <h2 id="close">Séance close</h2>
      <p>
        {session.closedAt === null ? '' : `Close le ${momentInParis(session.closedAt)}. `}
        {progressSentence(view)}
      </p>
      <ul class="facts">
        <li>
          <a href={`${path}/proces-verbal.pdf`}>Procès-verbal (PDF)</a>
        </li>
        <li>
          <a href={`${path}/proces-verbal.ods`}>Procès-verbal (tableur)</a>
        </li>
      </ul>
      {minutes === null ? null : (
        <p class="small">
          Empreinte du procès-verbal : <code class="figure">{minutes.contentHash.slice(0, 16)}</code>,
          inscrite à la ligne {frenchNumber(minutes.journalSequence, 0)} du journal des actes.
        </p>
      )}
    </section>
  );
}

function Progress({ view }: { view: SessionLines }): JSX.Element {
  const { homes, session } = view;
  const done = homes.filter(({ agenda }) => agenda.state !== 'pending').length;
  const next = homes.find(({ agenda }) => agenda.state === 'pending');
  const path = `/agent/seances/${session.id}`;
  return (
    <section class="card" aria-labelledby="avancement">
      <h2 id="avancement">{frenchCount(homes.length, 'logement')}</h2>
      <p>
        <progress max={Math.max(1, homes.length)} value={done} aria-label="Logements traités" />{' '}
        {progressSentence(view)}
      </p>
      {next && session.state === 'open' ? (
        <p class="gesture">
          <a class="button strong" href={`${path}/logements/${encodeURIComponent(next.agenda.vacancyId)}`}>
            Examiner le suivant : {homeName(next)}
          </a>
          <a class="button" href={`${path}/projection/${encodeURIComponent(next.agenda.vacancyId)}`}>
            Le projeter
          </a>
        </p>
      ) : null}
      <ScrollBox label="Logements de la séance">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col" class="number">
                N°
              </th>
              <th scope="col">Logement</th>
              <th scope="col">État</th>
              <th scope="col" class="number">
                Candidats
              </th>
              <th scope="col">Voix</th>
            </tr>
          </thead>
          <tbody>
            {homes.map((place, index) => (
              <tr key={place.agenda.vacancyId}>
                <td class="number">{index + 1}</td>
                <th scope="row">
                  <a href={`${path}/logements/${encodeURIComponent(place.agenda.vacancyId)}`}>
                    {homeName(place)}
                  </a>
                </th>
                <td class={place.agenda.state === 'decided' ? 'state-good' : undefined}>
                  {place.agenda.state === 'decided' ? '✔ ' : ''}
                  {agendaStateNames[place.agenda.state]}
                </td>
                <td class="number">{frenchNumber(place.counts.candidates, 0)}</td>
                <td class={place.voices.quorum.met ? undefined : 'state-warn'}>
                  {session.mode === 'asynchronous'
                    ? `${frenchCount(place.ballots.castBy.length, 'vote reçu', 'votes reçus')}`
                    : place.voices.quorum.met
                      ? frenchCount(
                          place.voices.voting.reduce((sum, { weight }) => sum + weight, 0),
                          'voix',
                          'voix',
                        )
                      : '▲ sans quorum'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

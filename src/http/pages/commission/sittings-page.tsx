/** A member's sittings, and the homes of one of them on which that member sits. */
import type { JSX } from 'preact';
import type { Member } from '../../../committee/member.ts';
import type { AgendaLine, SessionLines } from '../../../committee/session-excerpt.ts';
import type { SessionHead, SessionLine } from '../../../committee/session-view.ts';
import { frenchCount, frenchLongDate } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { memberQualityInWords } from '../sitting/members.ts';
import { Refused } from '../sitting/notices.tsx';
import {
  agendaStateNames,
  homeName,
  modeNames,
  momentInParis,
  stateNames,
} from '../sitting/session-words.ts';

export function MemberSittingsPage(props: {
  frame: PageFrame;
  lines: readonly SessionLine[];
  /** True for officers and the secretary, who have their own pages of sittings. */
  prepares: boolean;
}): JSX.Element {
  return (
    <Layout frame={props.frame} title="Mes séances">
      <h1>Mes séances de commission</h1>
      {props.lines.length === 0 ? (
        <p>
          Aucune séance convoquée pour vous. Quand vous serez convoqué, le dossier apparaîtra ici.
          {props.prepares ? (
            <>
              {' '}
              <a href="/agent/seances">Les séances se préparent ici.</a>
            </>
          ) : null}
        </p>
      ) : (
        <ul class="choices">
          {props.lines.map(({ session, commissionName, homes }) => (
            <li key={session.id}>
              <div class="card">
                <a href={`/commission/seances/${session.id}`}>
                  {frenchLongDate(session.heldOn)}
                  {session.startsAt === null ? '' : ` à ${session.startsAt}`}
                </a>
                <p class="small">
                  {commissionName}
                  <br />
                  {frenchCount(homes, 'logement')} à l’ordre du jour
                  <br />
                  {session.place ?? 'lieu à fixer'}, {modeNames[session.mode]}
                </p>
                <span class="tag">{stateNames[session.state]}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  );
}

export const memberCrumbs = (view: SessionHead | null) => [
  { href: '/commission', label: 'Mes séances' },
  ...(view === null
    ? []
    : [{ href: `/commission/seances/${view.session.id}`, label: frenchLongDate(view.session.heldOn) }]),
];

export function MemberFolderPage(props: {
  frame: PageFrame;
  view: SessionLines;
  member: Member;
  homes: readonly AgendaLine[];
  refusal: string | null;
}): JSX.Element {
  const { view, homes } = props;
  const { session } = view;
  const title = `Séance du ${frenchLongDate(session.heldOn)}`;
  return (
    <Layout frame={props.frame} title={title} crumbs={memberCrumbs(null)}>
      <h1>
        {title} <span class="tag">{stateNames[session.state]}</span>
      </h1>
      <PageWords words={['caleol', 'quorum']} />
      <section class="card">
        <p>
          {view.commission.name}
          {session.startsAt === null ? '' : `, à ${session.startsAt}`}, {session.place ?? 'lieu à fixer'},{' '}
          {modeNames[session.mode]}.
        </p>
        <p class="small">
          Vous siégez comme : {memberQualityInWords(props.member, view.members)}. Vous voyez les logements
          pour lesquels vous avez une voix ou êtes entendu : {frenchCount(homes.length, 'logement')} sur{' '}
          {view.homes.length}.
        </p>
        <VoteSentence view={view} homes={homes} />
        <p>
          <a href={`/commission/seances/${session.id}/dossier.pdf`}>Mon dossier (PDF)</a>,{' '}
          <a href={`/commission/seances/${session.id}/occupation`}>examens de l’occupation et informations</a>
        </p>
      </section>
      {props.refusal === null ? null : <Refused sentence={props.refusal} />}
      <ChairGesture frame={props.frame} view={view} member={props.member} />
      <ol class="home-cards">
        {homes.map((place) => (
          <li key={place.agenda.vacancyId}>
            <a
              class="card"
              href={`/commission/seances/${session.id}/logements/${encodeURIComponent(place.agenda.vacancyId)}`}
            >
              <strong>{homeName(place)}</strong>
              <span>{frenchCount(place.counts.candidates, 'candidat')}</span>
              <span class="small">{homeState(view, place)}</span>
            </a>
          </li>
        ))}
      </ol>
    </Layout>
  );
}

/** C-15: the chair opens a deferred sitting and closes it; nobody sees a vote before that. */
function ChairGesture(props: { frame: PageFrame; view: SessionLines; member: Member }): JSX.Element | null {
  const { view, member } = props;
  const { session } = view;
  if (session.mode !== 'asynchronous') return null;
  const opens = session.state === 'convened' && member.chair;
  const closes = session.state === 'open' && session.chairMemberId === member.id;
  if (!opens && !closes) return null;
  const voters = new Set(view.homes.flatMap(({ ballots }) => ballots.castBy)).size;
  return (
    <section class="card" aria-labelledby="presidence">
      <h2 id="presidence">Vous présidez</h2>
      <p>
        {opens
          ? `Une fois ouverte, les membres votent pendant ${frenchCount(view.bylaws.asynchronous.openHours, 'heure')}.`
          : `${frenchCount(voters, 'membre a voté', 'membres ont voté')}. La clôture compte les votes et fige le procès-verbal.`}
      </p>
      <form method="post" action={`/commission/seances/${session.id}/${opens ? 'ouvrir' : 'cloturer'}`}>
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <input type="hidden" name="version" value={session.version} />
        <button type="submit" class="strong">
          {opens ? 'Ouvrir le vote' : 'Clore le vote'}
        </button>
      </form>
    </section>
  );
}

function VoteSentence({
  view,
  homes,
}: {
  view: SessionLines;
  homes: readonly AgendaLine[];
}): JSX.Element | null {
  const { session } = view;
  if (session.mode !== 'asynchronous' || session.state !== 'open') return null;
  const rest = homes.filter(
    ({ agenda, ballots }) => agenda.state === 'pending' && ballots.own === null,
  ).length;
  return (
    <p class="alert">
      {session.openUntil === null
        ? 'Le vote est ouvert. '
        : `Le vote est ouvert jusqu’au ${momentInParis(session.openUntil)}. `}
      {rest === 0
        ? 'Vous avez voté pour tous vos logements.'
        : `${frenchCount(rest, 'logement attend', 'logements attendent')} votre vote.`}
    </p>
  );
}

function homeState({ session }: SessionHead, place: AgendaLine): string {
  if (session.mode === 'asynchronous' && session.state === 'open' && place.agenda.state === 'pending') {
    return place.ballots.own === null
      ? '▲ votre vote est attendu'
      : '✔ vous avez voté, vous pouvez changer d’avis';
  }
  return agendaStateNames[place.agenda.state];
}

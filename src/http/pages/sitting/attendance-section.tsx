/** Who is there: arrivals, departures and proxies, one key each, at the time of the gesture. */
import type { JSX } from 'preact';
import type { Member } from '../../../committee/member.ts';
import type { SessionLines } from '../../../committee/session-excerpt.ts';
import { type Attendance, type Presence, presences } from '../../../committee/session-view.ts';
import { hourInParis } from '../../../kernel/civil-date.ts';
import type { PageFrame } from '../layout.tsx';
import { homesOfMember, memberQualityInWords } from './members.ts';
import { presenceNames } from './session-words.ts';

export function AttendanceSection({ frame, view }: { frame: PageFrame; view: SessionLines }): JSX.Element {
  const rowOf = (member: Member) => view.attendance.find(({ memberId }) => memberId === member.id) ?? null;
  const concerned = view.members.filter(
    (member) =>
      member.quality === 'boardMember' || rowOf(member) !== null || homesOfMember(view, member).length > 0,
  );
  return (
    <section class="card" aria-labelledby="presences">
      <h2 id="presences">Présences</h2>
      <p class="small quiet">
        Arrivées et départs sont notés à l’heure du geste. Le quorum est recompté à chaque fois, et pour
        chaque logement.
      </p>
      <ul class="plain-list attendance">
        {concerned.map((member) => (
          <li key={member.id}>
            <AttendanceLine frame={frame} view={view} member={member} row={rowOf(member)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function AttendanceLine(props: {
  frame: PageFrame;
  view: SessionLines;
  member: Member;
  row: Attendance | null;
}): JSX.Element {
  const { frame, view, member, row } = props;
  const { session } = view;
  const state = row?.state ?? 'absent';
  const mayChange = session.state === 'convened' || session.state === 'open';
  return (
    <form
      method="post"
      action={`/agent/seances/${session.id}/presence#m-${member.id}`}
      class="gesture"
      id={`m-${member.id}`}
    >
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="membre" value={member.id} />
      <span class="who">
        <strong>{member.name}</strong>{' '}
        <span class="small quiet">{memberQualityInWords(member, view.members)}</span>
        <br />
        <span class="small">
          {presenceNames[state]}
          {row?.arrivedAt ? `, arrivée à ${hourInParis(row.arrivedAt)}` : ''}
          {row?.leftAt ? `, partie ou parti à ${hourInParis(row.leftAt)}` : ''}
          {row?.proxyTo ? `, pouvoir à ${nameOf(view, row.proxyTo)}` : ''}
        </span>
      </span>
      {mayChange ? (
        <AttendanceButtons view={view} member={member} state={state} proxyTo={row?.proxyTo ?? null} />
      ) : null}
    </form>
  );
}

/** One key each; a proxy names who carries it. */
function AttendanceButtons(props: {
  view: SessionLines;
  member: Member;
  state: Presence;
  proxyTo: string | null;
}): JSX.Element {
  const { view, member, state } = props;
  const { bylaws } = view;
  const carriers = view.members.filter(
    ({ id }) => id !== member.id && view.attendance.some((one) => one.memberId === id && isThere(one)),
  );
  const gestures = presences.filter(
    (presence) =>
      presence !== state && presence !== 'represented' && (presence !== 'remote' || bylaws.remote),
  );
  const of = <span class="visually-hidden"> : {member.name}</span>;
  return (
    <>
      {gestures.map((presence) => (
        <button key={presence} type="submit" name="etat" value={presence}>
          {presence === 'absent' ? 'Départ' : capital(presenceNames[presence])}
          {of}
        </button>
      ))}
      {bylaws.proxies.allowed && carriers.length > 0 && state === 'absent' ? (
        <details>
          <summary>
            Pouvoir…
            {of}
          </summary>
          <label for={`pouvoir-${member.id}`}>Pouvoir donné à</label>
          <select id={`pouvoir-${member.id}`} name="pouvoir">
            <option value="">personne</option>
            {carriers.map(({ id, name }) => (
              <option key={id} value={id} selected={id === props.proxyTo}>
                {name}
              </option>
            ))}
          </select>
          <button type="submit" name="etat" value="represented">
            Représenté
            {of}
          </button>
        </details>
      ) : null}
    </>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isThere({ state, leftAt }: Attendance): boolean {
  return (state === 'present' || state === 'remote') && leftAt === null;
}

function nameOf(view: SessionLines, memberId: string): string {
  return view.members.find(({ id }) => id === memberId)?.name ?? memberId;
}

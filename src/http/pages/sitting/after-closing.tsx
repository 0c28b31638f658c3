/** What a closed sitting leads to: its letters in one gesture, its offers, and what the reasons given bind to. */
import type { JSX } from 'preact';
import { reasonOf } from '../../../committee/reasons.ts';
import type { CommitteeSession } from '../../../committee/session.ts';
import type { AgendaHomeView } from '../../../committee/session-view.ts';
import type { PageFrame } from '../layout.tsx';

/** What the person who reads may open next. */
export type NextRooms = { letters: boolean; lettings: boolean; specials: boolean };

/** Letters and offers of a sitting; nothing before it is closed. */
export function AfterClosing(props: {
  frame: PageFrame;
  session: Pick<CommitteeSession, 'id' | 'state'>;
  rooms: NextRooms;
}): JSX.Element | null {
  const { session, rooms } = props;
  if (session.state !== 'closed' || (!rooms.letters && !rooms.lettings)) return null;
  return (
    <section class="card no-print" aria-labelledby="apres">
      <h2 id="apres">Après la séance</h2>
      <div class="gesture">
        {rooms.letters ? (
          <form method="post" action={`/agent/courriers/seances/${session.id}`}>
            <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
            <button type="submit" class="strong">
              Écrire les courriers de cette séance
            </button>
          </form>
        ) : null}
        {rooms.lettings ? (
          <a class="button" href={`/agent/suites?seance=${session.id}&etat=all`}>
            Suivre les propositions et les baux
          </a>
        ) : null}
      </div>
      {rooms.letters ? <p class="small">Un courrier déjà écrit n’est pas écrit deux fois.</p> : null}
    </section>
  );
}

/** From a decided home to what follows: its offers once the sitting is closed, and what a refusal of Q-18 owes. */
export function AfterDecision(props: {
  session: Pick<CommitteeSession, 'state'>;
  place: AgendaHomeView;
  rooms: NextRooms;
}): JSX.Element | null {
  const { place, rooms } = props;
  const owes = (place.current?.candidates ?? []).some(({ reasons }) =>
    reasons.some((code) => reasonOf(code)?.fragileResidenceOnly),
  );
  const follows = rooms.lettings && props.session.state === 'closed' && place.agenda.state === 'decided';
  if (!follows && !owes) return null;
  return (
    <>
      {follows ? (
        <p class="gesture">
          <a class="button" href={`/agent/suites/${encodeURIComponent(place.agenda.vacancyId)}`}>
            Suites de cette décision : propositions, pièces, bail
          </a>
        </p>
      ) : null}
      {owes ? (
        <p class="alert">
          Un ménage est écarté parce que la résidence est fragile : le premier logement qui lui convient,
          ailleurs, doit lui être proposé (L441-2-2).{' '}
          {rooms.specials ? (
            <a href="/agent/particuliers#dus">Logements à proposer en premier</a>
          ) : (
            'L’agent d’attribution le suit dans « Locations particulières ».'
          )}
        </p>
      ) : null}
    </>
  );
}

/** The way back from a page of a sitting. */
import type { CommitteeSession } from '../../../committee/session.ts';
import type { Crumb } from '../layout.tsx';
import { sessionTitle } from './session-words.ts';

export function sessionCrumbs(session: Pick<CommitteeSession, 'id' | 'heldOn' | 'kind'> | null): Crumb[] {
  return [
    { href: '/agent/seances', label: 'Séances' },
    ...(session === null ? [] : [{ href: `/agent/seances/${session.id}`, label: sessionTitle(session) }]),
  ];
}

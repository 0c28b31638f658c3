/** What pages read of a sitting where the whole would be too much: its homes as lines, or one of them among the others. */
import type { Home } from '../domain/home.ts';
import type { AgendaHome } from './session.ts';
import type { AgendaHomeView, CandidateView, SessionHead } from './session-view.ts';

/** A home by its name and its state: what leads to it from the others. */
export type AgendaStop = {
  agenda: Pick<AgendaHome, 'vacancyId' | 'state'>;
  home: Pick<Home, 'typology' | 'surfaceM2' | 'address'>;
  communeName: string;
};

export type CandidateCounts = {
  candidates: number;
  /** Of them, those whose resources are declared without a proof. */
  unproved: number;
};

/** A home as a list of the agenda says it: its candidates are counted, no sheet nor decision is read. */
export type AgendaLine = AgendaStop &
  Pick<
    AgendaHomeView,
    'agenda' | 'holder' | 'candidatesCheck' | 'voices' | 'withdrawnMemberIds' | 'ballots'
  > & { counts: CandidateCounts };

/** A sitting as its lists show it: the agenda, who is there, how far it is. */
export type SessionLines = SessionHead & {
  /** In the order of the agenda. */
  homes: readonly AgendaLine[];
};

/** A sitting at one of its homes: that home whole, the others by their name and the order decided. */
export type SessionAtHome = SessionHead & {
  /** Null where the home is not on this agenda. */
  place: AgendaHomeView | null;
  /**
   * In the order of the agenda. `order`: numbers by rank of the decision in force, empty where nobody has a rank; null:
   * none was taken.
   */
  homes: readonly (AgendaStop & { order: readonly string[] | null })[];
};

/** The same counts from sheets that were read. */
export function countsOf(candidates: readonly Pick<CandidateView, 'sheet'>[]): CandidateCounts {
  const unproved = candidates.filter(({ sheet }) => sheet.resourcesEvidence === 'declared').length;
  return { candidates: candidates.length, unproved };
}

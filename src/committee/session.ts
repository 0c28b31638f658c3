/** A sitting of the commission (CALEOL): its agenda, who is there, and what it carries home by home. */
import { z } from 'zod';
import { type CivilDate, civilDateSchema } from '../kernel/civil-date.ts';
import type { CandidateSheet, ShortlistResult } from '../matching/run-result.ts';

export const sessionStates = ['draft', 'convened', 'open', 'closed', 'cancelled'] as const;
export type SessionState = (typeof sessionStates)[number];

export const sessionModes = ['inPerson', 'remote', 'asynchronous'] as const;
export type SessionMode = (typeof sessionModes)[number];

export type CommitteeSession = {
  id: string;
  commissionId: string;
  heldOn: CivilDate;
  /** "09:30" in Paris; null: not settled. */
  startsAt: string | null;
  place: string | null;
  mode: SessionMode;
  kind: 'ordinary' | 'emergency';
  state: SessionState;
  bylawsVersion: number;
  chairMemberId: string | null;
  /** The run whose shortlists the agenda proposes; null: candidates were put by hand. */
  runId: string | null;
  convenedAt: Date | null;
  openedAt: Date | null;
  /** Asynchronous sittings end by then at the latest. */
  openUntil: Date | null;
  closedAt: Date | null;
  /** Grows with every change: two people on the same sitting are told. */
  version: number;
};

export const agendaStates = ['pending', 'decided', 'postponed', 'withdrawn'] as const;
export type AgendaState = (typeof agendaStates)[number];

/** C-06: why fewer than three applications are examined, with the evidence that the search gives. */
export const exceptionSchema = z.object({
  ground: z.enum(['notEnoughCandidates', 'daloDesignation', 'adaptedPlai']),
  /** French: the search that was run, its date and its counts; the designation; the subsidy. */
  evidence: z.string().min(10).max(1000),
  on: civilDateSchema,
  /** The move of an exchange that the candidacy is (M-08b): set by the plan whose households agreed, never typed. */
  exchangeStep: z.uuid().optional(),
});
export type CandidateException = z.infer<typeof exceptionSchema>;

export type AgendaHome = {
  sessionId: string;
  vacancyId: string;
  homeId: string;
  position: number;
  state: AgendaState;
  exception: CandidateException | null;
  /** As the run found it; null where candidates were put by hand. */
  pool: ShortlistResult['pool'] | null;
  /** The next five eligible households that the committee may ask for. */
  next: readonly { number: string; householdInWords: string; totalPoints: number }[];
  version: number;
};

/** Where a candidate of the agenda comes from. */
export const candidateOrigins = ['proposal', 'designation', 'dalo', 'added', 'interest'] as const;
export type CandidateOrigin = (typeof candidateOrigins)[number];

export type AgendaCandidate = {
  sessionId: string;
  vacancyId: string;
  number: string;
  /** Column in the folder: by number, never by proposed rank. */
  position: number;
  proposedRank: number | null;
  totalPoints: number | null;
  origin: CandidateOrigin;
  /** Facts as the folder shows them, frozen when it was put on the agenda (D-03, D-04 already applied). */
  sheet: CandidateSheet;
  /** The wording of a recognised priority as a committee reads it; never a letter. */
  priorityInWords: string | null;
};

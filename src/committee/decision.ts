/** What the committee decides on a candidate: exactly one of the five of R441-3 (C-07), with its reasons and criteria. */
import { z } from 'zod';
import { civilDateSchema } from '../kernel/civil-date.ts';

/** a) to e) of the Code, in its order. */
export const decisionKinds = [
  'attribution',
  'rankedAttribution',
  'suspensiveAttribution',
  'nonAttribution',
  'irrecevability',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** Full words of the Code, as buttons, minutes and letters say them. */
export const decisionNames: Readonly<Record<DecisionKind, string>> = {
  attribution: 'Attribution du logement',
  rankedAttribution: 'Attribution avec classement',
  suspensiveAttribution: 'Attribution sous condition suspensive',
  nonAttribution: 'Non-attribution',
  irrecevability: 'Rejet pour irrecevabilité',
};

export const candidateDecisionSchema = z.object({
  number: z.string().min(1),
  kind: z.enum(decisionKinds),
  /** a, b and c carry a rank, without holes within a home; d and e none. */
  rank: z.number().int().min(1).max(10).nullable(),
  /** c only: the missing document of the closed list (P-02), and the last day for it. */
  condition: z.object({ document: z.string().min(1), dueOn: civilDateSchema }).nullable(),
  /** Codes of `reasons.ts`; mandatory for d and e (C-08). */
  reasons: z.array(z.string()),
  /** What is specific to this candidate, in French; never health, nationality or violence. */
  note: z.string().max(500).nullable(),
  /** C-10: the criteria that this decision looked at. */
  criteria: z.array(z.string()),
});
export type CandidateDecision = z.infer<typeof candidateDecisionSchema>;

export const splitVoteSchema = z.object({
  /** The propositions put to the vote, each with the members who voted for it. */
  propositions: z.array(z.object({ label: z.string().min(1), memberIds: z.array(z.string()) })).min(2),
  /** Index of the proposition that won. */
  winner: z.number().int().min(0),
  castingVote: z.object({ memberId: z.string(), proposition: z.number().int().min(0) }).nullable(),
});
export type SplitVote = z.infer<typeof splitVoteSchema>;

/** One act on one home: its candidates' decisions taken together. Never changed: a correction is a new one. */
export type HomeDecision = {
  id: string;
  sessionId: string;
  vacancyId: string;
  decidedAt: Date;
  /** Who recorded it. */
  recordedBy: string;
  candidates: readonly CandidateDecision[];
  vote: SplitVote | null;
  /** Where the order decided is not that proposed: why, from a list, and in words. */
  departure: { reason: string; note: string | null } | null;
  /** The decision that this one corrects, after the closing of the session; null for the first. */
  supersedes: string | null;
};

/**
 * The rows and acts of a decision: the decision itself, what it owes, the story. The register learns of it from
 * the closed sitting (`register-gather.ts`): what is taken back before the closing was never a decision for it.
 */

import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { AcceptedDecision } from '../../src/committee/decide.ts';
import type { CommitteeSession } from '../../src/committee/session.ts';
import type { RecordedDecision } from '../../src/committee/session-view.ts';
import type { Act, Asked, Json } from '../../src/domain/act.ts';
import type { Transaction } from '../connection.ts';
import { homeDecisions } from '../schema/committee.ts';
import { dueProposals } from '../schema/letting.ts';
import { type AgendaHomeRow, actOf } from './session-rows.ts';

type NewDecision = Pick<RecordedDecision, 'sitting' | 'recordedBy' | 'supersedes' | 'why'> & {
  accepted: AcceptedDecision;
  requestKey: string;
};

/** Writes the decision with its due proposals, in the transaction that locked the home. */
export async function writeDecision(
  tx: Transaction,
  asked: Asked,
  session: CommitteeSession,
  home: AgendaHomeRow,
  { accepted, requestKey, ...made }: NewDecision,
): Promise<RecordedDecision> {
  const { candidates, vote, departure, dueProposals: due } = accepted;
  const decision: RecordedDecision = {
    id: v7(),
    sessionId: session.id,
    vacancyId: home.vacancyId,
    decidedAt: asked.now,
    candidates,
    vote,
    departure,
    ...made,
  };
  const { landlordId } = asked;
  await tx.insert(homeDecisions).values({ ...decision, landlordId, requestKey });
  // What a decision that is corrected owed, it no longer owes.
  if (made.supersedes !== null) {
    await tx.delete(dueProposals).where(eq(dueProposals.homeDecisionId, made.supersedes));
  }
  if (due.length > 0) {
    await tx.insert(dueProposals).values(
      due.map((number) => ({
        landlordId,
        number,
        refusedVacancyId: home.vacancyId,
        homeDecisionId: decision.id,
        since: asked.today,
      })),
    );
  }
  return decision;
}

/** One act for the home, then one for each household: the story of a file tells its own decision only. */
export function actsOfDecision(
  asked: Asked,
  decision: RecordedDecision,
  before: RecordedDecision | null,
): Act[] {
  const { sessionId, vacancyId, why } = decision;
  const corrected = before !== null;
  const ofHome = actOf(
    asked,
    corrected ? 'home.corrected' : 'home.decided',
    [`session:${sessionId}`, `vacancy:${vacancyId}`],
    {
      before: before && { decision: before.id },
      after: {
        decision: decision.id,
        candidates: decision.candidates.length,
        vote: decision.vote !== null,
        castingVote: decision.vote?.castingVote?.memberId ?? null,
        departure: decision.departure?.reason ?? null,
      },
      why,
    },
  );
  const ofCandidates = decision.candidates.map((own) =>
    actOf(
      asked,
      corrected ? 'decision.corrected' : 'decision.recorded',
      [`session:${sessionId}`, `vacancy:${vacancyId}`, `application:${own.number}`],
      { before: before && toldOf(before, own.number), after: toldOf(decision, own.number), why },
    ),
  );
  return [ofHome, ...ofCandidates];
}

function toldOf(decision: RecordedDecision, number: string): Json {
  const own = decision.candidates.find((candidate) => candidate.number === number);
  if (!own) return null;
  const { kind, rank, condition, reasons, criteria } = own;
  return { decision: decision.id, kind, rank, condition, reasons, criteria };
}

/** What the national register must learn of a sitting (N-10), written with the act that it tells. */
import { decisionNames } from '../../src/committee/decision.ts';
import { reasonOf } from '../../src/committee/reasons.ts';
import type { RecordedDecision } from '../../src/committee/session-view.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { registerEvents } from '../schema/register.ts';

type Where = {
  landlordId: string;
  sessionId: string;
  commissionName: string;
  heldOn: CivilDate;
  on: CivilDate;
};
type OnAgenda = { vacancyId: string; homeId: string; number: string };

/** Put on the agenda of a sitting that is convened. Written again, it stays one. */
export async function registerAgenda(
  tx: Transaction,
  where: Where,
  candidates: readonly OnAgenda[],
): Promise<void> {
  const rows = candidates.map(({ vacancyId, homeId, number }) => ({
    landlordId: where.landlordId,
    number,
    kind: 'agenda',
    on: where.on,
    author: where.commissionName,
    details: { vacancyId, homeId, heldOn: where.heldOn },
    eventKey: `agenda:${where.sessionId}:${vacancyId}:${number}`,
  }));
  for (let start = 0; start < rows.length; start += 500) {
    await tx
      .insert(registerEvents)
      .values(rows.slice(start, start + 500))
      .onConflictDoNothing();
  }
}

/** The decision on each candidate with its rank and reasons; a correction names the decision that it replaces. */
export async function registerDecision(
  tx: Transaction,
  where: Where,
  home: { vacancyId: string; homeId: string },
  decision: RecordedDecision,
): Promise<void> {
  await tx.insert(registerEvents).values(
    decision.candidates.map(({ number, kind, rank, reasons, condition }) => ({
      landlordId: where.landlordId,
      number,
      kind: 'decision',
      on: where.on,
      author: where.commissionName,
      details: {
        ...home,
        heldOn: where.heldOn,
        decisionId: decision.id,
        corrects: decision.supersedes,
        decision: kind,
        decisionName: decisionNames[kind],
        rank,
        reasons: reasons.map((code) => ({ code, label: reasonOf(code)?.label ?? code })),
        condition,
      },
      eventKey: `decision:${decision.id}:${number}`,
    })),
  );
}

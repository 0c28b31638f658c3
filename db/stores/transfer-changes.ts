/** How a change of a transfer request is written: row, answer to the household, act, in this order. */
import { arrayContains, desc, eq } from 'drizzle-orm';
import type { Act, Asked, Json } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type HouseholdAnswer, homePath } from '../../src/portal/transfers/answers.ts';
import { isLive, type TransferRequest } from '../../src/portal/transfers/request.ts';
import type { TransferRefusal } from '../../src/portal/transfers/transfer-port.ts';
import type { Transaction } from '../connection.ts';
import { journalLines } from '../schema/journal.ts';
import { transferRequests } from '../schema/transfer.ts';
import { appendActs } from './journal-append.ts';
import { notifyWithin } from './portal-notify.ts';
import { transferSubjects } from './transfer-opening.ts';
import { requestColumns, requestOf } from './transfer-rows.ts';

/** The request as it becomes, the act that tells it, and what the household reads: nothing, or one answer. */
export type Changed = {
  request: TransferRequest;
  act: { kind: string; before: Json; after: Json };
  notice: readonly HouseholdAnswer[];
};

/** The request, locked, at that version; otherwise who changed it meanwhile, and when. */
export async function lockedRequest(
  tx: Transaction,
  id: string,
  version: number | null,
): Promise<Result<TransferRequest, TransferRefusal>> {
  const [row] = await tx
    .select(requestColumns)
    .from(transferRequests)
    .where(eq(transferRequests.id, id))
    .for('update');
  if (!row) return refuse({ code: 'noSuchRequest' });
  if (version === null || row.version === version) return ok(requestOf(row));
  const [last] = await tx
    .select({ actor: journalLines.actor, at: journalLines.at })
    .from(journalLines)
    .where(arrayContains(journalLines.subjects, [`transfer:${id}`]))
    .orderBy(desc(journalLines.sequence))
    .limit(1);
  return refuse({
    code: 'changedMeanwhile',
    by: last?.actor.name ?? 'parcours',
    at: last?.at ?? new Date(0),
  });
}

/** Writes the request at its next version, tells the household, then the journal. True where it was told. */
export async function saveRequest(tx: Transaction, asked: Asked, changed: Changed): Promise<boolean> {
  const { acts, told } = await writeRequest(tx, asked, changed);
  await appendActs(tx, asked.landlordId, acts);
  return told;
}

/** The same with the acts left to the caller: the journal is written last, once. */
export async function writeRequest(
  tx: Transaction,
  asked: Asked,
  { request, act, notice }: Changed,
): Promise<{ acts: readonly Act[]; told: boolean }> {
  const { id, number, state, ownerAccountId, ownerName, dueOn, version } = request;
  const answers = notice.map(({ paragraphs }) => ({
    on: asked.today,
    text: paragraphs.join('\n\n'),
    nextOn: isLive(request) ? dueOn : null,
  }));
  const details = { ...request.details, answers: [...request.details.answers, ...answers] };
  await tx
    .update(transferRequests)
    .set({ number, state, ownerAccountId, ownerName, dueOn, details, version: version + 1 })
    .where(eq(transferRequests.id, id));
  const acts: Act[] = [
    { ...act, at: asked.now, actor: asked.actor, subjects: transferSubjects(request), why: null },
  ];
  let told = false;
  for (const answer of notice) {
    const sent = await tellHousehold(tx, asked, request, answer, String(version + 1));
    told ||= sent.told;
    acts.push(...sent.acts);
  }
  return { acts, told };
}

/** One event one message; a household that is not known by number or lease is told by its officer. */
export async function tellHousehold(
  tx: Transaction,
  { landlordId, now }: Asked,
  request: Pick<TransferRequest, 'id' | 'number' | 'tenancyId'>,
  answer: HouseholdAnswer,
  event: string,
): Promise<{ told: boolean; acts: readonly Act[] }> {
  const number = request.number ?? request.tenancyId;
  if (number === null) return { told: false, acts: [] };
  const eventKey = `transfer ${request.id} ${event}`;
  const { written, acts } = await notifyWithin(
    tx,
    landlordId,
    { number, eventKey, ...answer, path: homePath },
    now,
  );
  return { told: written, acts };
}

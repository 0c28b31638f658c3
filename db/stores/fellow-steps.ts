/** Steps of a fellow landlord's request: answered once, its number, the sitting that is told; each ends in the journal. */
import { arrayContains, desc, eq } from 'drizzle-orm';
import type { Act, Asked, Json } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import type { FellowRefusal } from '../../src/portal/relocations/fellow-port.ts';
import {
  type FellowRequest,
  type FellowStep,
  fellowAfter,
  fellowContentSchema,
} from '../../src/portal/relocations/fellow-request.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { vacancies } from '../schema/home.ts';
import { journalLines } from '../schema/journal.ts';
import { fellowRequests } from '../schema/transfer.ts';
import { applicationOf } from './application-rows.ts';
import { appendActs } from './journal-append.ts';
import { writeApplication } from './letting-locks.ts';
import { wholeApplication } from './relocation-lease.ts';
import { openSittings } from './relocation-read.ts';

export function fellowOf(row: typeof fellowRequests.$inferSelect): FellowRequest {
  const { id, fellow, number, receivedOn, dueOn, state, answeredOn, version } = row;
  const content = fellowContentSchema.parse(row.content);
  return { id, fellow, number, content, receivedOn, dueOn, state, answeredOn, version };
}

export async function stepFellow(
  tx: Transaction,
  asked: Asked,
  { id, version, step: taken }: { id: string; version: number; step: FellowStep },
): Promise<Result<{ version: number }, FellowRefusal>> {
  const found = await lockedFellow(tx, id, version);
  if (!found.ok) return found;
  const wrong = await wrongIn(tx, taken);
  if (wrong !== null) return refuse(wrong);
  const before = found.value;
  const next = fellowAfter(before, taken, { today: asked.today, by: asked.actor.name });
  if (!next.ok) return next;
  const { state, answeredOn, content, number } = next.value;
  await tx
    .update(fellowRequests)
    .set({ state, answeredOn, content, number, version: version + 1 })
    .where(eq(fellowRequests.id, id));
  // Q-02 reads the household's own application: its operation is told there once a home is promised.
  if (state === 'accepted') await tellApplication(tx, asked, next.value);
  const after = {
    state,
    vacancy: content.answer?.vacancyId ?? null,
    session: content.information?.sessionId ?? null,
  };
  await appendFellow(tx, asked, next.value, stepKinds[taken.kind], { state: before.state }, after);
  return ok({ version: version + 1 });
}

const stepKinds = {
  accept: 'accepted',
  refuse: 'refused',
  number: 'numbered',
  inform: 'informed',
} as const satisfies Record<FellowStep['kind'], string>;

/** What a step names and is not there: a home to let, an application of ours, a sitting still to be closed. */
async function wrongIn(tx: Transaction, taken: FellowStep): Promise<FellowRefusal | null> {
  switch (taken.kind) {
    case 'accept':
      return (await isFree(tx, taken.vacancyId)) ? null : { code: 'noSuchHome' };
    case 'number':
      return (await wholeApplication(tx, taken.number)) ? null : { code: 'numberUnknown' };
    case 'inform': {
      const sittings = await openSittings(tx);
      return sittings.some(({ id }) => id === taken.sessionId) ? null : { code: 'noSuchSitting' };
    }
    case 'refuse':
      return null;
  }
}

/** The request, locked, at that version; otherwise who changed it meanwhile. `version` null: whichever. */
export async function lockedFellow(
  tx: Transaction,
  id: string,
  version: number | null,
): Promise<Result<FellowRequest, FellowRefusal>> {
  const [row] = await tx.select().from(fellowRequests).where(eq(fellowRequests.id, id)).for('update');
  if (!row) return refuse({ code: 'noSuchRequest' });
  return version === null || row.version === version
    ? ok(fellowOf(row))
    : refuse({ code: 'changedMeanwhile', by: await lastWho(tx, id) });
}

async function tellApplication(tx: Transaction, asked: Asked, { number, content }: FellowRequest) {
  if (number === null) return;
  const [row] = await tx
    .select({ content: applications.content, name: applications.name })
    .from(applications)
    .where(eq(applications.number, number))
    .for('update');
  if (!row) return;
  const application = { ...applicationOf(row.content, row.name), relocation: content.need.operation };
  await writeApplication(tx, asked.landlordId, application, asked.now);
}

async function isFree(tx: Transaction, vacancyId: string): Promise<boolean> {
  const [row] = await tx
    .select({ status: vacancies.status })
    .from(vacancies)
    .where(eq(vacancies.id, vacancyId));
  return row !== undefined && row.status !== 'let' && row.status !== 'withdrawn';
}

async function lastWho(tx: Transaction, id: string): Promise<string> {
  const [last] = await tx
    .select({ actor: journalLines.actor })
    .from(journalLines)
    .where(arrayContains(journalLines.subjects, [`transfer:${id}`]))
    .orderBy(desc(journalLines.sequence))
    .limit(1);
  return last?.actor.name ?? 'Quelqu’un';
}

export async function appendFellow(
  tx: Transaction,
  asked: Asked,
  { id, number }: { id: string; number: string | null },
  kind: 'received' | 'signed' | (typeof stepKinds)[FellowStep['kind']],
  before: Json,
  after: Json,
  acts: readonly Act[] = [],
): Promise<void> {
  const subjects = [
    `transfer:${id}` as const,
    ...(number === null ? [] : [`application:${number}` as const]),
  ];
  await appendActs(tx, asked.landlordId, [
    ...acts,
    { kind: `fellowRequest.${kind}`, at: asked.now, actor: asked.actor, subjects, before, after, why: null },
  ]);
}

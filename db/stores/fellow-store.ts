/** Requests of fellow landlords: received once, answered once, signed once. */
import { and, arrayContains, asc, desc, eq, inArray } from 'drizzle-orm';
import { isInScope } from '../../src/access/scope.ts';
import type { Asked, Json } from '../../src/domain/act.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import type { FellowPort, FellowRefusal, NewFellow } from '../../src/portal/relocations/fellow-port.ts';
import {
  type FellowRequest,
  type FellowStep,
  fellowAfter,
  fellowContentSchema,
} from '../../src/portal/relocations/fellow-request.ts';
import type { TransferReader } from '../../src/portal/transfers/finding-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes, vacancies } from '../schema/home.ts';
import { journalLines } from '../schema/journal.ts';
import { fellowRequests } from '../schema/transfer.ts';
import { applicationOf } from './application-rows.ts';
import { appendActs } from './journal-append.ts';
import { writeApplication } from './letting-locks.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { offeredHomes } from './relocation-read.ts';

export function fellowStore(db: Database): FellowPort {
  return {
    list: (reader, today) =>
      withLandlord(db, reader.landlordId, async (tx) => {
        const rows = await tx.select().from(fellowRequests).orderBy(desc(fellowRequests.receivedOn));
        const seen = rows.map(requestOf).filter(({ content }) => seenBy(reader, content.need.communes));
        const waits = (one: FellowRequest) =>
          one.state === 'received' ? 0 : one.state === 'accepted' ? 1 : 2;
        const urgency = (one: FellowRequest) => (one.dueOn < today ? 0 : 1);
        return seen.sort(
          (a, b) => waits(a) - waits(b) || urgency(a) - urgency(b) || (a.dueOn < b.dueOn ? -1 : 1),
        );
      }),
    homesFor: (reader, { content }) =>
      withLandlord(db, reader.landlordId, async (tx) => {
        const { typologies, communes } = content.need;
        const found = await offeredHomes(
          tx,
          and(
            inArray(vacancies.status, ['notice', 'works', 'available']),
            inArray(homes.typology, typologies),
            communes.length === 0 ? undefined : inArray(homes.insee, communes),
          ),
          20,
        );
        return found.filter(({ insee }) => isInScope(reader.communes, [insee]));
      }),
    receive: (asked, input) => withLandlord(db, asked.landlordId, (tx) => receive(tx, asked, input)),
    step: (asked, input) => withLandlord(db, asked.landlordId, (tx) => step(tx, asked, input)),
  };
}

/** A need without a commune is everybody's. */
function seenBy({ communes }: TransferReader, places: readonly string[]): boolean {
  return places.length === 0 || isInScope(communes, places);
}

function requestOf(row: typeof fellowRequests.$inferSelect): FellowRequest {
  const { id, fellow, number, receivedOn, dueOn, state, answeredOn, version } = row;
  const content = fellowContentSchema.parse(row.content);
  return { id, fellow, number, content, receivedOn, dueOn, state, answeredOn, version };
}

async function receive(
  tx: Transaction,
  asked: Asked,
  { key, fellow, number, receivedOn, need }: NewFellow,
): Promise<Result<{ id: string; opened: boolean }, FellowRefusal>> {
  if (receivedOn > asked.today) return refuse({ code: 'wrongDay' });
  const { transferAnswerDays } = await portalPolicyInForce(tx);
  const dueOn = addDays(receivedOn, transferAnswerDays);
  const [created] = await tx
    .insert(fellowRequests)
    .values({
      landlordId: asked.landlordId,
      fellow,
      number,
      content: { need, answer: null, signed: null },
      receivedOn,
      dueOn,
      state: 'received',
      requestKey: key,
    })
    .onConflictDoNothing()
    .returning({ id: fellowRequests.id });
  if (created) {
    const after = { fellow, operation: need.operation, dueOn };
    await append(tx, asked, { id: created.id, number }, 'received', null, after);
    return ok({ id: created.id, opened: true });
  }
  const [same] = await tx
    .select({ id: fellowRequests.id })
    .from(fellowRequests)
    .where(eq(fellowRequests.requestKey, key));
  if (!same) throw new Error('a request that was received is not there');
  return ok({ id: same.id, opened: false });
}

async function step(
  tx: Transaction,
  asked: Asked,
  { id, version, step: taken }: { id: string; version: number; step: FellowStep },
): Promise<Result<{ version: number }, FellowRefusal>> {
  const [row] = await tx.select().from(fellowRequests).where(eq(fellowRequests.id, id)).for('update');
  if (!row) return refuse({ code: 'noSuchRequest' });
  if (row.version !== version) return refuse({ code: 'changedMeanwhile', by: await lastWho(tx, id) });
  if (taken.kind === 'accept' && !(await isFree(tx, taken.vacancyId))) return refuse({ code: 'noSuchHome' });
  const next = fellowAfter(requestOf(row), taken, { today: asked.today, by: asked.actor.name });
  if (!next.ok) return next;
  const { state, answeredOn, content } = next.value;
  await tx
    .update(fellowRequests)
    .set({ state, answeredOn, content, version: version + 1 })
    .where(eq(fellowRequests.id, id));
  // Q-02 reads the household's own application: its operation is told there once a home is promised.
  if (taken.kind === 'accept') await tellApplication(tx, asked, next.value);
  const after = { state, vacancy: content.answer?.vacancyId ?? null, signedOn: content.signed?.on ?? null };
  await append(tx, asked, row, state, { state: row.state }, after);
  return ok({ version: version + 1 });
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
    .where(eq(vacancies.id, vacancyId))
    .orderBy(asc(vacancies.id));
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

async function append(
  tx: Transaction,
  asked: Asked,
  { id, number }: { id: string; number: string | null },
  kind: 'received' | 'accepted' | 'refused' | 'signed',
  before: Json,
  after: Json,
): Promise<void> {
  const subjects = [
    `transfer:${id}` as const,
    ...(number === null ? [] : [`application:${number}` as const]),
  ];
  await appendActs(tx, asked.landlordId, [
    { kind: `fellowRequest.${kind}`, at: asked.now, actor: asked.actor, subjects, before, after, why: null },
  ]);
}

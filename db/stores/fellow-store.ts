/** Requests of fellow landlords: received once, listed with the homes that answer them or were promised. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import { isInScope } from '../../src/access/scope.ts';
import type { Asked } from '../../src/domain/act.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import type {
  FellowLine,
  FellowPort,
  FellowRefusal,
  NewFellow,
} from '../../src/portal/relocations/fellow-port.ts';
import type { FellowRequest } from '../../src/portal/relocations/fellow-request.ts';
import type { TransferReader } from '../../src/portal/transfers/finding-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { homes, vacancies } from '../schema/home.ts';
import { vacancyProgress } from '../schema/letting.ts';
import { fellowRequests } from '../schema/transfer.ts';
import { leaseToFellow } from './fellow-lease.ts';
import { appendFellow, fellowOf, stepFellow } from './fellow-steps.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { offeredHomes, openSittings } from './relocation-read.ts';

export function fellowStore(db: Database): FellowPort {
  return {
    list: (reader, today) =>
      withLandlord(db, reader.landlordId, async (tx) => {
        const rows = await tx.select().from(fellowRequests).orderBy(desc(fellowRequests.receivedOn));
        const seen = await withHomes(
          tx,
          rows.map(fellowOf).filter(({ content }) => seenBy(reader, content.need.communes)),
        );
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
    sittings: (landlordId) => withLandlord(db, landlordId, openSittings),
    receive: (asked, input) => withLandlord(db, asked.landlordId, (tx) => receive(tx, asked, input)),
    step: (asked, input) => withLandlord(db, asked.landlordId, (tx) => stepFellow(tx, asked, input)),
    lease: (asked, input) => withLandlord(db, asked.landlordId, (tx) => leaseToFellow(tx, asked, input)),
  };
}

/** A need without a commune is everybody's. */
function seenBy({ communes }: TransferReader, places: readonly string[]): boolean {
  return places.length === 0 || isInScope(communes, places);
}

/** The promised home of each, and the day of its keys. */
async function withHomes(tx: Transaction, requests: readonly FellowRequest[]): Promise<FellowLine[]> {
  const ids = requests.flatMap(({ content }) => content.answer?.vacancyId ?? []);
  if (ids.length === 0) return requests.map((one) => ({ ...one, home: null, keysGivenOn: null }));
  const found = new Map(
    (await offeredHomes(tx, inArray(vacancies.id, ids), ids.length)).map((home) => [home.vacancyId, home]),
  );
  const keys = new Map(
    (await tx.select().from(vacancyProgress).where(inArray(vacancyProgress.vacancyId, ids))).map(
      ({ vacancyId, keysGivenOn }) => [vacancyId, keysGivenOn],
    ),
  );
  return requests.map((one) => {
    const id = one.content.answer?.vacancyId ?? '';
    return { ...one, home: found.get(id) ?? null, keysGivenOn: keys.get(id) ?? null };
  });
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
      content: { need, answer: null, information: null, signed: null },
      receivedOn,
      dueOn,
      state: 'received',
      requestKey: key,
    })
    .onConflictDoNothing()
    .returning({ id: fellowRequests.id });
  if (created) {
    const after = { fellow, operation: need.operation, dueOn };
    await appendFellow(tx, asked, { id: created.id, number }, 'received', null, after);
    return ok({ id: created.id, opened: true });
  }
  const [same] = await tx
    .select({ id: fellowRequests.id })
    .from(fellowRequests)
    .where(eq(fellowRequests.requestKey, key));
  if (!same) throw new Error('a request that was received is not there');
  return ok({ id: same.id, opened: false });
}

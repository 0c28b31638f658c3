/** What a day that begins does to adverts: opens those whose day has come, closes, and ends those of homes let. */
import { and, eq, inArray, lte, ne, sql } from 'drizzle-orm';
import { serviceActor } from '../../src/domain/act.ts';
import { type CivilDate, civilDateInParis, daysBetween } from '../../src/kernel/civil-date.ts';
import { type DayChange, dayOfAdvert } from '../../src/portal/adverts/advert-life.ts';
import type { PortalPolicy } from '../../src/portal/policy.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { adverts, interests } from '../schema/advert.ts';
import { vacancies } from '../schema/home.ts';
import { type AdvertRow, decidedOf } from './advert-rows.ts';
import { appendActs } from './journal-append.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

/** Each advert in its own transaction: one that fails keeps none of the others from its day. */
export async function advertDay(
  db: Database,
  landlordId: string,
  today: CivilDate,
  now: Date,
): Promise<number> {
  const ids = await withLandlord(db, landlordId, (tx) =>
    tx
      .select({ id: adverts.id })
      .from(adverts)
      .where(inArray(adverts.state, ['draft', 'review', 'scheduled', 'open']))
      .orderBy(adverts.id),
  );
  let changed = 0;
  for (const { id } of ids) {
    changed += await withLandlord(db, landlordId, (tx) => dayOf(tx, landlordId, id, today, now));
  }
  return changed;
}

async function dayOf(
  tx: Transaction,
  landlordId: string,
  id: string,
  today: CivilDate,
  now: Date,
): Promise<0 | 1> {
  const [row] = await tx.select().from(adverts).where(eq(adverts.id, id)).for('update');
  if (!row) return 0;
  const change = await changeOf(tx, row, await portalPolicyInForce(tx), today);
  if (!change) return 0;
  const at = onDay(now, today);
  const {
    act,
    why,
    published,
    ended,
    closings,
    factsRead: _read,
    exportedTo: _to,
    writerIds: _ids,
    ...set
  } = change;
  await tx
    .update(adverts)
    .set({
      ...set,
      ...(closings ? { closings: [...closings] } : {}),
      ...(published ? { publishedAt: at } : {}),
      ...(ended ? { endedAt: at } : {}),
      version: sql`${adverts.version} + 1`,
    })
    .where(eq(adverts.id, id));
  const last = closings?.at(-1);
  await appendActs(tx, landlordId, [
    {
      kind: act,
      at,
      actor: serviceActor,
      subjects: [`advert:${id}`, `vacancy:${row.vacancyId}`],
      before: { state: row.state, closesOn: row.closesOn },
      after: {
        state: set.state ?? row.state,
        closesOn: set.closesOn ?? row.closesOn,
        ...(last ? { closing: { on: last.on, interested: last.interested } } : {}),
      },
      why,
    },
  ]);
  return 1;
}

async function changeOf(
  tx: Transaction,
  row: AdvertRow,
  policy: PortalPolicy,
  today: CivilDate,
): Promise<DayChange | null> {
  const [vacancy] = await tx
    .select({ status: vacancies.status })
    .from(vacancies)
    .where(eq(vacancies.id, row.vacancyId));
  const decided = await decidedOf(tx, [row.vacancyId]);
  const [wished] = await tx
    .select({ interested: sql<number>`count(*)::int` })
    .from(interests)
    .where(
      and(
        eq(interests.advertId, row.id),
        ne(interests.state, 'withdrawn'),
        lte(interests.expressedOn, row.closesOn),
      ),
    );
  return dayOfAdvert(
    {
      ...row,
      vacancy: vacancy ?? { status: 'withdrawn' },
      decided: decided.has(row.vacancyId),
      interested: wished?.interested ?? 0,
    },
    policy,
    today,
  );
}

/** The clock's hour on the application's day, which the demonstration fixes. */
function onDay(now: Date, today: CivilDate): Date {
  return new Date(now.getTime() + daysBetween(civilDateInParis(now), today) * 86_400_000);
}

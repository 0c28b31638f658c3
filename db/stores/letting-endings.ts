/** How a decided list ends beside the lease: the home back to the board, the orientation closed. */
import { and, eq, isNull } from 'drizzle-orm';
import { type LettingRefusal, mayReturn } from '../../src/committee/letting/gestures.ts';
import { afterExhaustedList } from '../../src/committee/letting/lease-facts.ts';
import type { LettingHome } from '../../src/committee/letting/letting-home.ts';
import { learnedOf } from '../../src/committee/letting/stage.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { vacancies } from '../schema/home.ts';
import { orientations } from '../schema/letting.ts';
import { lettingOutcomes } from '../schema/tenancy.ts';
import { fallAfter } from './exchange-occupied.ts';
import { appendActs } from './journal-append.ts';
import { lockedHome, lockLetting } from './letting-locks.ts';
import { lapseFirst } from './letting-offers.ts';
import { takeBack } from './orientation-lapse.ts';

type Answer<Value> = Promise<Result<Value, LettingRefusal>>;

/** The list is exhausted: what was learned is kept, the holder's reservation fails where its candidates did. */
export async function returnHome(
  db: Database,
  asked: Asked,
  input: { vacancyId: string; key: string },
): Answer<{ designates: 'landlord' | 'mayor' | 'holder'; replayed: boolean }> {
  const { landlordId, today } = asked;
  const { vacancyId, key } = input;
  await lapseFirst(db, asked, vacancyId);
  return withLandlord(db, landlordId, async (tx) => {
    await lockLetting(tx, vacancyId, null);
    const home = await lockedHome(tx, landlordId, vacancyId, today);
    if (home === null) return refuse({ code: 'unknownHome' });
    const { reservationFails, designates } = afterExhaustedList(home, today);
    if (await isOutcomeOf(tx, home, key)) return ok({ designates, replayed: true });
    const may = mayReturn(home, today);
    if (!may.ok) return may;
    const learned = learnedOf(home, today);
    await writeOutcome(tx, asked, home, 'returned', key);
    await tx.update(vacancies).set({ status: 'available' }).where(eq(vacancies.id, vacancyId));
    const fallen = await fallAfter(tx, asked, new Set([vacancyId]));
    const orientationActs = await backFromHolder(tx, asked, home, reservationFails);
    await appendActs(tx, landlordId, [
      {
        kind: 'letting.exhausted',
        at: asked.now,
        actor: asked.actor,
        subjects: [`vacancy:${vacancyId}`, `session:${home.sessionId}`],
        before: { reservationFailed: home.vacancy.reservationFailed },
        after: {
          ranked: learned.ranked,
          refusals: learned.refusals.map(({ reason, adapted, how }) => ({ reason, adapted, how })),
          out: [...learned.out],
          reservationFailed: home.vacancy.reservationFailed || reservationFails,
          designates,
        },
        why: null,
      },
      ...orientationActs,
      ...fallen,
    ]);
    return ok({ designates, replayed: false });
  });
}

/** its candidates failed, the home is no longer the holder's; in a QPV the mayor designates next. */
async function backFromHolder(
  tx: Transaction,
  asked: Asked,
  { vacancy, home }: LettingHome,
  reservationFails: boolean,
): Promise<Act[]> {
  const { landlordId, actor, today, now } = asked;
  if (!reservationFails || vacancy.reservationFailed || vacancy.holderId === null) {
    await endOrientation(tx, vacancy.id, reservationFails ? 'failed' : 'returned', today);
    return [];
  }
  const { holderId, designationDueOn: dueOn } = vacancy;
  return takeBack(
    tx,
    landlordId,
    { vacancy, home, holderId, dueOn, fallback: false },
    { outcome: 'failed', actor, today, at: now },
  );
}

/** How the list of a sitting ended, once: a second writing is refused by the key of the table. */
export async function writeOutcome(
  tx: Transaction,
  asked: Asked,
  home: LettingHome,
  outcome: 'let' | 'returned',
  key: string,
): Promise<void> {
  await tx.insert(lettingOutcomes).values({
    landlordId: asked.landlordId,
    sessionId: home.sessionId,
    vacancyId: home.vacancy.id,
    outcome,
    on: asked.today,
    by: asked.actor.name,
    at: asked.now,
    requestKey: key,
    learned: learnedOf(home, asked.today),
  });
}

/** Whether this very request ended the list before. */
export async function isOutcomeOf(tx: Transaction, home: LettingHome, key: string): Promise<boolean> {
  const [row] = await tx
    .select({ requestKey: lettingOutcomes.requestKey })
    .from(lettingOutcomes)
    .where(
      and(eq(lettingOutcomes.sessionId, home.sessionId), eq(lettingOutcomes.vacancyId, home.vacancy.id)),
    );
  return row?.requestKey === key;
}

/** Ends the orientation that runs, where one does. */
export async function endOrientation(
  tx: Transaction,
  vacancyId: string,
  outcome: 'let' | 'failed' | 'returned',
  on: CivilDate,
): Promise<void> {
  await tx
    .update(orientations)
    .set({ outcome, endedOn: on })
    .where(and(eq(orientations.vacancyId, vacancyId), isNull(orientations.endedOn)));
}

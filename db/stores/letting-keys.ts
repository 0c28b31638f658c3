/** The keys of a let home, whatever let it: a list of the commission, or a relocation that it is only told of (C-13). */
import { eq } from 'drizzle-orm';
import { type LettingRefusal, mayGiveKeys } from '../../src/committee/letting/gestures.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { vacancies } from '../schema/home.ts';
import { vacancyProgress } from '../schema/letting.ts';
import { leases } from '../schema/tenancy.ts';
import { afterKeys, isStillLivedIn } from './exchange-life.ts';
import { appendActs } from './journal-append.ts';
import { lockLetting } from './letting-locks.ts';

export function giveKeys(
  db: Database,
  asked: Asked,
  { vacancyId, on }: { vacancyId: string; on: CivilDate },
): Promise<Result<{ on: CivilDate }, LettingRefusal>> {
  const { landlordId, today } = asked;
  return withLandlord(db, landlordId, async (tx) => {
    await lockLetting(tx, vacancyId, null);
    const letting = await letHome(tx, vacancyId);
    if (letting === null) return refuse({ code: 'unknownHome' });
    const may = mayGiveKeys(letting, on, today);
    if (!may.ok) return may;
    if (await isStillLivedIn(tx, vacancyId)) return refuse({ code: 'leaverStillThere' });
    if (letting.keysGivenOn === on) return ok({ on });
    await tx
      .insert(vacancyProgress)
      .values({ landlordId, vacancyId, keysGivenOn: on, updatedAt: asked.now })
      .onConflictDoUpdate({
        target: [vacancyProgress.landlordId, vacancyProgress.vacancyId],
        set: { keysGivenOn: on, updatedAt: asked.now },
      });
    const moved = await afterKeys(tx, asked, vacancyId, on);
    await appendActs(tx, landlordId, [
      {
        kind: 'vacancy.keysGiven',
        at: asked.now,
        actor: asked.actor,
        subjects: [`vacancy:${vacancyId}`],
        before: letting.keysGivenOn === null ? null : { on: letting.keysGivenOn },
        after: { on },
        why: null,
      },
      ...moved,
    ]);
    return ok({ on });
  });
}

/** The day of its lease and of its keys; null for an unknown vacancy. */
export async function letHome(
  tx: Transaction,
  vacancyId: string,
): Promise<{ signedOn: CivilDate | null; keysGivenOn: CivilDate | null } | null> {
  const [row] = await tx
    .select({ signedOn: leases.signedOn, keysGivenOn: vacancyProgress.keysGivenOn })
    .from(vacancies)
    .leftJoin(leases, eq(leases.vacancyId, vacancies.id))
    .leftJoin(vacancyProgress, eq(vacancyProgress.vacancyId, vacancies.id))
    .where(eq(vacancies.id, vacancyId));
  return row ?? null;
}

/** Locks in one order, home then household, so that two officers wait for each other instead of blocking. */
import { eq } from 'drizzle-orm';
import type { LettingHome } from '../../src/committee/letting/letting-home.ts';
import type { Application } from '../../src/domain/application.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { vacancies } from '../schema/home.ts';
import { applicationRow } from './application-rows.ts';
import { lettingHomes } from './letting-homes.ts';

/** The home and the household are nobody else's until the transaction ends. */
export async function lockLetting(tx: Transaction, vacancyId: string, number: string | null): Promise<void> {
  await tx.select({ id: vacancies.id }).from(vacancies).where(eq(vacancies.id, vacancyId)).for('update');
  if (number === null) return;
  await tx
    .select({ number: applications.number })
    .from(applications)
    .where(eq(applications.number, number))
    .for('update');
}

/** The home as the rules read it, after the locks. */
export async function lockedHome(
  tx: Transaction,
  landlordId: string,
  vacancyId: string,
  today: CivilDate,
): Promise<LettingHome | null> {
  const [home] = await lettingHomes(tx, landlordId, { vacancyId }, today);
  return home ?? null;
}

/** Replaces an application by a value derived from it, in the row locked before. */
export async function writeApplication(
  tx: Transaction,
  landlordId: string,
  application: Application,
  now: Date,
): Promise<void> {
  const { landlordId: _landlordId, number: _number, ...row } = applicationRow(landlordId, application);
  await tx
    .update(applications)
    .set({ ...row, updatedAt: now })
    .where(eq(applications.number, application.number));
}

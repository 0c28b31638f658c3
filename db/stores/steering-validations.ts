/** Validations of what steers sessions, as they were stored. */
import { and, desc, gte, lte } from 'drizzle-orm';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { type SteeringValidation, steeringContentSchema } from '../../src/reporting/steering/validation.ts';
import type { Transaction } from '../connection.ts';
import { steeringValidations } from '../schema/reporting.ts';

/** The newest of those in force on a day; null: nothing steers its sessions. */
export async function validationInForce(
  tx: Transaction,
  date: CivilDate,
): Promise<SteeringValidation | null> {
  const [row] = await tx
    .select()
    .from(steeringValidations)
    .where(and(lte(steeringValidations.effectiveOn, date), gte(steeringValidations.until, date)))
    .orderBy(desc(steeringValidations.createdAt), desc(steeringValidations.id))
    .limit(1);
  return row ? validationOf(row) : null;
}

/** From the newest to the oldest. */
export async function newestValidations(tx: Transaction, limit: number): Promise<SteeringValidation[]> {
  const rows = await tx
    .select()
    .from(steeringValidations)
    .orderBy(desc(steeringValidations.createdAt), desc(steeringValidations.id))
    .limit(limit);
  return rows.map(validationOf);
}

export function validationOf(row: typeof steeringValidations.$inferSelect): SteeringValidation {
  const { id, effectiveOn, until, validatedBy, createdAt, content } = row;
  return { id, effectiveOn, until, validatedBy, createdAt, content: steeringContentSchema.parse(content) };
}

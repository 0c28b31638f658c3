/** Grids and policy as they stood on a day. */
import { and, asc, desc, gte, isNull, lte, or } from 'drizzle-orm';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { defaultPolicy, type Policy } from '../../src/matching/policy.ts';
import type { Grid } from '../../src/scoring/grid.ts';
import type { Transaction } from '../connection.ts';
import { grids, policies } from '../schema/steering.ts';

/** The latest version of each grid among those in force. */
export async function gridsInForce(tx: Transaction, date: CivilDate): Promise<Grid[]> {
  const rows = await tx
    .select({ content: grids.content })
    .from(grids)
    .where(and(lte(grids.validFrom, date), or(isNull(grids.validUntil), gte(grids.validUntil, date))))
    .orderBy(asc(grids.id), desc(grids.version));
  return rows.map(({ content }) => content).filter((grid, index, all) => grid.id !== all[index - 1]?.id);
}

/** The policy in force; the safe defaults where none was published. */
export async function policyInForce(tx: Transaction, date: CivilDate): Promise<Policy> {
  const [row] = await tx
    .select({ content: policies.content })
    .from(policies)
    .where(lte(policies.effectiveOn, date))
    .orderBy(desc(policies.effectiveOn), desc(policies.version))
    .limit(1);
  return row?.content ?? defaultPolicy;
}

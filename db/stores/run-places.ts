/** Where the homes of runs stand, for those who are held to places. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { RunPlace } from '../../src/jobs/run-port.ts';
import type { Transaction } from '../connection.ts';
import { homes } from '../schema/home.ts';
import { runShortlists } from '../schema/run.ts';

const sameHome = and(eq(homes.landlordId, runShortlists.landlordId), eq(homes.id, runShortlists.homeId));

/** The homes of a run; none for an unknown run. */
export async function placesOfRun(tx: Transaction, runId: string): Promise<RunPlace[]> {
  return tx
    .select({ vacancyId: runShortlists.vacancyId, homeId: runShortlists.homeId, insee: homes.insee })
    .from(runShortlists)
    .innerJoin(homes, sameHome)
    .where(eq(runShortlists.runId, runId));
}

/** The condition that a run holds a home of these communes; none for the whole landlord. */
export function runIsWithin(
  tx: Transaction,
  runId: PgColumn,
  communes: ReadonlySet<string> | null,
): SQL | undefined {
  if (communes === null) return undefined;
  const found = tx
    .select({ one: sql`1` })
    .from(runShortlists)
    .innerJoin(homes, sameHome)
    .where(and(eq(runShortlists.runId, runId), inArray(homes.insee, [...communes])));
  return sql`exists ${found}`;
}

/** The sheets of candidates, of a run or of now, and their rows. */
import { and, eq } from 'drizzle-orm';
import { handSheets } from '../../src/committee/hand-sheets.ts';
import type { Application } from '../../src/domain/application.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { CandidateSheet } from '../../src/matching/run-result.ts';
import type { Transaction } from '../connection.ts';
import { homes, vacancies } from '../schema/home.ts';
import { landlords } from '../schema/landlord.ts';
import { designations, holders } from '../schema/reservation.ts';
import { runShortlists } from '../schema/run.ts';
import { domainColumns } from './columns-of.ts';
import { stop } from './session-rows.ts';
import { gridsInForce, policyInForce } from './steering-store.ts';

type RunSheet = { sheet: CandidateSheet; totalPoints: number };

export async function sheetsOfRun(
  tx: Transaction,
  runId: string,
  vacancyId: string,
): Promise<ReadonlyMap<string, RunSheet>> {
  const [row] = await tx
    .select({ content: runShortlists.content })
    .from(runShortlists)
    .where(and(eq(runShortlists.runId, runId), eq(runShortlists.vacancyId, vacancyId)));
  if (!row) return new Map();
  return new Map(
    [...row.content.entries, ...row.content.next].map(
      ({ sheet, totalPoints }) => [sheet.number, { sheet, totalPoints }] as const,
    ),
  );
}

/** The same facts as a run would write, from the data of today and this home alone. */
export async function sheetsNow(
  tx: Transaction,
  { landlordId, vacancyId, date }: { landlordId: string; vacancyId: string; date: CivilDate },
  households: readonly Application[],
): Promise<ReadonlyMap<string, CandidateSheet>> {
  const [letting] = await tx
    .select({ vacancy: domainColumns(vacancies), home: domainColumns(homes) })
    .from(vacancies)
    .innerJoin(homes, eq(homes.id, vacancies.homeId))
    .where(eq(vacancies.id, vacancyId));
  const [landlord] = await tx
    .select({ id: landlords.id, name: landlords.name, aliases: landlords.aliases })
    .from(landlords)
    .where(eq(landlords.id, landlordId));
  if (!letting || !landlord) return stop({ code: 'homeNotToLet', vacancyId });
  return handSheets({
    landlord,
    date,
    vacancies: [letting],
    applications: households.map((application) => ({ ...application, name: null })),
    holders: await tx.select(domainColumns(holders)).from(holders),
    designations: await tx
      .select(domainColumns(designations))
      .from(designations)
      .where(eq(designations.vacancyId, vacancyId)),
    targets: [],
    grids: await gridsInForce(tx, date),
    policy: await policyInForce(tx, date),
    pins: [],
    bans: [],
  });
}

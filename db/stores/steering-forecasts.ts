/** The forecast of a day, computed again only where what it reads has changed. */
import { sql } from 'drizzle-orm';
import { type CivilDate, civilDateOf, yearOf } from '../../src/kernel/civil-date.ts';
import type { LeaseRecord } from '../../src/reporting/facts.ts';
import { forecastYear, type YearForecast } from '../../src/reporting/forecast/forecast.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { withFreedHomes } from './freed-homes.ts';
import { factsWithin } from './reporting-facts.ts';
import { policyInForce } from './steering-store.ts';

// Of a landlord or two, for today and the day of a coming session.
const forecastsKept = 4;

export function steeringForecasts() {
  const kept = new Map<string, YearForecast>();
  return {
    of: async (tx: Transaction, landlordId: string, asOf: CivilDate): Promise<YearForecast> => {
      const key = `${landlordId} ${asOf} ${await stampOf(tx)}`;
      const known = kept.get(key);
      const forecast = known ?? (await forecastWithin(tx, landlordId, asOf));
      kept.delete(key);
      kept.set(key, forecast);
      for (const oldest of kept.keys()) if (kept.size > forecastsKept) kept.delete(oldest);
      return forecast;
    },
  };
}

async function forecastWithin(tx: Transaction, landlordId: string, asOf: CivilDate): Promise<YearForecast> {
  const facts = await factsWithin(tx, landlordId, { from: civilDateOf(yearOf(asOf) - 2, 1, 1), asOf });
  const pool = await tx.select({ content: applications.content }).from(applications);
  return forecastYear(
    { ...facts, leases: await withHomesRelet(tx, facts.leases, asOf) },
    pool.map(({ content }) => ({ ...content, name: null })),
    await policyInForce(tx, asOf),
  );
}

/** A home that nobody will live in again is not freed: the same leases count as in a session. */
async function withHomesRelet(
  tx: Transaction,
  leases: readonly LeaseRecord[],
  asOf: CivilDate,
): Promise<LeaseRecord[]> {
  const read = await withFreedHomes(tx, leases, asOf);
  return leases.map((lease, index) =>
    lease.facts !== null && read[index]?.freedHome?.relet === false
      ? { ...lease, facts: { ...lease.facts, freedHome: null } }
      : lease,
  );
}

/** Changes with any lease, home to let, target, plan, policy or social body, and with the number of homes and of applications. */
async function stampOf(tx: Transaction): Promise<string> {
  const [row] = await tx.execute<{ stamp: string }>(sql`
    select concat_ws('/',
      (select concat_ws('-', count(*), max(created_at)) from leases),
      (select concat_ws('-', count(*), max(created_at)) from lease_facts),
      (select md5(string_agg(concat_ws('|', id, status, notice_received_on, available_on, holder_id, reservation_failed), ',' order by id)) from vacancies),
      (select concat_ws('-', count(*), max(created_at)) from orientations),
      (select md5(string_agg(concat_ws('|', id, year, goal, territory), ',' order by id)) from targets),
      (select md5(string_agg(content::text, ',' order by year)) from flow_plans),
      (select max(concat_ws('-', id, version)) from policies),
      (select md5(string_agg(concat_ws('|', id, name, aliases, valid_from, valid_until), ',' order by id)) from social_bodies),
      (select count(*) from applications where status = 'live'),
      (select count(*) from homes)
    ) as stamp`);
  return row?.stamp ?? '';
}

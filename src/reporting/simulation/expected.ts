/** Leases that each target's homes should still bring: what the stock foretells, corrected by what the year shows. */
import type { YearTables } from './tables.ts';

/** Sessions that the forecast of the stock weighs as much as: after them the year to date counts more. */
const weightOfForecast = 8;

/** By target of the tables, the session's own leases included; nothing of the year to come is read. */
export function leasesStillExpected(
  { world, expectedOfYear }: YearTables,
  session: number,
  signedTotal: Float64Array,
): Float64Array {
  const sessions = world.sessionDates.length;
  return expectedOfYear.map((forYear, k) => {
    const foretold = (forYear / sessions) * weightOfForecast;
    const rate = (foretold + signedTotal[k]!) / (weightOfForecast + session);
    return rate * (sessions - session);
  });
}

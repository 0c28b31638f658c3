/** What is proposed to whoever validates: the forecast, the last prices, the offers, the policy with its bounds. */
import { and, desc, gte, lte } from 'drizzle-orm';
import { type CivilDate, civilDateOf, yearOf } from '../../src/kernel/civil-date.ts';
import { bonusCaps } from '../../src/matching/bonus-caps.ts';
import type { YearForecast } from '../../src/reporting/forecast/forecast.ts';
import { proposeSteering, type SteeringProposal } from '../../src/reporting/steering/proposal.ts';
import type { SteeringScene } from '../../src/reporting/steering/steering-port.ts';
import { policyWith } from '../../src/reporting/steering/validation.ts';
import type { Transaction } from '../connection.ts';
import { runs } from '../schema/run.ts';
import { offersSent } from './reporting-facts.ts';
import { gridsInForce, policyInForce } from './steering-store.ts';
import { validationInForce } from './steering-validations.ts';

export async function proposalWithin(
  tx: Transaction,
  { asOf, targets }: YearForecast,
): Promise<Pick<SteeringScene, 'lastRun'> & { proposal: SteeringProposal }> {
  const inForce = await validationInForce(tx, asOf);
  const published = await policyInForce(tx, asOf);
  const caps = bonusCaps(published, await gridsInForce(tx, asOf), asOf);
  const last = await lastRunOf(tx, asOf);
  const proposal = proposeSteering({
    asOf,
    forecasts: targets,
    policy: inForce === null ? published : policyWith(published, inForce),
    caps,
    lastPrices: last?.prices ?? new Map(),
    offers: await offersSent(tx, { from: civilDateOf(yearOf(asOf) - 2, 1, 1), asOf }),
  });
  return { proposal, lastRun: last && { id: last.id, sessionOn: last.sessionOn } };
}

/** The newest run of a session of the year, with the prices of the targets whose homes it proposed. */
async function lastRunOf(tx: Transaction, asOf: CivilDate) {
  const [run] = await tx
    .select({ id: runs.id, sessionOn: runs.sessionOn, summary: runs.summary })
    .from(runs)
    .where(
      and(
        gte(runs.sessionOn, civilDateOf(yearOf(asOf), 1, 1)),
        lte(runs.sessionOn, civilDateOf(yearOf(asOf), 12, 31)),
      ),
    )
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(1);
  if (!run) return null;
  const proposed = run.summary.quotas.filter(({ homes }) => homes > 0);
  return { ...run, prices: new Map(proposed.map(({ targetId, pricePoints }) => [targetId, pricePoints])) };
}

/** The equity audit of the last two years, and the stability of the last run, solved again on demand. */
import { type Request, Router } from 'express';
import { z } from 'zod';
import { addDays, addMonths } from '../../../kernel/civil-date.ts';
import { lettingsIn, sharesByClass, successSeen, waitsByClass } from '../../../reporting/equity/audit.ts';
import { driftReport } from '../../../reporting/equity/drift.ts';
import { calibrationByClass, departuresByClass } from '../../../reporting/equity/outcomes.ts';
import { stabilityOf } from '../../../reporting/equity/stability.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { EquityPage, type EquityReading } from './equity-page.tsx';
import { StabilityPage } from './stability-page.tsx';

// Two years and a half: four half-years before the present one.
const monthsRead = 30;
const monthsCompared = 24;

const drawForm = z.object({
  graine: z.coerce.number().int().min(1).max(1_000_000).catch(1),
  menages: z.coerce.number().int().min(1).max(20).catch(10),
});

export function equityRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use('/agent/equite', requirePermission('equity.read'));
  router.get('/agent/equite', async (request, response) => {
    const reading = await readEquity(dependencies, request);
    sendPage(response, <EquityPage frame={frameOf(request, dependencies)} reading={reading} />);
  });
  router.get('/agent/equite/stabilite', async (request, response) => {
    const { landlordId } = userWhoMay(request, 'equity.read');
    const asked = readInput(drawForm, request.query);
    const [last] = await dependencies.runs.list(landlordId, 1);
    const [problem, solution] =
      last === undefined
        ? [null, null]
        : await Promise.all([
            dependencies.runs.problem(landlordId, last.id),
            dependencies.runs.solution(landlordId, last.id),
          ]);
    const report =
      problem === null || solution === null || request.query.graine === undefined
        ? null
        : await stabilityOf(problem, solution, { seed: asked.graine, sample: asked.menages });
    sendPage(
      response,
      <StabilityPage
        frame={frameOf(request, dependencies)}
        run={last ?? null}
        seed={asked.graine}
        sample={asked.menages}
        report={report}
      />,
    );
  });
  return router;
}

async function readEquity(dependencies: HttpDependencies, request: Request): Promise<EquityReading> {
  const { landlordId } = userWhoMay(request, 'equity.read');
  const asOf = dependencies.today();
  const from = addDays(addMonths(asOf, -monthsRead), 1);
  const period = { from: addDays(addMonths(asOf, -monthsCompared), 1), until: asOf };
  const [facts, pool, policy, told, ranked] = await Promise.all([
    dependencies.reporting.facts(landlordId, { from, asOf }),
    dependencies.reporting.pool(landlordId),
    dependencies.portalPolicies.inForce(landlordId),
    dependencies.equity.told(landlordId, asOf),
    dependencies.equity.ranked(landlordId, period),
  ]);
  const k = policy.minimumCell;
  const success = successSeen(facts, pool, period);
  return {
    period,
    k,
    success: sharesByClass(success, k),
    waits: waitsByClass(lettingsIn(facts, period), k),
    drift: driftReport(facts, pool, k),
    calibration: calibrationByClass(told, k),
    departures: departuresByClass(ranked, k),
    households: success.length,
    told: told.length,
    ranked: ranked.length,
  };
}

/** Signed leases beside an extract of the SNE, by unique number: read, compared, forgotten. */
import { type Request, Router } from 'express';
import type { IndicatorReader } from '../../../access/indicator-reader.ts';
import { may } from '../../../access/permissions.ts';
import type { Reconciliation } from '../../../reporting/reconciliation/register-lettings.ts';
import { reconcile, registerRows } from '../../../reporting/reconciliation/register-lettings.ts';
import { factsOf, yearSoFar } from '../../../reporting/screen/reading.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { extractOf } from '../register/extract-routes.tsx';
import { namedFiles, readerOf } from '../register/register-reach.ts';
import { filterOf } from './filter.ts';
import { indicatorReader } from './reader.ts';
import { type Compared, ReconciliationPage } from './reconciliation-page.tsx';

const path = '/agent/indicateurs/sne';

export function reconciliationRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  const opens = requirePermission('register.write');
  router.get(path, opens, (request, response) => {
    const period = yearSoFar(dependencies, indicatorReader(request));
    sendPage(
      response,
      <ReconciliationPage frame={frameOf(request, dependencies)} period={period} outcome={null} />,
    );
  });
  router.post(path, opens, async (request, response) => {
    const reader = indicatorReader(request);
    const { period } = filterOf(request.body, dependencies.today(), reader);
    sendPage(
      response,
      <ReconciliationPage
        frame={frameOf(request, dependencies)}
        period={period}
        outcome={await compared(dependencies, request, reader, period)}
      />,
    );
  });
  return router;
}

async function compared(
  dependencies: HttpDependencies,
  request: Request,
  reader: IndicatorReader,
  period: { from: Compared['asOf']; until: Compared['asOf'] },
): Promise<{ ok: false; message: string } | ({ ok: true } & Compared)> {
  const read = await extractOf(request, dependencies.today());
  if (!read.ok) return { ok: false, message: `${read.message} ${read.hint}` };
  const facts = await factsOf(dependencies, reader, period);
  const rows = registerRows(read.live, read.endings, facts.asOf);
  const scope = await readerOf(reader.user, dependencies);
  const { communes } = scope;
  const mine = new Set(
    facts.leases.filter(({ insee }) => communes === null || communes.has(insee)).map(({ id }) => id),
  );
  const found = withinReach(reconcile(facts.leases, rows, period), mine);
  const files = may(reader.user.role, 'file.read')
    ? await namedFiles(dependencies, scope, numbersOf(found))
    : new Map();
  return {
    ok: true,
    asOf: facts.asOf,
    rows: rows.length,
    found,
    fileOf: (number) => files.get(number)?.path ?? null,
    rejected: read.rejected.length,
    warnings: read.warnings,
  };
}

/** An officer held to communes acts on the leases of those; a number without a lease has no commune to hold to. */
function withinReach(found: Reconciliation, mine: ReadonlySet<string>): Reconciliation {
  const ours = ({ leaseId }: { leaseId: string }) => mine.has(leaseId);
  return {
    ...found,
    notRemoved: found.notRemoved.filter(ours),
    removedOtherwise: found.removedOtherwise.filter(ours),
    absent: found.absent.filter(ours),
    withoutNumber: found.withoutNumber.filter(ours),
    differing: found.differing.filter(ours),
  };
}

function numbersOf({
  notRemoved,
  removedOtherwise,
  absent,
  withoutLease,
  differing,
}: Reconciliation): string[] {
  return [...notRemoved, ...removedOtherwise, ...absent, ...withoutLease, ...differing].map(
    ({ number }) => number,
  );
}

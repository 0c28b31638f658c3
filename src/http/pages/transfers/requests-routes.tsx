/** `/agent/mutations`: the list of requests with what is late, and the notices that could answer some. */
import type { Request, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { transferGrounds } from '../../../portal/policy.ts';
import { requestStates } from '../../../portal/transfers/request.ts';
import type { RequestFilter } from '../../../portal/transfers/transfer-port.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { pageOf } from '../page-links.tsx';
import { RequestsPage } from './requests-page.tsx';
import { transferReader } from './transfer-reader.ts';

const shownAtOnce = 50;
const path = '/agent/mutations';
const query = z.object({
  etat: z
    .union([z.enum(requestStates), z.literal('live')])
    .catch('live')
    .default('live'),
  motif: z.enum(transferGrounds).nullable().catch(null).default(null),
  responsable: z.enum(['mine', 'nobody']).nullable().catch(null).default(null),
  page: z.coerce.number().int().min(1).max(1_000).catch(1).default(1),
});

export function requestsRoutes(router: Router, dependencies: HttpDependencies): void {
  const { transfers, transferFindings, transferMeetings, transferWatch, today } = dependencies;
  router.get(path, async (request: Request, response) => {
    const user = userWhoMay(request, 'transfer.read');
    const reader = await transferReader(request, dependencies);
    const { etat, motif, responsable, page: asked } = query.parse(request.query);
    const filter: RequestFilter = { state: etat, ground: motif, owner: responsable };
    const [all, counts, waiting, findings, notices] = await Promise.all([
      transfers.list(reader, filter, { accountId: user.id, today: today() }),
      transfers.counts(reader, today()),
      transferMeetings.waiting(reader),
      transferFindings.countOpen(reader),
      transferWatch.notices(reader, today()),
    ]);
    const { rows, page, pages } = pageOf(all, asked, shownAtOnce);
    sendPage(
      response,
      <RequestsPage
        frame={frameOf(request, dependencies)}
        today={today()}
        filter={filter}
        lines={rows}
        found={all.length}
        page={page}
        pages={pages}
        hrefOf={hrefOf}
        counts={counts}
        waiting={waiting.length}
        findings={findings}
        notices={notices}
        mayWrite={may(user.role, 'transfer.write')}
      />,
    );
  });
}

function hrefOf(filter: RequestFilter, page = 1): string {
  const pairs: [string, string | null][] = [
    ['etat', filter.state === 'live' ? null : filter.state],
    ['motif', filter.ground],
    ['responsable', filter.owner],
    ['page', page === 1 ? null : String(page)],
  ];
  const text = new URLSearchParams(
    pairs.flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  ).toString();
  return text === '' ? path : `${path}?${text}`;
}

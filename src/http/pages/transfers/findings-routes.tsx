/** `/agent/mutations/reperages`: what the tenancies show, taken as a request or set aside. */
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { inseeSchema, typologySchema } from '../../../domain/home.ts';
import { transferGrounds } from '../../../portal/policy.ts';
import type { FindingFilter, Scan } from '../../../portal/transfers/finding-port.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { FindingsPage } from './findings-page.tsx';
import { transferReader } from './transfer-reader.ts';
import { transferRefusalInWords } from './transfer-words.ts';

const shownAtOnce = 25;
const path = '/agent/mutations/reperages';

const scanKeys = [
  'tenancies',
  'opened',
  'reopened',
  'changed',
  'gone',
] as const satisfies readonly (keyof Scan)[];

function scanOf(text: string): Scan {
  const [tenancies = 0, opened = 0, reopened = 0, changed = 0, gone = 0] = text.split('-').map(Number);
  return { tenancies, opened, reopened, changed, gone };
}

// What an address gives and no filter knows is left out: a shared link never ends in an error.
const query = z.object({
  etat: z.enum(['open', 'taken', 'setAside']).catch('open').default('open'),
  motif: z.enum(transferGrounds).nullable().catch(null).default(null),
  commune: inseeSchema.nullable().catch(null).default(null),
  typologie: typologySchema.nullable().catch(null).default(null),
  surete: z.enum(['yes', 'unknown']).nullable().catch(null).default(null),
  rares: z.literal('oui').optional().catch(undefined),
  /** What the last search changed, as its redirection says it. */
  relu: z
    .string()
    .regex(/^\d{1,6}(-\d{1,6}){4}$/)
    .transform(scanOf)
    .nullable()
    .catch(null)
    .default(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
const named = { reperage: z.uuid(), version: z.coerce.number().int().min(1) };
const takeForm = z.object(named);
const asideForm = z.object({ ...named, raison: z.string().trim().min(5, 'donnez une raison').max(300) });

export function findingsRoutes(router: Router, dependencies: HttpDependencies): void {
  const { transferFindings } = dependencies;
  const show = async (request: Request, response: Response, refusal: string | null) => {
    const { role } = userWhoMay(request, 'transfer.read');
    const { page: asked, relu, ...read } = query.parse(request.query);
    const filter = filterOf(read);
    const reader = await transferReader(request, dependencies);
    const found = await transferFindings.list(reader, filter, {
      limit: shownAtOnce,
      offset: (asked - 1) * shownAtOnce,
    });
    sendPage(
      response,
      <FindingsPage
        frame={frameOf(request, dependencies)}
        filter={filter}
        {...found}
        page={asked}
        pages={Math.max(1, Math.ceil(found.total / shownAtOnce))}
        hrefOf={hrefOf}
        mayWrite={may(role, 'transfer.write')}
        scan={relu}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  };
  router.get(path, (request, response) => show(request, response, null));
  router.post(`${path}/recherche`, async (request, response) => {
    const user = userWhoMay(request, 'transfer.write');
    const scan = await transferFindings.scan(askedBy(user, dependencies));
    response.redirect(303, `${path}?relu=${scanKeys.map((key) => scan[key]).join('-')}`);
  });
  router.post(`${path}/reprendre`, async (request, response) => {
    const user = userWhoMay(request, 'transfer.write');
    const { reperage: id, version } = readInput(takeForm, request.body);
    const { communes } = await transferReader(request, dependencies);
    const owner = { accountId: user.id, name: user.name };
    const taken = await transferFindings.take(askedBy(user, dependencies), { id, version }, owner, communes);
    if (!taken.ok) return show(request, response, transferRefusalInWords(taken.refusal));
    response.redirect(303, `/agent/mutations/${taken.value.requestId}`);
  });
  router.post(`${path}/ecarter`, async (request, response) => {
    const user = userWhoMay(request, 'transfer.write');
    const { reperage: id, version, raison: reason } = readInput(asideForm, request.body);
    const { communes } = await transferReader(request, dependencies);
    const asked = askedBy(user, dependencies);
    const done = await transferFindings.setAside(asked, { id, version, reason }, communes);
    if (!done.ok) return show(request, response, transferRefusalInWords(done.refusal));
    response.redirect(303, path);
  });
}

function filterOf(read: Omit<z.infer<typeof query>, 'page' | 'relu'>): FindingFilter {
  return {
    state: read.etat,
    ground: read.motif,
    commune: read.commune,
    typology: read.typologie,
    scarce: read.rares === 'oui',
    verdict: read.surete,
  };
}

function hrefOf(filter: FindingFilter, page = 1): string {
  const pairs: [string, string | null][] = [
    ['etat', filter.state === 'open' ? null : filter.state],
    ['motif', filter.ground],
    ['commune', filter.commune],
    ['typologie', filter.typology],
    ['surete', filter.verdict],
    ['rares', filter.scarce ? 'oui' : null],
    ['page', page === 1 ? null : String(page)],
  ];
  const text = new URLSearchParams(
    pairs.flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  ).toString();
  return text === '' ? path : `${path}?${text}`;
}

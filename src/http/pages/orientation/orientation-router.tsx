/** `/agent/orientation`: the batch and its advice; an officer decides, one home or several at once. */
import { randomUUID } from 'node:crypto';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { isDepartureReason } from '../../../committee/orientation/decide.ts';
import { destinationName, isOwnUse } from '../../../committee/orientation/destination.ts';
import type { FlowYear } from '../../../committee/orientation/flow-year.ts';
import type {
  OrientationAnswer,
  OrientationRequest,
} from '../../../committee/orientation/orientation-port.ts';
import { addDays, type CivilDate } from '../../../kernel/civil-date.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { requireHomesInScope } from '../../middleware/scope.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { type HolderLinks, holderLinks } from '../holder/holder-link.ts';
import { advisedNow, batchOf, readAdvice, rememberingSolver } from './advice-reader.ts';
import { balanceRoutes } from './balance-routes.tsx';
import { horizons, OrientationPage } from './orientation-page.tsx';
import { undoRoutes } from './undo-routes.tsx';
import type { OwnHome } from './waiting-table.tsx';

const days = z.coerce
  .number()
  .refine((value) => horizons.some((known) => known === value))
  .catch(0);
const query = z.object({
  jours: days,
  logement: z.string().max(200).optional(),
  fait: z.coerce.number().int().min(0).max(1000).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});
const severalForm = z
  .object({
    _key: z.uuid(),
    jours: days,
    logement: z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform((given) => (typeof given === 'string' ? [given] : given)),
  })
  .catchall(z.union([z.string(), z.array(z.string())]));
const oneForm = z.object({
  _key: z.uuid(),
  jours: days,
  logement: z.string().min(1).max(200),
  destination: z.string({ error: 'choisissez une destination' }).min(1).max(200),
  conseil: z.string().max(200),
  motif: z
    .string()
    .default('')
    .transform((code) => (isDepartureReason(code) ? code : null)),
  precision: z
    .string()
    .trim()
    .max(300)
    .default('')
    .transform((text) => text || null),
});

/** Where no delay runs, a link holds a month all the same. */
const linkDaysWithoutDelay = 30;

const nothing: OrientationAnswer = { oriented: [], refused: [] };

export function orientationRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  const solver = rememberingSolver();
  const show = pageOf(dependencies, solver);
  router.get(['/agent/orientation', '/agent/orientation/bilan'], requirePermission('board.read'));
  router.get('/agent/orientation', async (request, response) => {
    const { landlordId } = userWhoMay(request, 'board.read');
    await dependencies.orientation.lapse(landlordId, dependencies.today(), new Date());
    const asked = readInput(query, request.query);
    sendPage(response, await show(request, { ...asked, done: asked.fait ?? null, refused: [] }));
  });
  const decide = async (
    request: Request,
    homes: OrientationRequest['homes'],
    { _key: requestKey, jours: withinDays }: { _key: string; jours: number },
  ) => {
    const user = userWhoMay(request, 'orientation.decide');
    await requireHomesInScope(
      dependencies,
      user,
      homes.map(({ vacancyId }) => vacancyId),
    );
    if (homes.length === 0) return nothing;
    const today = dependencies.today();
    // What departs from the advice is judged on that of now, not on what the form says that it was.
    const year = await dependencies.orientation.year(user.landlordId, today);
    const vacancyIds = homes.map(({ vacancyId }) => vacancyId);
    const now = await advisedNow(year, solver, { withinDays, vacancyIds });
    return dependencies.orientation.orient(user.landlordId, {
      requestKey,
      actor: { accountId: user.id, name: user.name, role: user.role },
      at: new Date(),
      today,
      homes: homes.map((home) => ({ ...home, advised: now?.get(home.vacancyId) ?? home.advised })),
    });
  };
  router.post('/agent/orientation', requirePermission('orientation.decide'), async (request, response) => {
    const form = readInput(severalForm, request.body);
    const homes = form.logement.map((vacancyId) => {
      const advised = String(form[`conseil.${vacancyId}`] ?? '');
      return { vacancyId, destination: advised, advised, reason: null, note: null };
    });
    const answer = await decide(request, homes, form);
    await answerWith(answer, form.jours);
    async function answerWith({ oriented, refused }: OrientationAnswer, jours: number) {
      if (refused.length === 0) {
        return response.redirect(303, `/agent/orientation?jours=${jours}&fait=${oriented.length}`);
      }
      sendPage(response, await show(request, { jours, done: oriented.length, refused }), 409);
    }
  });
  router.post(
    '/agent/orientation/decision',
    requirePermission('orientation.decide'),
    async (request, response) => {
      const form = readInput(oneForm, request.body);
      const { logement, jours } = form;
      const choice = {
        vacancyId: logement,
        destination: form.destination,
        advised: form.conseil || null,
        reason: form.motif,
        note: form.precision,
      };
      const { oriented, refused } = await decide(request, [choice], form);
      if (refused.length === 0) {
        return response.redirect(303, `/agent/orientation?jours=${jours}&fait=${oriented.length}`);
      }
      sendPage(response, await show(request, { jours, logement, done: null, refused }), 409);
    },
  );
  undoRoutes(router, dependencies);
  balanceRoutes(router, dependencies);
  return router;
}

type Asked = {
  jours: number;
  page?: number;
  logement?: string | undefined;
  done: number | null;
  refused: OrientationAnswer['refused'];
};

function pageOf(dependencies: HttpDependencies, solver: ReturnType<typeof rememberingSolver>) {
  return async (request: Request, asked: Asked) => {
    const user = userWhoMay(request, 'board.read');
    const year = await dependencies.orientation.year(user.landlordId, dependencies.today());
    const wanted = year.freed.find(
      ({ vacancy, destination }) => vacancy.id === asked.logement && destination === null,
    );
    const batch = batchOf(year, asked.jours);
    // A home asked for by its link is looked at with the batch, even where it frees later.
    const homes = wanted && !batch.includes(wanted) ? [...batch, wanted] : batch;
    const read = await readAdvice(year, homes, solver, wanted?.vacancy.id ?? null);
    const advice = read === 'computing' ? null : read;
    const scope = await dependencies.scopes.communesOf(user);
    const shown = (advice?.homes ?? []).filter(({ freed }) => scope === null || scope.has(freed.home.insee));
    const waiting = await dependencies.holders.waiting(user.landlordId);
    const links = holderLinks(dependencies.sessionSecret);
    const today = dependencies.today();
    return (
      <OrientationPage
        frame={frameOf(request, dependencies)}
        advice={advice}
        computing={read === 'computing'}
        batch={homes.filter(({ home }) => scope === null || scope.has(home.insee))}
        homes={shown}
        chosen={shown.find(({ freed }) => freed.vacancy.id === asked.logement) ?? null}
        withinDays={asked.jours}
        page={asked.page ?? 1}
        requestKey={randomUUID()}
        done={asked.done}
        refused={asked.refused}
        mayDecide={may(user.role, 'orientation.decide')}
        today={today}
        own={ownHomes(year.freed, scope)}
        waiting={waiting
          .filter(({ home }) => scope === null || scope.has(home.insee))
          .map((one) => ({ ...one, linkHref: linkHref(dependencies, links, user.landlordId, one, today) }))}
      />
    );
  };
}

/** The homes oriented to a use of the landlord's own, in the account's communes. */
function ownHomes(freed: FlowYear['freed'], scope: ReadonlySet<string> | null): OwnHome[] {
  return freed.flatMap(({ vacancy, home, destination }) =>
    destination !== null && isOwnUse(destination) && (scope === null || scope.has(home.insee))
      ? [{ vacancyId: vacancy.id, home, useName: destinationName(destination, []) }]
      : [],
  );
}

/** Where the holder answers this one home without an account; null once its last day is over. */
function linkHref(
  { config }: Pick<HttpDependencies, 'config'>,
  links: HolderLinks,
  landlordId: string,
  one: { vacancyId: string; holderId: string; orientedOn: CivilDate | null; dueOn: CivilDate | null },
  today: CivilDate,
): string | null {
  const { vacancyId, holderId, orientedOn } = one;
  const expiresOn = one.dueOn ?? addDays(today, linkDaysWithoutDelay);
  if (today > expiresOn) return null;
  const token = links.tokenOf({ landlordId, holderId, vacancyId, orientedOn, expiresOn });
  return `${config.publicUrl ?? ''}/reservataire/lien/${token}`;
}

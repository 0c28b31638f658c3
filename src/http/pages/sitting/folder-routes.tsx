/** Preparing a sitting: its homes, its convocation, its opening, who is there, its closing. */
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { SessionLines } from '../../../committee/session-excerpt.ts';
import {
  attendanceChangeSchema,
  homeByHandSchema,
  homesFromRunSchema,
  openSchema,
} from '../../../committee/session-port.ts';
import { type SessionRefusal, sessionRefusalInWords } from '../../../committee/session-refusal.ts';

import { hourInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { Result } from '../../../kernel/result.ts';
import { homeTitle } from '../../../views/run-view.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { requireHomesInScope } from '../../middleware/scope.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { readableRuns } from '../stored-run-view.ts';
import type { AddHomesProps } from './add-homes.tsx';
import { FolderPage } from './folder-page.tsx';
import { HoldingPage } from './holding-page.tsx';
import { allOf, linesOf, roomsAfter, textOf } from './reading.ts';

const versionOf = (body: unknown) => z.coerce.number().int().min(1).catch(1).parse(textOf(body, 'version'));
const runsOffered = 20;

export function folderRoutes(router: Router, dependencies: HttpDependencies): void {
  const { sessions } = dependencies;
  const pages = folderPages(dependencies);
  const prepare = requirePermission('session.prepare');
  router.get('/agent/seances/:id', prepare, (request, response) => pages.folder(request, response, null));
  router.get('/agent/seances/:id/tenue', prepare, (request, response) =>
    pages.holding(request, response, null),
  );

  router.post('/agent/seances/:id/logements', async (request, response) => {
    const user = userWhoMay(request, 'session.prepare');
    const runId = textOf(request.body, 'calcul');
    const ticked = allOf(request.body, 'logement');
    const all = textOf(request.body, 'tous') === 'oui';
    const view = await linesOf(dependencies, request, user);
    const vacancyIds = all ? await pages.offered(user, runId, view) : ticked;
    const input = homesFromRunSchema.safeParse({
      sessionId: view.session.id,
      version: versionOf(request.body),
      runId,
      vacancyIds,
    });
    if (!input.success)
      return pages.folder(request, response, 'Cochez au moins un logement, ou ajoutez-les tous.');
    await requireHomesInScope(dependencies, user, vacancyIds);
    const answer = await sessions.addHomesFromRun(askedBy(user, dependencies), input.data);
    await pages.toFolder(request, response, answer);
  });

  router.post('/agent/seances/:id/logements/main', async (request, response) => {
    const user = userWhoMay(request, 'session.prepare');
    const origin = textOf(request.body, 'origine');
    const numbers = textOf(request.body, 'numeros')
      .split(/[\s,;]+/)
      .filter((number) => number !== '');
    const input = homeByHandSchema.safeParse({
      sessionId: request.params.id,
      version: versionOf(request.body),
      vacancyId: textOf(request.body, 'logement'),
      candidates: numbers.map((number) => ({ number: number.toUpperCase(), origin })),
    });
    if (!input.success) {
      return pages.folder(
        request,
        response,
        'Indiquez la référence du logement et un numéro unique par ligne.',
      );
    }
    await requireHomesInScope(dependencies, user, [input.data.vacancyId]);
    const answer = await sessions.addHomeByHand(askedBy(user, dependencies), input.data);
    await pages.toFolder(request, response, answer);
  });

  for (const [path, gesture] of [
    ['convoquer', sessions.convene],
    ['annuler', sessions.cancel],
  ] as const) {
    router.post(`/agent/seances/:id/${path}`, async (request, response) => {
      const user = userWhoMay(request, 'session.prepare');
      const { session } = await linesOf(dependencies, request, user);
      const input = { sessionId: session.id, version: versionOf(request.body) };
      await pages.toFolder(request, response, await gesture(askedBy(user, dependencies), input));
    });
  }
  holdingRoutes(router, dependencies, pages);
}

function holdingRoutes(
  router: Router,
  dependencies: HttpDependencies,
  pages: ReturnType<typeof folderPages>,
): void {
  const { sessions } = dependencies;
  router.post('/agent/seances/:id/ouvrir', async (request, response) => {
    const user = userWhoMay(request, 'session.hold');
    const input = openSchema.safeParse({
      sessionId: request.params.id,
      version: versionOf(request.body),
      chairMemberId: textOf(request.body, 'preside'),
    });
    if (!input.success) return pages.holding(request, response, 'Choisissez qui préside la séance.');
    await pages.toHolding(request, response, await sessions.open(askedBy(user, dependencies), input.data));
  });
  router.post('/agent/seances/:id/presence', async (request, response) => {
    const user = userWhoMay(request, 'session.hold');
    const state = textOf(request.body, 'etat');
    const proxyTo = textOf(request.body, 'pouvoir');
    const input = attendanceChangeSchema.safeParse({
      sessionId: request.params.id,
      memberId: textOf(request.body, 'membre'),
      state,
      proxyTo: state === 'represented' && proxyTo !== '' ? proxyTo : null,
    });
    if (!input.success) return pages.holding(request, response, 'Choisissez la présence du membre.');
    const answer = await sessions.setAttendance(askedBy(user, dependencies), input.data);
    await pages.toHolding(request, response, answer, `#m-${input.data.memberId}`);
  });
  router.post('/agent/seances/:id/cloturer', async (request, response) => {
    const user = userWhoMay(request, 'session.hold');
    const { session } = await linesOf(dependencies, request, user);
    const input = { sessionId: session.id, version: versionOf(request.body) };
    await pages.toHolding(request, response, await sessions.close(askedBy(user, dependencies), input));
  });
}

/** The pages around a whole sitting, and the way back to them after a gesture. */
function folderPages(dependencies: HttpDependencies) {
  const shown = readableRuns(dependencies);
  const folder = async (request: Request, response: Response, refusal: string | null) => {
    const user = userWhoMay(request, 'session.prepare');
    const view = await linesOf(dependencies, request, user);
    const frame = frameOf(request, dependencies);
    const asked = typeof request.query.calcul === 'string' ? request.query.calcul : null;
    const adding: AddHomesProps | null =
      view.session.state === 'draft'
        ? {
            frame,
            sessionId: view.session.id,
            version: view.session.version,
            ...(await offer(user, view, asked)),
          }
        : null;
    sendPage(
      response,
      <FolderPage frame={frame} view={view} adding={adding} rooms={roomsAfter(user)} refusal={refusal} />,
      refusal === null ? 200 : 409,
    );
  };
  const holding = async (request: Request, response: Response, refusal: string | null) => {
    const user = userWhoMay(request, 'session.hold');
    const view = await linesOf(dependencies, request, user);
    const frame = frameOf(request, dependencies);
    const page = <HoldingPage frame={frame} view={view} rooms={roomsAfter(user)} refusal={refusal} />;
    sendPage(response, page, refusal === null ? 200 : 409);
  };
  const homesOffered = async (user: CurrentUser, runId: string, view: SessionLines) => {
    const run = await shown(user, runId);
    const here = new Set(view.homes.map(({ agenda }) => agenda.vacancyId));
    const others = run.view.homes.filter(({ vacancy }) => !here.has(vacancy.id));
    // What another agenda holds would refuse the whole gesture.
    const taken = await dependencies.sessions.homesTaken(
      user.landlordId,
      others.map(({ vacancy }) => vacancy.id),
    );
    return others.filter(({ vacancy }) => !taken.has(vacancy.id));
  };
  const offer = async (
    user: CurrentUser,
    view: SessionLines,
    asked: string | null,
  ): Promise<Pick<AddHomesProps, 'runs' | 'chosen'>> => {
    const scope = await dependencies.scopes.communesOf(user);
    const lines = await dependencies.runs.list(user.landlordId, runsOffered, scope);
    const runs = lines.map(({ id, sessionOn, createdAt, counts }) => ({
      id,
      title: `du ${frenchShortDate(sessionOn)}, ${counts.homes} logements, calculé à ${hourInParis(createdAt)}`,
    }));
    const id =
      runs.find((run) => run.id === (asked ?? view.session.runId))?.id ??
      (asked === null ? undefined : runs[0]?.id);
    if (id === undefined) return { runs, chosen: null };
    const homes = await homesOffered(user, id, view);
    return {
      runs,
      chosen: {
        id,
        homes: homes.map((place) => ({
          vacancyId: place.vacancy.id,
          name: `${homeTitle(place)}, ${place.home.address.split(',')[0] ?? ''}`,
          candidates: place.shortlist.entries.length,
        })),
      },
    };
  };
  const back =
    (page: typeof folder, suffix: string) =>
    async (
      request: Request,
      response: Response,
      answer: Result<unknown, SessionRefusal>,
      anchor = '',
    ): Promise<void> => {
      if (!answer.ok) return page(request, response, sessionRefusalInWords(answer.refusal));
      response.redirect(303, `/agent/seances/${request.params.id}${suffix}${anchor}`);
    };
  return {
    folder,
    holding,
    offered: async (user: CurrentUser, runId: string, view: SessionLines) =>
      z.uuid().safeParse(runId).success
        ? (await homesOffered(user, runId, view)).map(({ vacancy }) => vacancy.id)
        : [],
    toFolder: back(folder, ''),
    toHolding: back(holding, '/tenue'),
  };
}

/** `/dpo/violations`: the log of personal-data breaches, its 72 hours, its versions and its copy. */
import { type Request, type Response, Router } from 'express';
import { v7 } from 'uuid';
import { z } from 'zod';
import { writeCsv } from '../../../documents/csv.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { readBreachForm } from './breach-form.ts';
import { BreachesPage, BreachPage } from './breach-pages.tsx';
import { breachLines, momentInWords } from './breach-words.ts';

const path = '/dpo/violations';

export function breachesRouter(dependencies: HttpDependencies): Router {
  const { breaches } = dependencies;
  const router = Router();
  router.use(path, requirePermission('breach.write'));
  const asked = (request: Request) => askedBy(userWhoMay(request, 'breach.write'), dependencies);
  const showOne = async (request: Request, response: Response, refusal: string | null = null) => {
    const { landlordId, now } = asked(request);
    const breach = await breaches.find(landlordId, breachIdOf(request));
    if (breach === null) throw unknown();
    const props = { frame: frameOf(request, dependencies), breach, requestKey: v7(), now, refusal };
    sendPage(response, <BreachPage {...props} />, refusal === null ? 200 : 409);
  };
  router.get(path, async (request, response) => {
    const { landlordId, now } = asked(request);
    const list = await breaches.list(landlordId);
    const props = { frame: frameOf(request, dependencies), breaches: list, requestKey: v7(), now };
    sendPage(response, <BreachesPage {...props} />);
  });
  router.get(`${path}/registre.csv`, async (request, response) => {
    const { landlordId } = asked(request);
    const list = await breaches.list(landlordId);
    const rows = list.flatMap(({ versions }) =>
      versions.map(({ version, content, by, writtenAt }) => [
        ...[content.title, String(version), by, momentInWords(writtenAt)],
        ...breachLines(content).map(([, value]) => value),
      ]),
    );
    const [first] = list;
    const labels = first ? breachLines(first.versions[0].content).map(([label]) => label) : [];
    response
      .type('text/csv')
      .set('cache-control', 'no-store')
      .set('content-disposition', 'attachment; filename="registre-des-violations.csv"')
      .send(writeCsv({ columns: ['Violation', 'Version', 'Écrite par', 'Écrite', ...labels], rows }));
  });
  router.post(path, async (request, response) => {
    const { key, content } = readBreachForm(request.body);
    const { id } = await breaches.open(asked(request), content, key);
    response.redirect(303, `${path}/${id}`);
  });
  router.get(`${path}/:breachId`, (request, response) => showOne(request, response));
  router.post(`${path}/:breachId`, async (request, response) => {
    const id = breachIdOf(request);
    const { key, from, content } = readBreachForm(request.body);
    const revised = await breaches.revise(asked(request), { id, from: from ?? 1, content, key });
    if (revised.ok) return response.redirect(303, `${path}/${id}`);
    if (revised.refusal.code === 'unknownBreach') throw unknown();
    const { by, version } = revised.refusal;
    await showOne(request, response, `${by} a écrit la version ${version} entre-temps : relisez-la d’abord.`);
  });
  return router;
}

function breachIdOf(request: Request): string {
  const id = z.uuid().safeParse(request.params.breachId);
  if (id.success) return id.data;
  throw unknown();
}

function unknown(): AppError {
  return new AppError('not-found', 'Cette violation n’est pas inscrite.');
}

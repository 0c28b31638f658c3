/** Kept searches: asked by anyone, confirmed and stopped by the link that only the address received. */
import { createHash } from 'node:crypto';
import express, { type Request, Router } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { z } from 'zod';
import { serviceActor } from '../../../domain/act.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { advertQuery, readAdvertFilters } from '../../../portal/adverts/advert-filters.ts';
import { alertFrequencies, filtersOf } from '../../../portal/adverts/alerts.ts';
import { askedAs } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { sendPage } from '../../render-page.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { AlertAskedPage, AlertFormPage, AlertPage, StopPage, StoppedPage } from './alert-pages.tsx';

const tokenShape = /^[\w-]{43}$/;
const askForm = z.object({
  recherche: z.string().max(1000).default(''),
  courriel: z.string().trim().max(200),
  rythme: z.enum(alertFrequencies),
});
const stopForm = z.object({ tout: z.literal('non').optional().catch(undefined) });

/** Of one network address in an hour: a library has many readers behind one. */
const asksAnHour = 20;

/**
 * The button of mail programs (RFC 8058) posts from no page of ours: mounted before the check of tokens. The link is
 * long, secret, and can do nothing but stop messages.
 */
export function oneClickStop(dependencies: HttpDependencies): Router {
  const router = Router();
  const path = '/annonces/alertes/:token/arret';
  router.use(path, express.urlencoded({ extended: false, limit: '1kb' }));
  router.post(path, async (request, response) => {
    const { tout } = stopForm.parse(request.body ?? {});
    const { token } = request.params;
    if (tokenShape.test(token)) {
      await dependencies.alerts.stop(token, tout === 'non' ? 'this' : 'all', nowOf(dependencies));
    }
    sendPage(response, <StoppedPage frame={portalFrameOf(request, dependencies)} />);
  });
  return router;
}

export function alertsRouter(dependencies: HttpDependencies): Router {
  const { alerts } = dependencies;
  const router = Router();
  router.get('/annonces/alertes', (request, response) => {
    const frame = portalFrameOf(request, dependencies);
    if (request.query.demande === 'recue') return sendPage(response, <AlertAskedPage frame={frame} />);
    const filters = readAdvertFilters(request.query);
    sendPage(response, <AlertFormPage frame={frame} filters={filters} wrong={null} />);
  });
  router.post('/annonces/alertes', async (request, response) => {
    const form = readInput(askForm, request.body);
    const filters = filtersOf({ query: form.recherche });
    const email = z.email().safeParse(form.courriel);
    if (!email.success) {
      const frame = portalFrameOf(request, dependencies);
      const page = <AlertFormPage frame={frame} filters={filters} wrong={form.courriel} />;
      return sendPage(response, page, 400);
    }
    await countAsk(dependencies, request);
    await alerts.ask(
      { query: advertQuery(filters), email: email.data, frequency: form.rythme },
      nowOf(dependencies),
    );
    response.redirect(303, '/annonces/alertes?demande=recue');
  });
  router.get('/annonces/alertes/:token', async (request, response) => {
    const { token } = request.params;
    const alert = tokenShape.test(token) ? await alerts.byToken(token) : null;
    if (!alert) throw noSuchLink();
    const frame = portalFrameOf(request, dependencies);
    sendPage(response, <AlertPage frame={frame} alert={alert} filters={filtersOf(alert)} token={token} />);
  });
  router.post('/annonces/alertes/:token', async (request, response) => {
    const { token } = request.params;
    const known = tokenShape.test(token) && (await alerts.confirm(token, nowOf(dependencies)));
    if (!known) throw noSuchLink();
    response.redirect(303, `/annonces/alertes/${token}`);
  });
  // Links in messages are opened by programs that look for harm: only the button stops.
  router.get('/annonces/alertes/:token/arret', (request, response) => {
    sendPage(
      response,
      <StopPage frame={portalFrameOf(request, dependencies)} token={request.params.token.slice(0, 60)} />,
    );
  });
  return router;
}

function nowOf({ today }: Pick<HttpDependencies, 'today'>): Date {
  return askedAs('', serviceActor, today()).now;
}

function noSuchLink(): AppError {
  return new AppError('not-found', 'Ce lien ne mène plus à une recherche gardée.', {
    hint: 'Gardez de nouveau votre recherche depuis la liste des annonces.',
  });
}

async function countAsk({ attempts }: Pick<HttpDependencies, 'attempts'>, request: Request): Promise<void> {
  const key = createHash('sha256')
    .update(`alerts ${ipKeyGenerator(request.ip ?? '')}`)
    .digest('hex');
  const { count } = await attempts.add(key, 3_600_000);
  if (count <= asksAnHour) return;
  throw new AppError('too-many-requests', 'Trop de demandes pour le moment.', {
    hint: 'Recommencez dans une heure.',
  });
}

/** `/demandeur/mandats`: the household says who may help it, and stops it when it likes. */
import { randomUUID } from 'node:crypto';
import { type Request, Router } from 'express';
import { AppError } from '../../../kernel/app-error.ts';
import { type PortalVisitor, portalFileKey } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { askedByVisitor, openedFile, requireOpenedFile } from '../../middleware/portal-visitor.ts';
import { sendPage } from '../../render-page.ts';
import { Layout } from '../layout.tsx';
import { portalFrameOf } from '../portal-frame.ts';
import { endForm, mandateRefusals, readMandate, typedIn } from './mandate-form.ts';
import { MandateForm, MandateList, type TypedMandate } from './mandate-sections.tsx';

const path = '/demandeur/mandats';

export function mandatesRouter(dependencies: HttpDependencies): Router {
  const { mandates, today } = dependencies;
  const router = Router();
  const page = async (
    request: Request,
    visitor: PortalVisitor,
    problem: string | null,
    typed: TypedMandate,
  ) => {
    const frame = portalFrameOf(request, dependencies);
    const all = await mandates.of(visitor.landlordId, portalFileKey(visitor), today());
    const sent = { action: path, csrfToken: frame.csrfToken };
    return (
      <Layout frame={frame} title="Se faire aider">
        <div class="prose">
          <h1>Se faire aider</h1>
          <p class="lead">
            Un proche, un travailleur social ou une association peut ouvrir votre dossier avec son propre
            code. Vous choisissez ce qu’il peut faire, et jusqu’à quand. Vous l’arrêtez quand vous voulez.
          </p>
          {problem === null ? null : (
            <p class="alert alert-bad" role="alert">
              {problem}
            </p>
          )}
          <h2>Qui peut ouvrir mon dossier</h2>
          <MandateList {...sent} mandates={all} today={today()} />
          <h2>Donner un mandat</h2>
          <MandateForm {...sent} today={today()} requestKey={randomUUID()} typed={typed} onPaper={false} />
          <h2>Ce que voit l’historique</h2>
          <p>
            Tout ce qu’une personne fait pour vous est écrit « pour le ménage (mandat) », avec son nom et la
            date. Elle ne peut ni donner un mandat, ni changer votre adresse ou votre téléphone.
          </p>
        </div>
      </Layout>
    );
  };
  router.get(path, requireOpenedFile, async (request, response) => {
    sendPage(response, await page(request, householdOnly(request), null, {}));
  });
  router.post(path, async (request, response) => {
    const visitor = householdOnly(request);
    const { key, given } = readMandate(request.body);
    const asked = askedByVisitor(visitor, dependencies);
    const done = await mandates.give(asked, portalFileKey(visitor), given, key);
    if (done.ok) return response.redirect(303, path);
    sendPage(response, await page(request, visitor, mandateRefusals[done.refusal], typedIn(request)), 409);
  });
  router.post(`${path}/fin`, async (request, response) => {
    const visitor = householdOnly(request);
    const { mandat } = readInput(endForm, request.body);
    const ended = await mandates.end(askedByVisitor(visitor, dependencies), portalFileKey(visitor), mandat);
    if (!ended) throw new AppError('not-found', 'Ce mandat n’est pas sur votre dossier.');
    response.redirect(303, path);
  });
  return router;
}

/** The household itself. Throws 401 without an open file, 403 under a mandate. */
export function householdOnly(request: Request): PortalVisitor {
  const visitor = openedFile(request);
  if (visitor.mandate === null) return visitor;
  throw new AppError('forbidden', 'Seul le demandeur peut faire ceci, pas une personne mandatée.', {
    hint: 'Le demandeur peut le faire avec son propre code, ou au guichet.',
  });
}

/** `/demandeur/renouveler`: the household renews its request; an officer then enters it in the national register. */
import type { Request, Response, Router } from 'express';
import { v4 } from 'uuid';
import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import { expiresOn } from '../../../law/application-life.ts';
import {
  checkRenewal,
  type RenewalAnswer,
  type RenewalRefusal,
  renewedCodes,
  renewedData,
} from '../../../portal/standing/renewal.ts';
import { mayAct, type PortalVisitor } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import {
  askedByVisitor,
  openedFile,
  openedFileToAct,
  requireOpenedFile,
} from '../../middleware/portal-visitor.ts';
import { sendPage } from '../../render-page.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { lifeOf } from './home-routes.tsx';
import { RenewalPage } from './renewal-page.tsx';

const path = '/demandeur/renouveler';
const said = z.enum(['same', 'changed']).nullable().catch(null);
const words = z.string().max(600).catch('');
const keyForm = z.object({ _key: z.uuid() });

export function renewalRoutes(router: Router, dependencies: HttpDependencies): void {
  const { cases, today } = dependencies;
  const show = async (
    request: Request,
    response: Response,
    visitor: PortalVisitor,
    typed: { answers: readonly RenewalAnswer[]; refusal: RenewalRefusal } | null,
  ) => {
    const { application, cases: known } = await lifeOf(dependencies, visitor);
    sendPage(
      response,
      <RenewalPage
        frame={portalFrameOf(request, dependencies)}
        today={today()}
        formKey={v4()}
        data={renewedData(application, today())}
        answers={typed?.answers ?? []}
        until={expiresOn(application, today())}
        asked={known.find(({ kind, state }) => kind === 'renewal' && state === 'open') ?? null}
        mayAct={mayAct(visitor)}
        refusal={typed?.refusal ?? null}
      />,
      typed === null ? 200 : 422,
    );
  };
  router.get(path, requireOpenedFile, (request, response) =>
    show(request, response, openedFile(request), null),
  );
  router.post(path, async (request, response) => {
    const visitor = openedFileToAct(request);
    const { _key: key } = readInput(keyForm, request.body);
    const answers = answersIn(request.body);
    const { application } = await lifeOf(dependencies, visitor);
    const checked = checkRenewal(application, answers, today());
    if (!checked.ok) return show(request, response, visitor, { answers, refusal: checked.refusal });
    const opened = await cases.open(
      askedByVisitor(visitor, dependencies),
      {
        ...{ key, number: application.number, kind: 'renewal', about: null },
        ...{ receivedOn: today(), request: checked.value },
      },
      null,
    );
    if (!opened.ok) throw new AppError('not-found', 'Ce dossier n’existe plus.');
    response.redirect(303, path);
  });
}

function answersIn(body: unknown): RenewalAnswer[] {
  const form = z.record(z.string(), z.unknown()).catch({}).parse(body);
  return renewedCodes.map((code) => ({
    code,
    said: said.parse(form[code] ?? null),
    words: words.parse(form[`${code}_mots`] ?? ''),
  }));
}

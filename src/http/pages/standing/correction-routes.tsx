/** Asking for a correction from the file, or from the explanation that showed the datum. */
import type { Router } from 'express';
import { v4 } from 'uuid';
import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDate, isCivilDate } from '../../../kernel/civil-date.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import { correctedDatumCodes, correctionRequest } from '../../../portal/answers/correction.ts';
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
import { CorrectionPage } from './correction-page.tsx';

const datum = z.enum(correctedDatumCodes, 'choisissez ce qui est faux');
const askForm = z.object({
  _key: z.uuid(),
  sujet: datum,
  texte: z.string().trim().min(3, 'dites ce qu’il faut écrire à la place').max(2000),
});
const query = z.object({ sur: datum.optional().catch(undefined), envoye: z.string().max(10).optional() });

export function correctionRoutes(router: Router, dependencies: HttpDependencies): void {
  const { cases, portalPolicies, today } = dependencies;
  router.get('/demandeur/corriger', requireOpenedFile, async (request, response) => {
    const visitor = openedFile(request);
    const number = numberOf(visitor);
    const { sur, envoye } = readInput(query, request.query);
    const { correctionDays } = await portalPolicies.inForce(visitor.landlordId);
    sendPage(
      response,
      <CorrectionPage
        frame={portalFrameOf(request, dependencies)}
        formKey={v4()}
        about={sur ?? null}
        cases={await cases.ofFile(visitor.landlordId, number)}
        askedUntil={envoye !== undefined && isCivilDate(envoye) ? frenchLongDate(civilDate(envoye)) : null}
        mayAct={mayAct(visitor)}
        answerDays={correctionDays}
      />,
    );
  });
  router.post('/demandeur/corriger', requireOpenedFile, async (request, response) => {
    const visitor = openedFileToAct(request);
    const { _key, sujet, texte } = readInput(askForm, request.body);
    const opened = await cases.open(
      askedByVisitor(visitor, dependencies),
      {
        key: _key,
        number: numberOf(visitor),
        kind: 'correction',
        about: null,
        receivedOn: today(),
        request: correctionRequest(sujet, texte),
      },
      null,
    );
    if (!opened.ok) throw new AppError('not-found', 'Ce dossier n’existe plus.');
    response.redirect(303, `/demandeur/corriger?envoye=${opened.value.dueOn}`);
  });
}

function numberOf({ number }: PortalVisitor): string {
  if (number !== null) return number;
  throw new AppError('not-found', 'Aucune demande de logement n’est liée à ce bail.', {
    hint: 'Faites une demande de logement social, puis donnez-nous son numéro unique.',
  });
}

/** `/demandeur/explication`: what the calculation did in each decision about the opened file (CRPA L311-3-1). */
import type { Request, Router } from 'express';
import { letterPdf } from '../../../jobs/mail-paper.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { ExplainedDecision } from '../../../portal/explanation/explanation.ts';
import { explanationLetter } from '../../../portal/explanation/explanation-letter.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { openedFile, requireOpenedFile } from '../../middleware/portal-visitor.ts';
import { sendPage, sendPdf } from '../../render-page.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { ExplanationPage } from './explanation-page.tsx';

const path = '/demandeur/explication';

export function explanationRoutes(router: Router, dependencies: HttpDependencies): void {
  const { explanations, today, rulesHistory } = dependencies;
  const decisionsOf = async (request: Request): Promise<ExplainedDecision[]> => {
    const { landlordId, number } = openedFile(request);
    return number === null ? [] : explanations.of(landlordId, number, today());
  };
  router.get(path, requireOpenedFile, async (request, response) => {
    const decisions = await decisionsOf(request);
    sendPage(
      response,
      <ExplanationPage frame={portalFrameOf(request, dependencies)} decisions={decisions} />,
    );
  });
  router.get(`${path}/:id.pdf`, requireOpenedFile, async (request, response) => {
    const { landlordId, number } = openedFile(request);
    const decision = (await decisionsOf(request)).find(({ id }) => id === request.params.id);
    if (decision === undefined || number === null) {
      throw new AppError('not-found', 'Cette décision n’est pas dans votre dossier.', {
        hint: 'Revenez à la liste de vos explications.',
      });
    }
    const rules = await rulesHistory.at(today(), today());
    const landlordName = rules.find((one) => one.landlordId === landlordId)?.landlordName ?? '';
    const content = explanationLetter(decision, { landlordName, number, on: today() });
    sendPdf(response, await letterPdf({ content, address: [] }), 'explication');
  });
}

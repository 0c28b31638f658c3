/** `/demandeur/mes-donnees`: everything kept on the household, on a page, on paper or as one file (GDPR art. 15). */
import type { Request, Router } from 'express';
import { writeCsv } from '../../../documents/csv.ts';
import { letterPdf } from '../../../jobs/mail-paper.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { OwnData } from '../../../portal/own-data/own-data.ts';
import { ownDataFile, ownDataTable } from '../../../portal/own-data/own-data-file.ts';
import { ownDataLetter } from '../../../portal/own-data/own-data-letter.ts';
import { ownDataParts } from '../../../portal/own-data/own-data-parts.ts';
import { type PortalVisitor, portalFileKey } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { askedByVisitor, openedFile, requireOpenedFile } from '../../middleware/portal-visitor.ts';
import { sendPage, sendPdf } from '../../render-page.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { OwnDataPage } from './own-data-page.tsx';

const path = '/demandeur/mes-donnees';

export function ownDataRoutes(router: Router, dependencies: HttpDependencies): void {
  router.get(path, requireOpenedFile, async (request, response) => {
    const data = await ownDataOf(dependencies, ownVisitor(request), 'page');
    sendPage(
      response,
      <OwnDataPage frame={portalFrameOf(request, dependencies)} parts={ownDataParts(data)} />,
    );
  });
  router.get(`${path}.json`, requireOpenedFile, async (request, response) => {
    const data = await ownDataOf(dependencies, ownVisitor(request), 'json');
    response
      .set('cache-control', 'no-store')
      .set('content-disposition', 'attachment; filename="mes-donnees.json"')
      .json(ownDataFile(data));
  });
  router.get(`${path}.csv`, requireOpenedFile, async (request, response) => {
    const data = await ownDataOf(dependencies, ownVisitor(request), 'csv');
    response
      .type('text/csv')
      .set('cache-control', 'no-store')
      .set('content-disposition', 'attachment; filename="mes-donnees.csv"')
      .send(writeCsv(ownDataTable(data)));
  });
  router.get(`${path}.pdf`, requireOpenedFile, async (request, response) => {
    const data = await ownDataOf(dependencies, ownVisitor(request), 'pdf');
    sendPdf(response, await letterPdf({ content: ownDataLetter(data), address: [] }), 'mes-donnees');
  });
}

/** Only the household itself: no mandate of today says that it covers a copy of everything. */
function ownVisitor(request: Request): PortalVisitor {
  const visitor = openedFile(request);
  if (visitor.mandate === null) return visitor;
  throw new AppError('forbidden', 'Votre mandat ne permet pas de recevoir toutes les données du dossier.', {
    hint: 'Le demandeur peut les recevoir lui-même, ici ou au guichet.',
  });
}

async function ownDataOf(
  dependencies: HttpDependencies,
  visitor: PortalVisitor,
  form: 'page' | 'json' | 'pdf' | 'csv',
): Promise<OwnData> {
  const { landlordId, number } = visitor;
  const today = dependencies.today();
  const kept = await dependencies.ownData.copy(
    askedByVisitor(visitor, dependencies),
    portalFileKey(visitor),
    form,
  );
  if (kept === null) throw new AppError('not-found', 'Ce dossier n’est plus chez nous.');
  const [life, decisions, mandates, standing] =
    number === null
      ? [null, [], [], null]
      : await Promise.all([
          dependencies.fileLives.of(landlordId, number, today),
          dependencies.explanations.of(landlordId, number, today),
          dependencies.mandates.of(landlordId, number, today),
          dependencies.standings.of(landlordId, number, today),
        ]);
  const scores = (standing?.territories ?? []).map(({ territory, score }) => ({
    place: territory.name,
    score,
  }));
  return { number, madeOn: today, kept, life, decisions, mandates, documents: life?.documents ?? [], scores };
}

/** `/demandeur/consultations` and `/dpo/consultations`: who has looked at a file. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { openedFile, requireOpenedFile } from '../../middleware/portal-visitor.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { FileAccessesPage, OwnAccessesPage } from './access-pages.tsx';

const ownPath = '/demandeur/consultations';
const path = '/dpo/consultations';
const sensitiveShown = 200;

const fileForm = z.object({
  numero: z
    .string()
    .transform((text) => text.replace(/\s/g, '').toUpperCase())
    .pipe(z.string().min(1, 'Un numéro est attendu.').max(60)),
});

export function accessesRouter(dependencies: HttpDependencies): Router {
  const { accessLog, rulesHistory, today } = dependencies;
  const router = Router();
  router.get(ownPath, requireOpenedFile, async (request, response) => {
    const { landlordId, number, tenancyId, mandate } = openedFile(request);
    if (mandate !== null) {
      throw new AppError('forbidden', 'Votre mandat ne permet pas de voir qui a consulté le dossier.', {
        hint: 'Le demandeur peut le voir lui-même, ici ou au guichet.',
      });
    }
    const keys = [number, tenancyId].filter((key) => key !== null);
    const [accesses, rules] = await Promise.all([
      accessLog.ofHousehold(landlordId, keys),
      rulesHistory.at(today(), today()),
    ]);
    const landlordName = rules.find((one) => one.landlordId === landlordId)?.landlordName ?? 'votre bailleur';
    const frame = portalFrameOf(request, dependencies);
    sendPage(response, <OwnAccessesPage frame={frame} landlordName={landlordName} accesses={accesses} />);
  });
  router.use(path, requirePermission('journal.read'));
  const show = async (
    request: Request,
    response: Response,
    asked: Parameters<typeof FileAccessesPage>[0]['asked'],
  ) => {
    const { landlordId } = userWhoMay(request, 'journal.read');
    const sensitive = await accessLog.sensitive(landlordId, sensitiveShown);
    const frame = frameOf(request, dependencies);
    sendPage(response, <FileAccessesPage frame={frame} asked={asked} sensitive={sensitive} />);
  };
  router.get(path, (request, response) => show(request, response, null));
  router.post(path, async (request, response) => {
    const { numero } = readInput(fileForm, request.body);
    const asked = askedBy(userWhoMay(request, 'journal.read'), dependencies);
    await show(request, response, { key: numero, accesses: await accessLog.ofFile(asked, numero) });
  });
  return router;
}

/** `/agent/retours`: the calendar of returns, each with its tables and checklist, its sending, the copies kept. */
import { type Request, type Response, Router } from 'express';
import { v7 } from 'uuid';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema, yearOf } from '../../../kernel/civil-date.ts';
import { returnsDueIn } from '../../../reporting/returns/calendar.ts';
import { sendingMeans } from '../../../reporting/returns/filing.ts';
import { returnStamp } from '../../../reporting/returns/return-content.ts';
import { groupReturns } from '../../../reporting/returns/return-state.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { CalendarPage } from './calendar-page.tsx';
import { returnCopies, sceneOf } from './return-copies.ts';
import { returnFiles } from './return-files.ts';
import { ReturnPage } from './return-page.tsx';
import { refusalInWords, returnPath } from './return-words.ts';
import type { TypedSending } from './sending-form.tsx';

const calendarQuery = z.object({ annee: z.coerce.number().int().min(2000).max(2100).optional() });

const reason = z.string().trim().max(500).optional();
const sendingForm = z.object({
  _key: z.uuid(),
  empreinte: z.string().max(80),
  dernier: z.string().max(60),
  destinataire: z.string().trim().min(1).max(200),
  moyen: z.enum(sendingMeans),
  jour: civilDateSchema,
  motif: reason,
  correction: reason,
});

const heldTo = {
  role: 'Votre fonction lit les états ; les agents et le secrétariat notent leur envoi.',
  scope: 'Votre périmètre ne couvre pas tout le parc : une personne qui voit l’ensemble note l’envoi.',
} as const;

export function returnsRouter(dependencies: HttpDependencies): Router {
  const { returns, today } = dependencies;
  const router = Router();
  router.use('/agent/retours', requirePermission('return.read'));

  router.get('/agent/retours', async (request, response) => {
    const { landlordId } = userWhoMay(request, 'return.read');
    const { annee } = readInput(calendarQuery, request.query);
    const { places, sendings, since } = await returns.calendar(landlordId);
    const years = annee === undefined ? [yearOf(today()), yearOf(today()) + 1] : [annee];
    sendPage(
      response,
      <CalendarPage
        frame={frameOf(request, dependencies)}
        today={today()}
        years={years.map((year) => ({
          year,
          groups: groupReturns(returnsDueIn(year, places), sendings, { today: today(), since }),
        }))}
      />,
    );
  });

  router.get('/agent/retours/:key', async (request, response) => {
    await show(dependencies, request, response, request.params.key, {}, null);
  });

  router.post('/agent/retours/:key/envoi', (request, response) =>
    recordSending(dependencies, request, response),
  );
  returnCopies(router, dependencies);
  return router;
}

/** Records a sending: one effect a request; a refusal shows the page again with what was typed. */
async function recordSending(
  dependencies: HttpDependencies,
  request: Request<{ key: string }>,
  response: Response,
): Promise<void> {
  const user = userWhoMay(request, 'return.file');
  if ((await dependencies.scopes.communesOf(user)) !== null) throw new AppError('forbidden', heldTo.scope);
  const { key } = request.params;
  const form = sendingForm.safeParse(request.body ?? {});
  if (!form.success) {
    const words = 'À corriger : dites à qui, par quel moyen et quel jour l’état a été envoyé.';
    return show(dependencies, request, response, key, typedOf(request), words);
  }
  const { content } = await sceneOf(dependencies, user, key);
  const filed = await dependencies.returns.file(askedBy(user, dependencies), {
    key,
    requestKey: form.data._key,
    newestId: form.data.dernier,
    stamp: form.data.empreinte,
    answers: {
      recipient: form.data.destinataire,
      means: form.data.moyen,
      sentOn: form.data.jour,
      reason: form.data.motif || null,
      correction: form.data.correction || null,
    },
    files: await returnFiles(content),
  });
  if (!filed.ok) {
    const words = refusalInWords(filed.refusal);
    return show(dependencies, request, response, key, typedOf(request), words);
  }
  response.redirect(303, `${returnPath(key)}?note=1#envois`);
}

async function show(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  key: string,
  typed: TypedSending,
  refusal: string | null,
): Promise<void> {
  const user = userWhoMay(request, 'return.read');
  const scene = await sceneOf(dependencies, user, key);
  const seesAll = (await dependencies.scopes.communesOf(user)) === null;
  sendPage(
    response,
    <ReturnPage
      frame={frameOf(request, dependencies)}
      role={user.role}
      today={dependencies.today()}
      scene={scene}
      stamp={returnStamp(scene.content)}
      formKey={v7()}
      typed={typed}
      heldTo={may(user.role, 'return.file') ? (seesAll ? null : heldTo.scope) : heldTo.role}
      justSent={request.query.note === '1'}
      refusal={refusal}
    />,
    refusal === null ? 200 : 409,
  );
}

/** What was typed, to show it again with what is to correct. */
function typedOf(request: Request): TypedSending {
  const body = z.record(z.string(), z.unknown()).parse(request.body ?? {});
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

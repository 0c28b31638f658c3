/** The register's side of the officer's work: what to enter, files to make, extracts and pasted numbers. POST only for numbers. */
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { eventColumns, eventRow, eventsXml, removalsXml } from '../../../committee/register/export.ts';
import { toRefresh } from '../../../committee/register/freshness.ts';
import type { StoredEvent } from '../../../committee/register-port.ts';
import { csvStream } from '../../../documents/csv.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { extractRoutes, numberRoutes } from './extract-routes.tsx';
import { RegisterPage } from './register-page.tsx';
import { namedFile, namedFiles, readerOf, withFiles } from './register-reach.ts';
import { removalRoutes, type ShowRegister, shownWarnings } from './removal-routes.ts';

const shownEvents = 40;
const idList = z.union([z.string(), z.array(z.string())]).transform((ids) => [ids].flat());
const ids = idList.pipe(z.array(z.uuid()).max(1000));
const eventForm = z.object({ evenement: ids.optional() });
const taskForm = z.object({ tache: ids.optional() });
const exportForm = z.object({ _key: z.uuid() });

export function registerRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use('/agent/sne', requirePermission('register.write'));
  const show: ShowRegister = (request, response, message, status) =>
    showAll(dependencies, request, response, message, status);
  router.get('/agent/sne', async (request, response) => {
    const word = typeof request.query.fait === 'string' ? done[request.query.fait] : undefined;
    await show(request, response, word === undefined ? null : { text: word, good: true }, 200);
  });
  removalRoutes(router, dependencies, show);
  ticks(router, dependencies);
  files(router, dependencies);
  extractRoutes(router, dependencies);
  numberRoutes(router, dependencies);
  return router;
}

const done: Readonly<Record<string, string>> = {
  saisis: 'Les événements cochés sont notés comme saisis.',
  corriges: 'Les corrections cochées sont notées ; le prochain extrait les confirmera.',
  export: 'Le fichier est prêt, au bas de cette page.',
  rien: 'Rien à faire : tout était déjà noté.',
  choix: 'Vos choix sont appliqués.',
  averti: 'L’avertissement est écrit : envoyez-le avec une preuve de remise.',
  remis: 'La remise est notée : le mois court de ce jour.',
  arrete: 'La radiation est arrêtée, avec la raison.',
  radie: 'La demande est radiée ; l’événement est prêt pour le SNE.',
};

async function showAll(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  message: { text: string; good: boolean } | null,
  status: number,
): Promise<void> {
  const { register, today } = dependencies;
  const user = userWhoMay(request, 'register.write');
  const reader = await readerOf(user, dependencies);
  // What happened since the last reading is recorded first; a second reading finds nothing new.
  await register.gather(user.landlordId, today());
  const [pending, unconfirmed, tasks, coming, exports] = await Promise.all([
    register.pending(reader, shownEvents),
    register.unconfirmed(reader),
    register.tasks(reader),
    register.coming(reader, today()),
    register.exports(user.landlordId, 20),
  ]);
  const named = await namedFiles(dependencies, reader, [
    ...pending.events.map(({ number }) => number),
    ...tasks.map(({ number }) => number),
  ]);
  sendPage(
    response,
    <RegisterPage
      frame={frameOf(request, dependencies)}
      pending={{ count: pending.count, events: withFiles(pending.events, named) }}
      unconfirmed={unconfirmed}
      tasks={withFiles(tasks, named)}
      stale={coming.flatMap(({ sessionId, heldOn, application }) => {
        const points = toRefresh(application, heldOn, today());
        return points.length === 0
          ? []
          : [{ sessionId, heldOn, points, file: namedFile(dependencies, application) }];
      })}
      coming={coming.length}
      exports={reader.communes === null ? exports : []}
      mayExport={reader.communes === null}
      removals={await shownWarnings(dependencies, reader, today())}
      today={today()}
      message={message}
    />,
    status,
  );
}

function ticks(router: Router, dependencies: HttpDependencies): void {
  const { register } = dependencies;
  router.post('/agent/sne/saisis', async (request, response) => {
    const user = userWhoMay(request, 'register.write');
    const asked = askedBy(user, dependencies);
    const { communes } = await readerOf(user, dependencies);
    const { evenement = [] } = readInput(eventForm, request.body);
    const ticked = await register.markEntered(asked, communes, evenement);
    response.redirect(303, `/agent/sne?fait=${ticked > 0 ? 'saisis' : 'rien'}`);
  });
  router.post('/agent/sne/corriges', async (request, response) => {
    const user = userWhoMay(request, 'register.write');
    const asked = askedBy(user, dependencies);
    const { communes } = await readerOf(user, dependencies);
    const { tache = [] } = readInput(taskForm, request.body);
    const ticked = await register.markDone(asked, communes, tache);
    response.redirect(303, `/agent/sne?fait=${ticked > 0 ? 'corriges' : 'rien'}`);
  });
}

function files(router: Router, dependencies: HttpDependencies): void {
  const { register } = dependencies;
  router.post('/agent/sne/export', async (request, response) => {
    const user = await wholeLandlord(request, dependencies);
    const { _key } = readInput(exportForm, request.body);
    const made = await register.makeExport(askedBy(user, dependencies), _key);
    response.redirect(303, `/agent/sne?fait=${made === null ? 'rien' : 'export'}`);
  });
  router.get('/agent/sne/exports/:exportId/:file', async (request, response) => {
    const user = await wholeLandlord(request, dependencies);
    const id = z.uuid().safeParse(request.params.exportId);
    const found = id.success ? await register.exported(user.landlordId, id.data) : null;
    const { file } = request.params;
    const send = found === null ? null : senderOf(file, found.events, found.made.on);
    if (found === null || send === null) {
      throw new AppError('not-found', 'Ce fichier n’existe pas.', { hint: 'Revenez à la page du SNE.' });
    }
    response
      .set('cache-control', 'no-store')
      .attachment(`sne-${found.made.on}-${file}`)
      .type(file.endsWith('.csv') ? 'text/csv' : 'application/xml');
    await send(response);
  });
}

type Events = AsyncIterable<StoredEvent>;

/** Writes a file as its events are read; null where no file has that name. */
function senderOf(file: string, events: Events, madeOn: CivilDate): ((to: Response) => Promise<void>) | null {
  switch (file) {
    case 'radiations.xml':
      return (to) => pipeline(removalsXml(events, madeOn), to);
    case 'evenements.xml':
      return (to) => pipeline(eventsXml(events, madeOn), to);
    case 'evenements.csv':
      return (to) => pipeline(rowsOf(events), csvStream(eventColumns), to);
    default:
      return null;
  }
}

async function* rowsOf(events: Events): AsyncGenerator<string[]> {
  for await (const event of events) yield eventRow(event);
}

async function wholeLandlord(request: Request, dependencies: HttpDependencies): Promise<CurrentUser> {
  const user = userWhoMay(request, 'register.write');
  if ((await dependencies.scopes.communesOf(user)) === null) return user;
  throw new AppError(
    'forbidden',
    'Ce fichier porte sur tout le bailleur ; votre compte tient à un périmètre.',
    {
      hint: 'Cochez ce que vous saisissez vous-même, ou demandez le fichier à un agent sans périmètre.',
    },
  );
}

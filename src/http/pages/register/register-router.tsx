/** The register's side of the officer's work: what to enter, files to make, extracts and pasted numbers. POST only for numbers. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { eventsTable, eventsXml, removalsXml } from '../../../committee/register/export.ts';
import { toRefresh } from '../../../committee/register/freshness.ts';
import { readPastedNumbers } from '../../../committee/register/pasted-numbers.ts';
import { differences, reconciledFields } from '../../../committee/register/reconcile.ts';
import type { RegisterReader } from '../../../committee/register-port.ts';
import { writeCsv } from '../../../documents/csv.ts';
import type { Application } from '../../../domain/application.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { uploadedFiles, uploadRefusalSentence } from '../../upload.ts';
import { frameOf } from '../frame.ts';
import { ExtractPage } from './extract-page.tsx';
import { extractUpload, openExtract, type ReadExtract, readExtract, sealExtract } from './extract-reading.ts';
import { NumbersPage } from './numbers-page.tsx';
import { type NamedFile, RegisterPage } from './register-page.tsx';
import { removalRoutes, type ShowRegister, shownWarnings } from './removal-routes.ts';

const shownEvents = 40;
const shownDifferences = 100;
const pastedText = z.string().max(4_000_000);
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
  extracts(router, dependencies);
  numbers(router, dependencies);
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
    const content =
      found === null
        ? null
        : file === 'radiations.xml'
          ? removalsXml(found.events, found.made.on)
          : file === 'evenements.xml'
            ? eventsXml(found.events, found.made.on)
            : file === 'evenements.csv'
              ? writeCsv(eventsTable(found.events))
              : null;
    if (found === null || content === null) {
      throw new AppError('not-found', 'Ce fichier n’existe pas.', { hint: 'Revenez à la page du SNE.' });
    }
    response
      .set('cache-control', 'no-store')
      .attachment(`sne-${found.made.on}-${file}`)
      .type(file.endsWith('.csv') ? 'text/csv' : 'application/xml')
      .send(content);
  });
}

function extracts(router: Router, dependencies: HttpDependencies): void {
  const { register, sessionSecret, today } = dependencies;
  router.post('/agent/sne/extrait', async (request, response) => {
    const user = userWhoMay(request, 'register.write');
    const read = await extractOf(request, today());
    const reader = await readerOf(user, dependencies);
    const live = read.ok ? read.live : [];
    const endedNumbers = read.ok ? read.ended : [];
    const held = await register.held(reader, [...live.map(({ number }) => number), ...endedNumbers]);
    const byNumber = new Map(held.map((file) => [file.application.number, file]));
    const compared = live.flatMap((theirs) => {
      const file = byNumber.get(theirs.number);
      return file ? [{ theirs, file, found: differences(file.application, theirs, today()) }] : [];
    });
    const differing = compared.filter(({ found }) => found.length > 0).slice(0, shownDifferences);
    const confirmed = read.ok
      ? await register.confirm(askedBy(user, dependencies), {
          live: live.filter((theirs) => byNumber.has(theirs.number)),
          ended: endedNumbers.filter((ended) => byNumber.has(ended)),
        })
      : 0;
    sendPage(
      response,
      <ExtractPage
        frame={frameOf(request, dependencies)}
        read={read}
        differing={differing.map(({ file, found }, index) => ({
          index,
          file: namedFile(dependencies, file.application),
          isProtected: file.isProtected,
          differences: found,
        }))}
        same={compared.filter(({ found }) => found.length === 0).length}
        unknown={live.map(({ number }) => number).filter((number) => !byNumber.has(number))}
        ended={endedNumbers.flatMap((number) => {
          const file = byNumber.get(number);
          return file?.application.status === 'live' ? [namedFile(dependencies, file.application)] : [];
        })}
        confirmed={confirmed}
        sealed={sealExtract(
          differing.map(({ theirs }) => theirs),
          sessionSecret,
        )}
      />,
    );
  });
  router.post('/agent/sne/extrait/choix', async (request, response) => {
    const user = userWhoMay(request, 'register.write');
    const body = readInput(z.looseObject({ extrait: pastedText }), request.body);
    const extract = openExtract(body.extrait, sessionSecret);
    if (extract === null) {
      throw new AppError('bad-request', 'Cet extrait n’est plus celui qui a été comparé.', {
        hint: 'Collez-le de nouveau.',
      });
    }
    const asked = askedBy(user, dependencies);
    const reach = await register.held(
      await readerOf(user, dependencies),
      extract.map(({ number }) => number),
    );
    const within = new Set(reach.map(({ application }) => application.number));
    for (const [index, theirs] of extract.entries()) {
      if (!within.has(theirs.number)) continue;
      const chosen = (value: string) =>
        reconciledFields.filter((field) => body[`choix.${index}.${field}`] === value);
      const { number } = theirs;
      // Corrections first: they carry our value, which the second step may change for other fields only.
      await register.askCorrections(asked, { number, fields: chosen('corriger') });
      await register.takeFields(asked, { number, theirs, fields: chosen('reprendre') });
    }
    response.redirect(303, '/agent/sne?fait=choix');
  });
}

/** What was pasted or sent as a file; a refusal in words where it is neither, or not an extract. */
async function extractOf(request: Request, today: CivilDate): Promise<ReadExtract> {
  const files = uploadedFiles(request);
  if (!files.ok) {
    return { ok: false, message: uploadRefusalSentence(files.refusal, extractUpload), hint: '' };
  }
  const { extrait } = readInput(z.object({ extrait: pastedText.optional() }), request.body);
  const extract = files.value[0]?.bytes ?? extrait ?? '';
  if (extract.length > 0) return await readExtract(extract, today);
  return { ok: false, message: 'Rien n’a été envoyé.', hint: 'Collez l’extrait, ou choisissez son fichier.' };
}

function numbers(router: Router, dependencies: HttpDependencies): void {
  const { register, files: references, today } = dependencies;
  router.post('/agent/sne/numeros', async (request, response) => {
    const user = userWhoMay(request, 'register.write');
    const { colonne } = readInput(z.object({ colonne: z.string().max(200_000) }), request.body);
    const pasted = readPastedNumbers(colonne);
    const held = await register.held(await readerOf(user, dependencies), pasted.numbers);
    sendPage(
      response,
      <NumbersPage
        frame={frameOf(request, dependencies)}
        today={today()}
        pasted={pasted}
        files={held.map((file) => ({
          ...file,
          path: `/agent/dossiers/${references.of(file.application.number)}`,
        }))}
        text={colonne}
      />,
    );
  });
  router.get(['/agent/sne/numeros', '/agent/sne/extrait'], (_request, response) => {
    response.redirect(303, '/agent/sne');
  });
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

async function readerOf(user: CurrentUser, { scopes }: HttpDependencies): Promise<RegisterReader> {
  return { landlordId: user.landlordId, communes: await scopes.communesOf(user) };
}

function namedFile({ files: references }: HttpDependencies, application: Application): NamedFile {
  const { number, name } = application;
  return { number, name, path: `/agent/dossiers/${references.of(number)}` };
}

/** Files within the person's reach, by number. */
async function namedFiles(
  dependencies: HttpDependencies,
  reader: RegisterReader,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, NamedFile>> {
  const held = await dependencies.register.held(reader, wanted);
  return new Map(held.map(({ application }) => [application.number, namedFile(dependencies, application)]));
}

function withFiles<Row extends { number: string }>(
  rows: readonly Row[],
  named: ReadonlyMap<string, NamedFile>,
): (Row & { file: NamedFile })[] {
  return rows.flatMap((row) => {
    const file = named.get(row.number);
    return file ? [{ ...row, file }] : [];
  });
}

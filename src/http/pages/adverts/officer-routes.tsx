/** `/agent/annonces`: officers write adverts, read those of others, and follow what became of them. */
import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { may } from '../../../access/permissions.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { addDays } from '../../../kernel/civil-date.ts';
import type { Result } from '../../../kernel/result.ts';
import { earliestClosing } from '../../../portal/adverts/advert-dates.ts';
import type {
  AdvertAfter,
  AdvertRecord,
  AdvertStep,
  AdvertText,
} from '../../../portal/adverts/advert-port.ts';
import { type AdvertRefusal, advertRefusalInWords } from '../../../portal/adverts/advert-refusal.ts';
import { publicationDuty } from '../../../portal/adverts/publication-duty.ts';
import { regimeOf } from '../../../portal/policy.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { requireHomesInScope } from '../../middleware/scope.ts';
import { sendPage } from '../../render-page.ts';
import { uploadedFiles, uploadRefusalSentence } from '../../upload.ts';
import { frameOf } from '../frame.ts';
import {
  editAdvertForm,
  newAdvertForm,
  pictureForm,
  pictureRemoval,
  pictureUpload,
  stepForm,
  textOfForm,
} from './advert-forms.ts';
import { DeskPage } from './desk-page.tsx';
import { RecordPage, type RecordPageProps } from './record-page.tsx';
import { WritePage } from './write-page.tsx';

type Room = { dependencies: HttpDependencies; router: Router };

export function officerAdvertsRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use('/agent/annonces', requirePermission('advert.read'));
  const room = { dependencies, router };
  desk(room);
  writing(room);
  reading(room);
  steps(room);
  pictures(room);
  return router;
}

function desk({ dependencies, router }: Room): void {
  const { adverts, scopes, portalPolicies, today } = dependencies;
  router.get('/agent/annonces', async (request, response) => {
    const user = userWhoMay(request, 'advert.read');
    const communes = await scopes.communesOf(user);
    const [found, policy] = await Promise.all([
      adverts.desk(user.landlordId, communes),
      portalPolicies.inForce(user.landlordId),
    ]);
    sendPage(
      response,
      <DeskPage
        frame={frameOf(request, dependencies)}
        today={today()}
        duty={publicationDuty(found.homes, found.adverts)}
        adverts={found.adverts}
        policy={policy}
        mayWrite={may(user.role, 'advert.write')}
        readerId={user.id}
      />,
    );
  });
}

function writing({ dependencies, router }: Room): void {
  const { adverts, portalPolicies, today } = dependencies;
  const page = async (
    request: Request,
    user: CurrentUser,
    vacancyId: string,
    shown: { text: AdvertText | null; formKey: string; refusal: string | null },
  ) => {
    await requireHomesInScope(dependencies, user, [vacancyId]);
    const home = await adverts.homeToAdvertise(user.landlordId, vacancyId);
    if (!home) throw new AppError('not-found', 'Ce logement n’est pas à louer, ou n’existe pas.');
    const policy = await portalPolicies.inForce(user.landlordId);
    const regime = regimeOf(policy, home.facts.insee);
    const blank: AdvertText = {
      words: { title: '', place: '', description: '', access: '' },
      opensOn: addDays(today(), 1),
      closesOn: regime === 'slack' ? null : earliestClosing(addDays(today(), 1), policy),
      exportedTo: [],
    };
    return (
      <WritePage
        frame={frameOf(request, dependencies)}
        home={home}
        text={shown.text ?? blank}
        regime={regime}
        openDays={policy.tenseOpenDays}
        formKey={shown.formKey}
        refusal={shown.refusal}
      />
    );
  };
  router.get('/agent/annonces/nouvelle', async (request, response) => {
    const user = userWhoMay(request, 'advert.write');
    const vacancyId = typeof request.query.logement === 'string' ? request.query.logement : '';
    const blank = { text: null, formKey: randomUUID(), refusal: null };
    sendPage(response, await page(request, user, vacancyId, blank));
  });
  router.post('/agent/annonces', async (request, response) => {
    const user = userWhoMay(request, 'advert.write');
    const form = readInput(newAdvertForm, request.body);
    await requireHomesInScope(dependencies, user, [form.logement]);
    const text = textOfForm(form);
    const input = { vacancyId: form.logement, key: form._key, text };
    const written = await adverts.write(askedBy(user, dependencies), input);
    if (written.ok) return response.redirect(303, `/agent/annonces/${written.value.id}?fait=ecrite`);
    const shown = { text, formKey: form._key, refusal: advertRefusalInWords(written.refusal) };
    sendPage(response, await page(request, user, form.logement, shown), 409);
  });
}

const done: Readonly<Record<string, string>> = {
  ecrite: 'Le brouillon est enregistré. Ajoutez un plan ou des photos, puis envoyez-le en relecture.',
  modifiee: 'L’annonce est enregistrée.',
  envoi: 'L’annonce est envoyée.',
  relecture: 'C’est noté : vous avez relu cette annonce.',
  renvoi: 'L’annonce est renvoyée à son auteur.',
  retrait: 'L’annonce est retirée.',
  image: 'Les images sont à jour.',
};

/** The advert of the address, within the officer's scope. Throws 404 or 403. */
async function recordOf(
  dependencies: HttpDependencies,
  user: CurrentUser,
  id: string,
): Promise<AdvertRecord> {
  const advert = await dependencies.adverts.record(user.landlordId, id);
  if (!advert) throw new AppError('not-found', 'Cette annonce n’existe pas.');
  await requireHomesInScope(dependencies, user, [advert.vacancyId]);
  return advert;
}

async function showRecord(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  shown: { typed: AdvertText | null; said: RecordPageProps['said']; status: number },
): Promise<void> {
  const user = userWhoMay(request, 'advert.read');
  const advert = await recordOf(dependencies, user, String(request.params.id));
  const policy = await dependencies.portalPolicies.inForce(user.landlordId);
  sendPage(
    response,
    <RecordPage
      frame={frameOf(request, dependencies)}
      today={dependencies.today()}
      advert={advert}
      story={await dependencies.journal.story(user.landlordId, `advert:${advert.id}`, 40)}
      typed={shown.typed}
      openDays={policy.tenseOpenDays}
      reviewed={policy.reviewBeforePublication}
      may={{
        write: may(user.role, 'advert.write'),
        review: may(user.role, 'advert.review'),
        own: advert.writerIds.includes(user.id),
      }}
      said={shown.said}
    />,
    shown.status,
  );
}

function reading({ dependencies, router }: Room): void {
  router.get('/agent/annonces/:id', async (request, response) => {
    const word = typeof request.query.fait === 'string' ? done[request.query.fait] : undefined;
    const said = word === undefined ? null : { text: word, good: true };
    await showRecord(dependencies, request, response, { typed: null, said, status: 200 });
  });
  router.get('/agent/annonces/:id/images/:mediumId', async (request, response) => {
    const user = userWhoMay(request, 'advert.read');
    const advert = await recordOf(dependencies, user, request.params.id);
    const image = await dependencies.adverts.ownImage(user.landlordId, advert.id, request.params.mediumId);
    if (!image) throw new AppError('not-found', 'Cette image n’existe pas, ou plus.');
    response.type(image.mediaType).set('cache-control', 'private, no-store').send(image.bytes);
  });
}

/** Goes back to the advert, or shows it as it now is with what was refused. */
async function answer(
  { dependencies }: Room,
  request: Request,
  response: Response,
  after: Result<AdvertAfter, AdvertRefusal>,
  shown: { word: string; typed?: AdvertText },
): Promise<void> {
  if (after.ok) return response.redirect(303, `/agent/annonces/${after.value.id}?fait=${shown.word}`);
  const said = { text: advertRefusalInWords(after.refusal), good: false };
  await showRecord(dependencies, request, response, { typed: shown.typed ?? null, said, status: 409 });
}

function steps(room: Room): void {
  const { dependencies, router } = room;
  const { adverts } = dependencies;
  const step = (
    path: string,
    permission: 'advert.write' | 'advert.review',
    stepOf: (why: string) => AdvertStep,
  ): void => {
    router.post(`/agent/annonces/:id/${path}`, async (request, response) => {
      const user = userWhoMay(request, permission);
      const { id } = await recordOf(dependencies, user, String(request.params.id));
      const form = readInput(stepForm, request.body);
      const input = { id, version: form.version, step: stepOf(form.motif) };
      const after = await adverts.change(askedBy(user, dependencies), input);
      await answer(room, request, response, after, { word: path });
    });
  };
  step('envoi', 'advert.write', () => ({ kind: 'submit' }));
  step('relecture', 'advert.review', () => ({ kind: 'accept' }));
  step('renvoi', 'advert.review', (why) => ({ kind: 'sendBack', why }));
  step('retrait', 'advert.write', (why) => ({ kind: 'withdraw', why }));
  router.post('/agent/annonces/:id', async (request, response) => {
    const user = userWhoMay(request, 'advert.write');
    const { id } = await recordOf(dependencies, user, request.params.id);
    const form = readInput(editAdvertForm, request.body);
    const text = textOfForm(form);
    const input = { id, version: form.version, step: { kind: 'edit', text } as const };
    const after = await adverts.change(askedBy(user, dependencies), input);
    await answer(room, request, response, after, { word: 'modifiee', typed: text });
  });
}

function pictures(room: Room): void {
  const { dependencies, router } = room;
  const { adverts } = dependencies;
  router.post('/agent/annonces/:id/image', async (request, response) => {
    const user = userWhoMay(request, 'advert.write');
    const { id } = await recordOf(dependencies, user, request.params.id);
    const form = readInput(pictureForm, request.body);
    const files = uploadedFiles(request);
    const file = files.ok ? files.value[0] : undefined;
    if (!files.ok || !file) {
      const text = files.ok ? 'Choisissez une image.' : uploadRefusalSentence(files.refusal, pictureUpload);
      return showRecord(dependencies, request, response, {
        typed: null,
        said: { text, good: false },
        status: 422,
      });
    }
    const after = await adverts.addPicture(askedBy(user, dependencies), {
      ...{ id, version: form.version, kind: form.nature, alternative: form.texte, bytes: file.bytes },
      mediaType: file.kind === 'png' ? 'image/png' : 'image/jpeg',
    });
    await answer(room, request, response, after, { word: 'image' });
  });
  router.post('/agent/annonces/:id/image/retrait', async (request, response) => {
    const user = userWhoMay(request, 'advert.write');
    const { id } = await recordOf(dependencies, user, request.params.id);
    const form = readInput(pictureRemoval, request.body);
    const input = { id, version: form.version, mediumId: form.image };
    const after = await adverts.removePicture(askedBy(user, dependencies), input);
    await answer(room, request, response, after, { word: 'image' });
  });
}

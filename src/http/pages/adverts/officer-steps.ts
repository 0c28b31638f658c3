/** What officers do with an advert: each gesture answers with its page, as it then is. */
import type { Request, Response, Router } from 'express';
import type { Result } from '../../../kernel/result.ts';
import type { AdvertAfter, AdvertStep, AdvertText } from '../../../portal/adverts/advert-port.ts';
import { type AdvertRefusal, advertRefusalInWords } from '../../../portal/adverts/advert-refusal.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { withoutMetadata } from '../../picture-metadata.ts';
import { uploadedFiles, uploadRefusalSentence } from '../../upload.ts';
import {
  editAdvertForm,
  pictureForm,
  pictureRemoval,
  pictureUpload,
  stepForm,
  textOfForm,
} from './advert-forms.ts';
import { recordOf, showRecord } from './record-reading.tsx';

type Room = { dependencies: HttpDependencies; router: Router };

/** Goes back to the advert, or shows it as it now is with what was refused. */
async function answer(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  after: Result<AdvertAfter, AdvertRefusal>,
  shown: { word: string; typed?: AdvertText },
): Promise<void> {
  if (after.ok) return response.redirect(303, `/agent/annonces/${after.value.id}?fait=${shown.word}`);
  const said = { text: advertRefusalInWords(after.refusal), good: false };
  await showRecord(dependencies, request, response, { typed: shown.typed ?? null, said, status: 409 });
}

/** The gestures on an advert. */
export function advertSteps({ dependencies, router }: Room): void {
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
      await answer(dependencies, request, response, after, { word: path });
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
    await answer(dependencies, request, response, after, { word: 'modifiee', typed: text });
  });
}

/** Pictures put and taken away. */
export function advertPictures({ dependencies, router }: Room): void {
  const { adverts } = dependencies;
  router.post('/agent/annonces/:id/image', async (request, response) => {
    const user = userWhoMay(request, 'advert.write');
    const { id } = await recordOf(dependencies, user, request.params.id);
    const form = readInput(pictureForm, request.body);
    const files = uploadedFiles(request);
    const file = files.ok ? files.value[0] : undefined;
    // Everyone may open it: the place and the day that a telephone wrote in it stay here.
    const bare = file ? withoutMetadata(file.kind, file.bytes) : null;
    if (!files.ok || !file || bare === null) {
      const refusal = files.ok ? 'cut' : files.refusal;
      const text =
        files.ok && !file ? 'Choisissez une image.' : uploadRefusalSentence(refusal, pictureUpload);
      return showRecord(dependencies, request, response, {
        typed: null,
        said: { text, good: false },
        status: 422,
      });
    }
    const after = await adverts.addPicture(askedBy(user, dependencies), {
      ...{ id, version: form.version, kind: form.nature, alternative: form.texte, bytes: bare },
      mediaType: file.kind === 'png' ? 'image/png' : 'image/jpeg',
    });
    await answer(dependencies, request, response, after, { word: 'image' });
  });
  router.post('/agent/annonces/:id/image/retrait', async (request, response) => {
    const user = userWhoMay(request, 'advert.write');
    const { id } = await recordOf(dependencies, user, request.params.id);
    const form = readInput(pictureRemoval, request.body);
    const input = { id, version: form.version, mediumId: form.image };
    const after = await adverts.removePicture(askedBy(user, dependencies), input);
    await answer(dependencies, request, response, after, { word: 'image' });
  });
}

/** `/agent/relogements`: relocations by law, each with its offers; nothing leaves without the officer's own gesture. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { lettingRefusalInWords } from '../../../committee/letting/words.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type Result, refuse } from '../../../kernel/result.ts';
import type { RelocationFile, RelocationRefusal } from '../../../portal/relocations/relocation-port.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { transferReader } from '../transfers/transfer-reader.ts';
import {
  answerForm,
  factsForm,
  informForm,
  keysForm,
  leaseForm,
  offerForm,
  offerNamed,
  proofForm,
} from './relocation-forms.ts';
import { RelocationPage } from './relocation-page.tsx';
import { relocationRefusalInWords } from './relocation-refusals.ts';
import { RelocationsPage } from './relocations-page.tsx';

const path = '/agent/relogements';
const shownAtOnce = 25;
const storyShown = 40;
const pageNumber = z.coerce.number().int().min(1).max(10_000).catch(1).default(1);

const doneWords: Readonly<Record<string, string>> = {
  faits: 'Enregistré. Les offres et le droit de rester sont relus avec ce qui est connu.',
  offre: 'Offre enregistrée. Écrivez son courrier, puis notez la preuve de sa notification.',
  notification: 'Notification notée.',
  reponse: 'Réponse notée.',
  information: 'Inscrit aux informations de la séance.',
  abandon: 'Noté. Le ménage est prévenu : proposez-lui un autre logement.',
  cles: 'Clés remises : le relogement est terminé.',
  bail: 'Bail enregistré. Le logement quitté est retiré de la location, et le ménage est prévenu.',
};

export function relocationRoutes(router: Router, dependencies: HttpDependencies): void {
  const { relocations, today } = dependencies;
  router.get(path, async (request, response) => {
    const reader = await transferReader(request, dependencies);
    const page = pageNumber.parse(request.query.page);
    const all = await relocations.list(reader, today());
    sendPage(
      response,
      <RelocationsPage
        frame={frameOf(request, dependencies)}
        lines={all.slice((page - 1) * shownAtOnce, page * shownAtOnce)}
        found={all.length}
        page={page}
        pages={Math.max(1, Math.ceil(all.length / shownAtOnce))}
      />,
    );
  });
  const show = showRelocation(dependencies);
  router.get(`${path}/:id`, (request, response) => show(request, response, null));
  gestures(router, dependencies, show);
}

type Show = (request: Request, response: Response, refusal: string | null) => Promise<void>;

function gestures(router: Router, dependencies: HttpDependencies, show: Show): void {
  const { relocations } = dependencies;
  const gesture = (
    name: string,
    work: (
      user: CurrentUser,
      file: RelocationFile,
      body: unknown,
    ) => Promise<Result<unknown, RelocationRefusal>>,
    told = name,
  ) =>
    router.post(`${path}/:id/${name}`, async (request, response) => {
      const user = userWhoMay(request, 'transfer.write');
      const file = await fileOfAddress(request, dependencies);
      const done = await work(user, file, request.body);
      if (!done.ok) return show(request, response, relocationRefusalInWords(done.refusal));
      response.redirect(303, `${path}/${file.request.id}?fait=${told}`);
    });
  const asked = (user: CurrentUser) => askedBy(user, dependencies);
  gesture('faits', (user, { request }, body) =>
    relocations.recordFacts(asked(user), { ...readInput(factsForm, body), id: request.id }),
  );
  gesture(
    'offres',
    (user, { request }, body) => relocations.offer(asked(user), request.id, readInput(offerForm, body)),
    'offre',
  );
  gesture('notification', (user, file, body) => {
    const { offre, jour, preuve } = readInput(proofForm, body);
    return relocations.prove(asked(user), { offerId: ofFile(file, offre), notifiedOn: jour, proof: preuve });
  });
  gesture('reponse', (user, file, body) => {
    const { offre, jour, reponse } = readInput(answerForm, body);
    return relocations.answer(asked(user), {
      offerId: ofFile(file, offre),
      answeredOn: jour,
      answer: reponse,
    });
  });
  gesture('information', (user, { request }, body) => {
    const { version, seance } = readInput(informForm, body);
    return relocations.inform(asked(user), { id: request.id, version, sessionId: seance });
  });
  gesture('abandon', (user, file, body) =>
    relocations.lose(asked(user), ofFile(file, readInput(offerNamed, body).offre)),
  );
  gesture('bail', (user, { request }, body) =>
    relocations.lease(asked(user), { ...readInput(leaseForm, body), id: request.id }),
  );
  router.post(`${path}/:id/cles`, async (request, response) => {
    const user = userWhoMay(request, 'transfer.write');
    const file = await fileOfAddress(request, dependencies);
    const { jour } = readInput(keysForm, request.body);
    const vacancyId = file.details.lease === null ? null : (file.standing.accepted?.vacancyId ?? null);
    const given =
      vacancyId === null
        ? refuse({ code: 'notSigned' as const })
        : await dependencies.lettings.giveKeys(asked(user), { vacancyId, on: jour });
    if (!given.ok) return show(request, response, lettingRefusalInWords(given.refusal));
    response.redirect(303, `${path}/${file.request.id}?fait=cles`);
  });
  router.post(`${path}/:id/courrier`, async (request, response) => {
    const user = userWhoMay(request, 'letter.write');
    const file = await fileOfAddress(request, dependencies);
    const { offre } = readInput(offerNamed, request.body);
    const written = await relocations.writeLetter(asked(user), ofFile(file, offre));
    if (!written.ok) return show(request, response, relocationRefusalInWords(written.refusal));
    response.redirect(303, `/agent/courriers/${written.value.letterId}`);
  });
}

/** An offer of this relocation: one of another's, out of scope perhaps, is unknown here. */
function ofFile({ standing }: RelocationFile, offerId: string): string {
  if (standing.offers.some(({ offer }) => offer.id === offerId)) return offerId;
  throw new AppError('not-found', 'Cette offre n’existe pas.', { hint: 'Rechargez la page du relogement.' });
}

/** Throws 404 for an unknown relocation, or one outside the person's communes. */
async function fileOfAddress(request: Request, dependencies: HttpDependencies): Promise<RelocationFile> {
  const reader = await transferReader(request, dependencies);
  const id = z.uuid().safeParse(request.params.id);
  const file = id.success ? await dependencies.relocations.find(reader, id.data, dependencies.today()) : null;
  if (file) return file;
  throw new AppError('not-found', 'Ce relogement n’existe pas, ou n’est pas dans votre périmètre.', {
    hint: 'Revenez à la liste des relogements.',
  });
}

function showRelocation(dependencies: HttpDependencies): Show {
  const { journal, today } = dependencies;
  return async (request, response, refusal) => {
    const user = userWhoMay(request, 'transfer.read');
    const file = await fileOfAddress(request, dependencies);
    const { fait } = request.query;
    sendPage(
      response,
      <RelocationPage
        frame={frameOf(request, dependencies)}
        today={today()}
        file={file}
        story={await journal.story(user.landlordId, `transfer:${file.request.id}`, storyShown)}
        mayWrite={may(user.role, 'transfer.write')}
        mayWriteLetters={may(user.role, 'letter.write')}
        formKey={randomUUID()}
        done={refusal === null && typeof fait === 'string' ? (doneWords[fait] ?? null) : null}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  };
}

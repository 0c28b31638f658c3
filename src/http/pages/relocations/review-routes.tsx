/** `/agent/occupation`: reviews that fall due, the file of each, its sitting, its notification. */
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { accessibilitySchema } from '../../../domain/home.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import type { Result } from '../../../kernel/result.ts';
import type { ReviewFacts } from '../../../portal/relocations/occupancy-review.ts';
import type { DueFilter, ReviewFile, ReviewRefusal } from '../../../portal/relocations/review-port.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { transferReader } from '../transfers/transfer-reader.ts';
import { emptyIsNull, threeWay, versioned } from './relocation-forms.ts';
import { reviewRefusalInWords } from './relocation-refusals.ts';
import { ReviewPage } from './review-page.tsx';
import { ReviewsPage } from './reviews-page.tsx';

const path = '/agent/occupation';
const shownAtOnce = 30;
const query = z.object({
  mois: z
    .union([z.literal('late'), z.string().regex(/^\d{4}-\d{2}$/)])
    .nullable()
    .catch(null)
    .default(null),
  residence: z
    .string()
    .max(200)
    .transform((text) => text || null)
    .nullable()
    .catch(null)
    .default(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
const openForm = z.object({ bail: z.string().min(1).max(200) });
const count = (max: number) => emptyIsNull(z.coerce.number().int().min(0).max(max));
const factsForm = versioned
  .extend({
    personnes: emptyIsNull(z.coerce.number().int().min(1).max(20)),
    enfants: count(20),
    professionnelles: count(10),
    adapte: threeWay,
    quitte: threeWay,
    besoin: emptyIsNull(accessibilitySchema),
    plafond: threeWay,
    releve: civilDateSchema,
  })
  .transform((form): { version: number; facts: ReviewFacts } => ({
    version: form.version,
    facts: {
      residents: form.personnes,
      visitingChildren: form.enfants,
      professionalRooms: form.professionnelles,
      adaptedHome: form.adapte,
      disabledOccupantLeft: form.quitte,
      adaptedNeed: form.besoin,
      aboveCeiling: form.plafond,
      asOf: form.releve,
    },
  }));
const sittingForm = versioned.extend({ seance: emptyIsNull(z.uuid('choisissez une séance')) });
const doneWords: Readonly<Record<string, string>> = {
  dossier: 'Dossier enregistré. Les cinq situations sont relues.',
  seance: 'Enregistré : la liste de la séance est à jour.',
  fin: 'Examen terminé : aucune des cinq situations. La prochaine échéance est calculée.',
};

export function reviewRoutes(router: Router, dependencies: HttpDependencies): void {
  const { occupancyReviews, today } = dependencies;
  const list = async (request: Request, response: Response, refusal: string | null) => {
    const user = userWhoMay(request, 'transfer.read');
    const { page, mois, residence } = query.parse(request.query);
    const filter: DueFilter = { month: mois, residence };
    const due = await occupancyReviews.due(await transferReader(request, dependencies), filter, today());
    sendPage(
      response,
      <ReviewsPage
        frame={frameOf(request, dependencies)}
        today={today()}
        filter={filter}
        due={{ ...due, lines: due.lines.slice((page - 1) * shownAtOnce, page * shownAtOnce) }}
        found={due.lines.length}
        page={page}
        pages={Math.max(1, Math.ceil(due.lines.length / shownAtOnce))}
        mayWrite={may(user.role, 'transfer.write')}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  };
  router.get(path, (request, response) => list(request, response, null));
  router.post(path, async (request, response) => {
    const user = userWhoMay(request, 'transfer.write');
    const { bail } = readInput(openForm, request.body);
    const { communes } = await transferReader(request, dependencies);
    const opened = await occupancyReviews.open(askedBy(user, dependencies), bail, communes);
    if (!opened.ok) return list(request, response, reviewRefusalInWords(opened.refusal));
    response.redirect(303, `${path}/${opened.value.id}`);
  });
  fileRoutes(router, dependencies);
}

function fileRoutes(router: Router, dependencies: HttpDependencies): void {
  const { occupancyReviews } = dependencies;
  const show = showReview(dependencies);
  router.get(`${path}/:id`, (request, response) => show(request, response, null));
  const gesture = (
    name: string,
    work: (user: CurrentUser, id: string, body: unknown) => Promise<Result<unknown, ReviewRefusal>>,
  ) =>
    router.post(`${path}/:id/${name}`, async (request, response) => {
      const user = userWhoMay(request, 'transfer.write');
      const { review } = await reviewOfAddress(request, dependencies);
      const done = await work(user, review.id, request.body);
      if (!done.ok) return show(request, response, reviewRefusalInWords(done.refusal));
      response.redirect(303, `${path}/${review.id}?fait=${name}`);
    });
  gesture('dossier', (user, id, body) =>
    occupancyReviews.gather(askedBy(user, dependencies), { ...readInput(factsForm, body), id }),
  );
  gesture('seance', (user, id, body) => {
    const { version, seance } = readInput(sittingForm, body);
    return occupancyReviews.schedule(askedBy(user, dependencies), { id, version, sessionId: seance });
  });
  gesture('fin', (user, id, body) =>
    occupancyReviews.endWithoutCommittee(askedBy(user, dependencies), { ...readInput(versioned, body), id }),
  );
  router.post(`${path}/:id/notification`, async (request, response) => {
    const user = userWhoMay(request, 'letter.write');
    const { review } = await reviewOfAddress(request, dependencies);
    const { version } = readInput(versioned, request.body);
    const done = await occupancyReviews.notify(askedBy(user, dependencies), { id: review.id, version });
    if (!done.ok) return show(request, response, reviewRefusalInWords(done.refusal));
    response.redirect(303, `/agent/courriers/${done.value.letterId}`);
  });
}

/** Throws 404 for an unknown review, or one outside the person's communes. */
async function reviewOfAddress(request: Request, dependencies: HttpDependencies): Promise<ReviewFile> {
  const reader = await transferReader(request, dependencies);
  const id = z.uuid().safeParse(request.params.id);
  const file = id.success
    ? await dependencies.occupancyReviews.find(reader, id.data, dependencies.today())
    : null;
  if (file) return file;
  throw new AppError('not-found', 'Cet examen n’existe pas, ou n’est pas dans votre périmètre.', {
    hint: 'Revenez à la liste des examens.',
  });
}

function showReview(dependencies: HttpDependencies) {
  return async (request: Request, response: Response, refusal: string | null): Promise<void> => {
    const user = userWhoMay(request, 'transfer.read');
    const file = await reviewOfAddress(request, dependencies);
    const { fait } = request.query;
    sendPage(
      response,
      <ReviewPage
        frame={frameOf(request, dependencies)}
        today={dependencies.today()}
        file={file}
        story={await dependencies.journal.story(user.landlordId, `tenancy:${file.tenancyId}`, 30)}
        mayWrite={may(user.role, 'transfer.write')}
        mayNotify={may(user.role, 'letter.write')}
        done={refusal === null && typeof fait === 'string' ? (doneWords[fait] ?? null) : null}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  };
}

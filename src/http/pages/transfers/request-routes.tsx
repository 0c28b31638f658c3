/** `/agent/mutations/:id`: one request and its steps; each answers the household and says when it hears again. */
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { isInScope } from '../../../access/scope.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { movingPlanSchema } from '../../../portal/transfers/moving-plan.ts';
import { refusalReasonCodes } from '../../../portal/transfers/refusal-reasons.ts';
import { closingReasons, recommendations } from '../../../portal/transfers/request.ts';
import type { Step } from '../../../portal/transfers/steps.ts';
import { stepNames } from '../../../portal/transfers/words.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { outOfScope } from '../../middleware/scope.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { RequestPage } from './request-page.tsx';
import { requestOfAddress, transferReader } from './transfer-reader.ts';
import { transferRefusalInWords } from './transfer-words.ts';

const storyShown = 40;
const words = z
  .string()
  .trim()
  .max(1_000)
  .default('')
  .transform((text) => text || null);
const reasonOrNone = z.preprocess(
  (value) => (value === '' || value === undefined ? null : value),
  z.enum(refusalReasonCodes).nullable(),
);
const cents = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    if (text === '') return null;
    const euros = Number(text.replace(/\s/g, '').replace(',', '.'));
    if (Number.isFinite(euros) && euros >= 0 && euros < 100_000) return Math.round(euros * 100);
    context.addIssue({ code: 'custom', message: 'un montant en euros est attendu' });
    return z.NEVER;
  });

/** Each address of a step, and the step that its form makes. */
const stepForms: Readonly<Record<string, z.ZodType<Step>>> = {
  examen: z
    .object({ avis: z.enum(recommendations, 'choisissez un avis'), raison: reasonOrNone, note: words })
    .transform(
      ({ avis, raison, note }): Step => ({
        kind: 'examine',
        recommendation: avis,
        reason: raison,
        note,
        meetingId: null,
      }),
    ),
  accepter: z.object({}).transform((): Step => ({ kind: 'accept' })),
  refus: z
    .object({ raison: z.enum(refusalReasonCodes, 'choisissez une raison'), note: words })
    .transform(({ raison, note }): Step => ({ kind: 'refuse', reason: raison, note })),
  recherche: z.object({}).transform((): Step => ({ kind: 'search' })),
  nouvelles: z
    .object({ texte: z.string().trim().min(10, 'dites où en est la demande').max(1_000) })
    .transform(({ texte }): Step => ({ kind: 'inform', text: texte })),
  proposition: z
    .object({ logement: z.string().min(1).max(200), bien: z.string().min(1).max(200) })
    .transform(({ logement, bien }): Step => ({ kind: 'propose', vacancyId: logement, homeId: bien })),
  reprise: z.object({}).transform((): Step => ({ kind: 'searchAgain' })),
  plan: z
    .object({
      preavis: civilDateSchema,
      fin: civilDateSchema,
      debut: civilDateSchema,
      ancien: cents,
      nouveau: cents,
      demenagement: movingPlanSchema.shape.removal,
      accompagne: words,
    })
    .transform(
      (form): Step => ({
        kind: 'plan',
        plan: {
          noticeReceivedOn: form.preavis,
          oldLeaseEndsOn: form.fin,
          newLeaseStartsOn: form.debut,
          oldDepositCents: form.ancien,
          newDepositCents: form.nouveau,
          removal: form.demenagement,
          adviser: form.accompagne,
        },
      }),
    ),
  fin: z.object({}).transform((): Step => ({ kind: 'finish' })),
  cloture: z
    .object({ raison: z.enum(closingReasons, 'dites pourquoi') })
    .transform(({ raison }): Step => ({ kind: 'close', reason: raison })),
};
const versioned = z.object({ version: z.coerce.number().int().min(1) });
const tieForm = versioned.extend({
  numero: z
    .string()
    .transform((text) => text.replace(/\s/g, '').toUpperCase())
    .pipe(z.string().min(1).max(40)),
});
const doneWords: Readonly<Record<string, string>> = {
  oui: 'Enregistré. Le ménage est prévenu, avec la date de la prochaine réponse.',
  muet: 'Enregistré. Aucun moyen connu de prévenir ce ménage : dites-le lui vous-même.',
  suivi: 'Vous suivez cette demande.',
  relie: 'La demande est reliée à son numéro unique.',
};

export function requestRoutes(router: Router, dependencies: HttpDependencies): void {
  const { transfers, scopes } = dependencies;
  const show = showRequest(dependencies);
  router.get('/agent/mutations/:id', (request, response) => show(request, response, null));
  router.post('/agent/mutations/:id/suivre', async (request, response) => {
    const { user, file } = await requestOfAddress(request, dependencies, 'transfer.write');
    const { version } = readInput(versioned, request.body);
    const owner = { accountId: user.id, name: user.name };
    const taken = await transfers.take(askedBy(user, dependencies), { id: file.id, version, owner });
    if (!taken.ok) return show(request, response, transferRefusalInWords(taken.refusal));
    response.redirect(303, `/agent/mutations/${file.id}?fait=suivi`);
  });
  router.post('/agent/mutations/:id/numero', async (request, response) => {
    const { user, file } = await requestOfAddress(request, dependencies, 'transfer.write');
    const { version, numero: number } = readInput(tieForm, request.body);
    // The number of a file of other places is no key to it.
    const scope = await scopes.communesOf(user);
    const places = scope && (await scopes.communesOfFile(user.landlordId, number));
    if (scope && places && !isInScope(scope, places)) throw outOfScope();
    const tied = await transfers.tie(askedBy(user, dependencies), { id: file.id, version, number });
    if (!tied.ok) return show(request, response, transferRefusalInWords(tied.refusal));
    response.redirect(303, `/agent/mutations/${file.id}?fait=relie`);
  });
  for (const [path, form] of Object.entries(stepForms)) {
    router.post(`/agent/mutations/:id/${path}`, async (request, response) => {
      const { user, file } = await requestOfAddress(request, dependencies, 'transfer.write');
      const { version } = readInput(versioned, request.body);
      const step = readInput(form, request.body);
      const taken = await transfers.step(askedBy(user, dependencies), { id: file.id, version, step });
      if (!taken.ok) {
        const why = `${stepNames[step.kind]} : ${transferRefusalInWords(taken.refusal)}`;
        return show(request, response, why);
      }
      response.redirect(303, `/agent/mutations/${file.id}?fait=${taken.value.told ? 'oui' : 'muet'}`);
    });
  }
}

function showRequest(dependencies: HttpDependencies) {
  const { transferWatch, journal, files, today } = dependencies;
  return async (request: Request, response: Response, refusal: string | null): Promise<void> => {
    // Read again after a refusal: the page shows what the other person did.
    const { user, file } = await requestOfAddress(request, dependencies, 'transfer.read');
    const isWaiting = file.state === 'accepted' || file.state === 'searching';
    const reader = await transferReader(request, dependencies);
    const [story, homes] = await Promise.all([
      journal.story(user.landlordId, `transfer:${file.id}`, storyShown),
      isWaiting ? transferWatch.forRequest(reader, file.id, today()) : [],
    ]);
    const { fait } = request.query;
    const mayOpen = file.number !== null && may(user.role, 'file.read');
    sendPage(
      response,
      <RequestPage
        frame={frameOf(request, dependencies)}
        today={today()}
        file={file}
        story={story}
        homes={homes}
        fileHref={mayOpen && file.number !== null ? `/agent/dossiers/${files.of(file.number)}` : null}
        accountId={user.id}
        mayWrite={may(user.role, 'transfer.write')}
        done={refusal === null && typeof fait === 'string' ? (doneWords[fait] ?? null) : null}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  };
}

/** `/agent/pilotage`: the forecast of the year, and the validation of what steers the coming sessions. */
import { type Request, type Response, Router } from 'express';
import { v7 } from 'uuid';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateInParis, civilDateSchema } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { unreachable } from '../../../kernel/result.ts';
import type { SteeringAnswers, SteeringRefusal } from '../../../reporting/steering/validation.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { SteeringPage } from './steering-page.tsx';
import { SteeredTargetPage } from './target-page.tsx';
import type { TypedValidation } from './validation-form.tsx';

const heldTo =
  'Votre périmètre ne couvre pas tout le parc : les points valent pour tous, une personne qui voit l’ensemble les valide.';

const typedForm = z.record(z.string(), z.unknown()).transform((body): TypedValidation => {
  const kept = Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return Object.fromEntries(kept);
});

const validationForm = z.object({
  _key: z.uuid(),
  derniere: z.string().max(60),
  empreinte: z.string().max(60),
  effet: civilDateSchema,
  fin: civilDateSchema,
});
const points = z.coerce.number().int().min(0).max(10_000);

export function steeringRouter(dependencies: HttpDependencies): Router {
  const { steering, today } = dependencies;
  const router = Router();
  router.use('/agent/pilotage', requirePermission('steering.read'));

  const show = async (
    request: Request,
    response: Response,
    typed: TypedValidation,
    refusal: string | null,
  ) => {
    const user = userWhoMay(request, 'steering.read');
    const scene = await steering.scene(user.landlordId, today());
    const validations = await steering.validations(user.landlordId);
    const seesAll = (await dependencies.scopes.communesOf(user)) === null;
    const mayValidate = may(user.role, 'steering.validate');
    sendPage(
      response,
      <SteeringPage
        frame={frameOf(request, dependencies)}
        scene={scene}
        validations={validations}
        today={today()}
        formKey={v7()}
        typed={typed}
        mayValidate={mayValidate && seesAll}
        heldTo={mayValidate ? heldTo : null}
        justValidated={request.query.valide === '1'}
        refusal={refusal}
      />,
      refusal === null ? 200 : 409,
    );
  };
  router.get('/agent/pilotage', (request, response) => show(request, response, {}, null));

  router.post('/agent/pilotage', async (request, response) => {
    const user = userWhoMay(request, 'steering.validate');
    if ((await dependencies.scopes.communesOf(user)) !== null) throw new AppError('forbidden', heldTo);
    const typed = typedForm.parse(request.body ?? {});
    const form = validationForm.safeParse(typed);
    const lines = linesOf(typed);
    if (!form.success || lines === null) {
      return show(
        request,
        response,
        typed,
        'À corriger : les jours sont des dates, les points des nombres entiers.',
      );
    }
    const {
      _key: requestKey,
      derniere: newestId,
      empreinte: stamp,
      effet: effectiveOn,
      fin: until,
    } = form.data;
    const answers = { effectiveOn, until, lines, acceptance: keysOf(typed, 'chance.') };
    const validated = await steering.validate(askedBy(user, dependencies), {
      requestKey,
      newestId,
      stamp,
      answers,
    });
    if (!validated.ok) return show(request, response, typed, refusalInWords(validated.refusal));
    response.redirect(303, '/agent/pilotage?valide=1');
  });

  router.get('/agent/pilotage/:targetId', async (request, response) => {
    const user = userWhoMay(request, 'steering.read');
    const year = await steering.forecast(user.landlordId, today());
    const forecast = year.targets.find(({ target }) => target.id === request.params.targetId);
    if (!forecast) {
      throw new AppError('not-found', 'Cet objectif n’a pas de prévision cette année.', {
        hint: 'Revenez au pilotage de l’année.',
      });
    }
    sendPage(
      response,
      <SteeredTargetPage frame={frameOf(request, dependencies)} year={year} forecast={forecast} />,
    );
  });
  return router;
}

/** Null where a number of points is none. */
function linesOf(typed: TypedValidation): SteeringAnswers['lines'] | null {
  const removed = keysOf(typed, 'retirer.');
  const lines = new Map<string, { points: number; removed: boolean; why: string }>();
  for (const targetId of keysOf(typed, 'points.')) {
    const read = points.safeParse(typed[`points.${targetId}`]);
    const isRemoved = removed.has(targetId);
    if (!read.success && !isRemoved) return null;
    const why = (typed[`motif.${targetId}`] ?? '').slice(0, 300);
    lines.set(targetId, { points: read.success ? read.data : 0, removed: isRemoved, why });
  }
  return lines;
}

function keysOf(typed: TypedValidation, prefix: string): Set<string> {
  const names = Object.keys(typed).filter((name) => name.startsWith(prefix));
  return new Set(names.map((name) => name.slice(prefix.length)));
}

function refusalInWords(refusal: SteeringRefusal): string {
  switch (refusal.code) {
    case 'validatedMeanwhile':
      return `${refusal.by} a validé le ${frenchShortDate(civilDateInParis(refusal.at))} pendant que vous lisiez. Voici ce qui est en vigueur ; reprenez vos changements à partir de là s’il le faut.`;
    case 'figuresChanged':
      return 'Les chiffres ont changé pendant que vous lisiez (un bail, un préavis, une séance) : rien n’a été validé. Relisez la proposition à jour, vos saisies y sont reprises.';
    case 'wrongPeriod':
      return `La période commence aujourd’hui ou plus tard, dans l’année, et finit au plus tard le ${frenchShortDate(refusal.latestUntil)}. Corrigez les jours, puis validez de nouveau.`;
    case 'outOfBounds':
      return `${refusal.name} : au plus ${refusal.mostPoints} points pour ces séances. Corrigez, puis validez de nouveau.`;
    case 'reasonMissing':
      return `${refusal.name} : écrivez le motif du changement, puis validez de nouveau.`;
    default:
      return unreachable(refusal);
  }
}

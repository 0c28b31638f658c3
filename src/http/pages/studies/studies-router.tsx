/** `/agent/etudes`: replay the past year under another policy, and read what it would have changed. */
import { type Request, type Response, Router } from 'express';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Job } from '../../../jobs/job.ts';
import type { StudyParameters } from '../../../jobs/study-job.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { changesOf, type StudyInput, studyInputSchema } from '../../../reporting/studies/study.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { StudiesPage } from './studies-page.tsx';
import { StudyPage } from './study-page.tsx';

const jobsLookedAt = 50;

const emptyIsNull = (value: unknown) => (value === '' || value === undefined ? null : value);
const number = z.preprocess(emptyIsNull, z.coerce.number().nullable());
const text = z.preprocess(emptyIsNull, z.string().max(200).nullable());

const studyForm = z.object({
  _key: z.uuid(),
  contre: z.enum(['engine', 'gridOrder']).default('engine'),
  titre: z.string().trim().min(1).max(120),
  critere1: text,
  critere2: text,
  critere3: text,
  points1: number,
  points2: number,
  points3: number,
  'poids-statutory': number,
  'poids-convention': number,
  'poids-own': number,
  'plafond-statutory': number,
  'plafond-convention': number,
  'plafond-own': number,
  objectif: text,
  part: number,
  epci: text,
  residence: text,
  logements: number,
});
type StudyForm = z.infer<typeof studyForm>;

export function studiesRouter(dependencies: HttpDependencies): Router {
  const { studies, jobs, today } = dependencies;
  const router = Router();
  router.use('/agent/etudes', requirePermission('study.run'));

  const show = async (request: Request, response: Response, refusal: string | null) => {
    const { landlordId } = userWhoMay(request, 'study.run');
    sendPage(
      response,
      <StudiesPage
        frame={frameOf(request, dependencies)}
        studies={await studies.list(landlordId)}
        choices={await studies.choices(landlordId, today())}
        formKey={v7()}
        asItIsKey={v7()}
        refusal={refusal}
      />,
      refusal === null ? 200 : 400,
    );
  };
  router.get('/agent/etudes', (request, response) => show(request, response, null));

  router.post('/agent/etudes', async (request, response) => {
    const user = userWhoMay(request, 'study.run');
    const form = studyForm.safeParse(request.body ?? {});
    const input = form.success
      ? studyInputSchema.safeParse(inputOf(form.data, await basis(user.landlordId)))
      : null;
    if (!form.success || !input?.success) {
      return show(request, response, 'À corriger : un nom, et des nombres dans les bornes indiquées.');
    }
    if (changesOf(input.data).length === 0) {
      return show(request, response, 'Rien ne change dans cette étude : remplissez au moins un réglage.');
    }
    const { _key: requestKey, titre: title } = form.data;
    const started = await studies.start(askedBy(user, dependencies), {
      requestKey,
      title,
      input: input.data,
    });
    if (started.isNew) {
      const parameters: StudyParameters = { studyId: started.id, asOf: today() };
      await jobs.enqueue({ landlordId: user.landlordId, kind: 'study', parameters, requestedBy: user.id });
    }
    response.redirect(303, `/agent/etudes/${started.id}`);
  });

  router.get('/agent/etudes/:studyId', async (request, response) => {
    const { landlordId } = userWhoMay(request, 'study.run');
    const id = z.uuid().safeParse(request.params.studyId);
    const study = id.success ? await studies.find(landlordId, id.data) : null;
    if (!study) {
      throw new AppError('not-found', 'Cette étude n’existe pas.', { hint: 'Revenez à la page des études.' });
    }
    const job =
      study.result === null ? jobOf(await jobs.list(landlordId, 'study', jobsLookedAt), study.id) : null;
    sendPage(response, <StudyPage frame={frameOf(request, dependencies)} study={study} job={job} />);
  });

  /** What stands for the figures of a class that are left empty. */
  const basis = async (landlordId: string) => {
    const { policy } = await studies.choices(landlordId, today());
    return policy;
  };
  return router;
}

type Basis = Awaited<ReturnType<HttpDependencies['studies']['choices']>>['policy'];

function inputOf(form: StudyForm, policy: Basis): unknown {
  const weights = [
    [form.critere1, form.points1] as const,
    [form.critere2, form.points2] as const,
    [form.critere3, form.points3] as const,
  ].flatMap(([criterion, points]) => {
    const [gridId, criterionId] = (criterion ?? '').split(' ');
    return gridId && criterionId ? [{ gridId, criterionId, points }] : [];
  });
  const { objectif, part, residence } = form;
  return {
    against: form.contre,
    penaltyPoints: byClass(
      { statutory: form['poids-statutory'], convention: form['poids-convention'], own: form['poids-own'] },
      policy.penaltyPoints,
    ),
    bonusCapsPoints: byClass(
      {
        statutory: form['plafond-statutory'],
        convention: form['plafond-convention'],
        own: form['plafond-own'],
      },
      policy.bonusCapsPoints ?? policy.penaltyPoints,
    ),
    weights,
    newTarget: objectif === null ? null : { kind: objectif, share: (part ?? 0) / 100, epci: form.epci },
    demolition: residence === null ? null : { residence, homes: form.logements ?? 75 },
  } satisfies Record<keyof StudyInput, unknown>;
}

type Typed = Record<'statutory' | 'convention' | 'own', number | null>;

/** Null where nothing was typed; else what was typed over what is in force. */
function byClass(typed: Typed, inForce: Record<keyof Typed, number>): Record<keyof Typed, number> | null {
  if (Object.values(typed).every((value) => value === null)) return null;
  return {
    statutory: typed.statutory ?? inForce.statutory,
    convention: typed.convention ?? inForce.convention,
    own: typed.own ?? inForce.own,
  };
}

function jobOf(jobs: readonly Job[], studyId: string): Job | null {
  return jobs.find(({ kind, parameters }) => kind === 'study' && parameters.studyId === studyId) ?? null;
}

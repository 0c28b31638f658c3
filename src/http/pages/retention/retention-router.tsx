/** `/dpo/conservation`: durations, dry runs, validated purges and their certificates, suspensions of erasure. */
import { type Request, type Response, Router } from 'express';
import { v7 } from 'uuid';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import type { Durations } from '../../../access/retention/policy.ts';
import { mayGoOn } from '../../../access/retention/purge.ts';
import { ruleIds } from '../../../access/retention/rules.ts';
import { purgeTask, purgeTasks } from '../../../jobs/purge-job.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { PurgePage } from './purge-page.tsx';
import { RetentionPage } from './retention-page.tsx';
import { holdRefusalInWords, policyRefusalInWords, purgeRefusalInWords } from './retention-words.ts';

const path = '/dpo/conservation';
const purgesShown = 20;
/** Tasks of purges looked at: those of one purge are few, and purges are rare. */
const tasksLookedAt = 200;

const keyForm = z.object({ _key: z.uuid() });
const reason = z.string().trim().min(3, 'Quelques mots sont attendus.').max(500);
const holdForm = keyForm.extend({
  dossier: z
    .string()
    .transform((text) => text.replace(/\s/g, '').toUpperCase())
    .pipe(z.string().min(1, 'Un numéro est attendu.').max(60)),
  motif: reason,
  revue: civilDateSchema,
});
const endForm = z.object({ suspension: z.uuid(), motif: reason });
const validateForm = z.object({ lu: z.literal('oui', 'Cochez la case pour valider.') });
const durationsForm = z.object({
  version: z.coerce.number().int().min(0),
  motif: reason,
  ...Object.fromEntries(ruleIds.map((id) => [id, z.coerce.number().int().optional()])),
});

export function retentionRouter(dependencies: HttpDependencies): Router {
  const { retention, jobs, tasks } = dependencies;
  const router = Router();
  router.use(path, requirePermission('retention.manage'));
  const show = async (request: Request, response: Response, refusal: string | null = null) => {
    const user = userWhoMay(request, 'retention.manage');
    const [policy, purges, holds] = await Promise.all([
      retention.policy(user.landlordId),
      retention.purges(user.landlordId, purgesShown),
      retention.holds(user.landlordId),
    ]);
    const props = { policy: policy.current, purges, holds, refusal, requestKey: v7() };
    const mayChoose = may(user.role, 'retention.policy');
    const frame = frameOf(request, dependencies);
    const page = (
      <RetentionPage {...props} frame={frame} mayChoose={mayChoose} today={dependencies.today()} />
    );
    sendPage(response, page, refusal === null ? 200 : 409);
  };
  const showPurge = async (request: Request, response: Response, refusal: string | null = null) => {
    const { landlordId } = userWhoMay(request, 'retention.manage');
    const purge = await retention.purge(landlordId, purgeIdOf(request));
    if (purge === null) throw new AppError('not-found', 'Cet essai à blanc n’existe pas.');
    const frame = frameOf(request, dependencies);
    const [task = null] = await tasksOf(landlordId, purge.id);
    const page = <PurgePage frame={frame} purge={purge} task={task} refusal={refusal} />;
    sendPage(response, page, refusal === null ? 200 : 409);
  };
  const tasksOf = async (landlordId: string, purgeId: string) =>
    purgeTasks(await jobs.list(landlordId, 'purge', tasksLookedAt), purgeId);
  /** Asks for the erasure as a task, unless one waits or runs already. */
  const start = async ({ landlordId, id }: CurrentUser, purgeId: string) => {
    const earlier = await tasksOf(landlordId, purgeId);
    if (earlier.some(({ state }) => state === 'queued' || state === 'running')) return;
    const asking = { purgeId, today: dependencies.today(), earlier: earlier.length };
    await jobs.enqueue(purgeTask(landlordId, id, asking));
  };
  const asked = (request: Request) => askedBy(userWhoMay(request, 'retention.manage'), dependencies);

  router.get(path, (request, response) => show(request, response));
  router.post(`${path}/essai`, async (request, response) => {
    const { _key } = readInput(keyForm, request.body);
    const purge = await retention.report(asked(request), _key);
    response.redirect(303, `${path}/${purge.id}`);
  });
  router.post(`${path}/suspensions`, async (request, response) => {
    const { dossier, motif, revue, _key } = readInput(holdForm, request.body);
    const hold = { fileKey: dossier, reason: motif, reviewOn: revue, key: _key };
    const held = await retention.hold(asked(request), hold);
    if (!held.ok) return show(request, response, holdRefusalInWords(held.refusal));
    response.redirect(303, path);
  });
  router.post(`${path}/suspensions/fin`, async (request, response) => {
    const { suspension, motif } = readInput(endForm, request.body);
    const ended = await retention.endHold(asked(request), { id: suspension, why: motif });
    if (!ended.ok) return show(request, response, holdRefusalInWords(ended.refusal));
    response.redirect(303, path);
  });
  router.post(`${path}/durees`, requirePermission('retention.policy'), async (request, response) => {
    const { version, motif, ...typed } = readInput(durationsForm, request.body);
    const durations: Durations = {};
    for (const id of ruleIds) {
      const wanted = Object.entries(typed).find(([name]) => name === id)?.[1];
      if (typeof wanted === 'number') durations[id] = wanted;
    }
    const changed = await retention.setPolicy(asked(request), { from: version, durations, why: motif });
    if (!changed.ok) return show(request, response, policyRefusalInWords(changed.refusal));
    response.redirect(303, path);
  });
  router.get(`${path}/:purgeId`, (request, response) => showPurge(request, response));
  router.post(`${path}/:purgeId/validation`, async (request, response) => {
    readInput(validateForm, request.body);
    const validated = await retention.validate(asked(request), purgeIdOf(request));
    if (!validated.ok) return refusePurge(request, response, validated.refusal);
    await start(userWhoMay(request, 'retention.manage'), purgeIdOf(request));
    response.redirect(303, `${path}/${purgeIdOf(request)}`);
  });
  router.post(`${path}/:purgeId/abandon`, async (request, response) => {
    const abandoned = await retention.abandon(asked(request), purgeIdOf(request));
    if (!abandoned.ok) return refusePurge(request, response, abandoned.refusal);
    response.redirect(303, `${path}/${purgeIdOf(request)}`);
  });
  router.post(`${path}/:purgeId/suite`, async (request, response) => {
    const user = userWhoMay(request, 'retention.manage');
    const purge = await retention.purge(user.landlordId, purgeIdOf(request));
    const begun = mayGoOn(purge);
    if (!begun.ok) return refusePurge(request, response, begun.refusal);
    if (begun.value === 'running') await start(user, purgeIdOf(request));
    response.redirect(303, `${path}/${purgeIdOf(request)}`);
  });
  router.post(`${path}/:purgeId/arret`, async (request, response) => {
    const user = userWhoMay(request, 'retention.manage');
    const purgeId = purgeIdOf(request);
    for (const { id, state } of await tasksOf(user.landlordId, purgeId)) {
      if (state === 'queued' || state === 'running') await tasks.cancel(askedBy(user, dependencies), id);
    }
    response.redirect(303, `${path}/${purgeId}`);
  });
  const refusePurge = (
    request: Request,
    response: Response,
    refusal: Parameters<typeof purgeRefusalInWords>[0],
  ) => {
    if (refusal.code === 'unknownPurge') throw new AppError('not-found', purgeRefusalInWords(refusal));
    return showPurge(request, response, purgeRefusalInWords(refusal));
  };
  return router;
}

function purgeIdOf(request: Request): string {
  const id = z.uuid().safeParse(request.params.purgeId);
  if (id.success) return id.data;
  throw new AppError('not-found', 'Cet essai à blanc n’existe pas.');
}

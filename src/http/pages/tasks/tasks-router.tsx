/** `/admin/taches`: long tasks by state, and the gestures of administrators on them, each journalled. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { jobStates } from '../../../jobs/job.ts';
import type { TaskRefusal } from '../../../jobs/tasks-port.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { frenchCount } from '../../../kernel/french.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { TasksPage } from './tasks-page.tsx';

const shownAtMost = 200;

const told = {
  relancee: 'La tâche est remise en attente ; un processus la prend dès qu’il est libre.',
  arret: 'La tâche s’arrête.',
} as const;

const asked = z.object({
  etat: z.enum(jobStates).nullable().default(null).catch(null),
  fait: z.enum(['relancee', 'arret']).nullable().default(null).catch(null),
  relancees: z.coerce.number().int().positive().nullable().default(null).catch(null),
});

const refusals: Readonly<Record<Exclude<TaskRefusal, 'unknown'>, string>> = {
  notRetryable: 'Cette tâche n’est plus à relancer : elle attend, tourne ou est terminée.',
  over: 'Cette tâche est déjà terminée, ou déjà en train de s’arrêter.',
};

export function tasksRouter(dependencies: HttpDependencies): Router {
  const { tasks, jobs } = dependencies;
  const router = Router();
  router.use('/admin/taches', requirePermission('task.manage'));
  const show = async (request: Request, response: Response, problem: string | null, status = 200) => {
    const { landlordId } = userWhoMay(request, 'task.manage');
    const { etat, fait, relancees } = readInput(asked, request.query);
    const [counts, list] = await Promise.all([
      tasks.counts(landlordId),
      tasks.list(landlordId, etat, shownAtMost),
    ]);
    const said =
      relancees === null
        ? fait && told[fait]
        : `${frenchCount(relancees, 'tâche remise', 'tâches remises')} en attente.`;
    const frame = frameOf(request, dependencies);
    sendPage(
      response,
      <TasksPage
        frame={frame}
        state={etat}
        counts={counts}
        tasks={list}
        shownAtMost={shownAtMost}
        told={said}
        problem={problem}
      />,
      status,
    );
  };
  const refused = (request: Request, response: Response, refusal: TaskRefusal) => {
    if (refusal === 'unknown') throw unknownTask();
    return show(request, response, refusals[refusal], 409);
  };
  router.get('/admin/taches', (request, response) => show(request, response, null));
  router.post('/admin/taches/relance', async (request, response) => {
    const user = userWhoMay(request, 'task.manage');
    const messages = await tasks.retryDead(askedBy(user, dependencies));
    await jobs.announce(messages);
    response.redirect(
      303,
      messages.length === 0 ? '/admin/taches' : `/admin/taches?relancees=${messages.length}`,
    );
  });
  router.post('/admin/taches/:taskId/relance', async (request, response) => {
    const user = userWhoMay(request, 'task.manage');
    const put = await tasks.retry(askedBy(user, dependencies), taskIdOf(request));
    if (!put.ok) return refused(request, response, put.refusal);
    await jobs.announce([put.value]);
    response.redirect(303, '/admin/taches?fait=relancee');
  });
  router.post('/admin/taches/:taskId/arret', async (request, response) => {
    const user = userWhoMay(request, 'task.manage');
    const stopped = await tasks.cancel(askedBy(user, dependencies), taskIdOf(request));
    if (!stopped.ok) return refused(request, response, stopped.refusal);
    response.redirect(303, '/admin/taches?fait=arret');
  });
  return router;
}

function taskIdOf(request: Request): string {
  const parsed = z.uuid().safeParse(request.params.taskId);
  if (!parsed.success) throw unknownTask();
  return parsed.data;
}

function unknownTask(): AppError {
  return new AppError('not-found', 'Cette tâche n’existe pas.');
}

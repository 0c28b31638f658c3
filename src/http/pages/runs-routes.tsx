/** The runs of a landlord: their list, and starting one for the homes and the day that an officer chose. */
import type { Router } from 'express';
import { z } from 'zod';
import { may } from '../../access/permissions.ts';
import type { RunSessionParameters } from '../../jobs/run-session-job.ts';
import { AppError } from '../../kernel/app-error.ts';
import { addDays, civilDateInParis, civilDateSchema, hourInParis } from '../../kernel/civil-date.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { readInput } from '../form.ts';
import { userWhoMay } from '../middleware/current-user.ts';
import { requireHomesInScope } from '../middleware/scope.ts';
import { sendPage } from '../render-page.ts';
import { homesToPropose, nothingToPropose } from '../run-reach.ts';
import { frameOf } from './frame.ts';
import { runHeading } from './run-heading.ts';
import { runOrigins } from './run-origins.ts';
import { enqueueAndWait } from './run-tasks.ts';
import { RunsPage } from './runs-page.tsx';
import { daysAhead } from './scenarios/homes-page.tsx';

// Without a day or homes: today, and every home that is free.
const startForm = z.object({
  _key: z.uuid().optional(),
  jour: civilDateSchema.optional(),
  logement: z
    .union([z.string(), z.array(z.string())])
    .transform((chosen) => (Array.isArray(chosen) ? chosen : [chosen]))
    .pipe(z.array(z.string().min(1).max(200)).max(2000))
    .optional(),
});

/** `GET` and `POST /agent/calculs`. */
export function runsRoutes(router: Router, dependencies: HttpDependencies): void {
  const { runs, jobs, today } = dependencies;
  router.get('/agent/calculs', async (request, response) => {
    const user = userWhoMay(request, 'run.read');
    const { landlordId, role } = user;
    const scope = await dependencies.scopes.communesOf(user);
    const [lines, tasks, origins, scenarios, pace] = await Promise.all([
      runs.list(landlordId, 50, scope),
      jobs.list(landlordId, 'run-session', 20),
      runOrigins(jobs, landlordId),
      dependencies.scenarios.list(landlordId, scope),
      dependencies.steering.inForce(landlordId, dependencies.today()),
    ]);
    sendPage(
      response,
      <RunsPage
        frame={frameOf(request, dependencies)}
        runs={lines.map((line) => ({
          ...line,
          heading: runHeading(line, origins),
          calculatedAt: `${frenchShortDate(civilDateInParis(line.createdAt))} à ${hourInParis(line.createdAt)}`,
        }))}
        tasks={tasks.filter(({ state }) => state !== 'done')}
        scenarios={scenarios}
        mayStart={may(role, 'run.start')}
        mayName={may(role, 'run.explore')}
        pace={pace}
      />,
    );
  });
  router.post('/agent/calculs', async (request, response) => {
    const user = userWhoMay(request, 'run.start');
    const { _key, jour, logement } = readInput(startForm, request.body);
    const date = jour ?? today();
    if (date < today() || date > addDays(today(), daysAhead)) {
      throw new AppError('bad-request', `Le jour de la séance est dans les ${daysAhead} jours à venir.`);
    }
    if (jour !== undefined && logement === undefined) {
      throw new AppError('bad-request', 'Cochez au moins un logement.', {
        hint: 'Revenez au choix des logements.',
      });
    }
    await requireHomesInScope(dependencies, user, logement ?? []);
    const vacancyIds = logement ?? (await homesToPropose(dependencies, user));
    if (vacancyIds?.length === 0) throw nothingToPropose();
    const parameters: RunSessionParameters = {
      date,
      snapshotOf: null,
      pins: [],
      bans: [],
      ...(vacancyIds === null ? {} : { vacancyIds }),
    };
    await enqueueAndWait(dependencies, user, parameters, _key === undefined ? null : `run ${_key}`);
    response.redirect(303, '/agent/calculs');
  });
}

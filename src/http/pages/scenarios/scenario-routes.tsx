/** Scenarios of a session: name a run, compare two, choose the homes and the day of the next proposal. */
import type { Router } from 'express';
import { z } from 'zod';
import { isInScope } from '../../../access/scope.ts';
import type { ScenarioRefusal } from '../../../committee/candidates/scenario-port.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { planComparison } from '../../../views/plan-comparison.ts';
import { homeTitle } from '../../../views/run-view.ts';
import { actorOf } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { runReach } from '../../run-reach.ts';
import { frameOf } from '../frame.ts';
import { runHeading } from '../run-heading.ts';
import { runOrigins } from '../run-origins.ts';
import type { readableRuns, ShownRun } from '../stored-run-view.ts';
import { ComparisonPage } from './comparison-page.tsx';
import { ChooseHomesPage } from './homes-page.tsx';

const compared = z.object({ a: z.uuid(), b: z.uuid() });
const naming = z.object({
  calcul: z.uuid(),
  nom: z.string().trim().min(2, 'Deux caractères au moins.').max(60),
});

const refusals: Readonly<Record<ScenarioRefusal, string>> = {
  'unknown-run': 'Ce calcul n’existe pas.',
  'name-taken': 'Un autre scénario porte déjà ce nom. Choisissez-en un autre.',
  'run-named': 'Ce calcul a déjà un nom : un collègue l’a peut-être nommé avant vous.',
};

type Shown = ReturnType<typeof readableRuns>;

/** Mounted before the pages of one run, whose address would take theirs. */
export function scenarioRoutes(router: Router, dependencies: HttpDependencies, shown: Shown): void {
  const { scenarios, today } = dependencies;
  router.get('/agent/calculs/nouvelle', async (request, response) => {
    const user = userWhoMay(request, 'run.start');
    const [toLet, scope] = await Promise.all([
      scenarios.homesToLet(user.landlordId),
      dependencies.scopes.communesOf(user),
    ]);
    const homes = toLet.filter(({ insee }) => isInScope(scope, [insee]));
    const frame = frameOf(request, dependencies);
    sendPage(response, <ChooseHomesPage frame={frame} homes={homes} today={today()} />);
  });
  router.get('/agent/calculs/comparer', async (request, response) => {
    const user = userWhoMay(request, 'run.read');
    const { landlordId } = user;
    const { a, b } = readInput(compared, request.query);
    const [runA, runB, named, origins] = await Promise.all([
      shown(user, a),
      shown(user, b),
      scenarios.list(landlordId),
      runOrigins(dependencies.jobs, landlordId),
    ]);
    const headed = ({ run, pins, bans }: ShownRun) => {
      const heading = runHeading(run, origins, { pins: pins.length, bans: bans.length });
      const name = named.find(({ runId }) => runId === run.id)?.name;
      return {
        path: heading.path,
        title: name === undefined ? heading.title : `« ${name} » — ${heading.title}`,
      };
    };
    sendPage(
      response,
      <ComparisonPage
        frame={frameOf(request, dependencies)}
        a={headed(runA)}
        b={headed(runB)}
        comparison={planComparison(runA.view.result, runB.view.result)}
        homeTitles={
          new Map(
            [...runA.view.homes, ...runB.view.homes].map((place) => [
              place.vacancy.id,
              `${homeTitle(place)}, ${place.home.address.split(',')[0]}`,
            ]),
          )
        }
      />,
    );
  });
  router.post('/agent/calculs/scenarios', async (request, response) => {
    const user = userWhoMay(request, 'run.explore');
    const { calcul, nom } = readInput(naming, request.body);
    await runReach(dependencies, user, calcul);
    const by = actorOf(user);
    const done = await scenarios.name(user.landlordId, { runId: calcul, name: nom }, by, new Date());
    if (!done.ok) throw new AppError('conflict', refusals[done.refusal]);
    response.redirect(303, '/agent/calculs#scenarios');
  });
}

/** The officer's space: start a run, read it home by home, try other choices, ask "pourquoi pas ?". */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../access/permissions.ts';
import type { RunSessionParameters } from '../../jobs/run-session-job.ts';
import { AppError } from '../../kernel/app-error.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import { planDifference } from '../../views/plan-difference.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { readInput } from '../form.ts';
import { requirePermission, userWhoMay } from '../middleware/current-user.ts';
import { outOfScope } from '../middleware/scope.ts';
import { sendPage } from '../render-page.ts';
import { runReach, whyNotWithin } from '../run-reach.ts';
import { changesOf, choiceForm, withChoice } from './choices.ts';
import { frameOf } from './frame.ts';
import { type RunHeading, runHeading } from './run-heading.ts';
import { proposalOf, runOrigins } from './run-origins.ts';
import { enqueueAndWait } from './run-tasks.ts';
import { runsRoutes } from './runs-routes.tsx';
import { scenarioRoutes } from './scenarios/scenario-routes.tsx';
import { SessionPage } from './session-page.tsx';
import { readableRuns, type ShownRun, shownRuns } from './stored-run-view.ts';
import { targetForecasts } from './target-forecasts.ts';
import { TargetsPage } from './targets-page.tsx';
import { VerificationPage } from './verification-page.tsx';
import { WhyNotPage } from './why-not-page.tsx';

const question = z.object({ logement: z.string().min(1).max(200), numero: z.string().trim().min(1).max(40) });

export function agentRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  const whole = shownRuns(dependencies.runs);
  const shown = readableRuns(dependencies, whole);
  router.use('/agent/calculs', requirePermission('run.read'));
  runsRoutes(router, dependencies);
  scenarioRoutes(router, dependencies, shown);
  readOne(router, dependencies, shown);
  choose(router, dependencies, whole);
  askWhyNot(router, dependencies, shown);
  return router;
}

type Shown = ReturnType<typeof readableRuns>;

function readOne(router: Router, dependencies: HttpDependencies, shown: Shown): void {
  const showHome = async (request: Request, response: Response, runId: string, vacancyId: string | null) => {
    const user = userWhoMay(request, 'run.read');
    const { landlordId, role } = user;
    const showing = await shown(user, runIdOf(runId));
    const { homes } = showing.view;
    const chosen = homes.find(({ vacancy }) => vacancyId === null || vacancy.id === vacancyId);
    if (!chosen) {
      throw new AppError('not-found', 'Ce logement n’est pas dans ce calcul.', {
        hint: 'Revenez à la liste des séances et choisissez un logement.',
      });
    }
    const changes = changesOf(showing);
    const origins = await runOrigins(dependencies.jobs, landlordId);
    const proposalId = changes.length === 0 ? null : proposalOf(origins, showing.run.id);
    // What the last gesture alone changed: from the variant before it.
    const parentId = changes.length === 0 ? null : (origins.get(showing.run.id)?.parentId ?? null);
    const parent = parentId === null || parentId === proposalId ? null : await shown(user, parentId);
    const proposal = proposalId === null ? null : await shown(user, proposalId);
    sendPage(
      response,
      <SessionPage
        frame={frameOf(request, dependencies)}
        heading={headingOf(showing, origins)}
        view={showing.view}
        chosen={chosen}
        wantedCandidates={showing.policy.shortlistLength}
        changes={changes}
        difference={proposal && planDifference(proposal.view.result, showing.view.result)}
        lastChoice={parent && planDifference(parent.view.result, showing.view.result)}
        fileRef={dependencies.files.of}
        mayPrepare={may(role, 'session.prepare')}
        sittings={
          may(role, 'session.prepare') ? await sittingsFor(dependencies, landlordId, showing.run.id) : []
        }
        forecasts={await targetForecasts(dependencies, landlordId, showing)}
        mayChoose={may(role, 'run.explore')}
      />,
    );
  };
  router.get('/agent/calculs/:runId', (request, response) =>
    showHome(request, response, request.params.runId, null),
  );
  router.get('/agent/calculs/:runId/logements/:vacancyId', (request, response) =>
    showHome(request, response, request.params.runId, request.params.vacancyId),
  );
  router.get('/agent/calculs/:runId/objectifs', async (request, response) => {
    const user = userWhoMay(request, 'run.read');
    const showing = await shown(user, runIdOf(request.params.runId));
    const heading = headingOf(showing, await runOrigins(dependencies.jobs, user.landlordId));
    sendPage(
      response,
      <TargetsPage
        frame={frameOf(request, dependencies)}
        heading={heading}
        view={showing.view}
        forecasts={await targetForecasts(dependencies, user.landlordId, showing)}
      />,
    );
  });
  router.get('/agent/calculs/:runId/verification', async (request, response) => {
    const user = userWhoMay(request, 'run.read');
    const showing = await shown(user, runIdOf(request.params.runId));
    sendPage(
      response,
      <VerificationPage
        frame={frameOf(request, dependencies)}
        runId={showing.isWhole ? showing.run.id : null}
        heading={headingOf(showing, await runOrigins(dependencies.jobs, user.landlordId))}
        result={showing.view.result}
      />,
    );
  });
}

function choose(router: Router, dependencies: HttpDependencies, whole: ReturnType<typeof shownRuns>): void {
  router.post('/agent/calculs/:runId/choix', async (request, response) => {
    const user = userWhoMay(request, 'run.explore');
    const runId = runIdOf(request.params.runId);
    const choice = readInput(choiceForm, request.body);
    const reach = await runReach(dependencies, user, runId);
    if (reach && !reach.vacancyIds.has(choice.logement)) throw outOfScope();
    // The choices of colleagues on other homes go on into the variant, unseen.
    const showing = await whole(user.landlordId, runId);
    const parameters: RunSessionParameters = {
      date: showing.view.result.date,
      snapshotOf: showing.run.id,
      ...withChoice(showing, choice, rankIn(showing)),
    };
    const variantId = await enqueueAndWait(dependencies, user, parameters);
    response.redirect(
      303,
      variantId === null
        ? '/agent/calculs'
        : `/agent/calculs/${variantId}/logements/${encodeURIComponent(choice.logement)}`,
    );
  });
}

function askWhyNot(router: Router, dependencies: HttpDependencies, shown: Shown): void {
  // A household's number travels in the body: addresses are kept by browsers and proxies.
  router.all('/agent/calculs/:runId/pourquoi-pas', async (request, response) => {
    const user = userWhoMay(request, 'run.whyNot');
    const showing = await shown(user, runIdOf(request.params.runId));
    const asked = request.method === 'POST' ? readInput(question, request.body) : null;
    const vacancyId = asked?.logement ?? showing.view.homes[0]?.vacancy.id ?? '';
    const answer = asked
      ? await whyNotWithin(dependencies, user, {
          runId: showing.run.id,
          vacancyId: asked.logement,
          number: asked.numero,
        })
      : null;
    sendPage(
      response,
      <WhyNotPage
        frame={frameOf(request, dependencies)}
        heading={headingOf(showing, await runOrigins(dependencies.jobs, user.landlordId))}
        view={showing.view}
        vacancyId={vacancyId}
        number={asked?.numero ?? ''}
        answer={answer}
      />,
    );
  });
}

/** The sittings that still take homes, soonest first. */
async function sittingsFor({ sessions }: HttpDependencies, landlordId: string, runId: string) {
  const lines = await sessions.list(landlordId);
  return lines
    .filter(({ session }) => session.state === 'draft')
    .sort((a, b) => (a.session.heldOn < b.session.heldOn ? -1 : 1))
    .slice(0, 3)
    .map(({ session, commissionName }) => ({
      href: `/agent/seances/${session.id}?calcul=${runId}`,
      label: `Mettre à l’ordre du jour du ${frenchShortDate(session.heldOn)} (${commissionName})`,
    }));
}

/** Where a household stands on a home's list of the run. */
function rankIn({ view }: ShownRun): (vacancyId: string, number: string) => number | null {
  return (vacancyId, number) =>
    view.homes
      .find(({ vacancy }) => vacancy.id === vacancyId)
      ?.shortlist.entries.find(({ sheet }) => sheet.number === number)?.rank ?? null;
}

function headingOf(
  { run, pins, bans }: ShownRun,
  origins: Awaited<ReturnType<typeof runOrigins>>,
): RunHeading {
  return runHeading(run, origins, { pins: pins.length, bans: bans.length });
}

function runIdOf(text: string | undefined): string {
  const parsed = z.uuid().safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError('not-found', 'Ce calcul n’existe pas.', {
    hint: 'Revenez à la liste des séances.',
  });
}

/** A whole run: snapshot → candidates → problem → fair plan → independent check → explanation, all of it replayable. */
import { AppError } from '../kernel/app-error.ts';
import { contentHash } from '../kernel/canonical-json.ts';
import { ok, type Result } from '../kernel/result.ts';
import { type Choices, withChoices } from './build-problem.ts';
import type { DualResult } from './engines/dual.ts';
import { isLarge } from './engines/dual-state.ts';
import { type ReadyProblem, readyMadeProblem, type Solved, solveReady } from './engines/solve.ts';
import { explainSolution } from './explanation.ts';
import { sortedChoices } from './frozen-snapshot.ts';
import { listedProblem, pairCount, type TabledProblem, tabledHash } from './pair-table.ts';
import { type PreparedSession, prepareSession } from './prepare.ts';
import type { ProblemRefusal, Solution, SolveOptions } from './problem.ts';
import type { MadeRun, RunResult, RunVersions } from './run-result.ts';
import type { Snapshot } from './snapshot.ts';
import { rulesVersion, softwareVersion } from './versions.ts';

export type RunOptions = SolveOptions & {
  /** False leaves out the plain optimum beside the fair plan: an officer who pins a rank waits for one solve only. */
  plain?: boolean;
  /** Begun once engines work, and ended before the run is; whoever reads the session's text there has made its hash. */
  meanwhile?: () => Promise<void>;
};

/**
 * Runs a session. Rejects with an AppError that tells every refused part where the snapshot's pins contradict it, and
 * with the signal's reason where it is stopped. Nothing is returned that the independent check has not seen:
 * `check.holds` says what it found.
 */
export async function runSession(snapshot: Snapshot, options: RunOptions = {}): Promise<RunResult> {
  options.onProgress?.(0, 'Recherche des candidats');
  const prepared = prepareSession(snapshot);
  options.signal?.throwIfAborted();
  return wholeRun(await runPrepared(prepared, prepared.snapshot, options));
}

/** The same on a session that is prepared already, with an officer's choices. */
export async function runPrepared(
  prepared: PreparedSession,
  choices: Choices,
  options: RunOptions = {},
): Promise<MadeRun> {
  const result = await solveSession(prepared, choices, options);
  if (result.ok) return result.value;
  throw new AppError('bad-request', 'Cette séance ne peut pas être calculée telle quelle.', {
    hint: 'Retirez ou corrigez les choix signalés, puis relancez le calcul.',
    details: result.refusal,
  });
}

/** Solves a prepared session with an officer's pins and bans; the candidates are not searched again. */
export async function resolveWith(
  prepared: PreparedSession,
  choices: Choices,
  options: RunOptions = {},
): Promise<Result<RunResult, ProblemRefusal[]>> {
  const made = await solveSession(prepared, choices, options);
  return made.ok ? ok(wholeRun(made.value)) : made;
}

/** The run with its pairs as lists and all of its shortlists. */
function wholeRun(made: MadeRun): RunResult {
  return { ...made, problem: listedProblem(made.problem), shortlists: [...made.shortlists] };
}

async function solveSession(
  prepared: PreparedSession,
  choices: Choices,
  options: RunOptions,
): Promise<Result<MadeRun, ProblemRefusal[]>> {
  options.onProgress?.(0.15, 'Mise en forme du problème');
  const problem = withChoices(prepared.problem, choices);
  const ready = readyMadeProblem(problem);
  if (!ready.ok) return ready;
  const solving = solveBoth(ready.value, options);
  options.onProgress?.(0.2, boundInWords);
  // What is computed here while engines work in their threads is not waited for afterwards.
  const problemHash = tabledHash(problem);
  ready.value.reading();
  const meanwhile = options.meanwhile === undefined ? hashed(prepared) : options.meanwhile();
  // Heard where it is awaited: the run may fail before.
  meanwhile.catch(() => {});
  const solved = await solving;
  if (!solved.ok) return solved;
  await meanwhile;
  const hashes = { snapshotHash: prepared.text.hash(), problemHash };
  options.onProgress?.(0.95, 'Vérification et explications');
  return ok(assemble(prepared, choices, problem, hashes, solved.value));
}

async function hashed({ text }: PreparedSession): Promise<void> {
  text.hash();
}

type Both = { fair: Solved; plain: RunResult['plain'] };

/**
 * The fair plan, and the plain optimum beside it where it is asked for: at the same time where threads allow. A large
 * instance's bound is searched once for both: the plain one then starts when the fair one has it.
 */
async function solveBoth(ready: ReadyProblem, options: RunOptions): Promise<Result<Both, ProblemRefusal[]>> {
  // Where one of the two fails, nobody waits for the other.
  const other = new AbortController();
  const signal = AbortSignal.any([other.signal, ...(options.signal ? [options.signal] : [])]);
  try {
    const bound = boundToShare(ready);
    const [fair, plain] = await Promise.all([
      solveReady(ready, { ...withinShare(options, 0.2, 0.95), signal }, undefined, bound).finally(
        bound.notFound,
      ),
      options.plain === false
        ? ok(null)
        : plainOptimum(ready, { ...withoutProgress(options), signal }, bound.found),
    ]);
    if (!fair.ok) return fair;
    return plain.ok ? ok({ fair: fair.value, plain: plain.value }) : plain;
  } finally {
    other.abort();
  }
}

/** Where the fair engine ends without telling a bound, nobody waits for one. */
function boundToShare({ instance }: ReadyProblem) {
  if (!isLarge(instance)) return { found: Promise.resolve(undefined), notFound: () => {} };
  let resolve: (bound: DualResult | undefined) => void = () => {};
  const found = new Promise<DualResult | undefined>((tell) => {
    resolve = tell;
  });
  return { found, onBound: resolve, notFound: () => resolve(undefined) };
}

function assemble(
  prepared: PreparedSession,
  choices: Choices,
  problem: TabledProblem,
  hashes: Pick<RunResult, 'snapshotHash' | 'problemHash'>,
  { fair, plain }: Both,
): MadeRun {
  const { snapshot, sets, caps } = prepared;
  const { solution, verification } = fair;
  const { holds, justifiedEnvy, bound, problems } = verification;
  return {
    date: snapshot.date,
    choices: sortedChoices(choices),
    ...steeredBy(snapshot),
    versions: versionsOf(snapshot),
    ...hashes,
    solutionHash: solutionHash(solution),
    problem,
    solution,
    plain,
    check: { holds, justifiedEnvy, bound, problems },
    ...explainSolution(prepared, problem, solution),
    counts: {
      homes: sets.vacancies.length,
      applicants: sets.applicants.length,
      pairs: pairCount(problem),
    },
    bonusCapsPoints: caps,
  };
}

/** SHA-256 of a solution without the seconds that it took. */
function solutionHash(solution: Solution): string {
  const { seconds: _seconds, ...rest } = solution;
  return contentHash(rest);
}

async function plainOptimum(
  ready: ReadyProblem,
  options: SolveOptions,
  found: Promise<DualResult | undefined>,
): Promise<Result<RunResult['plain'], ProblemRefusal[]>> {
  const solved = await solveReady(ready, options, 'none', { bound: await found });
  if (!solved.ok) return solved;
  const { value, bound, gap } = solved.value.solution;
  return ok({ value, bound, gap });
}

/** Who validated the pace of a steered session, and when. */
function steeredBy({ steering }: Snapshot): Pick<RunResult, 'steering'> {
  if (steering === undefined) return {};
  const { id, validatedBy, validatedOn } = steering;
  return { steering: { id, validatedBy, validatedOn } };
}

function versionsOf(snapshot: Snapshot): RunVersions {
  return {
    software: softwareVersion,
    rules: rulesVersion(),
    grids: snapshot.grids.map(({ id, version }) => `${id}@${version}`),
    policy: `${snapshot.policy.id}@${snapshot.policy.version}`,
  };
}

function withoutProgress(options: RunOptions): SolveOptions {
  // The plain optimum is never split: it calls nobody.
  const {
    plain: _plain,
    meanwhile: _meanwhile,
    onProgress: _onProgress,
    onShared: _onShared,
    crew: _crew,
    ...rest
  } = options;
  return rest;
}

/** The engine's progress from 0 to 1 becomes a part of the whole run's. */
function withinShare(options: RunOptions, from: number, to: number): SolveOptions {
  const { plain: _plain, meanwhile: _meanwhile, onProgress, ...rest } = options;
  if (!onProgress) return rest;
  return {
    ...rest,
    onProgress: (share, step) => onProgress(from + share * (to - from), stepsInWords[step] ?? step),
  };
}

const boundInWords = 'Borne prouvée et prix des objectifs';

/** Steps of the engines, as a person who waits reads them. */
const stepsInWords: Readonly<Record<string, string>> = {
  bound: boundInWords,
  prices: 'Recherche des prix',
  plan: 'Recherche de la répartition',
};

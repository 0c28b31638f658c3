/** Reads the advice on a batch, solved on its own thread; the same question is not solved twice in a row. */
import { type Advice, adviseBatch, type OrientationSolver } from '../../../committee/orientation/advice.ts';
import { adviceProblem } from '../../../committee/orientation/advice-problem.ts';
import type { FlowYear, FreedHome } from '../../../committee/orientation/flow-year.ts';
import { contentHash } from '../../../kernel/canonical-json.ts';
import { addDays } from '../../../kernel/civil-date.ts';
import { solveOrientation } from '../../../matching/engines/orientation-solve.ts';

const timeoutMs = 15_000;
const nodeLimit = 2_000;
/** Beyond so many homes a proof within half a home is enough, and pages say the gap. */
const exactAtMost = 60;
const largeBatchTolerance = 50;
/** A twentieth of a home: less than pages show. */
const priceTolerance = 5;
const waitForPricesMs = 300;
/** A page comes with what is known by then; the advice goes on being computed for the next visit. */
const waitForPlanMs = 2_000;
const pricedAtMost = 60;
const remembered = 16;

type Solved = Awaited<ReturnType<OrientationSolver>>;

/** A solver that remembers its last answers, by the content of the question. */
export function rememberingSolver(): OrientationSolver {
  const answers = new Map<string, Promise<Solved>>();
  return (problem, alternatives) => {
    const key = contentHash({ problem, alternatives });
    const known = answers.get(key);
    if (known) return known;
    const planTolerance = problem.items.length <= exactAtMost ? 0 : largeBatchTolerance;
    const answer = solveOrientation(
      { problem, alternatives, nodeLimit, planTolerance, priceTolerance },
      timeoutMs,
    );
    answers.set(key, answer);
    for (const oldest of [...answers.keys()].slice(0, Math.max(0, answers.size - remembered))) {
      answers.delete(oldest);
    }
    // An answer that failed or came too late is asked again next time.
    answer.then(
      (solved) => solved ?? answers.delete(key),
      () => answers.delete(key),
    );
    return answer;
  };
}

/** Homes that wait for their orientation: free, or free within so many days. */
export function batchOf(year: FlowYear, withinDays: number): FreedHome[] {
  const last = addDays(year.date, withinDays);
  return year.freed.filter(({ destination, vacancy }) => {
    if (destination !== null) return false;
    if (vacancy.status === 'available') return true;
    return withinDays > 0 && vacancy.availableOn !== null && vacancy.availableOn <= last;
  });
}

/** After so many milliseconds, the answer where none came before. */
function after<Answer>(milliseconds: number, answer: Answer): Promise<Answer> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds, answer).unref();
  });
}

/**
 * The advice; null where the solver could not end in time, 'computing' where it still works on a batch of which no
 * home is asked for. The home asked for has its choices priced; those of the
 * whole batch too where they are ready soon, or on the next visit: they go on being computed meanwhile.
 */
export async function readAdvice(
  year: FlowYear,
  batch: readonly FreedHome[],
  solver: OrientationSolver,
  asked: string | null,
): Promise<Advice | 'computing' | null> {
  const built = adviceProblem(year, batch);
  // The plan first, and its prices where they follow soon.
  const planned = adviseBatch(year, built, solver, new Set());
  // Nobody may be left to hear of its failure; who waits for it does.
  planned.catch(() => {});
  const plan = await (asked === null
    ? Promise.race([planned, after(waitForPlanMs, 'computing' as const)])
    : planned);
  if (plan === null || plan === 'computing') return plan;
  if (batch.length <= pricedAtMost) {
    const all = new Set(batch.map(({ vacancy }) => vacancy.id));
    const late = after(waitForPricesMs, null);
    const priced = await Promise.race([adviseBatch(year, built, solver, all), late]);
    if (priced) return priced;
  }
  return asked === null ? plan : adviseBatch(year, built, solver, new Set([asked]));
}

/** Where the advice sends these homes now, whatever an older page said; null where the solver could not end in time. */
export async function advisedNow(
  year: FlowYear,
  solver: OrientationSolver,
  asked: { withinDays: number; vacancyIds: readonly string[] },
): Promise<ReadonlyMap<string, string> | null> {
  const batch = batchOf(year, asked.withinDays);
  const known = new Set(batch.map(({ vacancy }) => vacancy.id));
  const beside = year.freed.filter(
    ({ vacancy, destination }) =>
      destination === null && asked.vacancyIds.includes(vacancy.id) && !known.has(vacancy.id),
  );
  const plan = await adviseBatch(year, adviceProblem(year, [...batch, ...beside]), solver, new Set());
  return plan && new Map(plan.homes.map(({ freed, destination }) => [freed.vacancy.id, destination]));
}

/** The advice on a batch: for each home where to, why in one sentence, and what choosing otherwise would cost. */
import { frenchNumber } from '../../kernel/french.ts';
import type {
  OrientationAlternative,
  OrientationMember,
  OrientationProblem,
  OrientationSolution,
} from '../../matching/engines/orientation-problem.ts';
import { excessOf, limitCostOf } from '../../matching/engines/orientation-problem.ts';
import type { Aim } from './advice-cells.ts';
import { type AdviceProblem, unitsPerHome } from './advice-problem.ts';
import { destinationName, isDeducted, unfitForHolder, unfitWords } from './destination.ts';
import type { FlowYear, FreedHome } from './flow-year.ts';

/** Solves a problem and prices the alternatives asked for; null where it could not end in time. */
export type OrientationSolver = (
  problem: OrientationProblem,
  alternatives: readonly OrientationMember[],
) => Promise<{ solution: OrientationSolution; alternatives: readonly OrientationAlternative[] } | null>;

export type AlternativeAdvice = {
  destination: string;
  name: string;
  /** Homes of distance to the shares that it adds (weighted: a distance counts more the longer it is). */
  cost: number;
  /** It passes a limit of law that the advice keeps: that is no matter of distance. */
  beyondLimit: boolean;
};

export type HomeAdvice = {
  freed: FreedHome;
  destination: string;
  name: string;
  /** French, with its figures. */
  why: string;
  /** After a failure the law says where the home goes. */
  fallback: 'mayor' | 'landlord' | null;
  /** Every other destination that may have it, cheapest first; null where they were not priced. */
  alternatives: readonly AlternativeAdvice[] | null;
  /** Holders that may not have it, and why. */
  excluded: readonly { name: string; because: string }[];
};

export type AimBalance = {
  destination: string;
  name: string;
  yearDue: number;
  /** What is due once the batch is oriented. */
  aim: number;
  before: number;
  after: number;
};

export type Advice = {
  homes: readonly HomeAdvice[];
  balance: readonly AimBalance[];
  /** Distance of the plan, in homes, and how far the proof leaves room for better. */
  distance: number;
  gap: number;
  /** Limits of law that no plan of this batch keeps. */
  broken: readonly string[];
  planSource: string;
};

/** The advice on a batch; null where the solver did not end. Only the homes of `pricedFor` have their choices priced. */
export async function adviseBatch(
  year: FlowYear,
  built: AdviceProblem,
  solver: OrientationSolver,
  pricedFor: ReadonlySet<string>,
): Promise<Advice | null> {
  const { problem, batch } = built;
  const priced = (id: string) => pricedFor.has(id);
  const members = problem.items.flatMap(({ id, choices }, item) =>
    priced(id) ? choices.map((_destination, choice) => ({ item, choice })) : [],
  );
  const solved = await solver(problem, members);
  if (!solved) return null;
  const { solution } = solved;
  const balance = balanceAfter(year, built, solution);
  const homes = batch.map((freed, item): HomeAdvice => {
    const choices = problem.items[item]?.choices ?? [];
    const destination = choices[solution.chosen[item] ?? 0] ?? 'own';
    const others = solved.alternatives.filter((one) => one.item === item);
    const fallback = built.fallbacks.get(freed.vacancy.id) ?? null;
    return {
      freed,
      destination,
      name: destinationName(destination, year.holders),
      why: fallback === null ? whyOf(year, built, item, destination) : fallbackWords[fallback],
      fallback,
      alternatives: priced(freed.vacancy.id)
        ? others
            .filter(({ choice }) => choices[choice] !== destination)
            .map(({ choice, value, limitCost }) => ({
              destination: choices[choice] ?? '',
              name: destinationName(choices[choice] ?? '', year.holders),
              cost:
                (value - limitCost - (solution.value - limitCostOf(problem, solution.chosen))) / unitsPerHome,
              beyondLimit: limitCost > limitCostOf(problem, solution.chosen),
            }))
            .sort((a, b) => Number(a.beyondLimit) - Number(b.beyondLimit) || a.cost - b.cost)
        : null,
      excluded: excludedFrom(year, built, freed),
    };
  });
  return {
    homes,
    balance,
    distance: solution.value / unitsPerHome,
    gap: (solution.value - solution.bound) / unitsPerHome,
    broken: problem.limits
      .filter((limit) => excessOf(limit, solution.chosen) > 0)
      .map(({ id }) => limitWords(id)),
    planSource: built.plan.source,
  };
}

const fallbackWords = {
  mayor:
    'Le réservataire n’a pas abouti et le logement est en QPV : le maire désigne, hors ménages du premier quartile (L441-1).',
  landlord:
    'Le réservataire n’a pas abouti : le logement revient au bailleur et compte dans son quart prioritaire (L441-1).',
} as const;

function limitWords(id: string): string {
  if (id === 'state.minOutsideQpvShare') return 'au moins 30 % du flux hors QPV pour l’État';
  if (id === 'state.maxShare') return 'au plus 30 % du flux de l’année pour l’État';
  if (id === 'state.maxCivilServantsShare') return 'au plus 5 % du flux pour les agents de l’État';
  return 'au plus 20 % du flux du territoire pour les garants d’emprunts';
}

function balanceAfter(
  year: FlowYear,
  { problem, aims }: AdviceProblem,
  solution: OrientationSolution,
): AimBalance[] {
  const given = new Map<string, number>();
  for (const [item, { choices }] of problem.items.entries()) {
    const destination = choices[solution.chosen[item] ?? 0] ?? 'own';
    given.set(destination, (given.get(destination) ?? 0) + 1);
  }
  return aims
    .filter(({ yearDue, used, destination }) => yearDue > 0 || used > 0 || given.has(destination))
    .map(({ destination, yearDue, aim, used }) => ({
      destination,
      name: destinationName(destination, year.holders),
      yearDue,
      aim,
      before: used,
      after: used + (given.get(destination) ?? 0),
    }));
}

/** "Il manque 19,2 logements à Action Logement pour sa part à ce jour (214 sur 233,2)…". */
function whyOf(year: FlowYear, built: AdviceProblem, item: number, destination: string): string {
  const { aims } = built;
  const mine = aims.find((aim) => aim.destination === destination);
  if (!mine) return 'Aucune part n’est prévue pour cette destination.';
  const name = destinationName(destination, year.holders);
  const standing = `${frenchNumber(mine.used, 0)} sur ${frenchNumber(mine.aim, 1)} dus à ce jour`;
  const missing = mine.aim - mine.used;
  const possible = built.problem.items[item]?.choices ?? [];
  const next = nextBehind(
    year,
    aims.filter((aim) => possible.includes(aim.destination)),
    mine,
  );
  if (missing >= 0.5) {
    const compared = next === null ? '' : `, contre ${percentOf(next.aim)} pour ${next.name}`;
    const amount = `${frenchNumber(missing, 1)} logement${missing >= 2 ? 's' : ''}`;
    return `${name} : il manque ${amount} (${standing}), soit ${percentOf(mine)} de sa part${compared}${kindBehind(built, item, destination)}.`;
  }
  const rest = isDeducted(destination)
    ? 'la prévision de l’année le permet encore'
    : 'les autres parts possibles ici en seraient plus loin';
  return `${name} : ${standing} ; ${rest}.`;
}

/** The kind of this home in which the share is furthest behind: " ; surtout en T4, où il en manque 9,3". */
function kindBehind({ problem, categories }: AdviceProblem, item: number, destination: string): string {
  const choice = problem.items[item]?.choices.indexOf(destination);
  const [worst] = problem.cells
    .filter(
      ({ id, members }) =>
        categories.has(id) && members.some((member) => member.item === item && member.choice === choice),
    )
    .sort((a, b) => a.startTenths - b.startTenths);
  if (!worst || worst.startTenths > -5) return '';
  return ` ; surtout « ${categories.get(worst.id)} », où il en manque ${frenchNumber(-worst.startTenths / 10, 1)}`;
}

/** The other possible share most behind, to compare with. */
function nextBehind(year: FlowYear, aims: readonly Aim[], mine: Aim): { name: string; aim: Aim } | null {
  const others = aims
    .filter(({ destination, aim }) => destination !== mine.destination && aim > 0)
    .sort((a, b) => a.used / a.aim - b.used / b.aim);
  const [first] = others;
  return first ? { name: destinationName(first.destination, year.holders), aim: first } : null;
}

function percentOf({ used, aim }: Aim): string {
  return `${frenchNumber((100 * used) / Math.max(1, aim), 0)}\u00a0%`;
}

function excludedFrom(year: FlowYear, { plan }: AdviceProblem, { home }: FreedHome): HomeAdvice['excluded'] {
  return year.holders.flatMap((holder) => {
    if (holder.flowPermille === null) return [{ name: holder.name, because: 'aucune convention de flux' }];
    const unfit = unfitForHolder(holder, home, plan, year.date);
    return unfit === null ? [] : [{ name: holder.name, because: unfitWords[unfit] }];
  });
}

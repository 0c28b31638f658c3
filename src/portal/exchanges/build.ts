/** From live wishes and freed homes to the graph of moves: what the household wants, and what the law does not refuse. */
import type { Home, Typology } from '../../domain/home.ts';
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { prepareHome } from '../../law/eligibility.ts';
import { swapOfRight } from '../../law/transfer.ts';
import type { ExchangeGraph } from '../../matching/exchange/graph.ts';
import { defaultExchangePolicy, exchangeProblem } from '../../matching/exchange/wishes.ts';
import type { Policy } from '../../matching/policy.ts';
import { checkMove, factsOf, type MoveChecks, type Mover, type NoMove, wishMisses } from './move-checks.ts';
import type { GroupTerms } from './plan.ts';

export type ExchangeHousehold = Mover & {
  /** A protected household may move, but its home is shown to nobody: no move leads there (D-03). */
  isProtected: boolean;
  /** What it says of its home. */
  words: string | null;
};

export type FreedHome = { vacancyId: string; home: Home; availableOn: CivilDate | null };

export type ExchangeMaterial = {
  date: CivilDate;
  households: readonly ExchangeHousehold[];
  freed: readonly FreedHome[];
  policy: Pick<Policy, 'sizeScale' | 'effortRateFlagPermille'>;
  scarceTypologies: readonly Typology[];
  chainDays: GroupTerms['chainDays'];
  /** Moves that their household refused, by `moveKey`. */
  refused: ReadonlySet<string>;
};

export type BuiltExchange = {
  graph: ExchangeGraph;
  /** The checks of every move of the graph and of the swaps, by `moveKey`. */
  moves: ReadonlyMap<string, MoveChecks>;
  /** M-08: pairs of tenants who may swap of right. Told apart, and out of the graph. */
  swaps: readonly (readonly [string, string])[];
  /** Pairs of household and home that make no move, by what stopped them first. */
  stopped: Readonly<Partial<Record<NoMove, number>>>;
};

/** Freeing a scarce home is worth half a household housed. */
const scarceWorth = 50;

/** `home`: the tenancy whose household leaves it, or the vacancy. */
export function moveKey(home: string, household: string): string {
  return `${home} ${household}`;
}

/** What a household who leaves a home of these typologies adds to a plan. */
function scarceOf(typologies: readonly Typology[]): Partial<Record<Typology, number>> {
  return Object.fromEntries(typologies.map((typology) => [typology, scarceWorth]));
}

/** Builds the graph; the same material in any order gives the same graph. */
export function buildExchange(material: ExchangeMaterial): BuiltExchange {
  const households = [...material.households].sort((a, b) => compareCodeUnits(a.tenancyId, b.tenancyId));
  const moves = new Map<string, MoveChecks>();
  const swaps = swapsOfRight(households, material, moves);
  const swapping = new Set(swaps.flat());
  const movers = households.filter(({ tenancyId }) => !swapping.has(tenancyId));
  const offers = offersOf(movers, material);
  const stopped: Partial<Record<NoMove, number>> = {};
  const accepts = new Map<string, string[]>();
  for (const mover of movers) {
    for (const offer of offers) {
      const key = moveKey(offer.from, mover.tenancyId);
      if (offer.from === mover.tenancyId || material.refused.has(key)) continue;
      const checks = checkMove(mover, offer, material);
      if (typeof checks === 'string') {
        stopped[checks] = (stopped[checks] ?? 0) + 1;
        continue;
      }
      moves.set(key, checks);
      accepts.set(mover.tenancyId, [...(accepts.get(mover.tenancyId) ?? []), offer.from]);
    }
  }
  const wishes = movers.map(({ tenancyId, home }) => ({
    household: tenancyId,
    leaves: home.typology,
    accepts: accepts.get(tenancyId) ?? [],
  }));
  const graph = exchangeProblem(
    wishes,
    material.freed.map(({ vacancyId }) => vacancyId),
    { ...defaultExchangePolicy, scarce: scarceOf(material.scarceTypologies) },
  );
  return { graph, moves, swaps, stopped };
}

function offersOf(movers: readonly ExchangeHousehold[], { freed, date }: ExchangeMaterial) {
  return [
    ...freed.map(({ vacancyId, home }) => ({ from: vacancyId, home, words: null })),
    ...movers
      .filter(({ isProtected }) => !isProtected)
      .map(({ tenancyId, home, words }) => ({ from: tenancyId, home, words })),
  ].map((offer) => ({ ...offer, prepared: prepareHome({ home: offer.home, date }) }));
}

/** Each pair at most once, in the order of identifiers: who finds its swap of right is asked for nothing else. */
function swapsOfRight(
  households: readonly ExchangeHousehold[],
  { date, refused }: ExchangeMaterial,
  moves: Map<string, MoveChecks>,
): [string, string][] {
  const pairs: [string, string][] = [];
  const taken = new Set<string>();
  for (const [at, first] of households.entries()) {
    for (const second of households.slice(at + 1)) {
      const keys = [moveKey(second.tenancyId, first.tenancyId), moveKey(first.tenancyId, second.tenancyId)];
      if (taken.has(first.tenancyId) || taken.has(second.tenancyId)) continue;
      if (keys.some((key) => refused.has(key)) || !maySwap(first, second, date)) continue;
      pairs.push([first.tenancyId, second.tenancyId]);
      taken.add(first.tenancyId).add(second.tenancyId);
      moves.set(keys[0] ?? '', { ...factsOf(first, second, date), swapOfRight: true });
      moves.set(keys[1] ?? '', { ...factsOf(second, first, date), swapOfRight: true });
    }
  }
  return pairs;
}

/** M-08, where both want each other's home. One landlord owns all homes here. */
function maySwap(first: ExchangeHousehold, second: ExchangeHousehold, date: CivilDate): boolean {
  if (first.isProtected || second.isProtected) return false;
  if (wishMisses(first.wants, second.home) !== null || wishMisses(second.wants, first.home) !== null)
    return false;
  return isSwapOfRight(first, second, date);
}

/** M-08 of two households as they live today; never of one without an application, whose children nobody knows. */
export function isSwapOfRight(first: Swapper, second: Swapper, date: CivilDate): boolean {
  if (first.application === null || second.application === null) return false;
  const outcome = swapOfRight(
    {
      sameOwner: true,
      sameComplex: isSameComplex(first.home, second.home),
      households: [swapHousehold(first), swapHousehold(second)],
    },
    date,
  );
  return outcome.verdict === 'yes';
}

type Swapper = Pick<ExchangeHousehold, 'application' | 'home'>;

/** A residence is the housing complex of the text; residences of two communes may bear one name. Null: not known. */
export function isSameComplex(one: Home, other: Home): boolean | null {
  if (one.insee !== other.insee) return false;
  return one.residence === null || other.residence === null ? null : one.residence === other.residence;
}

function swapHousehold({ application, home }: Swapper) {
  const persons = application?.household.persons ?? [];
  return {
    persons: persons.length,
    children: persons.filter(({ role }) => role === 'dependant').length,
    surfaceM2: home.surfaceM2,
  };
}

/** The home of a node: that of a household, or a freed one. Throws for a node that is neither. */
export function homeOfNodes({ households, freed }: ExchangeMaterial): (node: string) => Home {
  const known = new Map<string, Home>([
    ...households.map(({ tenancyId, home }) => [tenancyId, home] as const),
    ...freed.map(({ vacancyId, home }) => [vacancyId, home] as const),
  ]);
  return (node) => {
    const home = known.get(node);
    if (!home) throw new Error(`no home of the node ${node}`);
    return home;
  };
}

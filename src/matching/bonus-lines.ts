/** What the published quota prices give one household for one home, line by line, in whole points of the grid. */
import type { TargetClass } from '../domain/target.ts';
import { frenchCount } from '../kernel/french.ts';
import { type BonusCaps, fullBonusPoints } from './bonus-caps.ts';
import { bonusLabel } from './bonus-labels.ts';
import { SCORE_PER_POINT } from './policy.ts';
import type { Solution } from './problem.ts';
import type { QuotaGroup } from './quota-groups.ts';
import type { BonusLine } from './run-result.ts';

export type Bonus = { points: number; lines: readonly BonusLine[] };

/** Gives the bonus of a household, by its number, for a vacancy. */
export type BonusReader = ((vacancyId: string, number: string) => Bonus) & {
  /** The same for all whose bonus is the same at every vacancy; null for whoever has lines of its own. */
  profileOf: (number: string) => number | null;
  /** The bonus of all who have a profile. */
  ofProfile: (vacancyId: string, profile: number) => Bonus;
};

type PricedGroup = { group: QuotaGroup; points: number };

const classes: readonly TargetClass[] = ['statutory', 'convention', 'own'];

const capLabels: Record<TargetClass, string> = {
  statutory: 'Plafond des quotas de la loi',
  convention: 'Plafond des engagements conventionnels',
  own: 'Plafond des objectifs du bailleur',
};

/**
 * Readies the published prices. Lines always add up to the points: a line for each quota with what its price may
 * give at most and, where a class together exceeds its cap, a line that takes the excess away; a household with a recognised DALO has one line,
 * the sum of all caps (contracts §4).
 */
export function bonusReader(parts: {
  groups: readonly QuotaGroup[];
  caps: BonusCaps;
  prices: Solution['quotas'];
  daloNumbers: ReadonlySet<string>;
}): BonusReader {
  const priceOf = new Map(parts.prices.map((quota) => [quota.id, quota.price / SCORE_PER_POINT]));
  const priced: PricedGroup[] = parts.groups
    .map((group) => ({ group, points: priceOf.get(group.target.id) ?? 0 }))
    .filter(({ points, group }) => points > 0 && parts.caps[group.target.class] > 0);
  const dalo = daloBonus(parts.caps);
  const homes = profilesOf(priced.map(({ group }) => group.vacancyIds));
  const households = profilesOf(priced.map(({ group }) => group.numbers));
  const made = (home: number, household: number, number = ''): Bonus => {
    const ofHousehold = households.listsOf(household);
    const held = homes
      .listsOf(home)
      .filter((at) => ofHousehold.includes(at))
      .map((at) => priced[at]!);
    const lines = classes.flatMap((name) =>
      linesOfClass(
        name,
        held.filter(({ group }) => group.target.class === name),
        parts.caps[name],
        number,
      ),
    );
    return { points: sumOf(lines), lines };
  };
  // What a household frees is written in its own lines.
  const freeing = priced.filter(({ group }) => group.freedHomes.size > 0);
  const profileOf = (number: string): number | null => {
    if (parts.daloNumbers.has(number)) return daloProfile;
    return freeing.some(({ group }) => group.freedHomes.has(number)) ? null : households.of(number);
  };
  // Homes of the same quotas and households of the same quotas make the same lines: millions of pairs share a few.
  const known = new Map<number, Bonus>();
  const ofProfile = (vacancyId: string, profile: number): Bonus => {
    if (profile === daloProfile) return dalo;
    const home = homes.of(vacancyId);
    const key = home * households.count + profile;
    const bonus = known.get(key) ?? made(home, profile);
    known.set(key, bonus);
    return bonus;
  };
  const bonusOf = (vacancyId: string, number: string): Bonus => {
    const profile = profileOf(number);
    return profile === null
      ? made(homes.of(vacancyId), households.of(number), number)
      : ofProfile(vacancyId, profile);
  };
  return Object.assign(bonusOf, { profileOf, ofProfile });
}

/** A recognised DALO has one bonus, whatever the quotas that it is in. */
const daloProfile = -1;

/** Gives identifiers that are in the same lists the same whole number, and the places of those lists, rising. */
function profilesOf(lists: readonly (readonly string[])[]): {
  of: (id: string) => number;
  listsOf: (profile: number) => readonly number[];
  count: number;
} {
  const inNone = 0;
  const listsOf: number[][] = [[]];
  const profiles = new Map<string, number>();
  for (const [at, list] of lists.entries()) {
    // Whoever had one profile before this list has another one with it.
    const next = new Map<number, number>();
    for (const id of list) {
      const before = profiles.get(id) ?? inNone;
      const after = next.get(before) ?? listsOf.push([...listsOf[before]!, at]) - 1;
      next.set(before, after);
      profiles.set(id, after);
    }
  }
  return {
    of: (id) => profiles.get(id) ?? inNone,
    listsOf: (profile) => listsOf[profile] ?? [],
    count: listsOf.length,
  };
}

function daloBonus(caps: BonusCaps): Bonus {
  const points = fullBonusPoints(caps);
  const lines: BonusLine[] = [{ kind: 'dalo', quotaId: null, label: 'Priorité DALO (L441-1)', points }];
  return { points, lines: points === 0 ? [] : lines };
}

function linesOfClass(
  name: TargetClass,
  held: readonly PricedGroup[],
  cap: number,
  number: string,
): BonusLine[] {
  const lines: BonusLine[] = held.map(({ group, points }) => ({
    kind: 'quota',
    quotaId: group.target.id,
    label: bonusLabel(group, number),
    points: Math.min(points, cap),
  }));
  const excess = sumOf(lines) - cap;
  if (excess <= 0) return lines;
  const label = `${capLabels[name]} (${frenchCount(cap, 'point')} au plus)`;
  return [...lines, { kind: 'cap', quotaId: null, label, points: -excess }];
}

function sumOf(lines: readonly BonusLine[]): number {
  return lines.reduce((sum, line) => sum + line.points, 0);
}

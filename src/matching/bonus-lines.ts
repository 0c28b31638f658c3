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
  profileOf: (number: string) => string | null;
};

type PricedGroup = {
  group: QuotaGroup;
  points: number;
  homes: ReadonlySet<string>;
  numbers: ReadonlySet<string>;
};

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
    .map((group) => ({
      group,
      points: priceOf.get(group.target.id) ?? 0,
      homes: new Set(group.vacancyIds),
      numbers: new Set(group.numbers),
    }))
    .filter(({ points, group }) => points > 0 && parts.caps[group.target.class] > 0);
  const dalo = daloBonus(parts.caps);
  const homeKey = keyReader(priced.map(({ homes }) => homes));
  const numberKey = keyReader(priced.map(({ numbers }) => numbers));
  // Homes of the same quotas and households of the same quotas make the same lines: millions of pairs share a few.
  const known = new Map<string, Bonus>();
  const made = (vacancyId: string, number: string): Bonus => {
    const held = priced.filter(({ homes, numbers }) => homes.has(vacancyId) && numbers.has(number));
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
  const profileOf = (number: string): string | null => {
    if (parts.daloNumbers.has(number)) return 'dalo';
    return freeing.some(({ group }) => group.freedHomes.has(number)) ? null : numberKey(number);
  };
  const bonusOf = (vacancyId: string, number: string): Bonus => {
    if (parts.daloNumbers.has(number)) return dalo;
    const profile = profileOf(number);
    if (profile === null) return made(vacancyId, number);
    const key = `${homeKey(vacancyId)} ${profile}`;
    const bonus = known.get(key) ?? made(vacancyId, number);
    known.set(key, bonus);
    return bonus;
  };
  return Object.assign(bonusOf, { profileOf });
}

/** Gives identifiers that are in the same sets the same key. */
function keyReader(sets: readonly ReadonlySet<string>[]): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    const key = known.get(id) ?? sets.map((set) => (set.has(id) ? '1' : '0')).join('');
    known.set(id, key);
    return key;
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

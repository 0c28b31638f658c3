/** What a new yearly order changes, before it is loaded: which households change class, where, and in which direction. */
import type { Application } from '../../domain/application.ts';
import { financings } from '../../domain/home.ts';
import { geography } from '../../domain/territory.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Cents } from '../../kernel/money.ts';
import { ceilingZone, incomeProfile, withinCeilingVerdict } from '../../law/ceiling.ts';
import { consumptionUnitHundredths } from '../../law/consumption-units.ts';
import { type CeilingRow, type CeilingZone, ceilingZones } from '../../law/parameters/income-ceilings.ts';
import { isUnderQ1 } from '../../law/quartile.ts';
import { territoryOfCommune } from '../../law/quartile-territory.ts';

/** Thresholds of one order, by SIREN. */
type Thresholds = ReadonlyMap<string, Cents>;
/** The row of ceilings of a zone and a financing; undefined: not published. */
type CeilingsOf = (zone: CeilingZone, financing: (typeof financings)[number]) => CeilingRow | undefined;

type Household = Pick<Application, 'number' | 'household' | 'wishes'>;

/** The first quartile in one territory that households wish for. */
export type QuartileChange = {
  siren: string;
  territory: string;
  /** Null where the order does not list the territory. */
  beforeCents: Cents | null;
  afterCents: Cents | null;
  households: number;
  /** Resources unknown: in no class under either order. */
  unknown: number;
  firstBefore: number;
  firstAfter: number;
  /** Numbers of the households that enter or leave the first quartile. */
  entering: readonly string[];
  leaving: readonly string[];
};

/** The lowest financing whose ceiling admits a household in a zone; `above`: none. */
export type CeilingClass = (typeof financings)[number] | 'above' | 'unknown';

export type CeilingChange = {
  zone: CeilingZone;
  from: CeilingClass;
  to: CeilingClass;
  numbers: readonly string[];
};

/**
 * Each household's class under two orders, in every territory that it wishes for, on one day: its age, its persons and
 * its income are the same under both, so that what moves is the order alone (Q-01, U-01…U-07). Sorted by SIREN.
 */
export function quartileChanges(
  households: readonly Household[],
  orders: { before: Thresholds; after: Thresholds },
  date: CivilDate,
): QuartileChange[] {
  const found = new Map<string, Counted>();
  for (const { number, household, wishes } of households) {
    const units = consumptionUnitHundredths(household.persons, date);
    const resources = household.monthlyResourcesCents;
    for (const siren of territoriesOf(wishes.communes, date)) {
      const change = found.get(siren) ?? emptyChange(siren, orders);
      found.set(siren, change);
      change.households += 1;
      if (resources === null || units === 0) {
        change.unknown += 1;
        continue;
      }
      const under = (limit: Cents | null) => limit !== null && isUnderQ1(limit, resources, units);
      const [was, is] = [under(change.beforeCents), under(change.afterCents)];
      change.firstBefore += Number(was);
      change.firstAfter += Number(is);
      if (is && !was) change.entering.push(number);
      if (was && !is) change.leaving.push(number);
    }
  }
  return [...found.values()].sort((one, other) => (one.siren < other.siren ? -1 : 1));
}

/**
 * Each household's class of ceilings in each zone that it wishes for, where it is not the same under both (I-01…I-09):
 * its counted income is that of the day, so that what moves is the order alone.
 */
export function ceilingChanges(
  households: readonly Household[],
  ceilings: { before: CeilingsOf; after: CeilingsOf },
  date: CivilDate,
): CeilingChange[] {
  const changed = new Map<
    string,
    { zone: CeilingZone; from: CeilingClass; to: CeilingClass; numbers: string[] }
  >();
  for (const { number, household, wishes } of households) {
    const profile = incomeProfile(household, date);
    const classIn = (zone: CeilingZone, rows: CeilingsOf): CeilingClass => {
      for (const financing of financings) {
        const row = rows(zone, financing) ?? null;
        const verdict = withinCeilingVerdict(profile, { zone, financing, row, awaiting: [] });
        if (verdict === 'unknown') return 'unknown';
        if (verdict === 'yes') return financing;
      }
      return 'above';
    };
    const wished = new Set(wishes.communes.map((insee) => ceilingZone(insee)));
    for (const zone of ceilingZones.filter((one) => wished.has(one))) {
      const [from, to] = [classIn(zone, ceilings.before), classIn(zone, ceilings.after)];
      if (from === to) continue;
      const key = `${zone} ${from} ${to}`;
      const change = changed.get(key) ?? { zone, from, to, numbers: [] };
      change.numbers.push(number);
      changed.set(key, change);
    }
  }
  return [...changed].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, change]) => change);
}

type Counted = { -readonly [Key in keyof QuartileChange]: QuartileChange[Key] } & {
  entering: string[];
  leaving: string[];
};

function emptyChange(siren: string, orders: { before: Thresholds; after: Thresholds }): Counted {
  return {
    siren,
    territory: geography().epcis.get(siren)?.name ?? siren,
    beforeCents: orders.before.get(siren) ?? null,
    afterCents: orders.after.get(siren) ?? null,
    households: 0,
    unknown: 0,
    firstBefore: 0,
    firstAfter: 0,
    entering: [],
    leaving: [],
  };
}

function territoriesOf(communes: readonly string[], date: CivilDate): Set<string> {
  const found = new Set<string>();
  for (const insee of communes) {
    const siren = territoryOfCommune(insee, date);
    if (siren !== null) found.add(siren);
  }
  return found;
}

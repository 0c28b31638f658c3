/** Relocations that the law frames (F-03, F-04, M-07) and where their offers must lie (F-07, art. 13 bis of 1948). */
import { addMonths, type CivilDate } from '../kernel/civil-date.ts';
import { awaitedObligation, obligationNumber } from './obligation-figures.ts';
import { answer, fact } from './outcome.ts';
import type { Outcome, Verdict } from './rule.ts';

/** The sentences that this file can ask of `wording`. */
export type RelocationCode =
  | 'within-perimeter'
  | 'outside-perimeter'
  | 'too-far'
  | 'perimeter-unknown'
  | 'right-kept-exempt'
  | 'right-kept-not-tense'
  | 'right-kept-offers-left'
  | 'right-lost'
  | 'right-unknown'
  | 'relocation-not-loaded';

/** Where an offered home lies, seen from the present one. */
export type Perimeter = {
  /** How the commune is divided for art. 13 bis. */
  division: 'arrondissements' | 'cantons' | 'none';
  /** Null: adjacency is not known (it is landlord data). */
  place: 'sameDistrict' | 'adjoiningDistrict' | 'sameCommune' | 'adjoiningCommune' | 'elsewhere' | null;
  distanceKm: number | null;
};

/**
 * F-07: divided communes: same or adjoining arrondissement or canton, or an adjoining commune; otherwise the same or
 * an adjoining commune and at most 5 km away.
 */
export function withinPerimeter(perimeter: Perimeter, date: CivilDate): Outcome {
  const { division, place, distanceKm } = perimeter;
  const facts = [fact('place', place), fact('distanceKm', distanceKm)];
  const unknown = (field: string) =>
    answer('F-07', 'unknown', 'perimeter-unknown', facts, { missing: [field] });
  if (place === null) return unknown('place');
  if (place === 'elsewhere') return answer('F-07', 'no', 'outside-perimeter', facts);
  if (division !== 'none') {
    return place === 'sameCommune'
      ? answer('F-07', 'no', 'outside-perimeter', facts)
      : answer('F-07', 'yes', 'within-perimeter', facts);
  }
  const limit = obligationNumber('relocation.maxKm', date);
  if (limit === null) {
    const awaiting = [awaitedObligation('relocation.maxKm', date)];
    return answer('F-07', 'unknown', 'relocation-not-loaded', facts, { awaiting });
  }
  if (distanceKm === null) return unknown('distanceKm');
  return distanceKm <= limit
    ? answer('F-07', 'yes', 'within-perimeter', facts)
    : answer('F-07', 'no', 'too-far', facts);
}

export type RelocationCase = {
  /** F-03 under-occupation, F-04 adapted home left, M-07 demolition or sale of use. */
  ground: 'underOccupied' | 'adaptedHomeLeft' | 'demolition';
  tenseZone: boolean | null;
  /** Of the tenant, in whole years on the day of the third offer; null unknown. */
  age: number | null;
  /** Disabled tenant or dependant, or loss of autonomy (F-03 only). */
  disabledOrDependent: boolean | null;
  qpvNow: boolean;
  qpvAtEntry: boolean | null;
  /** F-04: the disabled dependant died. */
  dependantDied: boolean;
  /** M-07: a home was specially designed for this tenant; the three offers are then not asked for. */
  speciallyDesigned: boolean;
  offers: readonly { notifiedOn: CivilDate; refused: boolean; meetsArticle13bis: Verdict }[];
};

/**
 * Whether a tenant has lost the right to stay after refused offers, and when the title ends. Only offers that meet
 * art. 13 bis count; the title ends months after the notification of the last of the three.
 */
export function rightToStay(
  relocation: RelocationCase,
  date: CivilDate,
): { titleEndsOn: CivilDate | null; outcome: Outcome } {
  const rule = { underOccupied: 'F-03', adaptedHomeLeft: 'F-04', demolition: 'M-07' }[relocation.ground];
  const kept = (outcome: Outcome) => ({ titleEndsOn: null, outcome });
  const needed = obligationNumber('relocation.offers', date);
  const months = obligationNumber(
    relocation.ground === 'adaptedHomeLeft' && relocation.dependantDied
      ? 'relocation.titleMonthsAfterDeath'
      : 'relocation.titleMonths',
    date,
  );
  if (needed === null || months === null) {
    const awaiting = [awaitedObligation('relocation.offers', date)];
    return kept(answer(rule, 'unknown', 'relocation-not-loaded', [], { awaiting }));
  }
  const protection = protectionOf(relocation, date);
  if (protection.verdict === 'yes') return kept(answer(rule, 'no', protection.code, []));
  const count = relocation.ground === 'demolition' && relocation.speciallyDesigned ? 1 : needed;
  const refused = relocation.offers
    .filter((offer) => offer.refused && offer.notifiedOn <= date)
    .sort((a, b) => (a.notifiedOn < b.notifiedOn ? -1 : a.notifiedOn > b.notifiedOn ? 1 : 0));
  const sure = refused.filter((offer) => offer.meetsArticle13bis === 'yes');
  const possible = refused.filter((offer) => offer.meetsArticle13bis !== 'no');
  const facts = [fact('refusedOffers', sure.length, date), fact('neededOffers', count)];
  if (possible.length < count) return kept(answer(rule, 'no', 'right-kept-offers-left', facts));
  const last = sure[count - 1];
  if (last === undefined || protection.verdict === 'unknown') {
    const missing = [...protection.missing, ...(last === undefined ? ['offers.meetsArticle13bis'] : [])];
    return kept(answer(rule, 'unknown', 'right-unknown', facts, { missing }));
  }
  const titleEndsOn = addMonths(last.notifiedOn, months);
  const lost = answer(rule, 'yes', 'right-lost', [...facts, fact('titleEndsOn', titleEndsOn)]);
  return { titleEndsOn, outcome: lost };
}

type Protection = { verdict: Verdict; code: 'right-kept-exempt' | 'right-kept-not-tense'; missing: string[] };

/** Who keeps the right whatever they refuse: F-03 has a zone, an age, a state of health and a QPV; F-04 an age. */
function protectionOf(relocation: RelocationCase, date: CivilDate): Protection {
  const protectedAge = obligationNumber('relocation.protectedAge', date);
  if (relocation.ground === 'demolition') return { verdict: 'no', code: 'right-kept-exempt', missing: [] };
  const age = { age: isOverProtectedAge(relocation.age, protectedAge) };
  if (relocation.ground === 'adaptedHomeLeft') return anyProtection(age);
  if (relocation.tenseZone === false) return { verdict: 'yes', code: 'right-kept-not-tense', missing: [] };
  return anyProtection({
    ...age,
    disabledOrDependent: relocation.disabledOrDependent,
    qpvAtEntry: relocation.qpvNow ? true : relocation.qpvAtEntry,
    tenseZone: relocation.tenseZone === null ? null : false,
  });
}

/**
 * "Plus de 65 ans" (F-03, F-04): who has had the 65th birthday, the reading that keeps the right; law 89-462 art. 15 III
 * has the same words. `age` in whole years; null unknown, as where the figure is not loaded.
 */
export function isOverProtectedAge(age: number | null, limit: number | null): boolean | null {
  return age === null || limit === null ? null : age >= limit;
}

function anyProtection(claims: Readonly<Record<string, boolean | null>>): Protection {
  const missing = Object.keys(claims).filter((name) => claims[name] === null);
  const verdict = Object.values(claims).includes(true) ? 'yes' : missing.length > 0 ? 'unknown' : 'no';
  return { verdict, code: 'right-kept-exempt', missing };
}

/** Lettings apart: associations, gliding leases, urgent placements; residences under a rule, and what they owe. */
import type { Home, Typology, Vacancy } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type PlusMix, plusMix } from '../../law/plus-mix.ts';
import { territoryOfCommune } from '../../law/quartile-territory.ts';

export const specialKinds = ['association', 'glidingLease', 'emergency'] as const;
export type SpecialKind = (typeof specialKinds)[number];

export const specialKindNames: Readonly<Record<SpecialKind, string>> = {
  association: 'Location à une association (sous-location)',
  glidingLease: 'Bail glissant',
  emergency: 'Placement urgent (48 heures)',
};

export type SpecialLetting = {
  vacancyId: string;
  home: Pick<Home, 'address' | 'insee' | 'typology' | 'surfaceM2'>;
  kind: SpecialKind;
  association: string | null;
  recordedOn: CivilDate | null;
  glidedOn: CivilDate | null;
};

/** Each kind apart from ordinary lettings; a gliding lease that passed to its household is counted as passed. */
export function specialCounts(lettings: readonly SpecialLetting[]): Record<SpecialKind | 'glided', number> {
  const count = (accepts: (letting: SpecialLetting) => boolean) => lettings.filter(accepts).length;
  return {
    association: count(({ kind }) => kind === 'association'),
    glidingLease: count(({ kind, glidedOn }) => kind === 'glidingLease' && glidedOn === null),
    emergency: count(({ kind }) => kind === 'emergency'),
    glided: count(({ glidedOn }) => glidedOn !== null),
  };
}

export type SpecialRefusal =
  | { code: 'unknownHome' }
  | { code: 'alreadyRecorded' }
  | { code: 'associationMissing' }
  | { code: 'notGliding' }
  | { code: 'alreadyGlided'; on: CivilDate }
  | { code: 'unknownNumber' };

/** A gliding lease and a sub-letting name their association; an urgent placement may have none. */
export function checkSpecial(
  kind: SpecialKind,
  association: string | null,
): Result<{ association: string | null }, SpecialRefusal> {
  const named = association?.trim() || null;
  return kind !== 'emergency' && named === null
    ? refuse({ code: 'associationMissing' })
    : ok({ association: named });
}

export type ResidenceRule = {
  residence: string;
  fragile: boolean;
  source: string;
  programmeHomes: number | null;
  ownTenantsPermille: number | null;
};

export type ProgrammeOwed = {
  mix: PlusMix;
  /** Homes kept for the landlord's own tenants, rounded up; null where none is kept. */
  ownTenants: number | null;
};

/** what a new programme owes; null for an older residence. */
export function programmeOwed(rule: ResidenceRule, date: CivilDate): ProgrammeOwed | null {
  if (rule.programmeHomes === null) return null;
  const permille = rule.ownTenantsPermille;
  return {
    mix: plusMix(rule.programmeHomes, date),
    ownTenants: permille === null ? null : Math.ceil((rule.programmeHomes * permille) / 1000),
  };
}

export type DueProposal = {
  id: string;
  number: string;
  since: CivilDate;
  refused: Pick<Home, 'address' | 'insee' | 'typology'>;
  persons: number;
  proposedVacancyId: string | null;
  fulfilledOn: CivilDate | null;
};

export type FreeHome = {
  vacancy: Pick<Vacancy, 'id' | 'availableOn'>;
  home: Pick<Home, 'address' | 'insee' | 'typology' | 'surfaceM2' | 'residence' | 'accessibility'>;
};

/** What keeps a home from being one that is owed. */
export type Unsuitable = 'fragile' | 'perimeter' | 'size';

/** why a home is not owed after that refusal; null where it is: outside fragile residences, same EPCI, right size. */
export function unsuitableFor(
  due: { refused: Pick<Home, 'insee'>; persons: number },
  home: Pick<Home, 'insee' | 'residence' | 'typology'>,
  rules: readonly ResidenceRule[],
  sizeScale: readonly (readonly Typology[])[],
  date: CivilDate,
): Unsuitable | null {
  if (rules.some(({ fragile, residence }) => fragile && residence === home.residence)) return 'fragile';
  const perimeter = territoryOfCommune(due.refused.insee, date);
  if (perimeter === null || territoryOfCommune(home.insee, date) !== perimeter) return 'perimeter';
  const sizes = sizeScale[Math.min(due.persons, sizeScale.length) - 1] ?? [];
  return sizes.includes(home.typology) ? null : 'size';
}

/**
 * after that refusal the first vacant suitable home outside fragile residences, within the perimeter of the CIA
 * (its EPCI), must be proposed. Suitable: the size that the policy gives the household. Those that frees first, first.
 */
export function homesForDue<Free extends FreeHome>(
  due: { refused: Pick<Home, 'insee'>; persons: number },
  free: readonly Free[],
  rules: readonly ResidenceRule[],
  sizeScale: readonly (readonly Typology[])[],
  date: CivilDate,
): Free[] {
  return free
    .filter(({ home }) => unsuitableFor(due, home, rules, sizeScale, date) === null)
    .sort((a, b) => ((a.vacancy.availableOn ?? '9999') < (b.vacancy.availableOn ?? '9999') ? -1 : 1));
}

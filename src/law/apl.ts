/** Housing benefit (APL) of a tenant of a home under convention: exact, rounded only where the decree rounds. */
import type { CivilDate } from '../kernel/civil-date.ts';
import { type Exact, exact, maxOf } from '../kernel/exact.ts';
import { type Cents, exactEuros } from '../kernel/money.ts';
import { familyFigures, rentFigures } from './apl-figures.ts';
import type { AplZone } from './apl-zone.ts';
import { type AplScale, aplScaleOn, latestAplScale } from './parameters/apl-scale.ts';

export { aplZone } from './apl-zone.ts';

/** "strict" answers only in months whose figures are all loaded; "estimate" uses the latest such month. */
type AplMode = 'strict' | 'estimate';

export type AplQuestion = {
  date: CivilDate;
  zone: AplZone;
  couple: boolean;
  dependants: number;
  yearlyIncomeCents: Cents;
  /** Rent without charges. */
  rentCents: Cents;
  mode?: AplMode;
};

/** The steps of the computation, exact and in euros (a month, save r0 a year); rates are shares. */
type AplSteps = {
  rentCeiling: Exact;
  retainedRent: Exact;
  flatCharges: Exact;
  r0: Exact;
  familyRate: Exact;
  rentRate: Exact;
  participation: Exact;
  solidarityRentReduction: Exact;
};

export type AplAnswer = {
  monthlyAidCents: Cents | null;
  steps: AplSteps | null;
  figure: 'official' | 'estimated' | null;
  /** Month of the figures used, "2025-12". */
  scaleOf: string | null;
  awaiting: readonly string[];
};

const zero = exact(0);

/** What a home's cost reads of the answer, in whole cents. */
export type AplCents = { monthlyAidCents: Cents; solidarityRentReductionCents: Cents; estimated: boolean };

/** Monthly aid of a household in a home, with every step. Null, with the orders awaited, where no scale answers. */
export function apl(question: AplQuestion): AplAnswer {
  const { scale, awaiting } = scaleFor(question);
  if (!scale) return { monthlyAidCents: null, steps: null, figure: null, scaleOf: null, awaiting };
  const { family, rent, isReduced, aidCents } = compute(question, scale);
  const beyondAllowance = maxOf(zero, exactEuros(question.yearlyIncomeCents).sub(family.r0));
  return {
    monthlyAidCents: aidCents,
    steps: {
      rentCeiling: family.rentCeiling,
      retainedRent: rent.retainedRent,
      flatCharges: family.flatCharges,
      r0: family.r0,
      familyRate: family.familyRate,
      rentRate: rent.rentRate,
      participation: rent.least.add(rent.rate.mul(beyondAllowance)),
      solidarityRentReduction: isReduced ? family.solidarityReduction : zero,
    },
    figure: awaiting.length === 0 ? 'official' : 'estimated',
    scaleOf: scale.month,
    awaiting: [],
  };
}

/** The same aid without its steps, for long loops; null where no scale answers. */
export function aplInCents(question: AplQuestion): AplCents | null {
  const { scale, awaiting } = scaleFor(question);
  if (!scale) return null;
  const { family, isReduced, aidCents } = compute(question, scale);
  return {
    monthlyAidCents: aidCents,
    solidarityRentReductionCents: isReduced ? family.solidarityReductionCents : 0,
    estimated: awaiting.length > 0,
  };
}

/** The scale of the day, or the one that stands in for it, with the orders that the day's own awaits. */
function scaleFor({ date, mode }: AplQuestion): { scale: AplScale | null; awaiting: readonly string[] } {
  const ofTheDay = aplScaleOn(date);
  if (ofTheDay.scale || mode !== 'estimate') return ofTheDay;
  return { scale: latestAplScale(date), awaiting: ofTheDay.awaiting };
}

function compute(question: AplQuestion, scale: AplScale) {
  const { rentCents, yearlyIncomeCents } = question;
  const family = familyFigures(question, scale);
  const rent = rentFigures(rentCents, family, scale);
  const isReduced = yearlyIncomeCents <= family.solidarityIncomeLimitCents;
  const grossCents = rent.grossCentsOf(yearlyIncomeCents);
  const aidCents = isReduced ? family.netCentsReduced(grossCents) : family.netCents(grossCents);
  return { family, rent, isReduced, aidCents };
}

/** Housing benefit (APL) of a tenant of a home under convention: exact, rounded only where the decree rounds. */
import type { CivilDate } from '../kernel/civil-date.ts';
import { type Exact, exact, maxOf, minOf, roundHalfUp } from '../kernel/exact.ts';
import { type Cents, centsOfExact, exactEuros } from '../kernel/money.ts';
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
const one = exact(1);
const monthsPerYear = 12;
const lastListedDependants = 6;
/** The rent is compared with the ceiling of this zone whatever the home's own. */
const referenceZone: AplZone = 2;

/** Monthly aid of a household in a home, with every step. Null, with the orders awaited, where no scale answers. */
export function apl(question: AplQuestion): AplAnswer {
  const { scale, awaiting } = aplScaleOn(question.date);
  if (scale) return { ...compute(question, scale), figure: 'official', scaleOf: scale.month, awaiting: [] };
  const latest = question.mode === 'estimate' ? latestAplScale(question.date) : null;
  if (latest) {
    return { ...compute(question, latest), figure: 'estimated', scaleOf: latest.month, awaiting: [] };
  }
  return { monthlyAidCents: null, steps: null, figure: null, scaleOf: null, awaiting };
}

function compute(question: AplQuestion, scale: AplScale): Pick<AplAnswer, 'monthlyAidCents' | 'steps'> {
  const family = familyFigures(question, scale);
  const { rentCeiling, flatCharges, r0, familyRate } = family;
  const rent = exactEuros(question.rentCents);
  const income = exactEuros(question.yearlyIncomeCents);
  const retainedRent = minOf(rent, rentCeiling);
  const expense = retainedRent.add(flatCharges);
  const rentRate = rentRateOf(retainedRent.div(family.referenceCeiling), scale);
  const least = maxOf(
    expense.mul(scale.figure('minimumParticipation', 'rate')),
    scale.figure('minimumParticipation', 'flat'),
  );
  const participation = least.add(familyRate.add(rentRate).mul(maxOf(zero, income.sub(r0))));
  const covered = maxOf(zero, expense.sub(participation)).mul(degressivity(rent, family));
  const gross = roundToCent(maxOf(zero, covered.sub(scale.figure('flatReduction', 'amount'))));
  const solidarityRentReduction =
    income.compare(family.solidarityIncomeLimit) <= 0 ? family.solidarityReduction : zero;
  const deducted = solidarityRentReduction.mul(scale.figure('solidarityShare', 'share'));
  const net = maxOf(zero, gross.sub(deducted)).mul(one.sub(scale.figure('crds', 'rate')));
  return {
    monthlyAidCents: centsOfExact(net),
    steps: {
      rentCeiling,
      retainedRent,
      flatCharges,
      r0,
      familyRate,
      rentRate,
      participation,
      solidarityRentReduction,
    },
  };
}

/** What depends on the month, the zone and the family only: computed once, shared by all homes and incomes. */
type FamilyFigures = Pick<AplSteps, 'rentCeiling' | 'flatCharges' | 'r0' | 'familyRate'> & {
  referenceCeiling: Exact;
  declineFrom: Exact;
  declineTo: Exact;
  solidarityReduction: Exact;
  /** Euros a year. */
  solidarityIncomeLimit: Exact;
};

const figuresByFamily = new Map<string, FamilyFigures>();

function familyFigures(question: AplQuestion, scale: AplScale): FamilyFigures {
  const { zone, couple, dependants } = question;
  // Whether the household lives as a couple no longer counts from the first dependant on.
  const key = `${scale.month} ${zone} ${dependants === 0 && couple} ${dependants}`;
  const known = figuresByFamily.get(key);
  if (known) return known;
  const rentCeiling = amountByFamily(`rentCeilingZone${zone}`, question, scale);
  const figures = {
    rentCeiling,
    referenceCeiling: amountByFamily(`rentCeilingZone${referenceZone}`, question, scale),
    flatCharges: scale
      .figure('flatCharges', 'base')
      .add(scale.figure('flatCharges', 'perDependant').mul(dependants)),
    r0: byFamily('incomeAllowance', question, scale),
    familyRate: maxOf(zero, byFamily('familyRate', question, scale)),
    declineFrom: roundToCent(rentCeiling.mul(scale.figure('degressivity', `declineZone${zone}`))),
    declineTo: roundToCent(rentCeiling.mul(scale.figure('degressivity', `endZone${zone}`))),
    solidarityReduction: amountByFamily(`solidarityReductionZone${zone}`, question, scale),
    solidarityIncomeLimit: byFamily(`solidarityIncomeCeilingZone${zone}`, question, scale).mul(monthsPerYear),
  };
  figuresByFamily.set(key, figures);
  return figures;
}

/** Series listed as single, couple, one dependant, and an amount for each further one. */
function amountByFamily(series: string, question: AplQuestion, scale: AplScale): Exact {
  if (question.dependants === 0) return scale.figure(series, question.couple ? 'couple' : 'single');
  return scale
    .figure(series, 'oneDependant')
    .add(scale.figure(series, 'perExtraDependant').mul(question.dependants - 1));
}

/** Series listed as single, couple, one to six dependants, and an amount for each further one. */
function byFamily(series: string, question: AplQuestion, scale: AplScale): Exact {
  const { dependants } = question;
  if (dependants === 0) return scale.figure(series, question.couple ? 'couple' : 'single');
  return scale
    .figure(series, `dependants${Math.min(dependants, lastListedDependants)}`)
    .add(scale.figure(series, 'perExtraDependant').mul(Math.max(0, dependants - lastListedDependants)));
}

/** The rate added for a rent near or above the reference ceiling; neither the ratio nor the rate is rounded. */
function rentRateOf(shareOfReference: Exact, scale: AplScale): Exact {
  const low = scale.figure('rentRate', 'lowThreshold');
  const high = scale.figure('rentRate', 'highThreshold');
  return scale
    .figure('rentRate', 'middleRate')
    .mul(maxOf(zero, minOf(shareOfReference, high).sub(low)))
    .add(scale.figure('rentRate', 'highRate').mul(maxOf(zero, shareOfReference.sub(high))));
}

/** 1 up to the first multiple of the rent ceiling, then down to 0 at the second, by the rent really paid. */
function degressivity(rent: Exact, family: FamilyFigures): Exact {
  const { declineFrom, declineTo } = family;
  if (rent.compare(declineFrom) <= 0) return one;
  return maxOf(zero, declineTo.sub(rent).div(declineTo.sub(declineFrom)));
}

function roundToCent(euros: Exact): Exact {
  return exact(roundHalfUp(euros, 2));
}

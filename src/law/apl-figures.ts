/**
 * The figures of a housing benefit that no income changes, exact: those of a family in a zone, and those of a rent.
 * From them the aid is read in whole cents for any income, rounded only where the decree rounds.
 */
import { type Exact, exact, maxOf, minOf, roundedLine, roundHalfUp, wholePart } from '../kernel/exact.ts';
import { type Cents, centsOfExact, exactEuros } from '../kernel/money.ts';
import type { AplZone } from './apl-zone.ts';
import type { AplScale } from './parameters/apl-scale.ts';

/** Whom the figures are for. */
export type AplFamily = { zone: AplZone; couple: boolean; dependants: number };

/** What depends on the month, the zone and the family only: computed once, shared by all homes and incomes. */
export type FamilyFigures = {
  rentCeiling: Exact;
  flatCharges: Exact;
  /** Euros a year. */
  r0: Exact;
  familyRate: Exact;
  referenceCeiling: Exact;
  declineFrom: Exact;
  declineTo: Exact;
  solidarityReduction: Exact;
  solidarityReductionCents: Cents;
  /** A year: incomes up to this have the reduction. */
  solidarityIncomeLimitCents: Cents;
  /** What is paid of a gross aid, without the solidarity rent reduction and with it. */
  netCents: (grossCents: Cents) => Cents;
  netCentsReduced: (grossCents: Cents) => Cents;
  /** Of the last rent asked for: homes are asked about one after the other, each for many incomes. */
  lastRent: RentFigures | null;
};

/** What the rent adds to that: the same for all incomes. */
export type RentFigures = {
  rentCents: Cents;
  retainedRent: Exact;
  rentRate: Exact;
  /** The participation without any income beyond the allowance, and the share of the rest that is added to it. */
  least: Exact;
  rate: Exact;
  /** The aid before the solidarity rent reduction and the contribution to the social debt. */
  grossCentsOf: (yearlyIncomeCents: Cents) => Cents;
};

const zero = exact(0);
const one = exact(1);
const centsPerEuro = 100;
const monthsPerYear = 12;
const lastListedDependants = 6;
/** The rent is compared with the ceiling of this zone whatever the home's own. */
const referenceZone: AplZone = 2;

const figuresByScale = new Map<AplScale, Map<number, FamilyFigures>>();

/** The figures of a family in a zone. */
export function familyFigures(question: AplFamily, scale: AplScale): FamilyFigures {
  const ofScale = figuresByScale.get(scale) ?? new Map<number, FamilyFigures>();
  figuresByScale.set(scale, ofScale);
  const { zone, couple, dependants } = question;
  // Whether the household lives as a couple no longer counts from the first dependant on.
  const key = (dependants === 0 && couple ? -1 : dependants) * 3 + zone;
  const known = ofScale.get(key) ?? readFamilyFigures(question, scale);
  ofScale.set(key, known);
  return known;
}

function readFamilyFigures(question: AplFamily, scale: AplScale): FamilyFigures {
  const { zone, dependants } = question;
  const rentCeiling = amountByFamily(`rentCeilingZone${zone}`, question, scale);
  const solidarityReduction = amountByFamily(`solidarityReductionZone${zone}`, question, scale);
  const solidarityIncomeLimit = byFamily(`solidarityIncomeCeilingZone${zone}`, question, scale);
  const deducted = solidarityReduction.mul(scale.figure('solidarityShare', 'share'));
  return {
    rentCeiling,
    referenceCeiling: amountByFamily(`rentCeilingZone${referenceZone}`, question, scale),
    flatCharges: scale
      .figure('flatCharges', 'base')
      .add(scale.figure('flatCharges', 'perDependant').mul(dependants)),
    r0: byFamily('incomeAllowance', question, scale),
    familyRate: maxOf(zero, byFamily('familyRate', question, scale)),
    declineFrom: roundToCent(rentCeiling.mul(scale.figure('degressivity', `declineZone${zone}`))),
    declineTo: roundToCent(rentCeiling.mul(scale.figure('degressivity', `endZone${zone}`))),
    solidarityReduction,
    solidarityReductionCents: centsOfExact(solidarityReduction),
    solidarityIncomeLimitCents: wholePart(solidarityIncomeLimit.mul(monthsPerYear * centsPerEuro)),
    netCents: netOf(zero, scale),
    netCentsReduced: netOf(deducted, scale),
    lastRent: null,
  };
}

/** The figures of a rent for that family. */
export function rentFigures(rentCents: Cents, family: FamilyFigures, scale: AplScale): RentFigures {
  if (family.lastRent?.rentCents === rentCents) return family.lastRent;
  const rent = exactEuros(rentCents);
  const retainedRent = minOf(rent, family.rentCeiling);
  const expense = retainedRent.add(family.flatCharges);
  const rentRate = rentRateOf(retainedRent.div(family.referenceCeiling), scale);
  const rate = family.familyRate.add(rentRate);
  const least = maxOf(
    expense.mul(scale.figure('minimumParticipation', 'rate')),
    scale.figure('minimumParticipation', 'flat'),
  );
  const kept = degressivity(rent, family);
  const figures = {
    rentCents,
    retainedRent,
    rentRate,
    least,
    rate,
    grossCentsOf: grossOf(
      expense.sub(least).mul(kept).sub(scale.figure('flatReduction', 'amount')),
      rate.mul(kept),
      family.r0,
    ),
  };
  family.lastRent = figures;
  return figures;
}

/**
 * The gross aid by income, rounded to the cent: `most` up to the allowance; beyond it, that much less by euro. What is
 * taken away is never more than there is: no aid is under zero.
 */
function grossOf(most: Exact, lessByEuro: Exact, r0: Exact): (yearlyIncomeCents: Cents) => Cents {
  const allowanceCents = wholePart(r0.mul(centsPerEuro));
  const mostCents = Math.max(0, roundHalfUp(most.mul(centsPerEuro), 0));
  const beyondAllowance = roundedLine(most.add(lessByEuro.mul(r0)).mul(centsPerEuro), lessByEuro.neg());
  return (incomeCents) =>
    incomeCents <= allowanceCents ? mostCents : Math.max(0, beyondAllowance(incomeCents));
}

/** The gross aid less the share of the solidarity rent reduction, then less the contribution; rounded to the cent. */
function netOf(deducted: Exact, scale: AplScale): (grossCents: Cents) => Cents {
  const kept = one.sub(scale.figure('crds', 'rate'));
  const net = roundedLine(deducted.mul(centsPerEuro).mul(kept).neg(), kept);
  return (grossCents) => Math.max(0, net(grossCents));
}

/** Series listed as single, couple, one dependant, and an amount for each further one. */
function amountByFamily(series: string, question: AplFamily, scale: AplScale): Exact {
  if (question.dependants === 0) return scale.figure(series, question.couple ? 'couple' : 'single');
  return scale
    .figure(series, 'oneDependant')
    .add(scale.figure(series, 'perExtraDependant').mul(question.dependants - 1));
}

/** Series listed as single, couple, one to six dependants, and an amount for each further one. */
function byFamily(series: string, question: AplFamily, scale: AplScale): Exact {
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
  return exactEuros(centsOfExact(euros));
}

/** Effort rate and residual income: figures for people to judge by, never a refusal. */
import { type Exact, ratio } from '../kernel/exact.ts';
import { type Cents, exactEuros } from '../kernel/money.ts';
import { latestNumberFigure } from './parameters/figures.ts';

export type EffortQuestion = {
  rentCents: Cents;
  annexRentCents: Cents;
  chargesCents: Cents;
  /** Flat amount for individual water and heating. */
  flatChargesCents: Cents;
  /** RLS, deducted from the rent. */
  solidarityRentReductionCents: Cents;
  /** The benefit that the household could get in this home. */
  housingBenefitCents: Cents;
  monthlyResourcesCents: Cents;
  /** Over 0. */
  consumptionUnits: Exact;
};

export type EffortAnswer = {
  /** A month; negative where the benefit exceeds rent and charges. */
  netCostCents: Cents;
  /** A share of resources, exact; null without resources. */
  effortRate: Exact | null;
  /** Euros a day for one consumption unit, exact; may be negative. */
  residualPerUnitPerDay: Exact;
};

/** What the home costs the household each month, the share of its resources, and what is left to live on. */
export function effort(question: EffortQuestion): EffortAnswer {
  const netCostCents =
    question.rentCents +
    question.annexRentCents +
    question.chargesCents +
    question.flatChargesCents -
    question.solidarityRentReductionCents -
    question.housingBenefitCents;
  const days = latestNumberFigure('effort.daysPerMonth');
  return {
    netCostCents,
    effortRate:
      question.monthlyResourcesCents === 0
        ? null
        : ratio(Math.max(0, netCostCents), question.monthlyResourcesCents),
    residualPerUnitPerDay: exactEuros(question.monthlyResourcesCents - netCostCents)
      .div(question.consumptionUnits)
      .div(days),
  };
}

/** What a home would cost a household each month, with an estimated APL: figures to judge by, never an order. */
import type { Application } from '../domain/application.ts';
import type { Home } from '../domain/home.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { type Exact, exact, roundHalfUp } from '../kernel/exact.ts';
import type { Cents } from '../kernel/money.ts';
import { type AplCents, aplInCents, aplZone } from '../law/apl.ts';
import { consumptionUnits } from '../law/consumption-units.ts';
import { effort } from '../law/effort.ts';
import type { CandidateSheet } from './run-result.ts';

export type HomeCost = Pick<
  CandidateSheet,
  'aplCents' | 'aplEstimated' | 'netCostCents' | 'effortRate' | 'residualPerUnitPerDayCents'
>;

const monthsPerYear = 12;

/**
 * The cost of a home under convention for a household. Without a known income there is no benefit and no cost; without
 * known resources, no rate. An effort rate has three decimals.
 */
export function homeCost(
  application: Application,
  home: Home,
  date: CivilDate,
  /** Those of the household on the date, where the caller has them. */
  units: Exact = consumptionUnits(application.household.persons, date),
): HomeCost {
  const benefit = benefitOf(application, home, date);
  const { monthlyResourcesCents } = application.household;
  if (!benefit || monthlyResourcesCents === null) {
    return {
      aplCents: benefit?.monthlyAidCents ?? null,
      aplEstimated: benefit?.estimated ?? false,
      netCostCents: null,
      effortRate: null,
      residualPerUnitPerDayCents: null,
    };
  }
  const cost = effort({
    rentCents: home.rentCents,
    annexRentCents: home.annexRentCents,
    chargesCents: home.chargesCents,
    flatChargesCents: home.flatChargesCents,
    solidarityRentReductionCents: benefit.solidarityRentReductionCents,
    housingBenefitCents: benefit.monthlyAidCents,
    monthlyResourcesCents,
    consumptionUnits: units,
  });
  return {
    aplCents: benefit.monthlyAidCents,
    aplEstimated: benefit.estimated,
    netCostCents: cost.netCostCents,
    effortRate: cost.effortRate === null ? null : roundHalfUp(cost.effortRate, 3),
    residualPerUnitPerDayCents: Math.round(roundHalfUp(cost.residualPerUnitPerDay.mul(exact(100)), 0)),
  };
}

function benefitOf(application: Application, home: Home, date: CivilDate): AplCents | null {
  const yearlyIncomeCents = yearlyIncomeOf(application);
  if (yearlyIncomeCents === null) return null;
  const { persons } = application.household;
  return aplInCents({
    date,
    zone: aplZone(home.insee),
    couple: persons.some((person) => person.role === 'partner'),
    dependants: persons.filter((person) => person.role === 'dependant').length,
    yearlyIncomeCents,
    rentCents: home.rentCents,
    mode: 'estimate',
  });
}

/** The benefit reads the income of the last twelve months; the latest tax year stands in where it is unknown. */
function yearlyIncomeOf({ household }: Application): Cents | null {
  const { last12MonthsCents, n1Cents, n2Cents } = household.taxIncome;
  const monthly = household.monthlyResourcesCents;
  return last12MonthsCents ?? n1Cents ?? n2Cents ?? (monthly === null ? null : monthly * monthsPerYear);
}

/** `law effort`: net housing cost, effort rate and residual income. */
import { z } from 'zod';
import { exact, roundHalfUp } from '../../kernel/exact.ts';
import { centsOfEuros, eurosOfCents, eurosSchema } from '../../kernel/money.ts';
import { effort } from '../effort.ts';
import { defineCalculator } from './frame.ts';

const inputSchema = z.object({
  rent: eurosSchema,
  annexRent: eurosSchema.default(0),
  charges: eurosSchema,
  flatCharges: eurosSchema.default(0),
  solidarityRentReduction: eurosSchema.default(0),
  housingBenefit: eurosSchema,
  monthlyResources: eurosSchema,
  consumptionUnits: z.number().positive().max(1000),
});

export const effortCalculator = defineCalculator({
  name: 'effort',
  summary: 'Coût net du logement, taux d’effort et reste à vivre',
  rules: ['A-01', 'A-02', 'A-04'],
  fields: ['netCost', 'effortRate', 'residualPerUnitPerDay'],
  input: inputSchema,
  compute(input) {
    const found = effort({
      rentCents: centsOfEuros(input.rent),
      annexRentCents: centsOfEuros(input.annexRent),
      chargesCents: centsOfEuros(input.charges),
      flatChargesCents: centsOfEuros(input.flatCharges),
      solidarityRentReductionCents: centsOfEuros(input.solidarityRentReduction),
      housingBenefitCents: centsOfEuros(input.housingBenefit),
      monthlyResourcesCents: centsOfEuros(input.monthlyResources),
      consumptionUnits: exact(input.consumptionUnits),
    });
    return {
      kind: 'values',
      values: {
        netCost: eurosOfCents(found.netCostCents),
        effortRate: found.effortRate === null ? null : roundHalfUp(found.effortRate, 3),
        residualPerUnitPerDay: roundHalfUp(found.residualPerUnitPerDay, 2),
      },
      ...(found.effortRate === null ? { extra: { reason: 'no-resources' } } : {}),
    };
  },
});

/** `law apl`: housing benefit of the tenant of a home under convention, with its steps. */
import { z } from 'zod';
import { roundHalfUp } from '../../kernel/exact.ts';
import { centsOfEuros, eurosOfCents, eurosSchema } from '../../kernel/money.ts';
import { apl } from '../apl.ts';
import { daySchema, defineCalculator } from './frame.ts';

const inputSchema = z.object({
  date: daySchema,
  zone: z.literal([1, 2, 3, '1bis']),
  couple: z.boolean(),
  dependants: z.number().int().nonnegative().max(30),
  yearlyIncome: eurosSchema,
  /** Without charges. */
  rent: eurosSchema,
  mode: z.enum(['strict', 'estimate']).default('strict'),
});

export const aplCalculator = defineCalculator({
  name: 'apl',
  summary: 'Aide personnalisée au logement (APL) du locataire d’un logement conventionné',
  rules: ['A-05'],
  fields: [
    'monthlyAid',
    'rentCeiling',
    'retainedRent',
    'flatCharges',
    'r0',
    'familyRate',
    'rentRate',
    'participation',
    'solidarityRentReduction',
    'figure',
    'scaleOf',
  ],
  input: inputSchema,
  compute(input) {
    const found = apl({
      date: input.date,
      zone: input.zone === '1bis' ? 1 : input.zone,
      couple: input.couple,
      dependants: input.dependants,
      yearlyIncomeCents: centsOfEuros(input.yearlyIncome),
      rentCents: centsOfEuros(input.rent),
      mode: input.mode,
    });
    if (found.steps === null || found.monthlyAidCents === null) {
      return { kind: 'nothing', awaiting: found.awaiting };
    }
    const { steps } = found;
    return {
      kind: 'values',
      values: {
        monthlyAid: eurosOfCents(found.monthlyAidCents),
        rentCeiling: roundHalfUp(steps.rentCeiling, 2),
        retainedRent: roundHalfUp(steps.retainedRent, 2),
        flatCharges: roundHalfUp(steps.flatCharges, 2),
        r0: roundHalfUp(steps.r0, 2),
        familyRate: roundHalfUp(steps.familyRate, 6),
        // The computation keeps the rate exact; only what is shown is cut to five decimals.
        rentRate: roundHalfUp(steps.rentRate, 5),
        participation: roundHalfUp(steps.participation, 2),
        solidarityRentReduction: roundHalfUp(steps.solidarityRentReduction, 2),
        figure: found.figure,
        scaleOf: found.scaleOf,
      },
    };
  },
});

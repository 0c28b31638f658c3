/** `law quartile`: income per consumption unit against the first quartile of the territory (Q-01, U-01…U-07). */
import { z } from 'zod';
import { sirenSchema } from '../../domain/home.ts';
import { roundHalfUp } from '../../kernel/exact.ts';
import { centsOfEuros, eurosOfCents, eurosSchema } from '../../kernel/money.ts';
import { firstQuartile } from '../quartile.ts';
import { isKnownTerritory } from '../quartile-territory.ts';
import { bornAfterDate, daySchema, defineCalculator } from './frame.ts';

const inputSchema = z.object({
  date: daySchema,
  epci: sirenSchema.refine(isKnownTerritory, {
    message: 'numéro SIREN d’EPCI inconnu',
    params: { code: 'unknown-siren' },
  }),
  /** The first is the first adult. */
  persons: z
    .array(z.object({ bornOn: daySchema }))
    .min(1)
    .max(100),
  monthlyResources: eurosSchema,
  comparison: z.enum(['lt', 'lte']).default('lt'),
});

export const quartileCalculator = defineCalculator({
  name: 'quartile',
  summary: 'Ressources par unité de consommation et premier quartile de l’EPCI',
  rules: ['Q-01', 'U-01', 'U-02', 'U-03', 'U-04', 'U-06', 'U-07'],
  fields: [
    'applicable',
    'orderYear',
    'provisional',
    'threshold',
    'consumptionUnits',
    'resourcesPerUnit',
    'firstQuartile',
  ],
  input: inputSchema,
  compute({ date, epci, persons, monthlyResources, comparison }) {
    const unborn = persons.findIndex((person) => person.bornOn > date);
    if (unborn >= 0) return bornAfterDate(unborn);
    const found = firstQuartile({
      date,
      epci,
      persons,
      monthlyResourcesCents: centsOfEuros(monthlyResources),
      comparison,
    });
    if (found.consumptionUnits === null) return { kind: 'nothing', awaiting: found.outcome.awaiting };
    return {
      kind: 'values',
      values: {
        applicable: found.applicable,
        orderYear: found.orderYear,
        provisional: found.provisional,
        threshold: found.thresholdCents === null ? null : eurosOfCents(found.thresholdCents),
        consumptionUnits: roundHalfUp(found.consumptionUnits, 2),
        resourcesPerUnit: found.resourcesPerUnit === null ? null : roundHalfUp(found.resourcesPerUnit, 2),
        firstQuartile: found.firstQuartile,
      },
    };
  },
});

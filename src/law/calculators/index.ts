/** The calculators of `parcours law`, by name. */
import { aplCalculator } from './apl.ts';
import { ceilingCalculator } from './ceiling.ts';
import { effortCalculator } from './effort.ts';
import type { Calculator } from './frame.ts';
import { occupancyCalculator } from './occupancy.ts';
import { offerCalculator } from './offer.ts';
import { priorityCalculator } from './priority.ts';
import { quartileCalculator } from './quartile.ts';
import { reviewCalculator } from './review.ts';

export const calculators: ReadonlyMap<string, Calculator> = new Map(
  [
    quartileCalculator,
    ceilingCalculator,
    occupancyCalculator,
    effortCalculator,
    aplCalculator,
    priorityCalculator,
    reviewCalculator,
    offerCalculator,
  ].map((calculator) => [calculator.name, calculator]),
);

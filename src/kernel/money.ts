/** Money is an integer number of cents inside the code; euros with at most two decimals outside. */
import { z } from 'zod';
import { type Exact, ratio, roundHalfUp } from './exact.ts';

/** An integer number of euro cents. */
export type Cents = number;

/** Cents of an amount in euros that has at most two decimals; throws a RangeError where it has more. */
export function centsOfEuros(euros: number): Cents {
  const cents = Math.round(euros * 100);
  if (Math.abs(cents - euros * 100) > 1e-6 * Math.max(1, Math.abs(euros))) {
    throw new RangeError(`more than two decimals: ${euros}`);
  }
  return cents;
}

export function eurosOfCents(cents: Cents): number {
  return cents / 100;
}

/** Cents of an exact amount in euros, half up. */
export function centsOfExact(euros: Exact): Cents {
  return Math.round(roundHalfUp(euros, 2) * 100);
}

export function exactEuros(cents: Cents): Exact {
  return ratio(cents, 100);
}

/** A non-negative amount in euros with at most two decimals, as JSON carries it. */
export const eurosSchema = z
  .number()
  .nonnegative('montant négatif')
  .max(100_000_000)
  .refine((euros) => Math.abs(Math.round(euros * 100) - euros * 100) < 1e-6 * Math.max(1, euros), {
    message: 'au plus deux décimales',
  });

/** A non-negative integer number of cents. */
export const centsSchema = z.number().int().nonnegative();

/**
 * Exact rational arithmetic for figures of law: an amount is compared before it is rounded, and rounded half up.
 * Binary floating point cannot tell 9 632.00 from 9 631.999…, and one euro decides for a family.
 */
import Fraction from 'fraction.js';

export type Exact = Fraction;

/** An exact value from an integer, a decimal text ("0.0283") or a JavaScript number read as its shortest decimal. */
export function exact(value: number | string | bigint | Exact): Exact {
  // Whole numbers are most of what is computed: as big integers they are not read from text.
  if (typeof value === 'number') {
    return new Fraction(isWhole(value) ? BigInt(value) : decimalText(value));
  }
  return new Fraction(value);
}

/** The ratio of two exact values. Throws where the divisor is zero. */
export function ratio(numerator: number | string | Exact, denominator: number | string | Exact): Exact {
  return isWhole(numerator) && isWhole(denominator)
    ? new Fraction(BigInt(numerator), BigInt(denominator))
    : exact(numerator).div(exact(denominator));
}

/** The value rounded half up (away from zero at the half) to `decimals` places, as a JavaScript number. */
export function roundHalfUp(value: Exact, decimals: number): number {
  const scale = 10n ** BigInt(decimals);
  const doubled = value.n * scale * 2n + value.d;
  const rounded = doubled / (value.d * 2n);
  return Number(value.s * rounded) / Number(scale);
}

/**
 * `start + slope × x` for whole numbers x, rounded half up (away from zero at the half) to a whole number: for long
 * loops, where exact values would be reduced at every step.
 */
export function roundedLine(start: Exact, slope: Exact): (x: number) => number {
  const from = 2n * start.s * start.n * slope.d;
  const step = 2n * slope.s * slope.n * start.d;
  const half = start.d * slope.d;
  const whole = 2n * half;
  return (x) => {
    const value = from + step * BigInt(x);
    return Number((value < 0n ? value - half : value + half) / whole);
  };
}

/** The greatest whole number that is not above a value of zero or more. */
export function wholePart(value: Exact): number {
  return Number(value.n / value.d);
}

export function maxOf(first: Exact, second: Exact): Exact {
  return first.compare(second) >= 0 ? first : second;
}

export function minOf(first: Exact, second: Exact): Exact {
  return first.compare(second) <= 0 ? first : second;
}

function isWhole(value: number | string | Exact): value is number {
  return Number.isSafeInteger(value);
}

function decimalText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`);
  const text = String(value);
  return text.includes('e') ? value.toFixed(20) : text;
}

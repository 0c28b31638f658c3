/** The demonstration's only source of chance: seeded, so that the same landlord is made on every machine. */
import { base, en, Faker, fr, generateMersenne53Randomizer } from '@faker-js/faker';

export type Chance = {
  faker: Faker;
  /** True with this probability. */
  happens: (probability: number) => boolean;
  /** An integer between two others, both included. */
  integer: (min: number, max: number) => number;
  real: (min: number, max: number) => number;
  /** One of the values, by weight. */
  weighted: <Value>(choices: readonly (readonly [Value, number])[]) => Value;
  /** `count` different values, in an order of chance; fewer where there are not that many. */
  some: <Value>(values: readonly Value[], count: number) => Value[];
  one: <Value>(values: readonly Value[]) => Value;
};

/** A chance that depends on its seed alone; parts of the landlord have their own, so that one can change alone. */
export function chanceOf(seed: number): Chance {
  const randomizer = generateMersenne53Randomizer();
  const faker = new Faker({ locale: [fr, en, base], randomizer, seed });
  const next = () => randomizer.next();
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const one = <Value>(values: readonly Value[]): Value => {
    const value = values[integer(0, values.length - 1)];
    if (value === undefined) throw new RangeError('a choice among nothing');
    return value;
  };
  return {
    faker,
    integer,
    one,
    happens: (probability) => next() < probability,
    real: (min, max) => min + next() * (max - min),
    weighted: (choices) => {
      const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
      let rest = next() * total;
      for (const [value, weight] of choices) {
        rest -= weight;
        if (rest < 0) return value;
      }
      return one(choices)[0];
    },
    some: (values, count) => faker.helpers.arrayElements([...values], Math.min(count, values.length)),
  };
}

/** Whole shares of a total in proportion to weights, by largest remainder; they add up to the total. */
export function sharesOf(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exactShares = weights.map((weight) => (total * weight) / sum);
  const shares = exactShares.map(Math.floor);
  const left = total - shares.reduce((a, b) => a + b, 0);
  const byRemainder = exactShares
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/** The quick reading of stored applications accepts nothing that the schema would refuse or change. */
import { describe, expect, it } from 'vitest';
import { applicationSchema } from '../../src/domain/application.ts';
import { applicationShaper } from '../../src/domain/application-shape.ts';
import { storedApplication } from '../../src/domain/stored-application.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { makeApplication, makeHousehold, makeLabel, makePersons } from '../support/make-domain.ts';

const whole = makeApplication(1, {
  household: makeHousehold({ persons: makePersons(2, [3, 9]), monthlyResourcesCents: 120_000 }),
  labels: [makeLabel('dalo'), makeLabel('c')],
  gridFacts: [
    { criterion: 'hebergement', value: true, asOf: civilDate('2026-01-02'), evidence: 'verified' },
    { criterion: 'taux', value: 3.5, asOf: civilDate('2026-01-02'), evidence: 'declared' },
  ],
  refusals: [{ homeId: 'h1', on: civilDate('2026-02-03'), adapted: true }],
  arrears: { amountCents: 50_000, asOf: civilDate('2026-03-04'), underPlan: false },
});

const strange = [undefined, null, '', 'x', '2026-02-30', -1, 0.5, 1e300, Number.NaN, true, [], {}, [null]];

/** The value with one leaf, list or object replaced, left out or added to, at every place in turn. */
function* changed(value: unknown): Generator<unknown> {
  yield* strange;
  if (Array.isArray(value)) {
    yield [...value, ...value];
    for (const [at, item] of value.entries()) {
      for (const other of changed(item)) yield value.with(at, other);
    }
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, unheardOf: 1 };
    for (const [key, item] of Object.entries(value)) {
      const { [key]: _left, ...rest } = Object.fromEntries(Object.entries(value));
      yield rest;
      for (const other of changed(item)) yield { ...value, [key]: other };
    }
  }
}

describe('a stored application', () => {
  it('is read as the schema reads it, whatever is changed in it', () => {
    let accepted = 0;
    let refused = 0;
    for (const value of changed(whole)) {
      const expected = applicationSchema.safeParse(value);
      if (expected.success) {
        accepted += 1;
        expect(storedApplication(value)).toEqual(expected.data);
      } else {
        refused += 1;
        expect(() => storedApplication(value)).toThrow();
      }
    }
    expect(accepted).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(500);
  });

  it('is given back as it is where nothing is wrong, registered or known to the landlord alone', () => {
    for (const value of [whole, { ...whole, withoutNumber: true as const }]) {
      expect(storedApplication(value)).toBe(value);
    }
  });

  it('has one shape in a snapshot: nothing lost, every key in the order of canonical JSON', () => {
    const shaped = applicationShaper();
    for (const value of [whole, makeApplication(2), { ...whole, withoutNumber: true as const }]) {
      expect(shaped(value)).toStrictEqual(value);
      expect(JSON.stringify(shaped(value))).toBe(canonicalJson(value));
    }
  });
});

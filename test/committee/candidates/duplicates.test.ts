import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areCloseNames,
  type DuplicateRecord,
  duplicateRecord,
  findDuplicates,
} from '../../../src/committee/candidates/duplicates.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { makeApplication, makeHousehold, makePersons } from '../../support/make-domain.ts';

const noContact = { email: null, telephone: null };

function recordOf(index: number, more: Partial<DuplicateRecord> = {}): DuplicateRecord {
  return {
    number: `N${String(index).padStart(4, '0')}`,
    name: null,
    signers: [],
    births: [],
    email: null,
    telephone: null,
    tenancyId: null,
    ...more,
  };
}

const births = ['1980-01-01', '1985-05-05', '2015-03-03', '2018-03-03'].map(civilDate);
const anyRecord = fc.record({
  name: fc.constantFrom(null, 'Weber Anna', 'Webber Anna', 'Anna WEBER', 'Klein Jean', 'Muller Zoé'),
  signers: fc.subarray(births.slice(0, 2)),
  births: fc.subarray(births),
  email: fc.constantFrom(null, 'a@exemple.example', 'b@exemple.example'),
  telephone: fc.constantFrom(null, '612345678', '698765432'),
  tenancyId: fc.constantFrom(null, 'TEN-1', 'TEN-2'),
});

describe('applications that look like one household', () => {
  it('are told with their evidence: tenancy, births, signer and name, e-mail, telephone', () => {
    const couple = makeHousehold({ persons: makePersons(2, [8]) });
    const first = makeApplication(1, {
      name: 'WEBER Anna',
      household: couple,
      current: { tenancyId: 'TEN-1' },
    });
    const second = makeApplication(2, {
      name: 'Weber Ana',
      household: couple,
      current: { tenancyId: 'TEN-1' },
    });
    const contact = { email: 'Anna@exemple.example ', telephone: '06 12 34 56 78' };
    const again = { email: 'anna@exemple.example', telephone: '+33 6 12 34 56 78' };
    expect(findDuplicates([duplicateRecord(second, again), duplicateRecord(first, contact)])).toEqual([
      {
        first: first.number,
        second: second.number,
        evidence: ['sameTenancy', 'sameBirths', 'sameSignerAndCloseName', 'sameEmail', 'sameTelephone'],
      },
    ]);
  });

  it('are not told for one birth date alone: many people share one', () => {
    const records = [
      makeApplication(1, { name: 'Klein Jean' }),
      makeApplication(2, { name: 'Muller Zoé' }),
    ].map((application) => duplicateRecord(application, noContact));
    expect(findDuplicates(records)).toEqual([]);
  });

  it('are not told for a telephone that helps many households', () => {
    const helped = Array.from({ length: 7 }, (_, index) => recordOf(index, { telephone: '387000000' }));
    expect(findDuplicates(helped)).toEqual([]);
    expect(findDuplicates(helped.slice(0, 2))).toHaveLength(1);
  });

  it('are the same pairs whatever the order in which the files come', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 12 }), fc.integer(), (facts, turn) => {
        const records = facts.map((fact, index) => recordOf(index, fact));
        const turned = records.map((_, index) => records[(index + Math.abs(turn)) % records.length]!);
        expect(findDuplicates(turned)).toEqual(findDuplicates(records));
        expect(findDuplicates([...records].reverse())).toEqual(findDuplicates(records));
      }),
      { seed: 21112026, numRuns: 200 },
    );
  });

  it('misses no pair of a small list that shares a tenancy, a household’s births, or a contact of few', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 2, maxLength: 6 }), (facts) => {
        const records = facts.map((fact, index) => recordOf(index, fact));
        const found = new Set(findDuplicates(records).map(({ first, second }) => `${first} ${second}`));
        const expected = records.flatMap((a, place) =>
          records.slice(place + 1).flatMap((b) => {
            const alike =
              (a.tenancyId !== null && a.tenancyId === b.tenancyId) ||
              (a.births.length > 1 && a.births.join() === b.births.join()) ||
              (a.email !== null && a.email === b.email) ||
              (a.telephone !== null && a.telephone === b.telephone) ||
              (a.signers.some((day) => b.signers.includes(day)) && areCloseNames(a.name, b.name));
            return alike ? [`${a.number} ${b.number}`] : [];
          }),
        );
        expect(found).toEqual(new Set(expected));
      }),
      { seed: 21112026, numRuns: 200 },
    );
  });

  it('have names that are close whatever their order, accents and a letter or two', () => {
    expect(areCloseNames('MÜLLER Zoé', 'zoe muller')).toBe(true);
    expect(areCloseNames('Weber Anna', 'Webber Ana')).toBe(true);
    expect(areCloseNames('Weber Anna', 'Becker Anna')).toBe(false);
    expect(areCloseNames('Li', 'Lo')).toBe(false);
    expect(areCloseNames(null, 'Weber Anna')).toBe(false);
  });
});

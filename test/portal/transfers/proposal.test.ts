import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../src/kernel/civil-date.ts';
import { answerAfter } from '../../../src/portal/transfers/answers.ts';
import { requestDetailsSchema, type TransferRequest } from '../../../src/portal/transfers/request.ts';
import { isOfPartOnly, type Step } from '../../../src/portal/transfers/steps.ts';

const today = civilDate('2026-11-21');
const propose: Step = { kind: 'propose', vacancyId: 'v1', homeId: 'h1' };

function asked(more: Partial<TransferRequest> = {}): TransferRequest {
  return {
    id: 'r1',
    number: '057112600000000101',
    tenancyId: 't1',
    ground: 'comfort',
    origin: 'tenant',
    state: 'searching',
    tier: 6,
    fastLane: false,
    ownerAccountId: null,
    ownerName: null,
    receivedOn: addDays(today, -20),
    dueOn: addDays(today, 10),
    details: requestDetailsSchema.parse({}),
    version: 1,
    ...more,
  };
}

describe('a home proposed for a transfer', () => {
  it('is never taken for one of the three offers of the law', () => {
    for (const ground of ['relocation', 'underOccupied', 'adaptedHomeLeft'] as const) {
      const text = answerAfter(asked({ ground }), propose, 'Camille').paragraphs.join(' ');
      expect(text).toContain('n’est pas une des trois offres de la loi');
      expect(text).not.toContain('garde alors sa place');
    }
    const text = answerAfter(asked(), propose, 'Camille').paragraphs.join(' ');
    expect(text).toContain('Vous restez libre de le refuser');
  });

  it('goes, for a part of a household, by the application of those who leave (M-08c)', () => {
    const details = requestDetailsSchema.parse({ part: { persons: 1, who: 'mon fils' } });
    expect(isOfPartOnly(asked({ details }), propose, 4)).toBe(true);
    expect(isOfPartOnly(asked({ details }), propose, null)).toBe(true);
    expect(isOfPartOnly(asked({ details }), propose, 1)).toBe(false);
    expect(isOfPartOnly(asked(), propose, 4)).toBe(false);
    expect(isOfPartOnly(asked({ details }), { kind: 'search' }, 4)).toBe(false);
  });
});

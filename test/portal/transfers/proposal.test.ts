import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../src/kernel/civil-date.ts';
import { answerAfter } from '../../../src/portal/transfers/answers.ts';
import { requestDetailsSchema, type TransferRequest } from '../../../src/portal/transfers/request.ts';
import { isOfPartOnly, type Step, stepsNow } from '../../../src/portal/transfers/steps.ts';
import { mayTie, tied } from '../../../src/portal/transfers/tie.ts';
import { makeApplication, makeHousehold, makePersons } from '../../support/make-domain.ts';

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

describe('the number of those who leave alone (M-08c)', () => {
  const part = (more: object = {}) =>
    requestDetailsSchema.parse({ part: { persons: 1, who: 'mon fils', ...more } });
  const son = makeApplication(2, { household: makeHousehold({ persons: makePersons(1) }) });
  const family = makeApplication(101, { household: makeHousehold({ persons: makePersons(2, [4, 7]) }) });
  const code = (request: TransferRequest, application: typeof son | null) => {
    const answer = tied(request, application);
    return answer.ok ? null : answer.refusal.code;
  };

  it('replaces that of the household on an open request, once', () => {
    const answer = tied(asked({ details: part() }), son);
    expect(answer).toMatchObject({
      ok: true,
      value: { number: son.number, details: { part: { persons: 1, ownNumber: true } } },
    });
    if (!answer.ok) return;
    expect(isOfPartOnly(answer.value, propose, 1)).toBe(false);
    expect(mayTie(answer.value)).toBe(false);
    expect(code(answer.value, makeApplication(3))).toBe('tiedAlready');
  });

  it('is that of an application of as many people, and not of the household', () => {
    expect(code(asked({ details: part() }), family)).toBe('partOtherSize');
    expect(code(asked({ number: son.number, details: part() }), son)).toBe('partOtherSize');
    expect(code(asked({ details: part() }), null)).toBe('noSuchFile');
    expect(code(asked({ state: 'done', details: part() }), son)).toBe('tiedAlready');
  });

  it('leaves alone a request of a whole household that has its number', () => {
    expect(code(asked(), son)).toBe('tiedAlready');
    expect(code(asked({ number: null }), family)).toBeNull();
  });
});

describe('an examination without the body', () => {
  const received = (more: Partial<TransferRequest>) => stepsNow(asked({ state: 'received', ...more }));

  it('is for relocations of the law and the fast lane, whatever ground the landlord puts first (M-07, M-09)', () => {
    expect(received({ ground: 'relocation', tier: 4 })).toContain('examine');
    expect(received({ fastLane: true })).toContain('examine');
    expect(received({ ground: 'comfort', tier: 1 })).not.toContain('examine');
    expect(received({ ground: 'underOccupied', tier: 1 })).not.toContain('examine');
  });
});

import { describe, expect, it } from 'vitest';
import { documentListOn, documentLists } from '../../../src/committee/candidates/document-list.ts';
import {
  afterGesture,
  type DocumentGesture,
  documentsFor,
  type HeldDocument,
  missingDocuments,
  standingOf,
} from '../../../src/committee/candidates/documents.ts';
import { addDays, civilDate } from '../../../src/kernel/civil-date.ts';
import { makeApplication, makeHousehold, sessionDate } from '../../support/make-domain.ts';

const by = 'Camille Weber';

function gesture(
  held: HeldDocument | undefined,
  kind: DocumentGesture,
  on = sessionDate,
  code = 'last-resources',
) {
  return afterGesture(held, { code, kind, validUntil: null, by }, on);
}

function taken(held: HeldDocument | undefined, kind: DocumentGesture, on = sessionDate): HeldDocument {
  const next = gesture(held, kind, on);
  if (!next.ok) throw new Error(next.refusal);
  return next.value;
}

describe('documents of the closed list (P-02)', () => {
  it('cannot be asked where they are not on the list', () => {
    expect(gesture(undefined, 'request', sessionDate, 'criminal-record')).toEqual({
      ok: false,
      refusal: 'not-listed',
    });
  });

  it('are asked once: neither while they are awaited, nor while they wait for a check, nor while they are good', () => {
    const requested = taken(undefined, 'request');
    expect(gesture(requested, 'request')).toMatchObject({ refusal: 'already-requested' });
    const received = taken(requested, 'receive');
    expect(gesture(received, 'request')).toMatchObject({ refusal: 'awaiting-check' });
    const checked = taken(received, 'accept');
    expect(standingOf(checked, sessionDate)).toBe('valid');
    expect(gesture(checked, 'request')).toMatchObject({ refusal: 'still-valid' });
    expect(gesture(checked, 'receive')).toMatchObject({ refusal: 'still-valid' });
  });

  it('are good to the end of their months, that day included, and can be asked again the day after', () => {
    const checked = taken(taken(undefined, 'receive'), 'accept');
    expect(checked.validUntil).toBe('2027-02-20');
    expect(standingOf(checked, civilDate('2027-02-20'))).toBe('valid');
    expect(standingOf(checked, civilDate('2027-02-21'))).toBe('expired');
    expect(gesture(checked, 'request', civilDate('2027-02-21')).ok).toBe(true);
  });

  it('can be asked again once refused, and are checked by one person only', () => {
    const refused = taken(taken(undefined, 'receive'), 'refuse');
    expect(gesture(refused, 'accept')).toMatchObject({ refusal: 'nothing-to-check' });
    expect(gesture(refused, 'request').ok).toBe(true);
  });

  it('are never kept past their own date', () => {
    const yesterday = addDays(sessionDate, -1);
    const received = afterGesture(
      undefined,
      { code: 'identity', kind: 'receive', validUntil: yesterday, by },
      sessionDate,
    );
    expect(received).toMatchObject({ refusal: 'expired-already' });
  });

  it('miss for a decision without condition: the mandatory ones, and the resources that are only declared', () => {
    const declared = makeApplication(1, { household: makeHousehold({ resourcesEvidence: 'declared' }) });
    const codes = (application: typeof declared, held: readonly HeldDocument[] = []) =>
      missingDocuments(application, held, sessionDate).map(({ code }) => code);
    expect(codes(declared)).toEqual(['identity', 'tax-notice', 'last-resources']);
    expect(codes(makeApplication(1))).toEqual(['identity', 'tax-notice']);
    expect(codes(declared, [taken(taken(undefined, 'receive'), 'accept')])).toEqual([
      'identity',
      'tax-notice',
    ]);
  });

  it('follow the situation: no custody ruling without a child, no landlord’s certificate without a landlord', () => {
    const codes = documentsFor(makeApplication(1), sessionDate).map(({ code }) => code);
    expect(codes).not.toContain('custody');
    expect(codes).not.toContain('landlord-certificate');
    expect(codes).not.toContain('marriage');
  });

  it('stand on one list a day, each code once, with its warning for administrators', () => {
    expect(documentListOn(civilDate('2015-01-01'))).toBeNull();
    for (const { documents, note, from, until } of documentLists) {
      expect(new Set(documents.map(({ code }) => code)).size).toBe(documents.length);
      expect(note).toContain('à vérifier');
      expect(until === null || from <= until).toBe(true);
    }
  });
});

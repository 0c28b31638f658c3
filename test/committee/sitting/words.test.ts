/** The lists that a committee chooses from, as people read them in minutes and letters. */
import { describe, expect, it } from 'vitest';
import { conditionDocuments } from '../../../src/committee/condition.ts';
import { criteria } from '../../../src/committee/criteria.ts';
import { departureReasons } from '../../../src/committee/departure.ts';
import { forbiddenInNote } from '../../../src/committee/note-check.ts';
import { postponementReasons } from '../../../src/committee/postponement.ts';
import { reasons, reasonsFor } from '../../../src/committee/reasons.ts';
import { sessionRefusalInWords } from '../../../src/committee/session-refusal.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { sessionDate } from '../../support/make-domain.ts';

const sentences = [
  ...reasons.flatMap(({ label, minutes, letter }) => [label, minutes, letter]),
  ...[...criteria, ...departureReasons, ...postponementReasons].map(({ label }) => label),
];

describe('what a committee may choose', () => {
  it('says nothing of origin, health, violence or private life', () => {
    expect(sentences.filter((sentence) => forbiddenInNote(sentence, []) !== null)).toEqual([]);
  });

  it('ties every reason to an article of the Code and to a refusal it may serve', () => {
    expect(reasons.filter(({ article }) => !/^CCH [LR]\d{3}/.test(article))).toEqual([]);
    expect(reasons.filter(({ kinds }) => kinds.length === 0)).toEqual([]);
    expect(new Set(reasons.map(({ code }) => code)).size).toBe(reasons.length);
  });

  it('offers the fragility of a residence in a residence that is listed, and nowhere else', () => {
    const codes = (fragileResidence: boolean) =>
      reasonsFor('nonAttribution', { fragileResidence }).map(({ code }) => code);
    expect(codes(true)).toContain('fragileResidence');
    expect(codes(false)).not.toContain('fragileResidence');
  });

  it('never makes a birth to come a condition', () => {
    const codes = conditionDocuments(sessionDate).map(({ code }) => code);
    expect(codes).toContain('tax-notice');
    expect(codes).not.toContain('expected-child');
  });

  it('has no document to ask for on a day before the list', () => {
    expect(conditionDocuments(civilDate('2015-01-01'))).toEqual([]);
  });

  it('writes French typography with the apostrophe of print', () => {
    expect(sentences.filter((sentence) => sentence.includes("'"))).toEqual([]);
  });
});

describe('a refusal', () => {
  it('tells who changed the page, when, and what to do', () => {
    const at = new Date('2026-11-21T13:05:00Z');
    const words = sessionRefusalInWords({ code: 'changedMeanwhile', by: 'Anne Officier', at });
    expect(words).toContain('Anne Officier');
    expect(words.replaceAll('\u00a0', ' ')).toContain('le 21 novembre 2026 à 14 h 05');
    expect(words).toContain('recommencez');
  });

  it('never prints the number of a household', () => {
    const number = '057112600000000123';
    for (const code of ['notLive', 'withoutNumber', 'candidateUndecided', 'noteMissing'] as const) {
      expect(sessionRefusalInWords({ code, number })).not.toContain(number);
    }
  });
});

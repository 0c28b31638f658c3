import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { ruleCard } from '../../../src/law/cards/index.ts';
import { indicatorNames } from '../../../src/reporting/indicator.ts';
import { indicatorOf } from '../../../src/reporting/indicators/indicator-of.ts';
import { readYear } from './year-fixture.ts';

const period = { from: civilDate('2026-01-01'), until: civilDate('2026-12-31') };
const sensitive =
  /L441-1 [abghi]\b|L441-1 g bis|asile|réfugié|nationalité (?!ni)|violence|prostitution|traite/i;

describe.each([...indicatorNames])('the definition of %s', (name) => {
  const indicator = indicatorOf(name, readYear().facts, { period, asOf: period.until });
  const { definition, figures, tables, notCounted } = indicator;

  it('names rules of the rulebook and at least one article', () => {
    expect(definition.rules.filter((rule) => ruleCard(rule) === undefined)).toEqual([]);
    expect(definition.articles.length).toBeGreaterThan(0);
  });

  it('says the numerator and the denominator of every figure', () => {
    const keys = definition.measures.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect([...new Set(figures.map(({ measure }) => measure))].filter((key) => !keys.includes(key))).toEqual(
      [],
    );
    for (const { numerator, denominator, label } of definition.measures) {
      expect([numerator, denominator, label].every((text) => text.length > 3)).toBe(true);
    }
  });

  it('has tables whose rows have a cell for each column', () => {
    for (const { columns, rows } of tables) {
      expect(rows.every((row) => row.length === columns.length)).toBe(true);
    }
  });

  it('tells no sensitive ground in any word that leaves', () => {
    const words = JSON.stringify([tables, notCounted, definition.measures]);
    expect(words).not.toMatch(sensitive);
  });
});

import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import type { Figure, Place } from '../../../src/reporting/indicator.ts';
import { suppressFigures } from '../../../src/reporting/suppression/figures.ts';
import { figureOf as figure } from './figure.ts';

const june = { from: civilDate('2026-01-01'), until: civilDate('2026-06-30') };

const landlord: Place = {
  level: 'landlord',
  code: null,
  name: 'Le bailleur',
  departements: [],
  within: null,
};
const epci = (code: string): Place => ({
  level: 'epci',
  code,
  name: `EPCI ${code}`,
  departements: ['57'],
  within: null,
});

const kinds = (figures: readonly Figure[], previous: readonly (readonly Figure[])[] = []): string =>
  suppressFigures(figures, 11, previous)
    .map(({ kind }) => kind[0])
    .join('');

describe('figures that may be published', () => {
  it('are all shown where nobody can be told apart', () => {
    expect(kinds([figure(landlord, 100, 300), figure(epci('A'), 60, 150), figure(epci('B'), 40, 150)])).toBe(
      'sss',
    );
  });

  it('hide few households, and the smallest neighbour that screens them from the sum', () => {
    const figures = [
      figure(landlord, 143, 443),
      figure(epci('A'), 60, 150),
      figure(epci('B'), 3, 40),
      figure(epci('C'), 20, 53),
      figure(epci('D'), 60, 200),
    ];
    expect(kinds(figures)).toBe('sshhs');
  });

  it('hide the complement of few, and all or nothing of a small whole, but not nought of many', () => {
    expect(kinds([figure(landlord, 292, 300)])).toBe('h');
    expect(kinds([figure(landlord, 20, 20)])).toBe('h');
    expect(kinds([figure(landlord, 0, 25)])).toBe('h');
    expect(kinds([figure(landlord, 0, 300)])).toBe('s');
    expect(kinds([figure(landlord, 0, 0)])).toBe('s');
  });

  it('screen few households counted in no place that is shown', () => {
    const figures = [figure(landlord, 103, 306), figure(epci('A'), 60, 160), figure(epci('B'), 40, 140)];
    expect(kinds(figures)).toBe('ssh');
  });

  it('hide the newer figure where a few households more than last time would be told', () => {
    const before = [figure(landlord, 60, 160, june)];
    expect(kinds([figure(landlord, 63, 170)], [before])).toBe('h');
    expect(kinds([figure(landlord, 90, 220)], [before])).toBe('s');
    expect(kinds([figure(landlord, 60, 160)], [before])).toBe('s');
  });

  it('leave without the leases behind them, with one reason for all', () => {
    const [shown] = suppressFigures([figure(landlord, 100, 300)], 11);
    expect(JSON.stringify(shown)).not.toContain('BAIL-1');
    const [hidden] = suppressFigures([figure(landlord, 3, 300)], 11);
    expect(hidden).toMatchObject({
      reason: 'Secret statistique : moins de 11 ménages, ici ou dans un chiffre dont celui-ci se déduirait.',
    });
    expect(hidden).not.toHaveProperty('figure');
  });
});

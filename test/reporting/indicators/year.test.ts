import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import type { Figure } from '../../../src/reporting/indicator.ts';
import { indicatorNames } from '../../../src/reporting/indicator.ts';
import { shownRate } from '../../../src/reporting/indicators/export.ts';
import { indicatorOf } from '../../../src/reporting/indicators/indicator-of.ts';
import { type ExpectedFigure, readYear } from './year-fixture.ts';

const { facts, expected } = readYear();
const question = {
  period: { from: civilDate('2026-01-01'), until: civilDate('2026-12-31') },
  asOf: civilDate('2026-12-31'),
};

describe.each([...indicatorNames])('the year computed by hand: %s', (name) => {
  const hand = expected[name];
  const indicator = indicatorOf(name, facts, question);

  it('gives every figure that was computed by hand', () => {
    if (!hand) throw new Error(`${name} has no figure computed by hand`);
    for (const line of hand.chiffres) {
      const figure = indicator.figures.find((one) => isFigureOf(one, line));
      if (!figure) throw new Error(`${name}: no figure ${line.mesure} in ${line.lieu}`);
      expect(read(figure, line)).toEqual(line);
    }
  });

  it('says what is not counted, and how many', () => {
    const lines = indicator.notCounted.map(({ because, count }) => `${because} : ${count}`);
    for (const [words, count] of Object.entries(hand?.non_comptés ?? {})) {
      expect(lines.filter((line) => line.includes(words) && line.endsWith(` : ${count}`))).toHaveLength(1);
    }
    expect(lines).toHaveLength(Object.keys(hand?.non_comptés ?? {}).length);
  });

  it('lists the data to complete, each under its key', () => {
    expect(indicator.defects.map(({ key }) => key)).toEqual(hand?.défauts ?? []);
  });

  it('gives the tables computed by hand', () => {
    for (const [key, rows] of Object.entries(hand?.tables ?? {})) {
      expect(indicator.tables.find((table) => table.key === key)?.rows).toEqual(rows);
    }
  });
});

function isFigureOf({ measure, place }: Figure, { mesure, lieu, dans }: ExpectedFigure): boolean {
  return measure === mesure && place.name === lieu && (place.within?.name ?? undefined) === dans;
}

/** The figure in the words of the hand-made line, with what that line tells and nothing else. */
function read(figure: Figure, line: ExpectedFigure): Partial<ExpectedFigure> {
  const all: Required<Omit<ExpectedFigure, 'dans' | 'contrôle' | 'médiane' | 'centile' | 'au_delà'>> & {
    [Key in 'dans' | 'contrôle' | 'médiane' | 'centile' | 'au_delà']: ExpectedFigure[Key] | null | undefined;
  } = {
    mesure: figure.measure,
    lieu: figure.place.name,
    dans: figure.place.within?.name,
    comptés: figure.inGroup,
    ensemble: figure.total,
    part: shownRate(figure),
    manquants: figure.missing,
    au_delà: figure.excess,
    prouvés: figure.split.proved,
    déclarés: figure.split.declared,
    inconnus: figure.split.unknown,
    contrôle: figure.control,
    médiane: figure.days?.median,
    centile: figure.days?.ninetieth,
  };
  return Object.fromEntries(Object.entries(all).filter(([key]) => key in line));
}

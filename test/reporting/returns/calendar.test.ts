/** The calendar of law §11: what is due when, where it stands, which reminder a day asks for; and what changed since. */
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import type { ReportingFacts } from '../../../src/reporting/facts.ts';
import { returnsDueIn } from '../../../src/reporting/returns/calendar.ts';
import { dayReturns } from '../../../src/reporting/returns/day-returns.ts';
import { differencesSince } from '../../../src/reporting/returns/differences.ts';
import { largestRemainders } from '../../../src/reporting/returns/largest-remainders.ts';
import { reminderMessage } from '../../../src/reporting/returns/reminder.ts';
import { count, returnTable, share, text } from '../../../src/reporting/returns/return-content.ts';
import { groupReturns, reminderDue, returnState } from '../../../src/reporting/returns/return-state.ts';
import { factsWith } from '../indicators/make-leases.ts';

const places: ReportingFacts = {
  ...factsWith([]),
  stock: [
    { insee: '57463', qpvCode: null, typology: 'T3', homes: 800 },
    { insee: '54395', qpvCode: null, typology: 'T3', homes: 200 },
  ],
};
const due2027 = returnsDueIn(2027, places);
const on = (day: string) => ({ today: civilDate(day), since: civilDate('2026-01-01') });
const find = (key: string) => due2027.find((one) => one.key === key)!;

describe('the calendar of returns', () => {
  it('closes the half-years on 30 June and 31 December and gives fifteen days, to the préfet of each département', () => {
    const halves = due2027.filter(({ kind }) => kind === 'half-year');
    expect(halves.map(({ key, lastDay }) => `${key} ${lastDay}`)).toEqual([
      'half-year.2026-S2.54 2027-01-15',
      'half-year.2026-S2.57 2027-01-15',
      'half-year.2027-S1.54 2027-07-15',
      'half-year.2027-S1.57 2027-07-15',
    ]);
    expect(find('half-year.2026-S2.57').covers).toEqual({ from: '2026-07-01', until: '2026-12-31' });
  });

  it('sends the report of the flow before 28 February to each holder, before 31 March to each conference', () => {
    const holders = due2027.filter(({ kind }) => kind === 'flow');
    expect(holders.map(({ recipient }) => recipient.code)).toEqual(
      places.holders.filter(({ kind }) => kind !== 'stateCivilServants').map(({ id }) => id),
    );
    expect(new Set(holders.map(({ lastDay, dueInWords }) => `${lastDay} ${dueInWords}`))).toEqual(
      new Set(['2027-02-27 avant le 28/02/2027']),
    );
    const conferences = due2027.filter(({ kind }) => kind === 'conference');
    expect(conferences.map(({ recipient }) => recipient.name).sort()).toEqual([
      'CIL de Metz Métropole',
      'CIL de Métropole du Grand Nancy',
    ]);
    expect(conferences[0]?.lastDay).toBe('2027-03-30');
  });

  it('evaluates a convention after its third and its sixth year', () => {
    const signed = {
      ...places,
      commitments: [
        {
          level: 'departement' as const,
          code: '57',
          name: 'Moselle',
          reference: { years: '2018-2020', number: 1280, share: 0.29 },
          rates: [2021, 2022, 2023].map((year) => ({ year, share: 0.3 })),
          source: 'convention',
        },
      ],
    };
    const conventions = [2023, 2024, 2025, 2026, 2027].flatMap((year) =>
      returnsDueIn(year, signed).filter(({ kind }) => kind === 'convention'),
    );
    expect(conventions.map(({ key, lastDay }) => `${key} ${lastDay}`)).toEqual([
      'convention.2021-2023 2024-12-31',
      'convention.2021-2026 2027-12-31',
    ]);
  });

  it.each([
    ['2026-12-31', 'toCome'],
    ['2027-01-01', 'dueSoon'],
    ['2027-01-15', 'dueSoon'],
    ['2027-01-16', 'late'],
  ])('stands on %s: %s', (day, state) => {
    expect(returnState(find('half-year.2026-S2.57'), [], on(day))).toBe(state);
  });

  it('is open from the end of its year until fifteen days before its last one', () => {
    expect(returnState(find('flow.2026.als'), [], on('2027-02-11'))).toBe('open');
    expect(returnState(find('flow.2026.als'), [], on('2027-02-12'))).toBe('dueSoon');
  });

  it('is sent by a final copy, never by a provisional one, even late', () => {
    const mark = { kind: 'half-year', subject: '2026-S2.57', sentOn: civilDate('2027-01-10') };
    const late = on('2027-02-01');
    expect(returnState(find('half-year.2026-S2.57'), [{ ...mark, provisional: true }], late)).toBe('late');
    expect(returnState(find('half-year.2026-S2.57'), [{ ...mark, provisional: false }], late)).toBe('sent');
  });

  it('is neither sent nor late where it was due before the first act in the tool', () => {
    const { today } = on('2027-02-01');
    const half = find('half-year.2026-S2.57');
    expect(returnState(half, [], { today, since: civilDate('2027-01-16') })).toBe('before');
    expect(returnState(half, [], { today, since: civilDate('2027-01-15') })).toBe('late');
    expect(returnState(half, [], { today, since: null })).toBe('before');
    expect(dayReturns(places, [], { today, since: null })).toEqual([]);
  });

  it.each([
    ['2026-12-30', null],
    ['2026-12-31', 15],
    ['2027-01-11', 15],
    ['2027-01-12', 3],
    ['2027-01-14', 3],
    ['2027-01-15', 0],
    ['2027-01-16', null],
  ])('asks on %s for the reminder of %s days', (day, threshold) => {
    expect(reminderDue(find('half-year.2026-S2.57'), civilDate(day))).toBe(threshold);
  });

  it('reminds of those who still wait, by name', () => {
    const today = civilDate('2027-01-12');
    const mark = { kind: 'half-year', subject: '2026-S2.57', provisional: false, sentOn: today };
    const [group] = groupReturns(
      due2027.filter(({ obligation }) => obligation === 'half-year.2026-S2'),
      [mark],
      { today, since: null },
    );
    const { subject, text: words } = reminderMessage(group!, today);
    expect(subject.replaceAll('\u00a0', ' ')).toBe('État à transmettre : encore 3 jours');
    expect(words).toContain('Préfet (Meurthe-et-Moselle)');
    expect(words).not.toContain('Préfet (Moselle)');
  });

  it('tells the officer’s day of a return from fifteen days before to a month after', () => {
    const told = (day: string) =>
      dayReturns(places, [], on(day))
        .filter(({ title }) => title.startsWith('Attributions hors'))
        .map(({ lastDay, recipients }) => `${lastDay} ${recipients}`);
    expect(told('2026-12-30')).toEqual([]);
    expect(told('2026-12-31')).toEqual(['2027-01-15 2']);
    expect(told('2027-02-14')).toEqual(['2027-01-15 2']);
    expect(told('2027-02-15')).toEqual([]);
  });
});

describe('what changed since a return was sent', () => {
  const tables = (leases: number, good: number) => [
    returnTable(
      'attributions',
      'Attributions',
      [
        ['EPCI', 'text'],
        ['Baux', 'count'],
        ['Taux', 'share'],
      ],
      [[text('Metz Métropole'), count(leases), share(good / leases)]],
    ),
  ];
  const content = (leases: number, good: number) => ({
    tables: tables(leases, good),
    whole: { count: leases, unit: 'bail' as const },
  });

  it('says how many leases came, then each figure that moved', () => {
    const differences = differencesSince(content(412, 92), content(415, 92))!;
    expect(differences.summary.replaceAll('\u00a0', ' ')).toBe('3 baux de plus que dans l’état transmis.');
    expect(differences.lines).toEqual([
      expect.objectContaining({ row: 'Metz Métropole', column: 'Baux', before: '412', now: '415' }),
      expect.objectContaining({ column: 'Taux' }),
    ]);
  });

  it('is nothing where every figure reads the same, and says it where only a figure moved', () => {
    expect(differencesSince(content(412, 92), content(412, 92))).toBeNull();
    expect(differencesSince(content(412, 92), content(412, 93))?.summary).toContain('un chiffre a changé');
    expect(differencesSince(content(412, 92), content(411, 92))?.summary).toContain('de moins');
  });
});

describe('a forecast shared between départements', () => {
  it('gives whole homes whose sum is the forecast, the largest remainders first', () => {
    expect(largestRemainders(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(largestRemainders(230, [180, 60, 15])).toEqual([162, 54, 14]);
    expect(largestRemainders(5, [0, 0])).toEqual([0, 0]);
  });
});

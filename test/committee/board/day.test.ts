import { describe, expect, it } from 'vitest';
import { boardRows, filteredRows, noFilter } from '../../../src/committee/board/board-list.ts';
import { callsOf, daloDue } from '../../../src/committee/board/day.ts';
import type { LastContact } from '../../../src/committee/board/day-facts.ts';
import { difficultHomes } from '../../../src/committee/board/difficulty.ts';
import { type FreedHome, noProgress } from '../../../src/committee/board/home-facts.ts';
import { searchedIn } from '../../../src/committee/board/search-text.ts';
import { type CivilDate, civilDate } from '../../../src/kernel/civil-date.ts';
import { makeHome, makeNumber, makeVacancy, sessionDate } from '../../support/make-domain.ts';

function freed(id: string, overrides: Partial<FreedHome> = {}): FreedHome {
  return {
    vacancy: makeVacancy(id, { availableOn: civilDate('2026-09-01') }),
    home: makeHome(id),
    holderName: null,
    progress: noProgress,
    orientation: { destination: 'own', on: civilDate('2026-09-01'), outcome: null },
    designations: { count: 0, dalo: false },
    contacts: { interested: 0, declined: 0, noAnswer: 0, callBack: 0 },
    agenda: null,
    decision: null,
    offers: [],
    leaseSignedOn: null,
    ...overrides,
  };
}

function rowOf(overrides: Partial<FreedHome> = {}) {
  const [row] = boardRows([freed('h1', overrides)], [], sessionDate);
  if (!row) throw new Error('one home makes one row');
  return row;
}

const list = {
  vacancyId: 'v-h1',
  listed: 3,
  households: ['A', 'B', 'C', 'D', 'E'].map((number) => ({ number, householdInWords: null })),
};
const contact = (
  number: string,
  outcome: LastContact['outcome'],
  on: CivilDate,
  back = null,
): LastContact => ({
  vacancyId: 'v-h1',
  number,
  outcome,
  callBackOn: back,
  on,
});
const yesterday = civilDate('2026-11-20');

describe('whom to call for a home', () => {
  const called = (contacts: readonly LastContact[], interested = 0) =>
    callsOf(
      rowOf({ contacts: { interested, declined: 0, noAnswer: 0, callBack: 0 } }),
      list,
      contacts,
      sessionDate,
    ).calls;

  it('the three of its list, in their order', () => {
    expect(called([]).map(({ number }) => number)).toEqual(['A', 'B', 'C']);
  });

  it('a household that declines is replaced at once by the next of the list', () => {
    const calls = called([contact('B', 'declined', sessionDate)]);
    expect(calls.map(({ number, replaces }) => [number, replaces])).toEqual([
      ['A', false],
      ['C', false],
      ['D', true],
    ]);
  });

  it('nobody more than what lacks', () => {
    expect(called([contact('A', 'interested', yesterday)], 1).map(({ number }) => number)).toEqual([
      'B',
      'C',
    ]);
  });

  it('somebody who did not answer today is called again another day', () => {
    expect(called([contact('A', 'noAnswer', sessionDate)]).map(({ number }) => number)).toEqual([
      'B',
      'C',
      'D',
    ]);
    expect(called([contact('A', 'noAnswer', yesterday)])[0]).toMatchObject({
      number: 'A',
      because: 'noAnswer',
    });
  });

  it('whoever asked to be called back that day comes first', () => {
    const back = { ...contact('C', 'callBack', yesterday), callBackOn: sessionDate };
    expect(called([back])[0]).toMatchObject({ number: 'C', because: 'callBack' });
    const later = { ...back, callBackOn: civilDate('2026-11-23') };
    expect(called([later]).map(({ number }) => number)).toEqual(['A', 'B', 'D']);
  });
});

describe('DALO clocks', () => {
  it('run three months from the decision, six overseas', () => {
    const clock = (insee: string, decidedOn: string) => ({
      number: 'A',
      persons: 1,
      insee,
      decidedOn: civilDate(decidedOn),
    });
    const due = daloDue([clock('57463', '2026-08-30'), clock('97411', '2026-05-30')], sessionDate);
    expect(due.map(({ dueOn }) => dueOn)).toEqual(['2026-11-30', '2026-11-30']);
    expect(daloDue([clock('97411', '2026-08-30')], sessionDate)).toEqual([]);
  });
});

describe('why a home does not let', () => {
  const pool = { considered: 90, outsideWish: 40, outsideSizeScale: 12, refusedByLaw: 30, eligible: 1 };

  it('too few eligible: the size scale and the wish are said with their figures', () => {
    const [home] = difficultHomes(
      [rowOf()],
      { pools: new Map([['v-h1', pool]]), refusals: new Map() },
      sessionDate,
    );
    expect(home?.gestures).toEqual([
      { kind: 'widenSize', count: 12, of: 90 },
      { kind: 'widenWish', count: 40, of: 90 },
      { kind: 'advert', count: 1, of: 3 },
    ]);
  });

  it('the refusals are those of the residence, and two say nothing yet', () => {
    const inResidence = rowOf({ home: makeHome('h1', { residence: 'Les Tilleuls' }) });
    const facts = (condition: number) => ({
      pools: new Map([['v-h1', { ...pool, eligible: 9 }]]),
      refusals: new Map([['residence 57463 Les Tilleuls', new Map([['condition' as const, condition]])]]),
    });
    const kinds = (condition: number) =>
      difficultHomes([inResidence], facts(condition), sessionDate)[0]?.gestures.map(({ kind }) => kind);
    expect(kinds(3)).toContain('condition');
    expect(kinds(2)).not.toContain('condition');
  });

  it('a home in works is not among them', () => {
    const inWorks = rowOf({ vacancy: makeVacancy('h1', { status: 'works' }) });
    expect(difficultHomes([inWorks], { pools: new Map(), refusals: new Map() }, sessionDate)).toEqual([]);
  });
});

describe('the search box', () => {
  it('understands a column pasted from a spreadsheet, with a heading, spaces and doubles', () => {
    const [first, second] = [makeNumber(1), makeNumber(2)];
    const pasted = `Numéro unique\tNom\n${first}\tDupont\n${second.slice(0, 3)} ${second.slice(3)}\n${first}\n`;
    expect(searchedIn(pasted)).toEqual({
      kind: 'numbers',
      numbers: [first, second],
      unread: ['Numéro unique', 'Nom', 'Dupont'],
    });
  });

  it('takes the rest as words', () => {
    expect(searchedIn('rue des Tanneurs')).toEqual({ kind: 'words', words: 'rue des Tanneurs' });
  });
});

describe('the filters of the board', () => {
  const rows = boardRows(
    [
      freed('h1', { home: makeHome('h1', { address: '3 Allée Émile-Zola', typology: 'T3' }) }),
      freed('h2', { vacancy: makeVacancy('h2', { holderId: 'als' }), holderName: 'Action Logement' }),
    ],
    [{ id: 'metz', name: 'Agence de Metz', communes: ['57463'] }],
    sessionDate,
  );
  const kept = (filter: Partial<typeof noFilter>) =>
    filteredRows(rows, { ...noFilter, ...filter }).map(({ freed: { home } }) => home.id);

  it('find words without accents, in any order', () => {
    expect(kept({ text: 'zola emile' })).toEqual(['h1']);
  });

  it('keep by agency, EPCI, typology, holder and days empty', () => {
    expect(kept({ agency: 'metz', epci: '200039865' })).toHaveLength(2);
    expect(kept({ agency: 'nancy' })).toEqual([]);
    expect(kept({ typology: 'T3' })).toEqual(['h1']);
    expect(kept({ holder: 'als' })).toEqual(['h2']);
    expect(kept({ holder: 'aucun' })).toEqual(['h1']);
    expect(kept({ minDaysEmpty: 81 })).toEqual(['h1']);
    expect(kept({ minDaysEmpty: 82 })).toEqual([]);
  });
});

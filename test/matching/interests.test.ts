import { describe, expect, it } from 'vitest';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { pairsOf } from '../../src/matching/candidate-sets.ts';
import { findCandidates } from '../../src/matching/candidates.ts';
import { poolReader } from '../../src/matching/home-pool.ts';
import type { Interests } from '../../src/matching/interests.ts';
import { listedProblem } from '../../src/matching/pair-table.ts';
import { prepareSession } from '../../src/matching/prepare.ts';
import { replayRun } from '../../src/matching/replay.ts';
import { runSession } from '../../src/matching/run.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { whyNot } from '../../src/matching/why-not.ts';
import { fairnessSentence } from '../../src/wording/run-sentences.ts';
import {
  type ApplicationOverrides,
  makeApplication,
  makeDesignation,
  makeHolder,
  makeHome,
  makeLabel,
  makeNumber,
  makeSnapshot,
  makeVacancy,
} from '../support/make-domain.ts';

const here = 'v-h1';
const elsewhere: ApplicationOverrides = { wishes: { communes: ['57672'] } };

/** Households asked for the home by their index, in their own order. */
function asked(
  closed: boolean,
  wishes: Readonly<Record<number, number>>,
  vacancyId = here,
  minimum = 3,
): Interests {
  const households = Object.entries(wishes).map(([index, wish]) => ({
    number: makeNumber(Number(index)),
    wish,
  }));
  return { minimum, homes: [{ vacancyId, closed, households }] };
}

const five = (...overrides: ApplicationOverrides[]) =>
  Array.from({ length: 5 }, (_, index) => makeApplication(index + 1, overrides[index] ?? {}));

function listOf(snapshot: Snapshot): { numbers: number[]; pool: ReturnType<typeof poolOf> } {
  const sets = findCandidates(snapshot);
  const numbers = pairsOf(sets, sets.vacancies[0]!).map(({ number }) => Number(number.slice(-4)));
  return { numbers, pool: poolOf(snapshot) };
}

function poolOf(snapshot: Snapshot) {
  return findCandidates(snapshot).vacancies[0]!.pool;
}

describe('an advertised home of a closed advert', () => {
  it('is proposed among those who asked, once as many may have it as the policy says', () => {
    const snapshot = makeSnapshot({ applications: five(), interests: asked(true, { 1: 1, 3: 1, 5: 2 }) });
    const { numbers, pool } = listOf(snapshot);
    expect(numbers).toEqual([1, 3, 5]);
    expect(pool).toMatchObject({
      eligible: 3,
      interest: { narrowed: true, interested: 3, leftOut: 2, minimum: 3 },
    });
  });

  it('is proposed among everyone where fewer asked', () => {
    const snapshot = makeSnapshot({ applications: five(), interests: asked(true, { 1: 1, 3: 1 }) });
    expect(listOf(snapshot).numbers).toEqual([1, 2, 3, 4, 5]);
    expect(poolOf(snapshot).interest).toMatchObject({ narrowed: false, interested: 2, leftOut: 0 });
  });

  it('does not count among them those whom the law refuses', () => {
    const tooRich: ApplicationOverrides = {
      household: {
        ...makeApplication(1).household,
        taxIncome: { n2Cents: 9_000_000, n1Cents: null, last12MonthsCents: null },
      },
    };
    const applications = five(tooRich);
    const snapshot = makeSnapshot({ applications, interests: asked(true, { 1: 1, 3: 1, 5: 1 }) });
    expect(listOf(snapshot).numbers).toEqual([2, 3, 4, 5]);
    expect(poolOf(snapshot)).toMatchObject({ refusedByLaw: 1, interest: { interested: 2, narrowed: false } });
  });

  it('keeps recognised DALO households that did not ask: a duty of the law hangs on no click', () => {
    const applications = five({}, { labels: [makeLabel('dalo')] });
    const snapshot = makeSnapshot({ applications, interests: asked(true, { 1: 1, 3: 1, 5: 1 }) });
    expect(listOf(snapshot).numbers).toEqual([1, 2, 3, 5]);
  });

  it('keeps whom its holder designated', () => {
    const snapshot = makeSnapshot({
      applications: five(),
      vacancies: [{ vacancy: makeVacancy('h1', { holderId: 'ville' }), home: makeHome('h1') }],
      holders: [makeHolder('ville', 'commune')],
      designations: [1, 2, 3, 4].map((index) => makeDesignation(here, makeNumber(index), 'ville')),
      interests: asked(true, { 1: 1, 2: 1, 3: 1, 5: 1 }),
    });
    expect(listOf(snapshot).numbers).toEqual([1, 2, 3, 4]);
  });
});

describe('an advert that is still open', () => {
  it('leaves nobody out', () => {
    const snapshot = makeSnapshot({ applications: five(), interests: asked(false, { 1: 1, 3: 1, 5: 1 }) });
    expect(listOf(snapshot).numbers).toEqual([1, 2, 3, 4, 5]);
  });

  it('opens the home to a household whose application names another commune', () => {
    const applications = five(elsewhere, elsewhere);
    const snapshot = makeSnapshot({ applications, interests: asked(false, { 1: 1 }) });
    expect(listOf(snapshot).numbers).toEqual([1, 3, 4, 5]);
  });

  it('opens nothing to a household that needs an accessible home', () => {
    const applications = five({ wishes: { accessibility: 'wheelchair' } });
    const snapshot = makeSnapshot({ applications, interests: asked(false, { 1: 1 }) });
    expect(listOf(snapshot).numbers).toEqual([2, 3, 4, 5]);
  });
});

describe('the order of an advertised home', () => {
  it('stays that of the grid: asking puts nobody before someone with more points', () => {
    const older = makeApplication(2, { filedOn: civilDate('2024-10-20') });
    const snapshot = makeSnapshot({
      applications: [makeApplication(1), older],
      interests: asked(false, { 1: 1 }),
    });
    const { rows } = poolReader(prepareSession(snapshot)).pool(here, null)!;
    expect(
      rows.map(({ number, gridPoints, askedAs }) => [Number(number.slice(-4)), gridPoints, askedAs]),
    ).toEqual([
      [2, 25, null],
      [1, 24, 1],
    ]);
  });

  it('puts who asked first among equal points', () => {
    const second = { wishes: { communes: ['57672', '57463'] } };
    const snapshot = makeSnapshot({
      applications: five(second, second),
      interests: asked(false, { 2: 1 }),
    });
    const orders = poolReader(prepareSession(snapshot)).pool(here, null)!.rows;
    const place = (index: number) => orders.findIndex(({ number }) => number === makeNumber(index));
    expect(place(2)).toBeLessThan(place(1));
  });
});

describe('a household of several wishes', () => {
  it('tells the engine its own order, then the places that its application names', () => {
    const places = ['h1', 'h2', 'h3'].map((id) => ({ vacancy: makeVacancy(id), home: makeHome(id) }));
    const number = makeNumber(1);
    const { problem } = prepareSession(
      makeSnapshot({
        applications: [makeApplication(1)],
        vacancies: places,
        interests: {
          minimum: 3,
          homes: [
            { vacancyId: 'v-h1', closed: false, households: [{ number, wish: 2 }] },
            { vacancyId: 'v-h3', closed: false, households: [{ number, wish: 1 }] },
          ],
        },
      }),
    );
    expect(listedProblem(problem).pairs.map(([home, , , wish]) => [home, wish])).toEqual([
      ['v-h1', 2],
      ['v-h2', 3],
      ['v-h3', 1],
    ]);
  });
});

describe('a run with wishes', () => {
  it('replays to the byte, and a snapshot without adverts carries nothing of them', async () => {
    const without = makeSnapshot({ applications: five() });
    const plain = await runSession(without);
    expect(JSON.stringify(plain)).not.toContain('interest');
    const snapshot = makeSnapshot({ applications: five(), interests: asked(true, { 1: 1, 3: 1, 5: 1 }) });
    const result = await runSession(snapshot);
    const reversed = {
      ...snapshot,
      interests: {
        ...snapshot.interests!,
        homes: snapshot.interests!.homes.map((home) => ({
          ...home,
          households: home.households.toReversed(),
        })),
      },
    };
    expect((await replayRun(reversed, JSON.parse(JSON.stringify(result)))).same).toBe(true);
    expect(result.snapshotHash).not.toBe(plain.snapshotHash);
    expect(result.shortlists[0]!.entries.map(({ sheet }) => Number(sheet.number.slice(-4)))).toEqual([
      1, 3, 5,
    ]);
  });

  it('says among whom nobody is wronged by a rank: who did not ask is not compared', async () => {
    const told = async (interests: Interests) =>
      fairnessSentence(await runSession(makeSnapshot({ applications: five(), interests })));
    expect(await told(asked(true, { 1: 1, 3: 1, 5: 1 }))).toMatch(
      /Personne n’est lésé par un rang\. Pour 1.logement annoncé, cela vaut entre les ménages qui ont répondu/,
    );
    expect(await told(asked(true, { 1: 1 }))).toBe('Personne n’est lésé par un rang.');
  });

  it('tells a household that did not ask that the home went to those who did', async () => {
    const snapshot = makeSnapshot({ applications: five(), interests: asked(true, { 1: 1, 3: 1, 5: 1 }) });
    const answer = whyNot(snapshot, await runSession(snapshot), here, makeNumber(2));
    expect(answer.outcome).toBe('notInPool');
    expect(answer.checks.flatMap(({ reasons }) => reasons.map(({ code }) => code))).toContain(
      'not-asked-on-advert',
    );
    const pool = poolReader(prepareSession(snapshot)).pool(here, null)!;
    expect(pool.rows.filter(({ refusedAt }) => refusedAt === 'advert')).toHaveLength(2);
  });
});

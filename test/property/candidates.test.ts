import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHaveHome, prepareApplicant } from '../../src/law/eligibility.ts';
import { type CandidateSets, pairsOf } from '../../src/matching/candidate-sets.ts';
import { findCandidates, homeUnderLaw } from '../../src/matching/candidates.ts';
import { orientationOf } from '../../src/matching/orientation.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { whyNot } from '../../src/matching/why-not.ts';
import { candidatesPairByPair } from '../matching/pair-by-pair.ts';
import { randomSnapshot } from '../support/random-domain.ts';

const options = { seed: 21112026, numRuns: 80 };

/** Everything that the search answers, in plain values. */
function answerOf(sets: CandidateSets) {
  return sets.vacancies.map((candidates) => ({
    vacancyId: candidates.vacancy.id,
    pool: candidates.pool,
    reasons: candidates.poolReasons,
    pairs: pairsOf(sets, candidates),
    lines: pairsOf(sets, candidates).map(({ number }) => sets.scoreOf(candidates.vacancy.id, number)),
  }));
}

function withApplications(
  snapshot: Snapshot,
  change: (application: Snapshot['applications'][number]) => object,
) {
  return {
    ...snapshot,
    applications: snapshot.applications.map((application) => ({ ...application, ...change(application) })),
  };
}

it('random sessions reach every kind of pool, every rule of law and every way of being left out', () => {
  const seen = new Set<string>();
  for (const snapshot of fc.sample(randomSnapshot(), { seed: 21112026, numRuns: 80 })) {
    for (const { pool, poolReasons, columns } of findCandidates(snapshot).vacancies) {
      seen.add(pool.kind);
      if (columns.applicant.length > 1) seen.add('candidates');
      for (const { code } of poolReasons) seen.add(code);
      for (const { rule, no, unknown } of pool.ruleCounts) {
        if (no > 0) seen.add(`${rule} no`);
        if (unknown > 0) seen.add(`${rule} unknown`);
      }
      if (pool.outsideWish > 0) seen.add('outside wish');
      if (pool.outsideSizeScale > 0) seen.add('outside size scale');
    }
  }
  expect([...seen].sort()).toEqual(
    expect.arrayContaining([
      ...['F-06 no', 'F-06 unknown', 'I-01 no', 'I-01 unknown', 'Q-14 no', 'Q-14 unknown'],
      ...['both', 'general', 'transfer', 'holder', 'daloDesignation', 'candidates'],
      ...['default-pool', 'only-kind-that-wishes-it', 'transfer-target-behind', 'published-conversion'],
      ...['not-reserved', 'oriented-to-holder', 'designation-lapsed', 'reservation-failed', 'one-grid'],
      ...['outside size scale', 'outside wish'],
    ]),
  );
});

describe('whatever the session', () => {
  it('no household that the law refuses is a candidate, and each of the others has its reason', () => {
    fc.assert(
      fc.property(randomSnapshot(), (snapshot) => {
        const sets = findCandidates(snapshot);
        for (const candidates of sets.vacancies) {
          const { vacancy, home } = candidates;
          const law = homeUnderLaw(snapshot, {
            home,
            orientation: orientationOf(snapshot, { vacancy, home }),
          });
          for (const place of candidates.columns.applicant) {
            const prepared = prepareApplicant(sets.applicants[place]!, snapshot.date);
            expect(mayHaveHome(prepared, law).verdict).not.toBe('no');
          }
        }
      }),
      options,
    );
  });

  it('the indexed search finds those that a test of every pair finds', () => {
    fc.assert(
      fc.property(randomSnapshot(), (snapshot) => {
        const sets = findCandidates(snapshot);
        for (const candidates of sets.vacancies) {
          const numbers = pairsOf(sets, candidates).map(({ number }) => number);
          expect(numbers).toEqual(candidatesPairByPair(snapshot, candidates.vacancy.id, candidates.pool));
        }
      }),
      options,
    );
  });

  it('the order of the files changes nothing', () => {
    fc.assert(
      fc.property(randomSnapshot(), (snapshot) => {
        const reversed: Snapshot = {
          ...snapshot,
          applications: [...snapshot.applications].reverse(),
          vacancies: [...snapshot.vacancies].reverse(),
          designations: [...snapshot.designations].reverse(),
          holders: [...snapshot.holders].reverse(),
          grids: [...snapshot.grids].reverse(),
        };
        expect(answerOf(findCandidates(reversed))).toEqual(answerOf(findCandidates(snapshot)));
      }),
      options,
    );
  });

  it('name and commune of origin change no score and no order', () => {
    fc.assert(
      fc.property(randomSnapshot(), (snapshot) => {
        const flipped = withApplications(snapshot, ({ current }) => ({
          name: 'Autre nom',
          current: { ...current, insee: '13055', qpvCode: 'QN01301M' },
        }));
        expect(answerOf(findCandidates(flipped))).toEqual(answerOf(findCandidates(snapshot)));
      }),
      options,
    );
  });

  it('income that stays within the ceilings changes no score', () => {
    fc.assert(
      fc.property(randomSnapshot(), (snapshot) => {
        const scores = (sets: CandidateSets) =>
          new Map(
            sets.vacancies.flatMap((candidates) =>
              pairsOf(sets, candidates).map((pair) => [
                `${candidates.vacancy.id} ${pair.number}`,
                pair.score,
              ]),
            ),
          );
        const before = scores(findCandidates(snapshot));
        const after = scores(
          findCandidates(
            withApplications(snapshot, ({ household }) => ({
              household: {
                ...household,
                monthlyResourcesCents: 150_000,
                taxIncome: { n2Cents: 100, n1Cents: null, last12MonthsCents: null },
              },
            })),
          ),
        );
        for (const [pair, score] of before) if (after.has(pair)) expect(after.get(pair)).toBe(score);
      }),
      options,
    );
  });

  it('the counts of a pool add up', () => {
    fc.assert(
      fc.property(randomSnapshot(), (snapshot) => {
        for (const { pool, columns } of findCandidates(snapshot).vacancies) {
          const left = pool.outsideWish + pool.outsideSizeScale + pool.refusedByLaw;
          expect(pool.considered - left).toBe(pool.eligible);
          expect(pool.eligible).toBe(columns.applicant.length);
          expect(Math.min(pool.outsideWish, pool.outsideSizeScale, pool.refusedByLaw)).toBeGreaterThanOrEqual(
            0,
          );
        }
      }),
      options,
    );
  });

  it('a score is the points of its lines and a fit below one point', () => {
    fc.assert(
      fc.property(randomSnapshot(), (snapshot) => {
        const sets = findCandidates(snapshot);
        for (const candidates of sets.vacancies) {
          for (const pair of pairsOf(sets, candidates)) {
            const { total, lines } = sets.scoreOf(candidates.vacancy.id, pair.number)!;
            expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(total);
            expect(pair.score).toBe(total * 1000 + pair.fit);
            expect(pair.fit).toBeGreaterThanOrEqual(0);
            expect(pair.fit).toBeLessThan(1000);
            expect(pair.score).toBeLessThanOrEqual(10_000_000);
          }
        }
      }),
      options,
    );
  });

  it('why-not answers that a household is a candidate exactly where the search finds it', () => {
    fc.assert(
      fc.property(randomSnapshot(), (snapshot) => {
        const sets = findCandidates(snapshot);
        for (const candidates of sets.vacancies) {
          const numbers = new Set(pairsOf(sets, candidates).map(({ number }) => number));
          for (const { number } of snapshot.applications) {
            const { checks } = whyNot(snapshot, null, candidates.vacancy.id, number);
            const refused = checks.some(({ step, verdict }) => step !== 'order' && verdict === 'no');
            expect(!refused).toBe(numbers.has(number));
          }
        }
      }),
      { ...options, numRuns: 40 },
    );
  });
});

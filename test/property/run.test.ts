import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { verifySolution } from '../../src/matching/certificate/verify.ts';
import { prepareSession } from '../../src/matching/prepare.ts';
import { replayRun } from '../../src/matching/replay.ts';
import { resolveWith, runSession } from '../../src/matching/run.ts';
import type { ExplainedEntry, RunResult } from '../../src/matching/run-result.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { makeSnapshot, sessionDate } from '../support/make-domain.ts';
import {
  type HomeDraw,
  type HouseholdDraw,
  sessionOf,
  snapshotArbitrary,
  typologies,
} from '../support/random-session.ts';

const quick = { seed: 20261121, numRuns: 30 } as const;

/** The same sessions for every property: solving them again for each would only cost time. */
const sessions = fc.sample(snapshotArbitrary, quick);
const runs: RunResult[] = [];

beforeAll(async () => {
  for (const snapshot of sessions) runs.push(await runSession(snapshot, { plain: false }));
});

function forEveryRun(check: (run: RunResult, snapshot: Snapshot) => void): void {
  expect(runs).toHaveLength(sessions.length);
  for (const [index, run] of runs.entries()) check(run, sessions[index]!);
}

function sum(lines: readonly { points: number }[]): number {
  return lines.reduce((total, line) => total + line.points, 0);
}

/** The published order: total, then fit, then seniority, then unique number. */
function standsBefore(first: ExplainedEntry, second: ExplainedEntry, snapshot: Snapshot): boolean {
  const key = (entry: ExplainedEntry) => {
    const application = snapshot.applications.find(({ number }) => number === entry.sheet.number);
    return [-entry.totalPoints, -entry.fit, application?.filedOn ?? '', entry.sheet.number] as const;
  };
  const [a, b] = [key(first), key(second)];
  const place = a.findIndex((part, index) => part !== b[index]);
  return place !== -1 && (a[place] ?? 0) < (b[place] ?? 0);
}

describe('any run', () => {
  it('explains every rank by lines that add up exactly to the total of the order', () => {
    forEveryRun((run) => {
      for (const { entries } of run.shortlists) {
        for (const entry of entries) {
          expect(sum(entry.scoreLines)).toBe(entry.gridPoints);
          expect(sum(entry.bonusLines)).toBe(entry.bonusPoints);
          expect(entry.gridPoints + entry.bonusPoints).toBe(entry.totalPoints);
          expect(Number.isInteger(entry.bonusPoints)).toBe(true);
        }
      }
    });
  });

  it('lists households by total, then fit, then seniority, then number, and says which step decided', () => {
    forEveryRun((run, snapshot) => {
      for (const { entries } of run.shortlists) {
        for (const [index, entry] of entries.entries()) {
          const next = entries[index + 1];
          if (!next) continue;
          expect(standsBefore(entry, next, snapshot)).toBe(true);
          expect(entry.next).toEqual({
            number: next.sheet.number,
            behindPoints: entry.totalPoints - next.totalPoints,
          });
          expect(entry.tieBreak === 'none').toBe(entry.totalPoints !== next.totalPoints);
        }
      }
    });
  });

  it('passes the independent check, without justified envy and never above its bound', () => {
    forEveryRun((run) => {
      expect(run.check).toMatchObject({ holds: true, justifiedEnvy: 0, problems: [] });
      expect(run.solution.value).toBeLessThanOrEqual(run.solution.bound + 1e-6);
      expect(verifySolution(run.problem, run.solution).holds).toBe(true);
    });
  });

  it('lets no quota put a household without a DALO before one with a DALO whom the grid did not', () => {
    forEveryRun((run) => {
      for (const { entries } of run.shortlists) {
        for (const [index, entry] of entries.entries()) {
          if (entry.sheet.dalo) continue;
          for (const behind of entries.slice(index + 1).filter(({ sheet }) => sheet.dalo)) {
            expect(entry.gridPoints).toBeGreaterThanOrEqual(behind.gridPoints);
          }
        }
      }
    });
  });

  it('never gives a household more for a class of targets than the published cap', () => {
    forEveryRun((run) => {
      const { statutory, convention, own } = run.bonusCapsPoints;
      for (const entry of run.shortlists.flatMap(({ entries }) => entries)) {
        expect(entry.bonusPoints).toBeLessThanOrEqual(statutory + convention + own);
        if (entry.sheet.dalo) expect(entry.bonusPoints).toBe(statutory + convention + own);
      }
    });
  });

  it('says of everyone behind a list why, and of nobody that a place elsewhere was worse', () => {
    forEveryRun((run) => {
      for (const { entries, next } of run.shortlists) {
        const last = entries.at(-1);
        for (const candidate of next) {
          expect(candidate.gridPoints + candidate.bonusPoints).toBe(candidate.totalPoints);
          if (candidate.because !== 'outranked') expect(candidate.placedAt).not.toBeNull();
          if (last && candidate.totalPoints > last.totalPoints)
            expect(candidate.because).not.toBe('outranked');
        }
      }
    });
  });

  it('tells nothing of a sensitive ground but that it is a priority of the Code', () => {
    forEveryRun((run) => {
      const { shortlists, quotas } = run;
      expect(JSON.stringify({ shortlists, quotas })).not.toMatch(/mise.en.s.curit|gbis|"g"/i);
    });
  });

  it('does not change with the order of rows', async () => {
    await fc.assert(
      fc.asyncProperty(snapshotArbitrary, async (snapshot) => {
        const permuted = {
          ...snapshot,
          applications: [...snapshot.applications].reverse(),
          vacancies: [...snapshot.vacancies].reverse(),
          targets: [...snapshot.targets].reverse(),
        };
        const [first, second] = [
          await runSession(snapshot, { plain: false }),
          await runSession(permuted, { plain: false }),
        ];
        expect(second.solutionHash).toBe(first.solutionHash);
        expect(second.snapshotHash).toBe(first.snapshotHash);
      }),
      { ...quick, numRuns: 8 },
    );
  });
});

const crowd: readonly HouseholdDraw[] = Array.from({ length: 24 }, (_, index) => ({
  children: index % 3,
  filed: (index * 7) % 48,
  resources: [70_000, 120_000, 160_000][index % 3] ?? null,
  label: index === 5 ? 'dalo' : null,
  landlord: index % 4 === 0 ? 'BAILLEUR' : null,
  safety: index % 9 === 0,
}));
const homes: readonly HomeDraw[] = Array.from({ length: 4 }, (_, index) => ({
  typology: typologies[index % 3] ?? 'T2',
  qpv: index === 3,
  acceptance: 500,
}));

describe('a run once stored', () => {
  it('is computed again to the byte, plain optimum included', async () => {
    const snapshot = sessionOf(homes, crowd, 5);
    const stored: unknown = JSON.parse(JSON.stringify(await runSession(snapshot)));
    expect(await replayRun(snapshot, stored)).toMatchObject({ same: true, differences: [] });
  });

  it('is told apart, with the place that differs, where a datum has changed', async () => {
    const snapshot = sessionOf(homes, crowd, 5);
    const stored = await runSession(snapshot, { plain: false });
    const later = {
      ...snapshot,
      applications: snapshot.applications.map((application, index) =>
        index === 3 ? { ...application, filedOn: civilDate('2015-01-01') } : application,
      ),
    };
    const replay = await replayRun(later, stored, { plain: false });
    expect(replay.same).toBe(false);
    expect(replay.differences.map(({ path }) => path)).toContain('snapshotHash');
  });
});

describe('an officer’s choices', () => {
  it('keep a pinned rank, leave out who was set aside, and change nothing else in the candidates', async () => {
    const prepared = prepareSession(sessionOf(homes, crowd, 5));
    const before = await resolveWith(prepared, { pins: [], bans: [] }, { plain: false });
    if (!before.ok) throw new Error('refused');
    const list = before.value.shortlists[0]!;
    const first = list.entries[0]!.sheet.number;
    const kept = list.next[0]!.number;
    const choices = {
      pins: [{ vacancyId: list.vacancyId, applicationNumber: kept, rank: 1 }],
      bans: [{ vacancyId: list.vacancyId, applicationNumber: first, reason: 'a trouvé ailleurs' }],
    };
    const after = await resolveWith(prepared, choices, { plain: false });
    if (!after.ok) throw new Error('refused');
    const changed = after.value.shortlists[0]!;
    expect(changed.entries[0]).toMatchObject({ rank: 1, pinned: true, sheet: { number: kept } });
    expect(changed.entries.some(({ sheet }) => sheet.number === first)).toBe(false);
    expect(changed.next.some(({ number }) => number === first)).toBe(false);
    expect(after.value.snapshotHash).toBe(before.value.snapshotHash);
  });

  it('are refused in words where no plan can keep them', async () => {
    const prepared = prepareSession(sessionOf(homes, crowd, 5));
    const stranger = { vacancyId: 'v-h0', applicationNumber: '000000000000000000', rank: null };
    const answer = await resolveWith(prepared, { pins: [stranger], bans: [] });
    expect(answer.ok).toBe(false);
    await expect(
      runSession({ ...sessionOf(homes, crowd, 5), pins: [stranger] }, { plain: false }),
    ).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('a target out of reach', () => {
  it('says by how much, and that the published cap is what keeps it there', async () => {
    const snapshot = sessionOf(homes, crowd, 0);
    const strong = { ...snapshot, policy: { ...snapshot.policy, bonusCapsPoints: cap(400) } };
    const weak = { ...snapshot, policy: { ...snapshot.policy, bonusCapsPoints: cap(1) } };
    const missing = async (session: Snapshot) =>
      (await runSession(session, { plain: false })).quotas.find(({ targetId }) => targetId === 'pp5')!;
    const [reached, capped] = [await missing(strong), await missing(weak)];
    expect(capped.missing).toBeGreaterThan(reached.missing);
    expect(capped).toMatchObject({ atCap: true, pricePoints: 1, capPoints: 1 });
    expect(capped.shortage).not.toBeNull();
  });

  it('tells a want of candidates from a want of homes', async () => {
    const nobody = sessionOf(
      homes,
      crowd.map((draw) => ({ ...draw, landlord: null })),
      11,
    );
    const number = (goal: number): Snapshot => ({
      ...nobody,
      targets: nobody.targets
        .filter(({ target }) => target.id === 'internes')
        .map(({ target, progress }) => ({
          target: { ...target, goal: { kind: 'number' as const, number: goal } },
          progress,
        })),
    });
    const shortage = async (goal: number) =>
      (await runSession(number(goal), { plain: false })).quotas[0]?.shortage;
    expect(await shortage(12)).toBe('noCandidate');
    expect(await shortage(230)).toBe('notEnoughHomes');
    expect(await shortage(11)).toBeNull();
  });
});

function cap(points: number) {
  return { statutory: points, convention: points, own: points };
}

describe('the day of a session', () => {
  it('is that of its snapshot', async () => {
    expect((await runSession(makeSnapshot(), { plain: false })).date).toBe(sessionDate);
  });
});

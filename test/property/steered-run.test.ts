/** Runs that value homes freed and follow a validated pace keep every promise of a run. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifySolution } from '../../src/matching/certificate/verify.ts';
import { replayRun } from '../../src/matching/replay.ts';
import { runSession } from '../../src/matching/run.ts';
import type { RunResult } from '../../src/matching/run-result.ts';
import { type Snapshot, snapshotSchema } from '../../src/matching/snapshot.ts';
import { freedHomesOf } from '../../src/matching/tenant-homes.ts';
import { makeTarget, metzInsee, sessionDate } from '../support/make-domain.ts';
import { snapshotArbitrary } from '../support/random-session.ts';

const freeing = makeTarget('liberes', {
  kind: 'scarceHomesFreed',
  name: 'T4 libérés, Moselle',
  class: 'own',
  territory: { level: 'departement', code: '57', communes: null },
  goal: { kind: 'number', number: 12, freeing: { typologies: ['T4', 'T5'], communes: null } },
});

const lineArbitrary = fc.record({
  askedShare: fc.double({ min: 0, max: 1, noNaN: true }),
  mostPoints: fc.nat(40),
});

/** The random sessions of runs, with present homes, a target of homes freed and a pace for some of the targets. */
const steeredArbitrary = fc
  .record({
    snapshot: snapshotArbitrary,
    rooms: fc.array(fc.constantFrom(null, 2, 3, 4, 5, 8), { minLength: 30, maxLength: 30 }),
    freed: fc.nat(12),
    lines: fc.array(fc.option(lineArbitrary, { nil: null, freq: 2 }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ snapshot, rooms, freed, lines }) => steered(snapshot, rooms, freed, lines));

type Line = { askedShare: number; mostPoints: number };

function steered(
  before: Snapshot,
  rooms: readonly (number | null)[],
  freed: number,
  lines: readonly (Line | null)[],
): Snapshot {
  const applications = before.applications.map((application, index) => ({
    ...application,
    current: { ...application.current, insee: metzInsee, habitableRooms: rooms[index] ?? null },
  }));
  const progress = { signedTotal: 40, signedInGroup: freed, unknown: 0 };
  const targets = [...before.targets, { target: freeing, progress }];
  const snapshot = { ...before, applications, targets };
  return snapshotSchema.parse({
    ...snapshot,
    freedHomes: freedHomesOf(snapshot, () => undefined),
    steering: {
      id: 'rythme-47',
      validatedBy: 'Agent de test',
      validatedOn: sessionDate,
      lines: targets.flatMap(({ target }, index) => {
        const line = lines[index];
        const because = { signedInGroup: 8, signedTotal: 40, stillExpectedLeases: 20, neededLeases: 6 };
        return line ? [{ targetId: target.id, ...line, because }] : [];
      }),
    },
  });
}

const quick = { seed: 20261121, numRuns: 30 } as const;
const sessions = fc.sample(steeredArbitrary, quick);
const runs: RunResult[] = [];

beforeAll(async () => {
  for (const snapshot of sessions) runs.push(await runSession(snapshot, { plain: false }));
});

function forEveryRun(check: (run: RunResult, snapshot: Snapshot) => void): void {
  expect(runs).toHaveLength(sessions.length);
  for (const [index, run] of runs.entries()) check(run, sessions[index]!);
}

const entriesOf = (run: RunResult) => run.shortlists.flatMap(({ entries }) => entries);

describe('any run with homes freed and a pace', () => {
  it('explains every rank by lines that add up exactly to the total of the order', () => {
    forEveryRun((run) => {
      for (const entry of entriesOf(run)) {
        expect(entry.bonusLines.reduce((sum, line) => sum + line.points, 0)).toBe(entry.bonusPoints);
        expect(entry.gridPoints + entry.bonusPoints).toBe(entry.totalPoints);
      }
    });
  });

  it('passes the independent check, without justified envy', () => {
    forEveryRun((run) => {
      expect(run.check).toMatchObject({ holds: true, justifiedEnvy: 0, problems: [] });
      expect(verifySolution(run.problem, run.solution).holds).toBe(true);
    });
  });

  it('gives points for a home freed to the landlord’s own tenants of a T4 or T5 who take another size, and says which', () => {
    let given = 0;
    forEveryRun((run, snapshot) => {
      const freedBy = new Map(snapshot.freedHomes?.map((home) => [home.number, home.typology]));
      const sizes = new Map(snapshot.vacancies.map(({ vacancy, home }) => [vacancy.id, home.typology]));
      for (const { vacancyId, entries } of run.shortlists) {
        for (const { sheet, bonusLines } of entries) {
          const line = bonusLines.find(({ quotaId }) => quotaId === 'liberes');
          if (!line) continue;
          given += 1;
          expect(sheet.transfer).toBe('internal');
          expect(['T4', 'T5']).toContain(freedBy.get(sheet.number));
          expect(['T4', 'T5']).not.toContain(sizes.get(vacancyId));
          expect(line.label).toContain(`Libère un ${freedBy.get(sheet.number)} recherché à Metz`);
        }
      }
    });
    expect(given).toBeGreaterThan(5);
  });

  it('never lets a paced target weigh more than was validated, and gives its reason on the line', () => {
    let paced = 0;
    forEveryRun((run, snapshot) => {
      for (const line of snapshot.steering?.lines ?? []) {
        const quota = run.quotas.find(({ targetId }) => targetId === line.targetId);
        expect(quota?.pace?.askedShare).toBe(line.askedShare);
        expect(quota?.pricePoints).toBeLessThanOrEqual(line.mostPoints);
        for (const { bonusLines } of entriesOf(run)) {
          const shown = bonusLines.find(({ quotaId }) => quotaId === line.targetId);
          if (!shown) continue;
          paced += 1;
          expect(shown.label).toMatch(/rythme.*des baux restants nécessaires/);
        }
      }
    });
    expect(paced).toBeGreaterThan(20);
  });

  it('tells the year: leases signed, and on top of them what the session should add', () => {
    forEveryRun((run, snapshot) => {
      for (const quota of run.quotas) {
        const { progress } = snapshot.targets.find(({ target }) => target.id === quota.targetId)!;
        expect(quota).toMatchObject({
          signedTotal: progress.signedTotal,
          signedInGroup: progress.signedInGroup,
        });
        const added = expectedHere(run, quota.targetId);
        expect(quota.expectedTotal - progress.signedTotal).toBeCloseTo(added.total, 9);
        expect(quota.expectedInGroup - progress.signedInGroup).toBeCloseTo(added.inGroup, 9);
      }
    });
  });

  it('is computed again to the byte from its snapshot, and by nobody else’s pace', async () => {
    for (const [index, snapshot] of sessions.slice(0, 5).entries()) {
      const kept: unknown = JSON.parse(JSON.stringify(snapshot));
      const stored: unknown = JSON.parse(JSON.stringify(runs[index]));
      expect(await replayRun(snapshotSchema.parse(kept), stored)).toMatchObject({
        same: true,
        differences: [],
      });
    }
    const [snapshot, stored] = [sessions[0]!, runs[0]!];
    const other = { ...snapshot, steering: { ...snapshot.steering!, id: 'rythme-48' } };
    expect((await replayRun(other, stored)).same).toBe(false);
  });

  it('does not change with the order of rows', async () => {
    for (const [index, snapshot] of sessions.slice(0, 8).entries()) {
      const permuted = {
        ...snapshot,
        applications: [...snapshot.applications].reverse(),
        vacancies: [...snapshot.vacancies].reverse(),
        targets: [...snapshot.targets].reverse(),
        freedHomes: [...(snapshot.freedHomes ?? [])].reverse(),
        steering: { ...snapshot.steering!, lines: [...snapshot.steering!.lines].reverse() },
      };
      const again = await runSession(permuted, { plain: false });
      expect(again.snapshotHash).toBe(runs[index]?.snapshotHash);
      expect(again.solutionHash).toBe(runs[index]?.solutionHash);
    }
  });
});

/** Leases that the plan should sign for a target's homes, counted from the plan alone. */
function expectedHere(run: RunResult, targetId: string): { total: number; inGroup: number } {
  const quota = run.problem.quotas!.find(({ id }) => id === targetId)!;
  const entries = run.solution.shortlists
    .filter(({ home }) => quota.homes.includes(home))
    .flatMap((list) => list.entries);
  const signs = (kept: typeof entries) => kept.reduce((sum, entry) => sum + entry.signs, 0);
  return {
    total: signs(entries),
    inGroup: signs(entries.filter(({ applicant }) => quota.applicants.includes(applicant))),
  };
}

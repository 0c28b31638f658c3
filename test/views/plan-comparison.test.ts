import { beforeAll, describe, expect, it } from 'vitest';
import { prepareSession } from '../../src/matching/prepare.ts';
import { resolveWith } from '../../src/matching/run.ts';
import type { RunResult } from '../../src/matching/run-result.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { planComparison } from '../../src/views/plan-comparison.ts';
import { makeApplication, makeHome, makeSnapshot, makeVacancy } from '../support/make-domain.ts';

function sessionOf(homes: readonly string[]) {
  return prepareSession(
    makeSnapshot({
      vacancies: homes.map((id) => ({ vacancy: makeVacancy(id), home: makeHome(id) })),
      applications: Array.from({ length: 8 }, (_, index) => makeApplication(index)),
    }),
  );
}

async function solved(homes: readonly string[], bans: Snapshot['bans'] = []): Promise<RunResult> {
  const outcome = await resolveWith(sessionOf(homes), { pins: [], bans }, { plain: false });
  if (!outcome.ok) throw new Error('the session can be solved');
  return outcome.value;
}

describe('two scenarios side by side', () => {
  let a: RunResult;
  beforeAll(async () => {
    a = await solved(['h1', 'h2']);
  });

  it('show nothing between a run and itself', () => {
    expect(planComparison(a, a)).toMatchObject({ sameData: true, sameHomes: 2, homes: [], targets: [] });
  });

  it('show rank by rank who stood and who stands, on both sides', async () => {
    const list = a.shortlists.find(({ entries }) => entries.length > 1)!;
    const leaving = list.entries[0]!.sheet.number;
    const b = await solved(
      ['h1', 'h2'],
      [{ vacancyId: list.vacancyId, applicationNumber: leaving, reason: 'Essai' }],
    );
    const there = planComparison(a, b);
    const back = planComparison(b, a);
    const changed = there.homes.find(({ vacancyId }) => vacancyId === list.vacancyId)!;
    expect(changed.inRuns).toBe('both');
    expect(changed.ranks[0]).toMatchObject({ rank: 1, same: false, a: { sheet: { number: leaving } } });
    expect(changed.ranks.map(({ b: entry }) => entry?.sheet.number)).not.toContain(leaving);
    expect(back.homes.map(({ vacancyId }) => vacancyId).sort()).toEqual(
      there.homes.map(({ vacancyId }) => vacancyId).sort(),
    );
    expect(back.pointsB - back.pointsA).toBeCloseTo(there.pointsA - there.pointsB, 6);
  });

  it('say which home stands in one session only, and that the data are not the same', async () => {
    const alone = planComparison(a, await solved(['h1']));
    expect(alone.sameData).toBe(false);
    expect(alone.homes.filter(({ inRuns }) => inRuns === 'a')).toHaveLength(1);
    expect(alone.homes.some(({ inRuns }) => inRuns === 'b')).toBe(false);
  });
});

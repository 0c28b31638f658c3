import { describe, expect, it } from 'vitest';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { bonusCaps } from '../../src/matching/bonus-caps.ts';
import { SCORE_PER_POINT } from '../../src/matching/policy.ts';
import { prepareSession } from '../../src/matching/prepare.ts';
import { runSession } from '../../src/matching/run.ts';
import { type Snapshot, snapshotSchema } from '../../src/matching/snapshot.ts';
import { dueByDay, paceOf, type Steering, steeringSchema } from '../../src/matching/steering.ts';
import { paceSentence, shortageSentence } from '../../src/wording/run-sentences.ts';
import {
  makeApplication,
  makeGrid,
  makeHome,
  makeSnapshot,
  makeTarget,
  makeVacancy,
} from '../support/make-domain.ts';

const progress = { signedTotal: 40, signedInGroup: 8, unknown: 1 };
const because = { signedInGroup: 8, signedTotal: 40, stillExpectedLeases: 20, neededLeases: 6.2 };
const line = { targetId: 'pp5', askedShare: 0.31, mostPoints: 4, because };
const steering: Steering = {
  id: 'rythme-47',
  validatedBy: 'Claire Martin',
  validatedOn: civilDate('2026-11-18'),
  lines: [line],
};

/** Four homes for twenty households; two transfers came three months after the others and stand behind them. */
function session(overrides: Partial<Snapshot> = {}): Snapshot {
  return makeSnapshot({
    vacancies: ['h1', 'h2', 'h3', 'h4'].map((id) => ({ vacancy: makeVacancy(id), home: makeHome(id) })),
    applications: Array.from({ length: 20 }, (_, index) =>
      makeApplication(index, {
        filedOn: civilDate(index < 18 ? '2024-11-21' : '2025-02-21'),
        current: { landlord: index < 18 ? null : 'Autre' },
      }),
    ),
    targets: [
      { target: makeTarget('pp5'), progress },
      { target: makeTarget('sans-rythme', { kind: 'quarterLandlord' }), progress },
    ],
    ...overrides,
  });
}

const quotaOf = (snapshot: Snapshot, id = 'pp5') =>
  prepareSession(snapshot).problem.quotas?.find((quota) => quota.id === id);

describe('a target with a validated pace', () => {
  it('asks the session for its part of the leases still expected, not for the whole of the year', () => {
    expect(quotaOf(session({ steering }))).toMatchObject({
      share: 0.31,
      signedTotal: 0,
      signedInGroup: 0,
      penalty: 4 * SCORE_PER_POINT,
    });
    const before = quotaOf(session());
    expect(before).toMatchObject({ share: 0.3, signedTotal: 40, signedInGroup: 8 });
    expect(quotaOf(session({ steering }), 'sans-rythme')).toEqual(quotaOf(session(), 'sans-rythme'));
  });

  it('never weighs more than the policy allows, whatever was validated', () => {
    const generous = { ...steering, lines: [{ ...line, mostPoints: 10_000 }] };
    const { policy, grids, date } = session();
    const most = Math.min(policy.penaltyPoints.convention, bonusCaps(policy, grids, date).convention);
    expect(quotaOf(session({ steering: generous }))?.penalty).toBe(most * SCORE_PER_POINT);
  });

  it('replaces a number for the year by a share of the session', () => {
    const target = makeTarget('pp5', { goal: { kind: 'number', number: 230 } });
    const quota = quotaOf(session({ steering, targets: [{ target, progress }] }));
    expect(quota).toMatchObject({ share: 0.31 });
    expect(quota).not.toHaveProperty('number');
  });

  it('says on the entry why points are given, and tells the figures of the year with what is asked', async () => {
    const run = await runSession(session({ steering }), { plain: false });
    const labels = run.shortlists.flatMap(({ entries }) => entries.flatMap(({ bonusLines }) => bonusLines));
    expect(labels.filter(({ quotaId }) => quotaId === 'pp5').map(({ label }) => label)[0]).toBe(
      'Mutations, Metz Métropole, est en retard sur son rythme (31\u00a0% des baux restants nécessaires)',
    );
    const quota = run.quotas.find(({ targetId }) => targetId === 'pp5')!;
    expect(quota).toMatchObject({
      share: 0.3,
      signedTotal: 40,
      signedInGroup: 8,
      pace: { askedShare: 0.31, mostPoints: 4, isBehind: true, because },
    });
    expect(quota.expectedTotal).toBeCloseTo(40 + quota.pace!.expectedTotalHere, 9);
    expect(quota.missing).toBeCloseTo(
      Math.max(0, 0.31 * quota.pace!.expectedTotalHere - quota.pace!.expectedInGroupHere),
      9,
    );
    expect(run.steering).toEqual({
      id: 'rythme-47',
      validatedBy: 'Claire Martin',
      validatedOn: '2026-11-18',
    });
    expect(run.check.holds).toBe(true);
  });

  it('is told in a sentence with its figures, and what misses is told as missing at that pace', async () => {
    const run = await runSession(
      session({ steering: { ...steering, lines: [{ ...line, askedShare: 1, mostPoints: 1 }] } }),
      { plain: false },
    );
    const quota = run.quotas.find(({ targetId }) => targetId === 'pp5')!;
    expect(paceSentence(quota)?.replaceAll('\u00a0', ' ')).toMatch(
      /^Rythme : 7 baux encore nécessaires sur 20 attendus d’ici au 31 décembre \(31 %\)\. Demandé à cette séance : 100 % de ses baux, marge pour le hasard comprise\. Attendu d’elle : [\d,]+ sur [\d,]+\. L’objectif est en retard sur son rythme\.$/u,
    );
    expect(shortageSentence(quota, () => 'T2')).toMatch(/^Au rythme demandé, il manque /);
    expect(paceSentence({})).toBeNull();
  });

  it('is behind where more than its share is needed from now on, or a number lags behind the days gone', () => {
    const on = civilDate('2026-07-02');
    const share = makeTarget('pp5');
    const number = makeTarget('pp5', { goal: { kind: 'number', number: 16 } });
    const asking = (neededLeases: number): Steering => ({
      ...steering,
      // Asked with a margin: only the need itself says that a target is late.
      lines: [{ ...line, askedShare: 0.9, because: { ...because, neededLeases } }],
    });
    expect(paceOf(asking(6.2), share, on)?.isBehind).toBe(true);
    expect(paceOf(asking(6), share, on)?.isBehind).toBe(false);
    // Eight leases of sixteen by the middle of the year.
    expect(dueByDay(16, civilDate('2026-12-31'))).toBe(16);
    expect(paceOf(steering, number, civilDate('2026-06-30'))?.isBehind).toBe(false);
    expect(paceOf(steering, number, on)?.isBehind).toBe(true);
    expect(paceOf(undefined, share, on)).toBeNull();
    expect(paceOf(steering, makeTarget('autre'), on)).toBeNull();
  });
});

describe('steering in a snapshot', () => {
  it('is kept as it was validated and changes the snapshot’s hash; without it the snapshot says nothing', () => {
    const parsed = snapshotSchema.parse(JSON.parse(JSON.stringify(session({ steering }))));
    expect(parsed.steering).toEqual(steering);
    expect(snapshotSchema.parse(session())).not.toHaveProperty('steering');
    expect(prepareSession(session({ steering })).text.hash()).not.toBe(prepareSession(session()).text.hash());
    const other = { ...steering, validatedBy: 'Paul Weber' };
    expect(prepareSession(session({ steering: other })).text.hash()).not.toBe(
      prepareSession(session({ steering })).text.hash(),
    );
  });

  it('is refused where a target has two lines, or where a figure is out of range', () => {
    expect(steeringSchema.safeParse({ ...steering, lines: [line, line] }).success).toBe(false);
    expect(steeringSchema.safeParse({ ...steering, lines: [{ ...line, askedShare: 1.2 }] }).success).toBe(
      false,
    );
    expect(steeringSchema.safeParse({ ...steering, lines: [{ ...line, mostPoints: 2.5 }] }).success).toBe(
      false,
    );
  });

  it('gives transfers as many homes as the pace asks, where two grids share no scale', () => {
    const ahead = { signedTotal: 40, signedInGroup: 40, unknown: 0 };
    const snapshot = session({
      vacancies: Array.from({ length: 8 }, (_, index) => ({
        vacancy: makeVacancy(`h${index}`),
        home: makeHome(`h${index}`),
      })),
      grids: [makeGrid(), makeGrid({ id: 'mutations', kind: 'transfer' })],
      targets: [{ target: makeTarget('pp5'), progress: ahead }],
    });
    const given = (asked: number | null) =>
      prepareSession(
        asked === null
          ? snapshot
          : { ...snapshot, steering: { ...steering, lines: [{ ...line, askedShare: asked }] } },
      ).sets.vacancies.filter(({ pool }) => pool.kind === 'transfer').length;
    expect([given(null), given(0), given(0.5), given(1)]).toEqual([0, 0, 4, 8]);
  });
});

/** A validation on a real database, and the runs made before and after it. */
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snapshotStore } from '../../../db/stores/snapshot-store.ts';
import type { Asked } from '../../../src/domain/act.ts';
import { addDays, civilDate } from '../../../src/kernel/civil-date.ts';
import type { RunResult } from '../../../src/matching/run-result.ts';
import type { SteeringScene, ValidationRequest } from '../../../src/reporting/steering/steering-port.ts';
import type { SteeringAnswers } from '../../../src/reporting/steering/validation.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

const today = testDemo.date;
const until = addDays(today, 14);
const landlordId = 'demo';

function askedBy(name: string): Asked {
  const actor = { accountId: null, name, role: 'agent' };
  return { landlordId, actor, now: new Date(`${today}T09:00:00Z`), today };
}

function requestOf(scene: SteeringScene, answers: Partial<SteeringAnswers> = {}): ValidationRequest {
  return {
    requestKey: v7(),
    newestId: scene.newest?.id ?? '',
    stamp: scene.proposal.stamp,
    answers: { effectiveOn: today, until, lines: new Map(), acceptance: new Set(), ...answers },
  };
}

describe('what steers the sessions of the year', () => {
  let service: TestService;
  let before: { id: string; result: RunResult };
  const run = async () => {
    const { calculations, runs } = service.dependencies;
    const parameters = { date: today, snapshotOf: null, pins: [], bans: [] };
    const id = await calculations.run({ ...parameters, landlordId, requestedBy: null });
    return { id, result: (await runs.result(landlordId, id))! };
  };
  const scene = () => service.dependencies.steering.scene(landlordId, today);
  const validate = (name: string, request: ValidationRequest) =>
    service.dependencies.steering.validate(askedBy(name), request);
  beforeAll(async () => {
    service = await testService();
    before = await run();
  });
  afterAll(() => service.stop());

  it('is nothing until a person validates it: a run reads the year as it stands', async () => {
    expect(before.result.steering).toBeUndefined();
    expect(before.result.quotas.every(({ pace }) => pace === undefined)).toBe(true);
    expect((await scene()).inForce).toBeNull();
  });

  it('counts of every target what a session counts', async () => {
    const { forecast } = await scene();
    const { targets } = await snapshotStore(service.database.db).at(landlordId, today, {
      pins: [],
      bans: [],
    });
    const counted = new Map(targets.map(({ target, progress }) => [target.id, progress]));
    expect(forecast.targets.length).toBeGreaterThan(30);
    for (const { target, signedTotal, signedInGroup, unknown } of forecast.targets) {
      expect(counted.get(target.id), target.id).toEqual({ signedTotal, signedInGroup, unknown });
    }
  });

  it('proposes a line for each target that still moves, within the policy and a step above the last price', async () => {
    const { proposal, lastRun } = await scene();
    expect(lastRun?.id).toBe(before.id);
    expect(proposal.lines.length).toBeGreaterThan(5);
    for (const { mostPoints, askedShare, bounds, because } of proposal.lines) {
      expect(mostPoints).toBeLessThanOrEqual(bounds.mostPoints);
      expect(bounds.mostPoints).toBeLessThanOrEqual(bounds.policyPoints);
      expect(askedShare).toBeGreaterThanOrEqual(0);
      expect(askedShare).toBeLessThanOrEqual(1);
      if (because.neededLeases === 0) expect([askedShare, mostPoints]).toEqual([0, 0]);
    }
    const priced = proposal.lines.filter(({ bounds }) => bounds.lastPoints !== null);
    expect(priced.length).toBeGreaterThan(0);
  });

  it('refuses a price above its bound, a change without its reason and a period without an end', async () => {
    const read = await scene();
    const line = read.proposal.lines.find(({ mostPoints }) => mostPoints > 0)!;
    const answer = (points: number, why: string) =>
      requestOf(read, { lines: new Map([[line.targetId, { points, removed: false, why }]]) });
    expect(await validate('Ana', answer(line.bounds.mostPoints + 1, 'plus vite'))).toEqual({
      ok: false,
      refusal: { code: 'outOfBounds', name: line.name, mostPoints: line.bounds.mostPoints },
    });
    expect(await validate('Ana', answer(line.mostPoints - 1, '  '))).toEqual({
      ok: false,
      refusal: { code: 'reasonMissing', name: line.name },
    });
    const late = await validate('Ana', requestOf(read, { until: civilDate('2027-01-01') }));
    expect(late).toEqual({
      ok: false,
      refusal: { code: 'wrongPeriod', latestUntil: civilDate('2026-12-21') },
    });
    expect(await validate('Ana', { ...requestOf(read), stamp: 'other figures' })).toEqual({
      ok: false,
      refusal: { code: 'figuresChanged' },
    });
    expect((await scene()).newest).toBeNull();
  });

  it('has one effect when sent twice, and tells the second person who validated and when', async () => {
    const read = await scene();
    const line = read.proposal.lines.find(({ mostPoints }) => mostPoints > 0)!;
    const request = requestOf(read, {
      lines: new Map([[line.targetId, { points: 1, removed: false, why: 'pas de saut avant la séance' }]]),
      acceptance: new Set(['everywhere']),
    });
    const [first, second] = await Promise.all([validate('Ana', request), validate('Ana', request)]);
    expect(first.ok && second.ok && first.value.id === second.value.id).toBe(true);
    const other = await validate('Boris', requestOf(read));
    expect(other).toMatchObject({ ok: false, refusal: { code: 'validatedMeanwhile', by: 'Ana' } });
    const { inForce, newest } = await scene();
    expect(inForce?.id).toBe(newest?.id);
    const kept = inForce?.content.lines.find(({ targetId }) => targetId === line.targetId);
    expect(kept).toMatchObject({
      mostPoints: 1,
      change: { proposedPoints: line.mostPoints, why: 'pas de saut avant la séance' },
    });
    expect(await service.dependencies.steering.validations(landlordId)).toHaveLength(1);
  });

  it('steers the next run, whose points still add up, and leaves the earlier run as it was, to the byte', async () => {
    const { inForce } = await scene();
    const after = await run();
    expect(after.result.steering).toEqual({ id: inForce!.id, validatedBy: 'Ana', validatedOn: today });
    expect(after.result.check.holds).toBe(true);
    const lines = new Map(inForce!.content.lines.map((line) => [line.targetId, line]));
    const paced = after.result.quotas.filter(({ pace }) => pace !== undefined);
    expect(paced.length).toBeGreaterThan(0);
    for (const { targetId, pricePoints, pace } of paced) {
      expect(pricePoints).toBeLessThanOrEqual(lines.get(targetId)!.mostPoints);
      expect(pace?.askedShare).toBe(lines.get(targetId)!.askedShare);
    }
    for (const { totalPoints, gridPoints, bonusPoints, bonusLines } of after.result.shortlists.flatMap(
      ({ entries }) => entries,
    )) {
      expect(bonusLines.reduce((sum, { points }) => sum + points, 0)).toBe(bonusPoints);
      expect(gridPoints + bonusPoints).toBe(totalPoints);
    }
    expect(after.result.problemHash).not.toBe(before.result.problemHash);
    const { calculations } = service.dependencies;
    for (const { id } of [before, after]) {
      expect(await calculations.replay({ landlordId, runId: id })).toEqual({ same: true, differences: [] });
    }
  });

  it('replaces the acceptance of the policy by what the person took, bounded', async () => {
    const { inForce } = await scene();
    const [taken] = inForce!.content.acceptance;
    if (taken === undefined) throw new Error('the offers of the small demonstration say nothing');
    expect(Math.abs(taken.permille - taken.beforePermille)).toBeLessThanOrEqual(150);
    const { result } = await run();
    const learned = result.problem.homes.map(({ acceptance }) => acceptance);
    expect(learned).toContain(taken.permille / 1000);
  });

  it('steers no session after its last day', async () => {
    const { calculations, runs } = service.dependencies;
    const parameters = { date: addDays(until, 1), snapshotOf: null, pins: [], bans: [] };
    const id = await calculations.run({ ...parameters, landlordId, requestedBy: null });
    expect((await runs.result(landlordId, id))?.steering).toBeUndefined();
  });

  it('is told in the journal with its reasons', async () => {
    const { journal } = service.dependencies;
    const acts = await journal.story(landlordId, `landlord:${landlordId}`, 20);
    const told = acts.filter(({ kind }) => kind === 'steering.validated');
    expect(told).toHaveLength(1);
    expect(told[0]?.why).toContain('pas de saut avant la séance');
  });
});

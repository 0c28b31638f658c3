/** A big group's search shared among threads: territories that share no applicant, one plan however many there are. */
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { dualForFair, solveFair } from '../../src/matching/engines/fair.ts';
import { tieRuleOf } from '../../src/matching/engines/fair-ties.ts';
import { instanceFromArrays } from '../../src/matching/engines/instance-arrays.ts';
import { sharedInstance } from '../../src/matching/engines/instance-shared.ts';
import { publishedBonuses, roundPrices } from '../../src/matching/engines/plan.ts';
import { territoriesOf } from '../../src/matching/split/components.ts';
import { callCrew } from '../../src/matching/split/crew.ts';
import {
  partBytes,
  readFromMember,
  readToMember,
  tieBytes,
  turnBytes,
} from '../../src/matching/split/part-messages.ts';
import { homesOfParts, partOf, partSolver, partsWorth } from '../../src/matching/split/parts.ts';
import { type SpreadOptions, spreadOver } from '../../src/matching/split/spread.ts';

const territories = 7;
const homesEach = 12;
const applicantsEach = 60;

/** Numbers in [0, below) from a seed, by whole numbers only. */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

/** Seven territories coupled by two quotas; every third household may stand on two lists where `maxLists` says so. */
function group({ maxLists = 1, bridge = false } = {}) {
  const draw = draws(7);
  const homes = territories * homesEach;
  const applicants = territories * applicantsEach;
  const pairs: [number, number, number, number][] = [];
  for (let home = 0; home < homes; home += 1) {
    const territory = home % territories;
    for (let at = 0; at < applicantsEach; at += 1) {
      if (draw(3) > 0) continue;
      pairs.push([home, territory + at * territories, 100 + draw(400), 1 + draw(3)]);
    }
  }
  if (bridge) pairs.push([0, 1, 300, 1]);
  const everyThird = Int32Array.from({ length: Math.floor(applicants / 3) }, (_, at) => 3 * at);
  return sharedInstance(
    instanceFromArrays({
      homeIds: Array.from({ length: homes }, (_, at) => `home-${at}`),
      acceptance: Float64Array.from({ length: homes }, () => (30 + draw(60)) / 100),
      length: new Int32Array(homes).fill(3),
      applicantIds: Array.from({ length: applicants }, (_, at) => `household-${at}`),
      order: Float64Array.from({ length: applicants }, () => draw(1_000)),
      fullBonus: new Uint8Array(applicants),
      pairHome: Int32Array.from(pairs, ([home]) => home),
      pairApplicant: Int32Array.from(pairs, ([, applicant]) => applicant),
      pairScore: Int32Array.from(pairs, ([, , score]) => score),
      pairWish: Int32Array.from(pairs, ([, , , wish]) => wish),
      quotas: [
        {
          id: 'everywhere',
          homes: Int32Array.from({ length: homes }, (_, at) => at),
          applicants: everyThird,
          share: 0.6,
          penalty: 300,
        },
        {
          id: 'some',
          homes: Int32Array.from({ length: homes / 2 }, (_, at) => 2 * at),
          applicants: Int32Array.from({ length: applicants / 2 }, (_, at) => 2 * at + 1),
          number: 20,
          penalty: 200,
        },
      ],
      pins: [],
      bans: [],
      maxLists,
      slotReward: 0,
      priceUnit: 1,
      fairness: 'no-justified-envy',
      bonusCaps: undefined,
    }),
  );
}

async function readAsPart(bytes: Buffer) {
  const read = await readToMember(bytes);
  if (read.kind !== 'part') throw new Error(`read as ${read.kind}`);
  return read;
}

const instance = group();
const dual = dualForFair(instance, {});

function planWith(parts: number, options: SpreadOptions = {}) {
  return solveFair(instance, dual, {
    budget: 40,
    spread: (whole, tie) => (parts > 1 ? spreadOver(whole, tie, parts, options) : null),
  });
}

const numberOf = (id: string): number => Number(id.slice(id.indexOf('-') + 1));

describe('territories of a group', () => {
  it('are the homes that share applicants, numbered by their first home', () => {
    const found = territoriesOf(instance);
    expect(found.count).toBe(territories);
    for (const [home, id] of instance.homeIds.entries()) {
      const sameTerritory = instance.homeIds.findIndex(
        (other) => numberOf(other) % territories === numberOf(id) % territories,
      );
      expect(found.ofHome[home]).toBe(found.ofHome[sameTerritory]);
    }
  });

  it('are one where a single household asks in both', () => {
    expect(territoriesOf(group({ bridge: true })).count).toBe(territories - 1);
  });

  it('are shared out whole, each in one part, and never among more parts than there are', () => {
    const { ofHome } = territoriesOf(instance);
    const parts = homesOfParts(instance, 3);
    expect(parts.flatMap((homes) => [...homes]).sort((a, b) => a - b)).toEqual([...ofHome.keys()]);
    const held = parts.map((homes) => new Set(Array.from(homes, (home) => ofHome[home])));
    expect(held.reduce((sum, own) => sum + own.size, 0)).toBe(territories);
    expect(partsWorth(instance, 20, 0)).toBe(territories);
    expect(partsWorth(instance, 20)).toBe(1);
  });
});

describe('a part as it travels to another machine', () => {
  it('gives the same places there as here, with one list a household or with two', async () => {
    for (const whole of [instance, group({ maxLists: 2 })]) {
      const own = dualForFair(whole, {});
      const tie = tieRuleOf(whole, own);
      const part = partOf(whole, homesOfParts(whole, 3)[1]!);
      const tieOfPart = {
        placePrice: Float64Array.from(part.slots, (slot) => tie.placePrice[slot]!),
        cellPoints: tie.cellPoints,
      };
      const there = await readToMember(await partBytes(part));
      const rule = await readToMember(tieBytes(tieOfPart));
      if (there.kind !== 'part' || rule.kind !== 'tie') throw new Error('read as something else');
      const { slotHome, pairHome } = there.instance;
      const itself = { slots: Int32Array.from(slotHome.keys()), pairs: Int32Array.from(pairHome.keys()) };
      const solveThere = partSolver({ instance: there.instance, ...itself }, rule.tie);
      const solveHere = partSolver(part, tie);
      // Dearer, then cheaper again: what a member remembers of a turn does not change the next.
      for (const factor of [1, 3, 0, 1]) {
        const prices = own.prices.map((price) => price * factor);
        const bonuses = publishedBonuses(whole, roundPrices(whole, prices));
        const places = Array.from(solveThere(bonuses), (pair) => (pair === -1 ? -1 : part.pairs[pair]!));
        expect(places).toEqual([...solveHere(bonuses)]);
      }
    }
  });

  it('names no home, no household and no quota', async () => {
    const part = partOf(instance, homesOfParts(instance, 2)[1]!);
    const { instance: there } = await readAsPart(await partBytes(part));
    expect(new Set([...there.homeIds, ...there.applicantIds])).toEqual(new Set(['']));
    expect(there.quotas).toEqual([]);
    const bytes = gunzipSync(await partBytes(part)).toString('latin1');
    for (const name of ['household-', 'home-', 'everywhere', 'some']) expect(bytes).not.toContain(name);
  });

  it('is refused where it is cut short or is something else', async () => {
    const turn = turnBytes(3, new Float64Array(5));
    expect(await readToMember(turn)).toMatchObject({ kind: 'turn', turn: 3 });
    await expect(readToMember(turn.subarray(0, turn.length - 16))).rejects.toThrow();
    await expect(readToMember(Buffer.from('bonjour à tous'))).rejects.toThrow();
    expect(() => readFromMember(turn)).toThrow();
  });
});

describe('a plan shared among parts', () => {
  it('gives at any bonuses the places of the whole, with one list a household or with two', () => {
    for (const whole of [instance, group({ maxLists: 2 })]) {
      const own = dualForFair(whole, {});
      const tie = tieRuleOf(whole, own);
      const bonuses = publishedBonuses(whole, roundPrices(whole, own.prices));
      const everywhere = partOf(whole, Int32Array.from(whole.homeIds.keys()));
      const expected = partSolver(everywhere, tie)(bonuses);
      const found = new Int32Array(whole.slotHome.length).fill(-2);
      for (const homes of homesOfParts(whole, 4)) {
        const part = partOf(whole, homes);
        const places = partSolver(part, tie)(bonuses);
        part.slots.forEach((slot, at) => {
          found[slot] = places[at]!;
        });
      }
      expect([...found]).toEqual([...expected]);
    }
  });

  it('is the same to the byte on one thread, two and four', () => {
    const alone = planWith(1);
    expect(alone.slots.some((pair) => pair >= 0)).toBe(true);
    for (const parts of [2, 4]) expect(planWith(parts)).toEqual(alone);
  });

  it('is the same where threads die at once: their parts are taken again', () => {
    const entry = new URL('data:text/javascript,process.exit(1)');
    expect(planWith(3, { entry, patienceMilliseconds: 50 })).toEqual(planWith(1));
  });

  it('is the same where a thread dies in the middle, after some of its turns', () => {
    const entry = new URL(
      `data:text/javascript,${encodeURIComponent(`
        import { workerData } from 'node:worker_threads';
        const { turn } = workerData;
        for (let seen = 0, turns = 0; turns < 5; turns += 1) {
          Atomics.wait(turn, 0, seen);
          seen = Atomics.load(turn, 0);
          // Half an answer: nothing says that it is whole.
          workerData.places.fill(0);
        }
      `)}`,
    );
    expect(planWith(2, { entry, patienceMilliseconds: 50 })).toEqual(planWith(1));
  });

  it('is the same where workers elsewhere took parts and never answer, or are gone before they begin', () => {
    const expected = planWith(1);
    for (const ready of [1, -1]) {
      const entry = `data:text/javascript,${encodeURIComponent(`
        import { parentPort, workerData } from 'node:worker_threads';
        const { call, ready } = workerData.memory;
        ready.fill(${ready});
        call[1] = 2;
        Atomics.store(call, 0, 1);
        Atomics.notify(call, 0);
        parentPort.on('message', ({ kind }) => {
          // Nonsense, and nothing says that it is an answer.
          workerData.memory.places.fill(0);
          if (kind !== 'over') return;
          Atomics.store(call, 0, 3);
          Atomics.notify(call, 0);
          parentPort.close();
        });
      `)}`;
      const crew = callCrew(instance, 2, 4, { entry, data: {}, fewestPairs: 0, patienceMilliseconds: 50 });
      expect(planWith(2, { crew, patienceMilliseconds: 50 })).toEqual(expected);
      expect(crew.use()).toEqual({ workers: 2, answers: 0, takenBack: 2 });
    }
  });
});

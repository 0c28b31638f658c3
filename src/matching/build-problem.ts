/** From a snapshot and its candidates to the abstract problem that engines solve: canonical, whole numbers, no clock. */
import type { Application } from '../domain/application.ts';
import type { TargetClass } from '../domain/target.ts';
import { compareCodeUnits } from '../kernel/canonical-json.ts';
import { acceptancePermille } from './acceptance.ts';
import { type BonusCaps, bonusCaps } from './bonus-caps.ts';
import type { CandidateSets, VacancyCandidates } from './candidate-sets.ts';
import { type PairTable, pairIds, type TabledProblem } from './pair-table.ts';
import { type Policy, SCORE_PER_POINT } from './policy.ts';
import type { Problem } from './problem.ts';
import type { QuotaGroup } from './quota-groups.ts';
import type { Snapshot } from './snapshot.ts';

export type Choices = Pick<Snapshot, 'pins' | 'bans'>;

export type ProblemParts = {
  snapshot: Snapshot;
  sets: CandidateSets;
  groups: readonly QuotaGroup[];
  /** Numbers of the applicants with a recognised DALO in force: they always receive the full cap. */
  daloNumbers: ReadonlySet<string>;
};

/** The problem of contracts §4 without the officer's choices, and the caps in points that it publishes. */
export function buildProblem(parts: ProblemParts): { problem: TabledProblem; caps: BonusCaps } {
  const { snapshot, sets, groups } = parts;
  const { policy } = snapshot;
  const caps = bonusCaps(policy, snapshot.grids, snapshot.date);
  const listed = new Uint8Array(sets.applicants.length);
  for (const { columns } of sets.vacancies) for (const place of columns.applicant) listed[place] = 1;
  return {
    caps,
    problem: {
      shortlistLength: policy.shortlistLength,
      maxShortlistsPerApplicant: policy.maxShortlistsPerApplicant,
      slotReward: 0,
      priceUnit: SCORE_PER_POINT,
      fairness: 'no-justified-envy',
      bonusCaps: {
        statutory: caps.statutory * SCORE_PER_POINT,
        convention: caps.convention * SCORE_PER_POINT,
        own: caps.own * SCORE_PER_POINT,
      },
      homes: sets.vacancies.map((candidates) => homeOf(snapshot, candidates)),
      applicants: applicantsOf(
        sets.applicants.filter((_, place) => listed[place] === 1),
        parts.daloNumbers,
      ),
      pairs: pairTable(sets, listed),
      quotas: groups.map((group) => quotaOf(group, penaltyPoints(policy, caps, group.target.class))),
    },
  };
}

/**
 * The same problem with an officer's pins and bans, sorted. A ban on a household that is no candidate changes nothing
 * and is left out; a pin on one is kept, so that the problem check refuses it in words.
 */
export function withChoices(problem: TabledProblem, choices: Choices): TabledProblem {
  const isCandidate = candidateTest(problem, choices.bans);
  const pins = choices.pins.map(({ vacancyId, applicationNumber, rank }) => ({
    home: vacancyId,
    applicant: applicationNumber,
    ...(rank === null ? {} : { rank }),
  }));
  const bans = choices.bans
    .map(({ vacancyId, applicationNumber }) => ({ home: vacancyId, applicant: applicationNumber }))
    .filter((ban) => isCandidate(ban.home, ban.applicant));
  const elsewhere = placesElsewhere(problem, pins);
  return { ...problem, pins: sortedPairs(pins), bans: sortedPairs(uniquePairs([...bans, ...elsewhere])) };
}

/** Whether a pair of the bans is listed; the pairs, which may be millions, are walked through where there is a ban. */
function candidateTest(
  problem: TabledProblem,
  bans: Choices['bans'],
): (home: string, applicant: string) => boolean {
  if (bans.length === 0) return () => false;
  const asked = new Set(bans.map(({ vacancyId }) => vacancyId));
  const listed = new Set<string>();
  for (const [home, applicant] of pairIds(problem)) {
    if (asked.has(home)) listed.add(pairKey(home, applicant));
  }
  return (home, applicant) => listed.has(pairKey(home, applicant));
}

/**
 * Where a household may stand on one list only, an officer who keeps it for one home takes it out of the others: else
 * the places that it would rather have had would stay empty, since nobody with fewer points may hold them.
 */
function placesElsewhere(
  problem: TabledProblem,
  pins: NonNullable<Problem['pins']>,
): NonNullable<Problem['bans']> {
  if ((problem.maxShortlistsPerApplicant ?? 1) > 1 || pins.length === 0) return [];
  const pinned = new Set(pins.map((pin) => pin.applicant));
  const kept = new Set(pins.map((pin) => pairKey(pin.home, pin.applicant)));
  const elsewhere: { home: string; applicant: string }[] = [];
  for (const [home, applicant] of pairIds(problem)) {
    if (pinned.has(applicant) && !kept.has(pairKey(home, applicant))) elsewhere.push({ home, applicant });
  }
  return elsewhere;
}

function homeOf(snapshot: Snapshot, candidates: VacancyCandidates): Problem['homes'][number] {
  const { vacancy, home, pool, columns } = candidates;
  const permille = acceptancePermille(vacancy, home, snapshot.policy, snapshot.date);
  // A household that the préfet designates under DALO stands alone (C-06 ii): no empty rank is missing behind it.
  const length = Math.min(snapshot.policy.shortlistLength, columns.applicant.length);
  return {
    id: vacancy.id,
    acceptance: permille / 1000,
    ...(pool.kind === 'daloDesignation' ? { length: Math.max(1, length) } : {}),
  };
}

/** The pairs of all vacancies, one after the other; `listed`: 1 for applicants who stand in the problem. */
function pairTable({ vacancies }: CandidateSets, listed: Uint8Array): PairTable {
  const count = vacancies.reduce((sum, { columns }) => sum + columns.applicant.length, 0);
  const table: PairTable = {
    home: new Int32Array(count),
    applicant: new Int32Array(count),
    score: new Int32Array(count),
    wish: new Int32Array(count),
  };
  const positionOf = positionsOf(listed);
  let at = 0;
  for (const [home, { columns }] of vacancies.entries()) {
    const { applicant, gridPoints, fit, wish } = columns;
    for (let row = 0; row < applicant.length; row += 1, at += 1) {
      table.home[at] = home;
      table.applicant[at] = positionOf[applicant[row]!]!;
      table.score[at] = gridPoints[row]! * SCORE_PER_POINT + fit[row]!;
      table.wish[at] = wish[row]!;
    }
  }
  return table;
}

/** Where each listed applicant stands among them. */
function positionsOf(listed: Uint8Array): Int32Array {
  let next = 0;
  return Int32Array.from(listed, (isListed) => {
    next += isListed;
    return next - 1;
  });
}

function applicantsOf(
  applications: readonly Application[],
  daloNumbers: ReadonlySet<string>,
): Problem['applicants'] {
  const orders = tieBreakOrders(applications);
  return applications.map(({ number }, at) => ({
    id: number,
    order: orders[at]!,
    ...(daloNumbers.has(number) ? { fullBonus: true } : {}),
  }));
}

/**
 * Seniority, then the unique number: the published tie-break, as a rank without gaps. Applications come in the order of
 * their numbers: those of each day keep it.
 */
function tieBreakOrders(applications: readonly Application[]): Int32Array {
  const byDay = new Map<string, number[]>();
  for (const [at, { filedOn }] of applications.entries()) {
    const ofDay = byDay.get(filedOn);
    if (ofDay) ofDay.push(at);
    else byDay.set(filedOn, [at]);
  }
  const orders = new Int32Array(applications.length);
  let order = 0;
  for (const day of [...byDay.keys()].sort(compareCodeUnits)) {
    for (const at of byDay.get(day)!) {
      orders[at] = order;
      order += 1;
    }
  }
  return orders;
}

/**
 * A missing lease never weighs more than what one household may earn for it: a greater penalty would change no rank,
 * since bonuses are cut at the cap, and would drown the proved gap in points that the policy allows nobody to give.
 */
function penaltyPoints(policy: Policy, caps: BonusCaps, name: TargetClass): number {
  return Math.min(policy.penaltyPoints[name], caps[name]);
}

/**
 * A target with a validated pace asks this session for its part of the year's remaining need, spread over the leases
 * still expected; without one the whole of the year's figures falls on the session.
 */
function quotaOf(group: QuotaGroup, penalty: number): NonNullable<Problem['quotas']>[number] {
  const { pace, progress } = group;
  const held = {
    id: group.target.id,
    homes: [...group.vacancyIds],
    applicants: [...group.numbers],
  };
  if (pace !== null) {
    return {
      ...held,
      share: pace.askedShare,
      signedTotal: 0,
      signedInGroup: 0,
      penalty: Math.min(penalty, pace.mostPoints) * SCORE_PER_POINT,
      class: group.target.class,
    };
  }
  return {
    ...held,
    ...(group.share === null ? {} : { share: group.share }),
    ...(group.number === null ? {} : { number: group.number }),
    signedTotal: progress.signedTotal,
    signedInGroup: progress.signedInGroup,
    penalty: penalty * SCORE_PER_POINT,
    class: group.target.class,
  };
}

function sortedPairs<Pair extends { home: string; applicant: string }>(pairs: readonly Pair[]): Pair[] {
  return [...pairs].sort(
    (a, b) => compareCodeUnits(a.home, b.home) || compareCodeUnits(a.applicant, b.applicant),
  );
}

function uniquePairs<Pair extends { home: string; applicant: string }>(pairs: readonly Pair[]): Pair[] {
  return [...new Map(pairs.map((pair) => [pairKey(pair.home, pair.applicant), pair])).values()];
}

function pairKey(home: string, applicant: string): string {
  return JSON.stringify([home, applicant]);
}

/** From targets to the groups of homes and households that a session can move: what the quotas of a problem count. */
import type { Target, TargetProgress } from '../domain/target.ts';
import { compareCodeUnits } from '../kernel/canonical-json.ts';
import { yearOf } from '../kernel/civil-date.ts';
import { type FreedHome, targetGroup } from '../law/quota-freed-home.ts';
import type { QuotaFacts } from '../law/quota-membership.ts';
import { type QuotaHome, targetPopulation } from '../law/quota-population.ts';
import type { CandidateSets, VacancyCandidates } from './candidate-sets.ts';
import type { Snapshot } from './snapshot.ts';
import { type Pace, paceOf } from './steering.ts';

export type QuotaGroup = {
  target: Target;
  progress: TargetProgress;
  /** One of the two is null. */
  share: number | null;
  number: number | null;
  /** The pace asked of this session, where somebody validated one; null: the year's figures as they stand. */
  pace: Pace | null;
  /** Vacancies of the target's territory and kind, sorted. */
  vacancyIds: readonly string[];
  /** Households that count for it and are candidates for one of those vacancies, sorted. */
  numbers: readonly string[];
  /** What each household would give back, where the target counts it; empty for every other kind. */
  freedHomes: ReadonlyMap<string, FreedHome>;
};

/** What quotas read of a household, were it to sign in that commune: the first quartile is that of the territory. */
export type QuotaFactsReader = (number: string, insee: string) => QuotaFacts;

/** The same by the household's place among the applicants of the sets: for who asks of all of them. */
export type QuotaFactsAtPlace = (place: number, insee: string) => QuotaFacts;

/**
 * The groups of every target of the session's year that has a figure; a commitment without one ("parc en vente", "non
 * significatif", empty) computes no rate and misses none. Sorted by target id.
 */
export function quotaGroups(
  snapshot: Pick<Snapshot, 'date' | 'targets' | 'holders' | 'steering' | 'freedHomes'>,
  sets: CandidateSets,
  factsAt: QuotaFactsAtPlace,
): QuotaGroup[] {
  const applicable = snapshot.targets.filter(
    ({ target }) => target.year === yearOf(snapshot.date) && target.goal.kind !== 'none',
  );
  const homes = sets.vacancies.map(quotaHome);
  const freed = new Map((snapshot.freedHomes ?? []).map(({ number, ...home }) => [number, home]));
  const asked = applicable.map(({ target, progress }): Asked => {
    const places = { holders: snapshot.holders };
    const counts = targetPopulation(target, places);
    const freedHomes = target.kind === 'scarceHomesFreed' ? freed : noFreedHome;
    const inGroup = targetGroup(target, places);
    // Whoever frees no home is told by facts that many share: each of these is asked about once.
    const told = new Map<QuotaFacts, boolean>();
    return {
      target,
      progress,
      counted: Uint8Array.from(homes, (home) => (counts(home, snapshot.date) ? 1 : 0)),
      freedHomes,
      isMember: (place, facts) => {
        const freedHome =
          freedHomes.size === 0 ? null : (freedHomes.get(sets.applicants[place]!.number) ?? null);
        const known = freedHome === null ? told.get(facts) : undefined;
        if (known !== undefined) return known;
        const counted = inGroup({ ...facts, freedHome }, snapshot.date).verdict === 'yes';
        if (freedHome === null) told.set(facts, counted);
        return counted;
      },
    };
  });
  const numbers = numbersOf(sets, asked, factsAt);
  return asked
    .map(
      ({ target, progress, counted, freedHomes }, at): QuotaGroup => ({
        target,
        progress,
        share: target.goal.kind === 'share' ? target.goal.share : null,
        number: target.goal.kind === 'number' ? target.goal.number : null,
        pace: paceOf(snapshot.steering, target, snapshot.date),
        vacancyIds: sets.vacancies.flatMap(({ vacancy }, home) => (counted[home] === 1 ? [vacancy.id] : [])),
        numbers: numbers[at] ?? [],
        freedHomes,
      }),
    )
    .sort((a, b) => compareCodeUnits(a.target.id, b.target.id));
}

/** A target, its homes, and whether a household with these facts counts for it. */
type Asked = Pick<QuotaGroup, 'target' | 'progress' | 'freedHomes'> & {
  /** 1 for the vacancies of the sets that the target is about. */
  counted: Uint8Array;
  isMember: (place: number, facts: QuotaFacts) => boolean;
};

const noFreedHome: ReadonlyMap<string, FreedHome> = new Map();

/**
 * A home still counts for its holder while it draws on the holder's households; then it is the landlord's,
 * the mayor's designations after a failure included.
 */
function quotaHome({ home, vacancy, pool }: VacancyCandidates): QuotaHome {
  const drawsOnHolder =
    (pool.kind === 'holder' && pool.holderId === vacancy.holderId) || pool.kind === 'daloDesignation';
  return {
    insee: home.insee,
    residence: home.residence,
    typology: home.typology,
    qpvCode: home.qpvCode,
    holderId: vacancy.holderId,
    reservationFailed: vacancy.holderId !== null && !drawsOnHolder,
  };
}

/**
 * By target, the households whose lease would be in the numerator. Where a target spans territories with thresholds of
 * their own, a household counts only if it does for every home of the target that it is a candidate for. An unknown is no
 * member. Homes that the same targets count in one commune are gone through together: each pair is walked through once.
 */
function numbersOf(sets: CandidateSets, asked: readonly Asked[], factsAt: QuotaFactsAtPlace): string[][] {
  const { applicants } = sets;
  // Of each applicant by target: 0 no candidate, 1 a member for every home so far, 2 not.
  const states = asked.map(() => new Uint8Array(applicants.length));
  const seenIn = new Int32Array(applicants.length).fill(-1);
  for (const [turn, { insee, homes, targets }] of homesAlike(sets.vacancies, asked).entries()) {
    for (const { columns } of homes) {
      for (const place of columns.applicant) {
        if (seenIn[place] === turn) continue;
        seenIn[place] = turn;
        const facts = factsAt(place, insee);
        for (const at of targets) {
          const state = states[at]!;
          if (state[place] === 2) continue;
          state[place] = asked[at]!.isMember(place, facts) ? 1 : 2;
        }
      }
    }
  }
  return states.map((state) => numbersAt(applicants, state));
}

function numbersAt(applicants: CandidateSets['applicants'], state: Uint8Array): string[] {
  const numbers: string[] = [];
  for (let place = 0; place < state.length; place += 1) {
    if (state[place] === 1) numbers.push(applicants[place]!.number);
  }
  return numbers;
}

/** Homes of one commune that the same targets count. */
type Alike = { insee: string; homes: VacancyCandidates[]; targets: readonly number[] };

function homesAlike(vacancies: readonly VacancyCandidates[], asked: readonly Asked[]): Alike[] {
  const known = new Map<string, Alike>();
  for (const [row, candidates] of vacancies.entries()) {
    const targets = asked.flatMap(({ counted }, at) => (counted[row] === 1 ? [at] : []));
    if (targets.length === 0) continue;
    const { insee } = candidates.home;
    const key = `${insee} ${targets.join(' ')}`;
    const alike = known.get(key);
    if (alike) alike.homes.push(candidates);
    else known.set(key, { insee, homes: [candidates], targets });
  }
  return [...known.values()];
}

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

/**
 * The groups of every target of the session's year that has a figure; a commitment without one ("parc en vente", "non
 * significatif", empty) computes no rate and misses none. Sorted by target id.
 */
export function quotaGroups(
  snapshot: Pick<Snapshot, 'date' | 'targets' | 'holders' | 'steering' | 'freedHomes'>,
  sets: CandidateSets,
  factsOf: QuotaFactsReader,
): QuotaGroup[] {
  const applicable = snapshot.targets.filter(
    ({ target }) => target.year === yearOf(snapshot.date) && target.goal.kind !== 'none',
  );
  const freed = new Map((snapshot.freedHomes ?? []).map(({ number, ...home }) => [number, home]));
  return applicable
    .map(({ target, progress }) => {
      const places = { holders: snapshot.holders };
      const counts = targetPopulation(target, places);
      const vacancies = sets.vacancies.filter((candidates) => counts(quotaHome(candidates), snapshot.date));
      const freedHomes = target.kind === 'scarceHomesFreed' ? freed : noFreedHome;
      const inGroup = targetGroup(target, places);
      // Whoever frees no home is told by facts that many share: each of these is asked about once.
      const told = new Map<QuotaFacts, boolean>();
      const isMember = (number: string, insee: string): boolean => {
        const facts = factsOf(number, insee);
        const freedHome = freedHomes.get(number) ?? null;
        const known = freedHome === null ? told.get(facts) : undefined;
        if (known !== undefined) return known;
        const counts = inGroup({ ...facts, freedHome }, snapshot.date).verdict === 'yes';
        if (freedHome === null) told.set(facts, counts);
        return counts;
      };
      return {
        target,
        progress,
        share: target.goal.kind === 'share' ? target.goal.share : null,
        number: target.goal.kind === 'number' ? target.goal.number : null,
        pace: paceOf(snapshot.steering, target, snapshot.date),
        vacancyIds: vacancies.map(({ vacancy }) => vacancy.id),
        numbers: numbersOf(sets, vacancies, isMember),
        freedHomes,
      };
    })
    .sort((a, b) => compareCodeUnits(a.target.id, b.target.id));
}

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
 * The households whose lease would be in the numerator. Where a target spans territories with thresholds of their own,
 * a household counts only if it does for every home of the target that it is a candidate for. An unknown is no member.
 */
function numbersOf(
  sets: CandidateSets,
  vacancies: readonly VacancyCandidates[],
  isMember: (number: string, insee: string) => boolean,
): string[] {
  const byCommune = new Map<string, VacancyCandidates[]>();
  for (const candidates of vacancies) {
    const known = byCommune.get(candidates.home.insee);
    if (known) known.push(candidates);
    else byCommune.set(candidates.home.insee, [candidates]);
  }
  // Of each applicant: 0 no candidate, 1 a member for every home so far, 2 not; each commune is asked once.
  const state = new Uint8Array(sets.applicants.length);
  const askedIn = new Int32Array(sets.applicants.length).fill(-1);
  [...byCommune].forEach(([insee, homes], commune) => {
    for (const { columns } of homes) {
      for (const place of columns.applicant) {
        if (askedIn[place] === commune || state[place] === 2) continue;
        askedIn[place] = commune;
        state[place] = isMember(sets.applicants[place]!.number, insee) ? 1 : 2;
      }
    }
  });
  return sets.applicants.flatMap(({ number }, place) => (state[place] === 1 ? [number] : []));
}

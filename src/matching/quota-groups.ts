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
      vacancies: sets.vacancies.filter((candidates) => counts(quotaHome(candidates), snapshot.date)),
      freedHomes,
      isMember: (number, facts) => {
        const freedHome = freedHomes.size === 0 ? null : (freedHomes.get(number) ?? null);
        const known = freedHome === null ? told.get(facts) : undefined;
        if (known !== undefined) return known;
        const counted = inGroup({ ...facts, freedHome }, snapshot.date).verdict === 'yes';
        if (freedHome === null) told.set(facts, counted);
        return counted;
      },
    };
  });
  const numbers = numbersOf(sets, asked, factsOf);
  return asked
    .map(
      ({ target, progress, vacancies, freedHomes }, at): QuotaGroup => ({
        target,
        progress,
        share: target.goal.kind === 'share' ? target.goal.share : null,
        number: target.goal.kind === 'number' ? target.goal.number : null,
        pace: paceOf(snapshot.steering, target, snapshot.date),
        vacancyIds: vacancies.map(({ vacancy }) => vacancy.id),
        numbers: numbers[at] ?? [],
        freedHomes,
      }),
    )
    .sort((a, b) => compareCodeUnits(a.target.id, b.target.id));
}

/** A target, its homes, and whether a household with these facts counts for it. */
type Asked = Pick<QuotaGroup, 'target' | 'progress' | 'freedHomes'> & {
  vacancies: readonly VacancyCandidates[];
  isMember: (number: string, facts: QuotaFacts) => boolean;
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
 * member. Commune by commune, so that the facts of a household there are read once for all targets.
 */
function numbersOf(sets: CandidateSets, asked: readonly Asked[], factsOf: QuotaFactsReader): string[][] {
  const { applicants } = sets;
  const homes = asked.map(({ vacancies }) => byCommune(vacancies));
  // Of each applicant by target: 0 no candidate, 1 a member for every home so far, 2 not.
  const states = asked.map(() => new Uint8Array(applicants.length));
  const facts = new Array<QuotaFacts | undefined>(applicants.length);
  const factsIn = new Int32Array(applicants.length).fill(-1);
  const placesOf = candidatePlaces(applicants.length);
  [...new Set(homes.flatMap((communes) => [...communes.keys()]))].forEach((insee, commune) => {
    asked.forEach(({ isMember }, at) => {
      const state = states[at]!;
      for (const place of placesOf(insee, homes[at]!.get(insee) ?? [])) {
        if (state[place] === 2) continue;
        const { number } = applicants[place]!;
        const known = factsIn[place] === commune ? facts[place] : undefined;
        const own = known ?? factsOf(number, insee);
        facts[place] = own;
        factsIn[place] = commune;
        state[place] = isMember(number, own) ? 1 : 2;
      }
    });
  });
  return states.map((state) =>
    applicants.flatMap(({ number }, place) => (state[place] === 1 ? [number] : [])),
  );
}

/** Who is a candidate for one of some homes of a commune, each once: most targets of a commune count the same homes. */
function candidatePlaces(
  applicants: number,
): (insee: string, vacancies: readonly VacancyCandidates[]) => readonly number[] {
  const seenIn = new Int32Array(applicants);
  let turn = 0;
  let commune = '';
  const known = new Map<string, number[]>();
  return (insee, vacancies) => {
    if (insee !== commune) known.clear();
    commune = insee;
    const key = vacancies.map(({ vacancy }) => vacancy.id).join(' ');
    const found = known.get(key);
    if (found) return found;
    turn += 1;
    const places: number[] = [];
    for (const { columns } of vacancies) {
      for (const place of columns.applicant) {
        if (seenIn[place] === turn) continue;
        seenIn[place] = turn;
        places.push(place);
      }
    }
    known.set(key, places);
    return places;
  };
}

function byCommune(vacancies: readonly VacancyCandidates[]): ReadonlyMap<string, VacancyCandidates[]> {
  const communes = new Map<string, VacancyCandidates[]>();
  for (const candidates of vacancies) {
    const known = communes.get(candidates.home.insee);
    if (known) known.push(candidates);
    else communes.set(candidates.home.insee, [candidates]);
  }
  return communes;
}

/**
 * Who may have which home: for every vacancy its pool, what the households' own wishes, the published size scale and
 * the law leave out of it (each counted), and the scored pairs that remain. Deterministic: the order of the snapshot's
 * lists changes nothing.
 */
import { homeRules, type PreparedHome, prepareHome } from '../law/eligibility.ts';
import {
  type ApplicantIndex,
  accessibilityLevel,
  communePlace,
  indexApplicants,
  typologyBit,
  type Wishing,
} from './applicant-index.ts';
import type { CandidateSets, VacancyCandidates } from './candidate-sets.ts';
import { scoreOn } from './grid-plan.ts';
import {
  type HomeInterest,
  type InterestReader,
  interestReader,
  narrowToInterested,
  withInterested,
} from './interests.ts';
import { mayorDesignates } from './orientation.ts';
import { fillPoints, type PairSource, pairColumns, pairSource } from './pair-columns.ts';
import { choosePools, type PoolChoice, scaleOf } from './pool.ts';
import { type Members, memberFinder } from './pool-members.ts';
import { isRefused, type RefusalCounts, ruleCounts, surelyAllowed } from './pool-refusals.ts';
import type { Snapshot } from './snapshot.ts';

type Search = PairSource & {
  snapshot: Snapshot;
  membersOf: (pool: PoolChoice) => Members;
  interests: InterestReader;
};

/** How many households each step leaves, and what each rule of law answered. */
type Counts = RefusalCounts & { inWish: number; inScale: number };

/** The candidates of every vacancy of a snapshot, in the order of vacancy ids. */
export function findCandidates(snapshot: Snapshot): CandidateSets {
  const index = indexApplicants(snapshot.applications, snapshot.date, snapshot.policy);
  return candidatesIn(snapshot, index, choosePools(snapshot, index));
}

/** The same where the applicants of the snapshot are laid out and its pools chosen already. */
export function candidatesIn(
  snapshot: Snapshot,
  index: ApplicantIndex,
  pools: readonly PoolChoice[],
): CandidateSets {
  const interests = interestReader(snapshot.interests);
  const search: Search = {
    snapshot,
    membersOf: memberFinder(index, snapshot.date),
    ...pairSource(index, interests),
    interests,
  };
  const { applications, placeOf, isTransfer, notLive } = index;
  const vacancies = pools.map((pool) => candidatesOf(search, pool));
  fillPoints(
    index,
    vacancies.map(({ columns }, at) => ({ pool: pools[at]!, columns })),
  );
  return {
    vacancies,
    applicants: applications,
    placeOf,
    notLive,
    scoreOf: scoreReader({ applications, placeOf, isTransfer }, pools),
  };
}

/** What the law asks of a home, its pool known: in the mayor's hands, first-quartile households are excluded. */
export function homeUnderLaw(
  snapshot: Snapshot,
  pool: Pick<PoolChoice, 'home' | 'orientation'>,
): PreparedHome {
  return prepareHome({
    home: pool.home,
    date: snapshot.date,
    mayorDesignates: mayorDesignates(pool.home, pool.orientation),
    derogations: snapshot.ceilingDerogations ?? [],
    q1Comparison: snapshot.policy.q1Comparison,
  });
}

function candidatesOf(search: Search, pool: PoolChoice): VacancyCandidates {
  const { index, snapshot } = search;
  const members = search.membersOf(pool);
  const counts: Counts = {
    inWish: 0,
    inScale: 0,
    no: homeRules.map(() => 0),
    unknown: homeRules.map(() => 0),
  };
  const law = homeUnderLaw(snapshot, pool);
  const isInScale = scaleTest(search, pool);
  const isSurelyAllowed = surelyAllowed(index, law);
  // A préfet's DALO candidate is offered what the préfet decides, whatever it asked for.
  const offered = pool.kind === 'daloDesignation' ? 255 : accessibilityLevel(pool.home.accessibility);
  const interest = search.interests.ofHome(pool.vacancy.id);
  const tried = placesToTry(index, pool, interest);
  const { places } = tried;
  const kept = new Int32Array(places.length);
  let count = 0;
  for (let row = 0; row < places.length; row += 1) {
    const place = places[row]!;
    if (index.accessibility[place]! > offered || !members.has(place)) continue;
    counts.inWish += 1;
    if (!isInScale(place)) continue;
    counts.inScale += 1;
    if (isSurelyAllowed(place) || !isRefused(index, place, law, counts)) {
      kept[count] = row;
      count += 1;
    }
  }
  const eligible = kept.subarray(0, count);
  const narrowing = narrowingOf(search, pool, interest, () => Array.from(eligible, (row) => places[row]!));
  const listed = narrowing === null ? eligible : eligible.filter((row) => narrowing.stays(places[row]!));
  return {
    vacancy: pool.vacancy,
    home: pool.home,
    pool: {
      kind: pool.kind,
      holderId:
        pool.kind === 'holder'
          ? (pool.orientation.holder?.id ?? null)
          : pool.kind === 'daloDesignation'
            ? pool.vacancy.holderId
            : null,
      gridId: pool.gridId,
      considered: members.count,
      outsideWish: members.count - counts.inWish,
      outsideSizeScale: counts.inWish - counts.inScale,
      refusedByLaw: counts.inScale - count,
      eligible: listed.length,
      ...(narrowing === null ? {} : { interest: narrowing.told }),
      ruleCounts: ruleCounts(counts),
    },
    poolReasons: pool.reasons,
    columns: pairColumns(search, pool, interest, tried, listed),
  };
}

/** Whether the home is proposed among those who asked for it; null without an advert, or where the préfet designates. */
function narrowingOf(
  { index, interests, snapshot }: Search,
  pool: PoolChoice,
  interest: HomeInterest | null,
  eligible: () => number[],
) {
  if (interest === null || pool.kind === 'daloDesignation') return null;
  return narrowToInterested(
    { index, minimum: interests.minimum },
    pool.orientation.designated,
    interest,
    eligible(),
    snapshot.date,
  );
}

/**
 * Those whose own wishes name the home's commune and typology, or who asked for it on its advert; a préfet's DALO
 * candidates whatever they wished.
 */
function placesToTry(index: ApplicantIndex, pool: PoolChoice, interest: HomeInterest | null): Wishing {
  if (pool.kind !== 'daloDesignation') {
    return withInterested(index, index.wishing(pool.home.insee, pool.home.typology), interest);
  }
  const places = [...pool.orientation.designated]
    .flatMap((number) => index.placeOf.get(number) ?? [])
    .sort((a, b) => a - b);
  const communePlaces = places.map((place) => {
    const application = index.applications[place]!;
    const named = communePlace(application, pool.home.insee);
    // Offered a commune that it did not name, it has it as its last wish.
    return named < 0 ? application.wishes.communes.length : named;
  });
  return { places: Int32Array.from(places), communePlaces: Uint8Array.from(communePlaces) };
}

/** The landlord's published scale bounds its own choice: never a holder's designation, nor a home an officer opened. */
function scaleTest({ snapshot, index }: Search, pool: PoolChoice): (place: number) => boolean {
  if (snapshot.sizeScaleOpened?.includes(pool.vacancy.id)) return () => true;
  const bit = typologyBit(pool.home.typology);
  const designated = pool.orientation.designated;
  return (place) =>
    (index.scaleMask[place]! & bit) !== 0 ||
    (designated.size > 0 && designated.has(index.applications[place]!.number));
}

/** Holds what scores read alone: the rest of the index, which a run would keep for long, is let go. */
function scoreReader(
  index: Pick<ApplicantIndex, 'applications' | 'placeOf' | 'isTransfer'>,
  pools: readonly PoolChoice[],
): CandidateSets['scoreOf'] {
  const poolOf = new Map(pools.map((pool) => [pool.vacancy.id, pool]));
  return (vacancyId, number) => {
    const pool = poolOf.get(vacancyId);
    const place = index.placeOf.get(number);
    if (!pool || place === undefined) return undefined;
    const kind = index.isTransfer[place] === 1 ? 'transfer' : 'general';
    return scoreOn(scaleOf(pool, kind), index.applications[place]!);
  };
}

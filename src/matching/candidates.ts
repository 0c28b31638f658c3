/**
 * Who may have which home: for every vacancy its pool, what the households' own wishes, the published size scale and
 * the law leave out of it (each counted), and the scored pairs that remain. Deterministic: the order of the snapshot's
 * lists changes nothing.
 */
import { accessibilitySchema } from '../domain/home.ts';
import { articleOf } from '../law/cards/index.ts';
import { ceilingOfRank } from '../law/ceiling.ts';
import { homeRules, type PreparedHome, prepareHome } from '../law/eligibility.ts';
import type { Score } from '../scoring/grid.ts';
import {
  type ApplicantIndex,
  accessibilityLevel,
  communePlace,
  indexApplicants,
  typologyBit,
  type Wishing,
} from './applicant-index.ts';
import type { CandidateSets, PairColumns, VacancyCandidates } from './candidate-sets.ts';
import { fitOf } from './fit.ts';
import { pointsOn, type Scale, scoreOn } from './grid-plan.ts';
import { mayorDesignates } from './orientation.ts';
import { choosePools, type PoolChoice, scaleOf } from './pool.ts';
import { type Members, memberFinder } from './pool-members.ts';
import type { RuleCount } from './run-result.ts';
import type { Snapshot } from './snapshot.ts';

type Search = {
  snapshot: Snapshot;
  index: ApplicantIndex;
  membersOf: (pool: PoolChoice) => Members;
  /** Points of an applicant on a scale, evaluated once. */
  pointsOf: (scale: Scale | null, place: number) => number;
};

/** How many households each step leaves, and what each rule of law answered. */
type Counts = { inWish: number; inScale: number; no: number[]; unknown: number[] };

/** The candidates of every vacancy of a snapshot, in the order of vacancy ids. */
export function findCandidates(snapshot: Snapshot): CandidateSets {
  const index = indexApplicants(snapshot.applications, snapshot.date, snapshot.policy);
  const search: Search = {
    snapshot,
    index,
    membersOf: memberFinder(index, snapshot.date),
    pointsOf: pointsByScale(index),
  };
  const pools = choosePools(snapshot, index);
  const poolOf = new Map(pools.map((pool) => [pool.vacancy.id, pool]));
  return {
    vacancies: pools.map((pool) => candidatesOf(search, pool)),
    applicants: index.applications,
    notLive: index.notLive,
    scoreOf: (vacancyId, number) => scoreFor(index, poolOf.get(vacancyId), number),
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
  const { places, communePlaces } = placesToTry(index, pool);
  const kept: number[] = [];
  for (let row = 0; row < places.length; row += 1) {
    const place = places[row]!;
    if (index.accessibility[place]! > offered || !members.has(place)) continue;
    counts.inWish += 1;
    if (!isInScale(place)) continue;
    counts.inScale += 1;
    if (isSurelyAllowed(place) || !isRefused(index, place, law, counts)) kept.push(row);
  }
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
      refusedByLaw: counts.inScale - kept.length,
      eligible: kept.length,
      ruleCounts: ruleCounts(counts),
    },
    poolReasons: pool.reasons,
    columns: columnsOf(search, pool, {
      places: Int32Array.from(kept, (row) => places[row]!),
      communePlaces: Uint8Array.from(kept, (row) => communePlaces[row]!),
    }),
  };
}

/** Those whose own wishes name the home's commune and typology; a préfet's DALO candidates whatever they wished. */
function placesToTry(index: ApplicantIndex, pool: PoolChoice): Wishing {
  if (pool.kind !== 'daloDesignation') return index.wishing(pool.home.insee, pool.home.typology);
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

/**
 * A short way for most pairs: where the home itself passes and the mayor does not designate, an income at or under the
 * ceiling of its rank is allowed by every rule. False proves nothing: the rules are then asked.
 */
function surelyAllowed(index: ApplicantIndex, law: PreparedHome): (place: number) => boolean {
  const { row } = law.ceilings;
  if (row === null || law.mayorDesignates || law.decency.verdict !== 'yes') return () => false;
  const ceilings = Float64Array.from({ length: 256 }, (_, rank) =>
    rank === 0 ? Number.NaN : ceilingOfRank(row, rank),
  );
  return (place) => index.incomeCents[place]! <= ceilings[index.ceilingRank[place]!]!;
}

/** Every rule is asked, so that each one's refusals are counted whichever comes first. */
function isRefused(index: ApplicantIndex, place: number, law: PreparedHome, counts: Counts): boolean {
  const applicant = index.prepared[place]!;
  let refused = false;
  for (let rule = 0; rule < homeRules.length; rule += 1) {
    const verdict = homeRules[rule]!.verdict(applicant, law);
    if (verdict === 'yes') continue;
    if (verdict === 'no') {
      counts.no[rule]! += 1;
      refused = true;
    } else counts.unknown[rule]! += 1;
  }
  return refused;
}

function ruleCounts(counts: Counts): RuleCount[] {
  return homeRules
    .map(({ id }, rule) => ({
      rule: id,
      article: articleOf(id),
      no: counts.no[rule] ?? 0,
      unknown: counts.unknown[rule] ?? 0,
    }))
    .filter(({ no, unknown }) => no + unknown > 0);
}

const levels = accessibilitySchema.options;

function columnsOf({ index, pointsOf }: Search, pool: PoolChoice, kept: Wishing): PairColumns {
  const { places, communePlaces } = kept;
  const columns: PairColumns = {
    applicant: places,
    gridPoints: new Int32Array(places.length),
    fit: new Int16Array(places.length),
    wish: new Uint16Array(places.length),
  };
  const scales = [scaleOf(pool, 'general'), scaleOf(pool, 'transfer')] as const;
  places.forEach((place, row) => {
    const wished = communePlaces[row]!;
    columns.gridPoints[row] = pointsOf(index.isTransfer[place] === 1 ? scales[1] : scales[0], place);
    columns.wish[row] = wished + 1;
    columns.fit[row] = fitOf(pool.home, {
      persons: index.persons[place]!,
      visitingChildren: index.visitingChildren[place]!,
      accessibility: levels[index.accessibility[place]!]!,
      communePlace: wished,
    });
  });
  return columns;
}

function pointsByScale(index: ApplicantIndex): Search['pointsOf'] {
  const known = new Map<Scale | null, Int32Array>();
  return (scale, place) => {
    const points = known.get(scale) ?? new Int32Array(index.applications.length).fill(-1);
    known.set(scale, points);
    if (points[place] === -1) points[place] = pointsOn(scale, index.applications[place]!);
    return points[place]!;
  };
}

function scoreFor(index: ApplicantIndex, pool: PoolChoice | undefined, number: string): Score | undefined {
  const place = index.placeOf.get(number);
  if (!pool || place === undefined) return undefined;
  const kind = index.isTransfer[place] === 1 ? 'transfer' : 'general';
  return scoreOn(scaleOf(pool, kind), index.applications[place]!);
}

/**
 * Plays a year: each session its strategy writes the lists, offers go down them in order, a household answers by its own
 * draw, a home that nobody took comes back. The committee follows the proposal: what is measured is what is proposed.
 */
import type { SteeringLine } from '../../matching/steering.ts';
import { drawOf, hashOfText } from './draw.ts';
import { countRanks, noRanks, type RankCounts } from './ranks.ts';
import { type OpenHome, type Shortlist, type Sight, sightOf } from './session.ts';
import type { YearTables } from './tables.ts';
import type { YearChances, YearHome } from './world.ts';

export type SignedLease = {
  home: YearHome;
  free: boolean;
  place: number;
  session: number;
  /** From 1; and whether the home's first list (1) or a later one signed. */
  rank: number;
  list: number;
  score: number;
};

/** What a strategy sees beside the session: the year to date by target (order of the tables). */
export type YearToDate = { signedTotal: Float64Array; signedInGroup: Float64Array };

type SessionPlan = {
  lists: readonly Shortlist[];
  justifiedEnvy: number;
  /** Pace and published prices, by target id, where the strategy has any. */
  lines: readonly SteeringLine[];
  prices: ReadonlyMap<string, number>;
};

export type Strategy = (sight: Sight, toDate: YearToDate) => SessionPlan;

/** What a session did, as curves and figures read it. */
export type PlayedSession = {
  session: number;
  sight: Sight;
  plan: SessionPlan;
  leases: readonly SignedLease[];
  /** After the session. */
  toDate: YearToDate;
};

export type PlayedYear = {
  leases: readonly SignedLease[];
  sessions: number;
  /** Homes that transfers gave back and that joined the year. */
  givenBack: readonly YearHome[];
  /** Homes still empty after the last session. */
  stillOpen: readonly OpenHome[];
  presented: Uint8Array;
  /** How the ranks stand next to those of the voted grid alone. */
  ranks: RankCounts;
  toDate: YearToDate;
  justifiedEnvy: number;
};

/** Whether a household would take a home: the same answer whoever asks, whenever. */
export function acceptanceReader(
  tables: YearTables,
  seed: number,
): (home: YearHome, place: number) => boolean {
  const hashes = new Map<string, number>();
  return ({ home, acceptancePermille }, place) => {
    const hash = hashes.get(home.id) ?? hashOfText(home.id);
    hashes.set(home.id, hash);
    return drawOf(seed, hash, tables.hashes[place]!) < acceptancePermille / 1000;
  };
}

/** Plays all the sessions of a year; `watch` is told each of them. */
export function playYear(
  tables: YearTables,
  chances: YearChances,
  strategy: Strategy,
  watch?: (played: PlayedSession) => void,
): PlayedYear {
  const { world, targets } = tables;
  const accepts = acceptanceReader(tables, chances.seed);
  const arrivals: YearHome[][] = world.sessionDates.map(() => []);
  for (const home of world.homes) arrivals[home.from]?.push(home);
  const gone = new Uint8Array(tables.applicants.length);
  const presented = new Uint8Array(tables.applicants.length);
  const toDate: YearToDate = {
    signedTotal: new Float64Array(targets.length),
    signedInGroup: new Float64Array(targets.length),
  };
  const leases: SignedLease[] = [];
  const givenBack: YearHome[] = [];
  let open: OpenHome[] = [];
  const ranks = noRanks();
  let justifiedEnvy = 0;
  for (let session = 0; session < world.sessionDates.length; session++) {
    for (const home of arrivals[session]!)
      open.push({ home, free: home.holderId === null, sessions: 0, lists: 0, refusedBy: new Set() });
    const sight = sightOf(tables, open, gone, session);
    const plan = strategy(sight, toDate);
    justifiedEnvy += plan.justifiedEnvy;
    countRanks(ranks, tables, sight, plan);
    const signed = plan.lists.flatMap((list) => offer(list, accepts, presented, session));
    for (const lease of signed) {
      lease.score = scoreIn(sight, lease);
      gone[lease.place] = 1;
      count(tables, toDate, lease);
      const left = tables.applicants[lease.place]!.leaves;
      const from = session + world.sessionsToRelet;
      const vacantSince = world.sessionDates[session + Math.ceil(world.sessionsToRelet / 2)];
      if (!left || from >= world.sessionDates.length || vacantSince === undefined) continue;
      const back = { ...left, from, vacantSince };
      givenBack.push(back);
      arrivals[from]!.push(back);
    }
    leases.push(...signed);
    const letIds = new Set(signed.map(({ home }) => home.home.id));
    open = open.filter((one) => !letIds.has(one.home.home.id));
    for (const one of open) {
      one.sessions += 1;
      if (one.sessions >= world.sessionsToLapse) one.free = true;
    }
    watch?.({ session, sight, plan, leases: signed, toDate });
  }
  return {
    leases,
    sessions: world.sessionDates.length,
    givenBack,
    stillOpen: open,
    presented,
    ranks,
    toDate,
    justifiedEnvy,
  };
}

/** Down the ranks until somebody takes the home; nobody is on two lists of a session. */
function offer(
  { open, places }: Shortlist,
  accepts: (home: YearHome, place: number) => boolean,
  presented: Uint8Array,
  session: number,
): SignedLease[] {
  if (places.length > 0) open.lists += 1;
  for (const place of places) presented[place] = 1;
  for (const [at, place] of places.entries()) {
    if (accepts(open.home, place)) {
      return [{ home: open.home, free: open.free, place, session, rank: at + 1, list: open.lists, score: 0 }];
    }
    open.refusedBy.add(place);
  }
  return [];
}

function scoreIn(sight: Sight, { home, place }: SignedLease): number {
  const row = sight.homes.find(({ open }) => open.home.home.id === home.home.id);
  return row ? (row.scores[row.places.indexOf(place)] ?? 0) : 0;
}

function count(tables: YearTables, toDate: YearToDate, { home, free, place }: SignedLease): void {
  for (const k of tables.targetsOf(home, free && home.holderId !== null)) {
    toDate.signedTotal[k]! += 1;
    if (tables.isMember(k, place)) toDate.signedInGroup[k]! += 1;
  }
}

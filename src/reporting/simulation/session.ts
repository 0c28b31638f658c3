/** One session of a played year: the homes open, who may have them now, and the abstract problem that this makes. */

import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import { type BonusCaps, bonusCaps } from '../../matching/bonus-caps.ts';
import type { InstanceArrays } from '../../matching/engines/instance-arrays.ts';
import { SCORE_PER_POINT } from '../../matching/policy.ts';
import type { Problem } from '../../matching/problem.ts';
import type { SteeringLine } from '../../matching/steering.ts';
import { hashOfText } from './draw.ts';
import type { YearTables } from './tables.ts';
import type { YearChances, YearHome } from './world.ts';

/** A home that waits for a lease. */
export type OpenHome = {
  home: YearHome;
  /** It came back from its holder and draws on everyone. */
  free: boolean;
  /** Sessions that have looked at it, and lists that were offered. */
  sessions: number;
  lists: number;
  refusedBy: Set<number>;
};

/** An open home with those who may have it today. */
export type SessionHome = { open: OpenHome; places: Int32Array; scores: Int32Array; wishes: Uint16Array };

/** A list of a session, best first. */
export type Shortlist = { open: OpenHome; places: readonly number[] };

export type Sight = { session: number; homes: readonly SessionHome[] };

/**
 * The homes of a session's agenda with their candidates of the day: present, not housed, and who did not refuse the
 * home. Where more homes wait than a session takes, those least often offered come first, then the newest, and of each
 * place and size no more than there are households to ask: the same rule whatever the strategy.
 */
export function sightOf(
  tables: YearTables,
  open: readonly OpenHome[],
  gone: Uint8Array,
  session: number,
): Sight {
  const most = tables.world.homesPerSession;
  const isCrowded = open.length > most;
  const taken = new Map<string, number>();
  const homes: SessionHome[] = [];
  for (const one of isCrowded ? inTurn(open) : open) {
    if (homes.length === most) break;
    const seen = candidatesNow(tables, one, gone, session);
    if (seen.places.length === 0) continue;
    const kind = kindOf(one);
    const alike = taken.get(kind) ?? 0;
    if (isCrowded && alike >= seen.places.length) continue;
    taken.set(kind, alike + 1);
    homes.push(seen);
  }
  return { session, homes };
}

function inTurn(open: readonly OpenHome[]): OpenHome[] {
  return [...open].sort(
    (a, b) =>
      a.lists - b.lists || b.home.from - a.home.from || compareCodeUnits(a.home.home.id, b.home.home.id),
  );
}

function kindOf({ home: { home, holderId }, free }: OpenHome): string {
  return [home.insee, home.typology, home.qpvCode, free ? null : holderId].join(' ');
}

function candidatesNow(
  { from, until, candidatesOf }: YearTables,
  open: OpenHome,
  gone: Uint8Array,
  session: number,
): SessionHome {
  const all = candidatesOf(open.home, open.free);
  const rows: number[] = [];
  for (let row = 0; row < all.places.length; row++) {
    const place = all.places[row]!;
    if (gone[place] === 1 || session < from[place]! || session >= until[place]!) continue;
    if (!open.refusedBy.has(place)) rows.push(row);
  }
  return {
    open,
    places: Int32Array.from(rows, (row) => all.places[row]!),
    scores: Int32Array.from(rows, (row) => all.scores[row]!),
    wishes: Uint16Array.from(rows, (row) => all.wishes[row]!),
  };
}

/** A reserved home that came back: it counts in the landlord's quarter. */
function isLapsed({ home, free }: OpenHome): boolean {
  return free && home.holderId !== null;
}

/** What the landlord believes of the chance that a home is taken: the truth, off by the same error in each place. */
function believedAcceptance({ home, acceptancePermille }: YearHome, chances: YearChances): number {
  const error = chances.beliefErrorPermille;
  const up = (hashOfText(`${home.insee} ${home.typology}`) & 1) === 0;
  return Math.min(950, Math.max(50, acceptancePermille + (up ? error : -error))) / 1000;
}

/** Caps of the year's policy, in points. */
export function capsOf({ world }: YearTables): BonusCaps {
  return bonusCaps(world.policy, world.grids, world.readOn);
}

/** The caps in the units of scores. */
export function scaledCaps(caps: BonusCaps): Record<string, number> {
  return {
    statutory: caps.statutory * SCORE_PER_POINT,
    convention: caps.convention * SCORE_PER_POINT,
    own: caps.own * SCORE_PER_POINT,
  };
}

/** The problem of a session under the lines of its pace: targets without a line ask for nothing. */
export function sessionArrays(
  tables: YearTables,
  sight: Sight,
  lines: readonly SteeringLine[],
  chances: YearChances,
): { arrays: InstanceArrays; places: readonly number[] } {
  const { world } = tables;
  const places = [...new Set(sight.homes.flatMap((one) => [...one.places]))].sort((a, b) => a - b);
  const position = new Map(places.map((place, at) => [place, at]));
  const count = sight.homes.reduce((sum, one) => sum + one.places.length, 0);
  const pairHome = new Int32Array(count);
  const pairApplicant = new Int32Array(count);
  const pairScore = new Int32Array(count);
  const pairWish = new Int32Array(count);
  let at = 0;
  for (const [h, one] of sight.homes.entries()) {
    for (let row = 0; row < one.places.length; row++, at++) {
      pairHome[at] = h;
      pairApplicant[at] = position.get(one.places[row]!)!;
      pairScore[at] = one.scores[row]!;
      pairWish[at] = one.wishes[row]!;
    }
  }
  const caps = capsOf(tables);
  const arrays: InstanceArrays = {
    homeIds: sight.homes.map(({ open }) => open.home.home.id),
    acceptance: Float64Array.from(sight.homes, ({ open }) => believedAcceptance(open.home, chances)),
    length: Int32Array.from(sight.homes, () => world.policy.shortlistLength),
    applicantIds: places.map((place) => tables.numbers[place]!),
    order: Float64Array.from(places, (place) => tables.order[place]!),
    fullBonus: Uint8Array.from(places, (place) => tables.dalo[place]!),
    pairHome,
    pairApplicant,
    pairScore,
    pairWish,
    quotas: quotasOf(tables, sight, lines, caps, position),
    pins: [],
    bans: [],
    maxLists: world.policy.maxShortlistsPerApplicant,
    slotReward: 0,
    priceUnit: SCORE_PER_POINT,
    fairness: 'no-justified-envy',
    bonusCaps: scaledCaps(caps),
  };
  return { arrays, places };
}

function quotasOf(
  tables: YearTables,
  sight: Sight,
  lines: readonly SteeringLine[],
  caps: BonusCaps,
  position: ReadonlyMap<number, number>,
): InstanceArrays['quotas'] {
  const homesOf = tables.targets.map((): number[] => []);
  const candidatesOf = tables.targets.map(() => new Set<number>());
  for (const [h, one] of sight.homes.entries()) {
    for (const k of tables.targetsOf(one.open.home, isLapsed(one.open))) {
      homesOf[k]!.push(h);
      for (const place of one.places) candidatesOf[k]!.add(place);
    }
  }
  const lineOf = new Map(lines.map((line) => [line.targetId, line]));
  return tables.targets.flatMap((target, k) => {
    const line = lineOf.get(target.id);
    if (!line || line.mostPoints === 0 || homesOf[k]!.length === 0) return [];
    const members = [...candidatesOf[k]!].filter((place) => tables.isMember(k, place));
    if (members.length === 0) return [];
    return [
      {
        id: target.id,
        homes: Int32Array.from(homesOf[k]!),
        applicants: Int32Array.from(members, (place) => position.get(place)!).sort(),
        share: line.askedShare,
        signedTotal: 0,
        signedInGroup: 0,
        penalty: Math.min(line.mostPoints, caps[target.class]) * SCORE_PER_POINT,
        class: target.class,
      },
    ];
  });
}

/** The same problem as the independent checker reads it. */
export function problemOf(arrays: InstanceArrays): Problem {
  const { homeIds, applicantIds } = arrays;
  return {
    shortlistLength: Math.max(0, ...arrays.length),
    maxShortlistsPerApplicant: arrays.maxLists,
    slotReward: arrays.slotReward,
    priceUnit: arrays.priceUnit,
    fairness: arrays.fairness,
    ...(arrays.bonusCaps ? { bonusCaps: { ...arrays.bonusCaps } } : {}),
    homes: homeIds.map((id, h) => ({ id, acceptance: arrays.acceptance[h]!, length: arrays.length[h]! })),
    applicants: applicantIds.map((id, a) => ({
      id,
      order: arrays.order[a]!,
      ...(arrays.fullBonus[a] === 1 ? { fullBonus: true } : {}),
    })),
    pairs: Array.from(arrays.pairHome, (h, p) => [
      homeIds[h]!,
      applicantIds[arrays.pairApplicant[p]!]!,
      arrays.pairScore[p]!,
      arrays.pairWish[p]!,
    ]),
    quotas: arrays.quotas.map((quota) => ({
      id: quota.id,
      homes: Array.from(quota.homes, (h) => homeIds[h]!),
      applicants: Array.from(quota.applicants, (a) => applicantIds[a]!),
      ...(quota.share === undefined ? {} : { share: quota.share }),
      ...(quota.number === undefined ? {} : { number: quota.number }),
      signedTotal: quota.signedTotal ?? 0,
      signedInGroup: quota.signedInGroup ?? 0,
      penalty: quota.penalty,
      ...(quota.class === undefined ? {} : { class: quota.class }),
    })),
  };
}

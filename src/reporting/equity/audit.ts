/**
 * The equity audit (issue 5 §4.4): what each class of households lives, beside the others. A gap is seen, never
 * explained: classes differ in many things at once. Small counts are hidden as anywhere else (D-06).
 */
import type { Application } from '../../domain/application.ts';
import { daysBetween } from '../../kernel/civil-date.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Period } from '../indicator.ts';
import { type CountTable, suppressTable } from '../suppression/table.ts';
import {
  type EquityDimension,
  equityDimensions,
  type Traits,
  traitsOfApplication,
  traitsOfLease,
} from './classes.ts';
import { gapChance, holm, type Share, type ShareInterval, shareInterval } from './statistics.ts';

/** A household, and whether the thing looked at happened to it. */
export type Seen = { traits: Traits; happened: boolean };

export type ClassRow = {
  /** French name of the class. */
  label: string;
  /** Null where statistical secrecy hides it. */
  happened: number | null;
  all: number | null;
  share: ShareInterval | null;
  /** Where the gap with the other classes is larger than chance makes, once every gap looked at is counted. */
  gap: 'higher' | 'lower' | null;
};

export type DimensionRows = { key: string; title: string; rows: readonly ClassRow[] };

/** Without counts: other tables hide some of them. Null under k households. */
export type WaitRow = { label: string; medianDays: number | null; ninetiethDays: number | null };
export type DimensionWaits = { key: string; title: string; rows: readonly WaitRow[] };

/** Leases that are lettings to households, signed in a period. */
export function lettingsIn(facts: Pick<ReportingFacts, 'leases'>, { from, until }: Period): LeaseRecord[] {
  return facts.leases.filter(
    (lease) =>
      from <= lease.signedOn &&
      lease.signedOn <= until &&
      lease.facts?.legalPerson !== true &&
      lease.facts?.swapOfRight !== true,
  );
}

/** Success: housed in the period, among those housed in it and those who wait at its end. */
export function successSeen(
  facts: Pick<ReportingFacts, 'leases'>,
  pool: readonly Application[],
  period: Period,
): Seen[] {
  const waiting = pool.filter(({ status, filedOn }) => status === 'live' && filedOn <= period.until);
  return [
    ...lettingsIn(facts, period).map((lease) => ({ traits: traitsOfLease(lease), happened: true })),
    ...waiting.map((application) => ({
      traits: traitsOfApplication(application, period.until),
      happened: false,
    })),
  ];
}

/**
 * Shares by class of every dimension; gaps are tested together (Holm). A dimension that one side does not know at all
 * (the channel of those who wait) is left out.
 */
export function sharesByClass(seen: readonly Seen[], k: number): DimensionRows[] {
  const counted = equityDimensions.map((dimension) => ({ dimension, shares: sharesOf(dimension, seen) }));
  const everyone = { count: seen.filter(({ happened }) => happened).length, of: seen.length };
  const comparable = counted.filter(({ shares }) => isKnownOnBothSides(shares));
  const tests = comparable.flatMap(({ shares }) =>
    shares.map((own) => gapChance(own, othersThan(own, shares))),
  );
  const holds = holm(tests);
  let at = 0;
  return comparable.map(({ dimension, shares }) => {
    const gaps = shares.map((own) => {
      const isGap = holds[at] === true;
      at += 1;
      if (!isGap) return null;
      const others = othersThan(own, shares);
      return own.count * others.of > others.count * own.of ? 'higher' : 'lower';
    });
    return rowsOf(dimension, shares, gaps, everyone, k);
  });
}

function sharesOf({ classes, classOf }: EquityDimension, seen: readonly Seen[]): Share[] {
  const shares = classes.map(() => ({ count: 0, of: 0 }));
  for (const { traits, happened } of seen) {
    const share = shares[classOf(traits) ?? -1];
    if (share === undefined) continue;
    share.of += 1;
    if (happened) share.count += 1;
  }
  return shares;
}

function isKnownOnBothSides(shares: readonly Share[]): boolean {
  return shares.some(({ count }) => count > 0) && shares.some(({ count, of }) => count < of);
}

/** All the other classes together. */
export function othersThan(own: Share, shares: readonly Share[]): Share {
  const others = shares.filter((share) => share !== own);
  return {
    count: others.reduce((sum, { count }) => sum + count, 0),
    of: others.reduce((sum, { of }) => sum + of, 0),
  };
}

function rowsOf(
  { key, title, classes }: EquityDimension,
  shares: readonly Share[],
  gaps: readonly ClassRow['gap'][],
  everyone: Share,
  k: number,
): DimensionRows {
  const known = {
    count: shares.reduce((sum, { count }) => sum + count, 0),
    of: shares.reduce((sum, { of }) => sum + of, 0),
  };
  const unknown = { count: everyone.count - known.count, of: everyone.of - known.of };
  // Every dimension adds up to the same households: those of no class are a row too, or other dimensions would tell it.
  const all = unknown.of === 0 ? [...shares] : [...shares, unknown];
  const labels = unknown.of === 0 ? [...classes] : [...classes, unknownClass];
  const table = suppressTable(tableOf(labels, all), k);
  return {
    key,
    title,
    rows: labels.map((label, index) => {
      const happened = table.cells[index]?.[0] ?? null;
      const of = table.totals.rows[index] ?? null;
      const isTold = happened !== null && of !== null;
      return {
        label,
        happened,
        all: of,
        share: isTold ? shareInterval({ count: happened, of }) : null,
        gap: isTold ? (gaps[index] ?? null) : null,
      };
    }),
  };
}

/** The row of those whose class is not known. */
export const unknownClass = 'Groupe non connu';

/** Those to whom it happened and the others, by class, with their sums. */
export function tableOf(rows: readonly string[], shares: readonly Share[]): CountTable {
  const cells = shares.map(({ count, of }) => [count, of - count]);
  const columns = [0, 1].map((side) => cells.reduce((sum, row) => sum + (row[side] ?? 0), 0));
  return {
    rows,
    columns: ['happened', 'not'],
    cells,
    totals: {
      rows: shares.map(({ of }) => of),
      columns,
      all: columns.reduce((sum, count) => sum + count, 0),
    },
  };
}

/** How long those who were housed had waited, by class; nothing of fewer than k households. */
export function waitsByClass(leases: readonly LeaseRecord[], k: number): DimensionWaits[] {
  const waits = leases.flatMap((lease) => {
    const filedOn = lease.facts?.filedOn ?? null;
    return filedOn === null
      ? []
      : [{ traits: traitsOfLease(lease), days: daysBetween(filedOn, lease.signedOn) }];
  });
  return equityDimensions.map((dimension) => ({
    key: dimension.key,
    title: dimension.title,
    rows: dimension.classes.map((label, index) => {
      const days = waits
        .filter(({ traits }) => dimension.classOf(traits) === index)
        .map((wait) => wait.days)
        .sort((a, b) => a - b);
      const at = (share: number): number | null => days[Math.ceil(days.length * share) - 1] ?? null;
      return days.length < k
        ? { label, medianDays: null, ninetiethDays: null }
        : { label, medianDays: at(0.5), ninetiethDays: at(0.9) };
    }),
  }));
}

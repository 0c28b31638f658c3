/** Chances told beside what happened, and proposals beside what commissions decided, class by class. */
import { suppressTable } from '../suppression/table.ts';
import { type DimensionRows, type Seen, sharesByClass } from './audit.ts';
import { equityDimensions } from './classes.ts';
import type { RankedCandidate, ToldChance } from './equity-port.ts';
import { type ShareInterval, shareInterval } from './statistics.ts';

export type CalibrationRow = {
  label: string;
  /** Wishes; null where statistical secrecy hides them. */
  told: number | null;
  /** Mean of what was told, between 0 and 1, and the share that happened. */
  said: number | null;
  happened: ShareInterval | null;
  /** What was told lies outside what may have happened. */
  isOff: boolean;
};

export type DimensionCalibration = { key: string; title: string; rows: readonly CalibrationRow[] };

/** Whether a chance told means the same for every class. */
export function calibrationByClass(told: readonly ToldChance[], k: number): DimensionCalibration[] {
  return equityDimensions.map(({ key, title, classes, classOf }) => {
    const groups = classes.map((_label, index) => told.filter(({ traits }) => classOf(traits) === index));
    const cells = groups.map((group) => {
      const housed = group.filter((one) => one.housed).length;
      return [housed, group.length - housed];
    });
    const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
    const columns = [0, 1].map((side) => sum(cells.map((row) => row[side] ?? 0)));
    const table = suppressTable(
      {
        rows: classes,
        columns: ['housed', 'not'],
        cells,
        totals: { rows: cells.map(sum), columns, all: sum(columns) },
      },
      k,
    );
    return {
      key,
      title,
      rows: classes.map((label, index) => {
        const [count, of] = [table.cells[index]?.[0] ?? null, table.totals.rows[index] ?? null];
        if (count === null || of === null || of === 0) {
          return { label, told: of, said: null, happened: null, isOff: false };
        }
        const said = sum((groups[index] ?? []).map(({ permille }) => permille)) / of / 1000;
        const happened = shareInterval({ count, of });
        return {
          label,
          told: of,
          said,
          happened,
          isOff: happened !== null && (said < happened.low || said > happened.high),
        };
      }),
    };
  });
}

/** Of households proposed at a rank, those whom the commission ranked lower or did not rank. */
export function departuresByClass(ranked: readonly RankedCandidate[], k: number): DimensionRows[] {
  return sharesByClass(
    ranked.flatMap(({ traits, proposedRank, decidedRank }): Seen[] =>
      proposedRank === null ? [] : [{ traits, happened: decidedRank === null || decidedRank > proposedRank }],
    ),
    k,
  );
}

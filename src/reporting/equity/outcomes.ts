/** Chances told beside what happened, and proposals beside what commissions decided, class by class. */
import { suppressTable } from '../suppression/table.ts';
import { type DimensionRows, type Seen, sharesByClass, tableOf, unknownClass } from './audit.ts';
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
    const unknown = told.filter(({ traits }) => classOf(traits) === null);
    const all = unknown.length === 0 ? groups : [...groups, unknown];
    const labels = unknown.length === 0 ? classes : [...classes, unknownClass];
    const shares = all.map((group) => ({
      count: group.filter(({ housed }) => housed).length,
      of: group.length,
    }));
    const table = suppressTable(tableOf(labels, shares), k);
    return {
      key,
      title,
      rows: labels.map((label, index) =>
        calibrationRow(
          label,
          all[index] ?? [],
          table.cells[index]?.[0] ?? null,
          table.totals.rows[index] ?? null,
        ),
      ),
    };
  });
}

function calibrationRow(
  label: string,
  group: readonly ToldChance[],
  count: number | null,
  of: number | null,
): CalibrationRow {
  if (count === null || of === null || of === 0) {
    return { label, told: of, said: null, happened: null, isOff: false };
  }
  const said = group.reduce((sum, { permille }) => sum + permille, 0) / of / 1000;
  const happened = shareInterval({ count, of });
  const isOff = happened !== null && (said < happened.low || said > happened.high);
  return { label, told: of, said, happened, isOff };
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

/**
 * The pairs of each home laid out cell by cell. All pairs of a cell have one bonus, so that their order among themselves
 * (falling score, then published order) is the same at all prices: a home's order is a merge of some runs.
 */
import type { Instance } from './instance.ts';

export type CellRuns = {
  /** Runs of home h are homeStart[h] … homeStart[h + 1] − 1: one for each cell that its pairs are in. */
  homeStart: Int32Array;
  /** Run r holds the entries runStart[r] … runStart[r + 1] − 1, all of cell runCell[r]. */
  runStart: Int32Array;
  runCell: Int32Array;
  /** What is asked of an entry stands together, from entry·ENTRY: its pair, then what the pair says. */
  entries: Int32Array;
};

/** Numbers of an entry, and where each stands in it. */
export const ENTRY = 4;
export const APPLICANT = 1;
export const SCORE = 2;
export const WISH = 3;

/** The runs of an instance: its pairs come home by home in the order of their scores, which each run keeps. */
export function layOutRuns(instance: Instance): CellRuns {
  const { pairStart, pairCell } = instance;
  const homeStart = runsByHome(instance);
  const homes = homeStart.length - 1;
  const runStart = new Int32Array(homeStart[homes]! + 1);
  const runCell = new Int32Array(homeStart[homes]!);
  const entries = new Int32Array(ENTRY * pairCell.length);
  const runOf = new Int32Array(instance.cellClass.length).fill(-1);
  const end = new Int32Array(homeStart[homes]!);
  for (let home = 0; home < homes; home++) {
    const first = homeStart[home]!;
    let run = first;
    for (let pair = pairStart[home]!; pair < pairStart[home + 1]!; pair++) {
      const cell = pairCell[pair]!;
      // A number below the home's own is that of a home before.
      if (runOf[cell]! < first) {
        runCell[run] = cell;
        runOf[cell] = run++;
      }
      runStart[runOf[cell]! + 1]!++;
    }
    for (run = first; run < homeStart[home + 1]!; run++) {
      runStart[run + 1]! += runStart[run]!;
      end[run] = runStart[run]!;
    }
    for (let pair = pairStart[home]!; pair < pairStart[home + 1]!; pair++) {
      const at = ENTRY * end[runOf[pairCell[pair]!]!]!++;
      entries[at] = pair;
      entries[at + APPLICANT] = instance.pairApplicant[pair]!;
      entries[at + SCORE] = instance.pairScore[pair]!;
      entries[at + WISH] = instance.pairWish[pair]!;
    }
  }
  return { homeStart, runStart, runCell, entries };
}

/** Where the runs of each home start: as many as its pairs have cells. */
function runsByHome({ pairStart, pairCell, cellClass }: Instance): Int32Array {
  const homeStart = new Int32Array(pairStart.length);
  const seenBy = new Int32Array(cellClass.length).fill(-1);
  for (let home = 0; home + 1 < pairStart.length; home++) {
    let runs = homeStart[home]!;
    for (let pair = pairStart[home]!; pair < pairStart[home + 1]!; pair++) {
      const cell = pairCell[pair]!;
      if (seenBy[cell] === home) continue;
      seenBy[cell] = home;
      runs++;
    }
    homeStart[home + 1] = runs;
  }
  return homeStart;
}

/** Departures as they may be shown: no figure about so few people that one could recognise them (law D-06). */
import type { DepartureReport } from './session-view.ts';

/** L442-5: figures about fewer are not shown, nor those from which they could be worked out. */
export const smallestShown = 11;

export type GroupMove = 'proposed' | 'raised' | 'kept' | 'lowered' | 'setAside';
export const groupMoves: readonly GroupMove[] = ['proposed', 'raised', 'kept', 'lowered', 'setAside'];

export type ShownDepartures = {
  /** Null: too few to be shown. */
  byReason: readonly { code: string; label: string; homes: number; candidates: number | null }[];
  byGroup: readonly { group: string; label: string; counts: Readonly<Record<GroupMove, number | null>> }[];
};

/** Sizes part all the candidates: a size hidden alone would be what the other sizes leave of the total. */
const whole = 'all';
const sizes: readonly string[] = ['alone', 'two', 'threeOrFour', 'fiveOrMore'];

type Cell = { value: number; hidden: boolean };
/** Cells tied by a sum: one hidden alone is the difference of the others. */
type Line = readonly Cell[];

/** The report with its small figures left out. */
export function shownDepartures(report: DepartureReport): ShownDepartures {
  const rows = report.byGroup.map((row) => ({
    group: row.group,
    label: row.label,
    cells: groupMoves.map((move) => cellOf(row[move], row.proposed)),
  }));
  const parted = rows.filter(({ group }) => group === whole || sizes.includes(group));
  const lines: Line[] = [
    ...rows.map(({ cells }) => cells),
    ...groupMoves.map((_, at) => parted.flatMap(({ cells }) => cells[at] ?? [])),
  ];
  // Hiding a second figure of one line may leave it alone in another.
  while (lines.some(hideSecond));
  return {
    byReason: report.byReason.map((row) => ({
      ...row,
      candidates: row.candidates < smallestShown ? null : row.candidates,
    })),
    byGroup: rows.map(({ group, label, cells }) => ({
      group,
      label,
      counts: {
        proposed: shown(cells[0]),
        raised: shown(cells[1]),
        kept: shown(cells[2]),
        lowered: shown(cells[3]),
        setAside: shown(cells[4]),
      },
    })),
  };
}

/** None at all tells of nobody, but where the group itself is small. */
function cellOf(value: number, ofGroup: number): Cell {
  return { value, hidden: ofGroup < smallestShown || (value > 0 && value < smallestShown) };
}

/** Hides the smallest figure left where one alone is hidden; tells whether it had to. */
function hideSecond(line: Line): boolean {
  if (line.filter(({ hidden }) => hidden).length !== 1) return false;
  const [smallest] = line.filter(({ hidden }) => !hidden).sort(byValue);
  if (!smallest) return false;
  smallest.hidden = true;
  return true;
}

function byValue(a: Cell, b: Cell): number {
  // A figure that is none protects nothing: it is hidden last.
  if (a.value === 0 || b.value === 0) return Number(a.value === 0) - Number(b.value === 0);
  return a.value - b.value;
}

function shown(cell: Cell | undefined): number | null {
  return cell === undefined || cell.hidden ? null : cell.value;
}

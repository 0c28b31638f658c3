/** Who counts for which quota, grouped: homes into classes, the pairs of a class into cells. */

export type Memberships = {
  homeClass: Int32Array;
  classQuotas: readonly Int32Array[];
  pairCell: Int32Array;
  cellClass: Int32Array;
  cellStart: Int32Array;
  cellQuotas: Int32Array;
  cellFullBonus: Uint8Array;
};

/**
 * Groups members by equal quotas, and the pairs of a home class by the quotas that hold both sides: whatever the prices,
 * the pairs of a cell have one bonus. Only the cells that some pair has are made, so that there are never more cells
 * than pairs, however the quotas overlap.
 */
export function groupMembers(source: {
  homes: number;
  applicants: number;
  quotaHomes: readonly Int32Array[];
  quotaApplicants: readonly Int32Array[];
  fullBonus: Uint8Array;
  pairHome: Int32Array;
  pairApplicant: Int32Array;
}): Memberships {
  const homes = refine(source.homes, source.quotaHomes);
  const full = Int32Array.from(source.fullBonus.keys()).filter((a) => source.fullBonus[a] === 1);
  const applicants = refine(source.applicants, [...source.quotaApplicants, full]);
  const fullMark = source.quotaApplicants.length;
  const { pairCell, cells } = makeCells(source, homes, applicants, fullMark);
  const cellStart = new Int32Array(cells.length + 1);
  for (const [c, { quotas }] of cells.entries()) cellStart[c + 1] = cellStart[c]! + quotas.length;
  return {
    homeClass: homes.groupOf,
    classQuotas: homes.members,
    pairCell,
    cellClass: Int32Array.from(cells, (cell) => cell.homeClass),
    cellStart,
    cellQuotas: Int32Array.from(cells.flatMap(({ quotas }) => [...quotas])),
    cellFullBonus: Uint8Array.from(cells, ({ isFull }) => (isFull ? 1 : 0)),
  };
}

/** The group of each item, and the sets that the members of each group are in, rising. */
type Groups = { groupOf: Int32Array; members: readonly Int32Array[] };

/** Splits all items into groups with the same sets, one set at a time; groups are numbered by first appearance. */
function refine(count: number, sets: readonly Int32Array[]): Groups {
  const groupOf = new Int32Array(count);
  let members: number[][] = [[]];
  const seenBy = new Int32Array(count).fill(-1);
  for (const [k, set] of sets.entries()) {
    const inside = new Map<number, number>();
    for (const item of set) {
      if (seenBy[item] === k) continue;
      seenBy[item] = k;
      const group = groupOf[item]!;
      let split = inside.get(group);
      if (split === undefined) {
        split = members.length;
        members.push([...members[group]!, k]);
        inside.set(group, split);
      }
      groupOf[item] = split;
    }
    members = compact(groupOf, members);
  }
  return { groupOf, members: members.map((quotas) => Int32Array.from(quotas)) };
}

/** Drops the groups that a split emptied and numbers the others by first appearance. */
function compact(groupOf: Int32Array, members: readonly number[][]): number[][] {
  const renamed = new Int32Array(members.length).fill(-1);
  const kept: number[][] = [];
  for (let i = 0; i < groupOf.length; i++) {
    const group = groupOf[i]!;
    if (renamed[group] === -1) {
      renamed[group] = kept.length;
      kept.push(members[group]!);
    }
    groupOf[i] = renamed[group]!;
  }
  return kept.length > 0 ? kept : [[]];
}

type Cell = { homeClass: number; isFull: boolean; quotas: Int32Array };

function makeCells(
  source: { pairHome: Int32Array; pairApplicant: Int32Array },
  homes: Groups,
  applicants: Groups,
  fullMark: number,
): { pairCell: Int32Array; cells: readonly Cell[] } {
  const profiles = applicants.members.length;
  const cells: Cell[] = [];
  const numbers = new Map<string, number>();
  const cellAt = (homeClass: number, profile: number): number => {
    const own = applicants.members[profile]!;
    const quotas = homes.members[homeClass]!.filter((k) => own.includes(k));
    const isFull = own.at(-1) === fullMark;
    const key = `${homeClass}/${isFull}/${quotas.join(' ')}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, cells.length);
    return cells.push({ homeClass, isFull, quotas }) - 1;
  };
  const pairCell = new Int32Array(source.pairHome.length);
  const cellOf = new Map<number, number>();
  // A row of recent answers spares most look-ups in the map: pairs come home by home.
  let row = -1;
  const rowCell = new Int32Array(profiles).fill(-1);
  for (let p = 0; p < pairCell.length; p++) {
    const homeClass = homes.groupOf[source.pairHome[p]!]!;
    const profile = applicants.groupOf[source.pairApplicant[p]!]!;
    if (homeClass !== row) {
      rowCell.fill(-1);
      row = homeClass;
    }
    if (rowCell[profile]! < 0) {
      const at = homeClass * profiles + profile;
      const cell = cellOf.get(at) ?? cellAt(homeClass, profile);
      cellOf.set(at, cell);
      rowCell[profile] = cell;
    }
    pairCell[p] = rowCell[profile]!;
  }
  return { pairCell, cells };
}

/** Who counts for which quota, grouped: homes into classes, applicants into profiles, pairs into cells. */

export type Memberships = {
  homeClass: Int32Array;
  applicantProfile: Int32Array;
  classQuotas: readonly Int32Array[];
  profileQuotas: readonly Int32Array[];
  pairCell: Int32Array;
  cellClass: Int32Array;
  cellStart: Int32Array;
  cellQuotas: Int32Array;
  cellFullBonus: Uint8Array;
};

/**
 * Groups members by equal quotas. Only the cells (class, profile) that some pair has are made, so that there are
 * never more cells than pairs, however the quotas overlap.
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
  const profileFull = applicants.members.map((quotas) => quotas.at(-1) === fullMark);
  const profileQuotas = applicants.members.map((quotas) => quotas.filter((k) => k !== fullMark));
  const cells = makeCells(source, homes.groupOf, applicants.groupOf, applicants.members.length);
  const cellStart = new Int32Array(cells.cellClass.length + 1);
  const shared: number[] = [];
  for (let c = 0; c < cells.cellClass.length; c++) {
    const inProfile = profileQuotas[cells.cellProfile[c]!]!;
    for (const k of homes.members[cells.cellClass[c]!]!) if (inProfile.includes(k)) shared.push(k);
    cellStart[c + 1] = shared.length;
  }
  return {
    homeClass: homes.groupOf,
    applicantProfile: applicants.groupOf,
    classQuotas: homes.members,
    profileQuotas,
    pairCell: cells.pairCell,
    cellClass: cells.cellClass,
    cellStart,
    cellQuotas: Int32Array.from(shared),
    cellFullBonus: Uint8Array.from(cells.cellProfile, (profile) => (profileFull[profile] ? 1 : 0)),
  };
}

/** Splits all items into groups with the same sets, one set at a time; groups are numbered by first appearance. */
function refine(
  count: number,
  sets: readonly Int32Array[],
): { groupOf: Int32Array; members: readonly Int32Array[] } {
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

function makeCells(
  source: { pairHome: Int32Array; pairApplicant: Int32Array },
  classOf: Int32Array,
  profileOf: Int32Array,
  profiles: number,
) {
  const pairCell = new Int32Array(source.pairHome.length);
  const cellOf = new Map<number, number>();
  const cellClass: number[] = [];
  const cellProfile: number[] = [];
  // A row of recent answers spares most look-ups in the map: pairs come home by home.
  let row = -1;
  const rowCell = new Int32Array(profiles).fill(-1);
  for (let p = 0; p < pairCell.length; p++) {
    const homeClass = classOf[source.pairHome[p]!]!;
    const profile = profileOf[source.pairApplicant[p]!]!;
    if (homeClass !== row) {
      rowCell.fill(-1);
      row = homeClass;
    }
    let cell = rowCell[profile]!;
    if (cell < 0) {
      const key = homeClass * profiles + profile;
      cell = cellOf.get(key) ?? -1;
      if (cell < 0) {
        cell = cellClass.length;
        cellOf.set(key, cell);
        cellClass.push(homeClass);
        cellProfile.push(profile);
      }
      rowCell[profile] = cell;
    }
    pairCell[p] = cell;
  }
  return { pairCell, cellClass: Int32Array.from(cellClass), cellProfile: Int32Array.from(cellProfile) };
}

/** One spelling for one snapshot, and its hash: the ground of replay. The order of files and rows tells nothing. */
import { compareCodeUnits, contentHash } from '../kernel/canonical-json.ts';
import type { Snapshot } from './snapshot.ts';

/** The same snapshot with every list whose order means nothing sorted by identifier. */
export function frozenSnapshot(snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    vacancies: sortedBy(snapshot.vacancies, ({ vacancy }) => [vacancy.id]),
    applications: sortedBy(snapshot.applications, ({ number }) => [number]),
    holders: sortedBy(snapshot.holders, ({ id }) => [id]),
    designations: sortedBy(snapshot.designations, (row) => [
      row.vacancyId,
      row.applicationNumber,
      row.holderId,
      row.on,
    ]),
    targets: sortedBy(snapshot.targets, ({ target }) => [target.id]),
    grids: sortedBy(snapshot.grids, ({ id, version }) => [id, String(version)]),
    pins: sortedBy(snapshot.pins, ({ vacancyId, applicationNumber }) => [vacancyId, applicationNumber]),
    bans: sortedBy(snapshot.bans, ({ vacancyId, applicationNumber }) => [vacancyId, applicationNumber]),
  };
}

/** SHA-256 of a snapshot in its one spelling. Names of people never enter a hash. */
export function snapshotHash(snapshot: Snapshot): string {
  const frozen = frozenSnapshot(snapshot);
  return contentHash({
    ...frozen,
    applications: frozen.applications.map((application) => ({ ...application, name: null })),
  });
}

function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => readonly string[]): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => {
      for (const [index, part] of a.key.entries()) {
        const order = compareCodeUnits(part, b.key[index] ?? '');
        if (order !== 0) return order;
      }
      return 0;
    })
    .map(({ item }) => item);
}

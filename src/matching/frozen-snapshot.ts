/** One spelling for one snapshot, and its hash: the ground of replay. The order of files and rows tells nothing. */
import { compareCodeUnits, type HashedText, hashedText } from '../kernel/canonical-json.ts';
import type { Interests } from './interests.ts';
import type { Snapshot } from './snapshot.ts';
import type { Steering } from './steering.ts';

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
    ...(snapshot.interests === undefined ? {} : { interests: sortedInterests(snapshot.interests) }),
    ...(snapshot.freedHomes === undefined
      ? {}
      : { freedHomes: sortedBy(snapshot.freedHomes, ({ number }) => [number]) }),
    ...(snapshot.socialBodies === undefined
      ? {}
      : { socialBodies: sortedBy(snapshot.socialBodies, ({ id }) => [id]) }),
    ...(snapshot.steering === undefined ? {} : { steering: sortedSteering(snapshot.steering) }),
    ...sortedChoices(snapshot),
  };
}

function sortedInterests({ minimum, homes }: Interests): Interests {
  return {
    minimum,
    homes: sortedBy(homes, ({ vacancyId }) => [vacancyId]).map((home) => ({
      ...home,
      households: sortedBy(home.households, ({ number }) => [number]),
    })),
  };
}

function sortedSteering(steering: Steering): Steering {
  return { ...steering, lines: sortedBy(steering.lines, ({ targetId }) => [targetId]) };
}

/** An officer's pins and bans in their one order. */
export function sortedChoices({
  pins,
  bans,
}: Pick<Snapshot, 'pins' | 'bans'>): Pick<Snapshot, 'pins' | 'bans'> {
  return {
    pins: sortedBy(pins, ({ vacancyId, applicationNumber }) => [vacancyId, applicationNumber]),
    bans: sortedBy(bans, ({ vacancyId, applicationNumber }) => [vacancyId, applicationNumber]),
  };
}

/**
 * A snapshot in its one spelling and the SHA-256 of it, without the officer's pins and bans, which a run tells apart: all
 * variants of a session read the same data. Names of people never enter. The snapshot's lists are in their order already.
 */
export function textOfFrozen(frozen: Snapshot): HashedText {
  return hashedText(() => keptOf(frozen));
}

/** What is kept of a snapshot: without names, and without the officer's pins and bans, which each run has of its own. */
export function keptOf(snapshot: Snapshot): Snapshot {
  const nameless = snapshot.applications.every(({ name }) => name === null);
  return {
    ...snapshot,
    pins: [],
    bans: [],
    applications: nameless
      ? snapshot.applications
      : snapshot.applications.map((application) => ({ ...application, name: null })),
  };
}

function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => readonly string[]): Item[] {
  // Mostly in order already: a key kept for each of a metropolis would cost more than making some again.
  return [...items].sort((a, b) => {
    const other = keyOf(b);
    for (const [index, part] of keyOf(a).entries()) {
      const order = compareCodeUnits(part, other[index] ?? '');
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** The import store in memory: what the port asks, for tests that need no database. */
import type {
  BatchChange,
  ImportCollection,
  ImportRecords,
  ImportStore,
  ImportWriter,
  NewImport,
  Retirement,
} from '../../src/intake/import-port.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';

type Collections = { [Collection in ImportCollection]: Map<string, ImportRecords[Collection]> };

/** The state of the store, as plain maps by key; copied for a transaction, put in place when it commits. */
type State = { collections: Collections; imports: Map<string, CivilDate> };

const keyOf: { [Collection in ImportCollection]: (record: ImportRecords[Collection]) => string } = {
  homes: ({ id }) => id,
  vacancies: ({ id }) => id,
  applications: ({ number }) => number,
  labels: ({ applicationNumber, label }) => `${applicationNumber} ${label.category} ${label.by}`,
  endings: ({ applicationNumber }) => applicationNumber,
  tenancies: ({ id }) => id,
  contacts: ({ tenancyId }) => tenancyId,
  leases: ({ id }) => id,
  leaseFacts: ({ leaseId }) => leaseId,
  holders: ({ id }) => id,
  designations: ({ vacancyId, applicationNumber }) => `${vacancyId} ${applicationNumber}`,
  targets: ({ id }) => id,
  objectives: ({ id }) => id,
  socialBodies: ({ id }) => id,
  commitments: ({ level, code }) => `${level} ${code}`,
  pastSittings: ({ id }) => id,
  grids: ({ id, version }) => `${id} ${version}`,
  policies: ({ id, version }) => `${id} ${version}`,
};

function emptyState(): State {
  return {
    collections: {
      homes: new Map(),
      vacancies: new Map(),
      applications: new Map(),
      labels: new Map(),
      endings: new Map(),
      tenancies: new Map(),
      contacts: new Map(),
      leases: new Map(),
      leaseFacts: new Map(),
      holders: new Map(),
      designations: new Map(),
      targets: new Map(),
      objectives: new Map(),
      socialBodies: new Map(),
      commitments: new Map(),
      pastSittings: new Map(),
      grids: new Map(),
      policies: new Map(),
    },
    imports: new Map(),
  };
}

export class MemoryImportStore implements ImportStore {
  readonly today: CivilDate;
  #state: State = emptyState();

  constructor(today: CivilDate) {
    this.today = today;
  }

  async findImport(kind: string, contentHash: string): Promise<CivilDate | null> {
    return this.#state.imports.get(`${kind} ${contentHash}`) ?? null;
  }

  async transaction<Value>(
    work: (writer: ImportWriter) => Promise<{ commit: boolean; value: Value }>,
  ): Promise<Value> {
    const copy = structuredClone(this.#state);
    const { commit, value } = await work(new MemoryWriter(copy, this.today));
    if (commit) this.#state = copy;
    return value;
  }

  /** One text for the whole content, whatever the order in which it came. */
  spelled(): string {
    return canonicalJson(
      Object.fromEntries(
        Object.entries(this.#state.collections).map(([name, records]) => [name, Object.fromEntries(records)]),
      ),
    );
  }

  all<Collection extends ImportCollection>(collection: Collection): ImportRecords[Collection][] {
    return [...this.#state.collections[collection].values()];
  }
}

class MemoryWriter implements ImportWriter {
  readonly #state: State;
  readonly #today: CivilDate;
  readonly #seen = new Map<ImportCollection, Set<string>>();

  constructor(state: State, today: CivilDate) {
    this.#state = state;
    this.#today = today;
  }

  async find<Collection extends 'homes' | 'applications' | 'holders'>(
    collection: Collection,
    keys: readonly string[],
  ): Promise<readonly ImportRecords[Collection][]> {
    return keys.flatMap((key) => this.#state.collections[collection].get(key) ?? []);
  }

  async upsert<Collection extends ImportCollection>(
    collection: Collection,
    records: readonly ImportRecords[Collection][],
  ): Promise<BatchChange> {
    const held: Map<string, ImportRecords[Collection]> = this.#state.collections[collection];
    const seen = this.#seen.get(collection) ?? new Set<string>();
    this.#seen.set(collection, seen);
    const change = { created: 0, updated: 0, unchanged: 0, orphans: [] as string[] };
    for (const record of records) {
      const key = keyOf[collection](record);
      if (this.#isOrphan(collection, record)) {
        change.orphans.push(key);
        continue;
      }
      seen.add(key);
      const known = held.get(key);
      if (known === undefined) change.created += 1;
      else if (canonicalJson(known) === canonicalJson(record)) change.unchanged += 1;
      else change.updated += 1;
      held.set(key, record);
      this.#applyEnding(collection, record);
    }
    return change;
  }

  async retireMissing(
    collection: ImportCollection,
    _on: CivilDate,
    spared: ReadonlySet<string>,
  ): Promise<Retirement> {
    const { applications } = this.#state.collections;
    const seen = this.#seen.get(collection) ?? new Set();
    const kept = (key: string) => seen.has(key) || spared.has(key);
    if (collection === 'applications') {
      const live = [...applications.values()].filter(({ status }) => status === 'live');
      const gone = live.filter(({ number }) => !kept(number));
      for (const application of gone) {
        applications.set(application.number, { ...application, status: 'expired' });
      }
      return { before: live.length, retired: gone.length };
    }
    const held: Map<string, unknown> = this.#state.collections[collection];
    const before = held.size;
    for (const key of held.keys()) if (!kept(key)) held.delete(key);
    return { before, retired: before - held.size };
  }

  async recordImport({ kind, contentHash }: NewImport): Promise<void> {
    this.#state.imports.set(`${kind} ${contentHash}`, this.#today);
  }

  #isOrphan(collection: ImportCollection, record: object): boolean {
    const { homes, vacancies, applications } = this.#state.collections;
    const lacks = (held: ReadonlyMap<string, unknown>, field: string) => {
      const value: unknown = Reflect.get(record, field);
      return typeof value === 'string' && !held.has(value);
    };
    if (collection === 'vacancies' || collection === 'tenancies') return lacks(homes, 'homeId');
    if (collection === 'labels' || collection === 'endings') return lacks(applications, 'applicationNumber');
    if (collection === 'designations') {
      return lacks(vacancies, 'vacancyId') || lacks(applications, 'applicationNumber');
    }
    return false;
  }

  #applyEnding(collection: ImportCollection, record: object): void {
    if (collection !== 'endings') return;
    const { applications, endings } = this.#state.collections;
    for (const ending of endings.values()) {
      if (ending !== record) continue;
      const application = applications.get(ending.applicationNumber);
      if (application && ending.status !== 'removed') {
        applications.set(application.number, { ...application, status: ending.status });
      } else applications.delete(ending.applicationNumber);
    }
    endings.clear();
  }
}

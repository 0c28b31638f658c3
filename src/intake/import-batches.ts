/** Hands records to a store in batches, and adds up what they changed. */
import type {
  BatchChange,
  ImportCollection,
  ImportRecords,
  ImportWriter,
  Retirement,
} from './import-port.ts';

const batchSize = 500;
/** Identifiers of records left out, listed in a report: enough to understand, not to fill a screen. */
const orphansKept = 100;

export type CollectionChange = {
  created: number;
  updated: number;
  unchanged: number;
  /** Left out because what they hang on is not in the store. */
  orphans: number;
  /** The first hundred of them. */
  orphanKeys: readonly string[];
  /** What a full set withdrew; null for a difference. */
  retirement: Retirement | null;
};

type Counted = { -readonly [Key in keyof CollectionChange]: CollectionChange[Key] };

/** Records of several collections, written in order and by batches. */
export class ImportBatches {
  readonly #writer: ImportWriter;
  readonly #changes = new Map<ImportCollection, Counted>();

  constructor(writer: ImportWriter) {
    this.#writer = writer;
  }

  /** A batch of one collection; `add` writes it when it is full, `flush` writes what is left. */
  batch<Collection extends ImportCollection>(
    collection: Collection,
    complete: (
      records: readonly ImportRecords[Collection][],
    ) => Promise<readonly ImportRecords[Collection][]> = async (records) => records,
  ): Batch<ImportRecords[Collection]> {
    this.#changeOf(collection);
    let waiting: ImportRecords[Collection][] = [];
    const flush = async () => {
      if (waiting.length === 0) return;
      const records = await complete(waiting);
      waiting = [];
      if (records.length > 0) this.#count(collection, await this.#writer.upsert(collection, records));
    };
    return {
      add: async (record) => {
        waiting.push(record);
        if (waiting.length >= batchSize) await flush();
      },
      flush,
    };
  }

  /** Notes what the end of a full set withdrew. */
  retired(collection: ImportCollection, retirement: Retirement): void {
    this.#changeOf(collection).retirement = retirement;
  }

  /** What changed so far, by collection, in the order in which they were first written. */
  changes(): Partial<Record<ImportCollection, CollectionChange>> {
    return Object.fromEntries(this.#changes);
  }

  #count(collection: ImportCollection, change: BatchChange): void {
    const total = this.#changeOf(collection);
    total.created += change.created;
    total.updated += change.updated;
    total.unchanged += change.unchanged;
    total.orphans += change.orphans.length;
    total.orphanKeys = [...total.orphanKeys, ...change.orphans].slice(0, orphansKept);
  }

  #changeOf(collection: ImportCollection): Counted {
    const known = this.#changes.get(collection);
    if (known) return known;
    const fresh: Counted = {
      created: 0,
      updated: 0,
      unchanged: 0,
      orphans: 0,
      orphanKeys: [],
      retirement: null,
    };
    this.#changes.set(collection, fresh);
    return fresh;
  }
}

export type Batch<Row> = { add: (record: Row) => Promise<void>; flush: () => Promise<void> };

/** What the officer's board asks of its store, within what the reader's account may see. */
import type { FreedHome } from './home-facts.ts';

/** Whose rows are read: a landlord, narrowed to the agencies and communes of the account (null: all of them). */
export type BoardReader = {
  landlordId: string;
  agencyIds: readonly string[] | null;
  communes: readonly string[] | null;
};

export type Agency = { id: string; name: string; communes: readonly string[] };

/** The freed homes, and what names them. */
export type Board = {
  homes: readonly FreedHome[];
  agencies: readonly Agency[];
};

export type BoardPort = {
  /** Every home freed and not yet handed over, and those let in the last days. In a fixed number of queries. */
  board: (reader: BoardReader) => Promise<Board>;
  /** One of them, whatever its stage; null where there is none or it is out of reach. */
  home: (reader: BoardReader, vacancyId: string) => Promise<FreedHome | null>;
};

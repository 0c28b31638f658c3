/** What pages ask of the store of breaches. */
import type { Asked } from '../../domain/act.ts';
import type { Result } from '../../kernel/result.ts';
import type { BreachContent } from './breach.ts';

export type BreachVersion = { version: number; content: BreachContent; by: string; writtenAt: Date };
export type Breach = { id: string; versions: readonly [BreachVersion, ...BreachVersion[]] };
export type BreachRefusal =
  | { code: 'unknownBreach' }
  | { code: 'changedMeanwhile'; by: string; version: number };

export type BreachPort = {
  /** Each with its versions, the newest first; by the day of discovery, the latest first. */
  list: (landlordId: string) => Promise<Breach[]>;
  find: (landlordId: string, id: string) => Promise<Breach | null>;
  /** Opens an entry; the same key gives the same entry. */
  open: (asked: Asked, content: BreachContent, key: string) => Promise<{ id: string }>;
  /** Writes the version that follows `from`; refused where another person wrote it first. */
  revise: (
    asked: Asked,
    change: { id: string; from: number; content: BreachContent; key: string },
  ) => Promise<Result<{ version: number }, BreachRefusal>>;
};

/** What pages and the day ask of the store of kept searches. An address is never told to be known, or not. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { AlertFrequency } from './alerts.ts';

export type AlertState = 'waiting' | 'active' | 'stopped';

export type StoredAlert = {
  query: string;
  frequency: AlertFrequency;
  state: AlertState;
};

export type AlertPort = {
  /** Sends a message that asks to confirm, unless the address had enough of them today. Says nothing of either. */
  ask: (search: { query: string; email: string; frequency: AlertFrequency }, now: Date) => Promise<void>;
  /** The search of a link; null for a link that is none, or forgotten. */
  byToken: (token: string) => Promise<StoredAlert | null>;
  /** False where the link is none. Twice does nothing more. */
  confirm: (token: string, now: Date) => Promise<boolean>;
  /** Stops the search, or all those of its address, which is erased with them. False where the link is none. */
  stop: (token: string, which: 'this' | 'all', now: Date) => Promise<boolean>;
  /** Writes the digests of the day; how many messages. */
  sendDigests: (landlordId: string, today: CivilDate, now: Date) => Promise<number>;
};

/** What the equity audit asks of the store beyond leases and applications: without names, numbers or days. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Traits } from './classes.ts';

/** A wish that was told a chance, and what came of it. */
export type ToldChance = { traits: Traits; permille: number; housed: boolean };

/** A candidate of a decided home: where the proposal stood it, and where the commission did. Null: not ranked. */
export type RankedCandidate = { traits: Traits; proposedRank: number | null; decidedRank: number | null };

export type EquityPort = {
  told: (landlordId: string, asOf: CivilDate) => Promise<ToldChance[]>;
  /** Decisions of closed sittings held in the period; a corrected decision counts as it was corrected. */
  ranked: (landlordId: string, period: { from: CivilDate; until: CivilDate }) => Promise<RankedCandidate[]>;
};

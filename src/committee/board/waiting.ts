/** Applicants who wait too long, are eligible many times and never shown, or always come last (R441-2-15 III). */
import { epciOn } from '../../domain/territory.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Grid } from '../../scoring/grid.ts';
import { gridFor } from '../../scoring/grid-for.ts';

/** The abnormal delay by place: that of a territory's own grid, else that of everywhere; null months: not loaded. */
export type AbnormalDelays = {
  everywhere: number | null;
  territories: readonly { name: string; communes: readonly string[]; months: number | null }[];
};

/** The delays that the grids in force give (N-06: the préfet's order; no national figure exists). */
export function abnormalDelays(grids: readonly Grid[], date: CivilDate): AbnormalDelays {
  const sirens = [...new Set(grids.flatMap(({ epci }) => (epci === null ? [] : [epci])))];
  return {
    everywhere: gridFor(grids, null, 'general', date)?.abnormalDelayMonths ?? null,
    territories: sirens.flatMap((siren) => {
      const epci = epciOn(siren, date);
      const grid = gridFor(grids, siren, 'general', date);
      if (!epci || grid?.epci !== siren) return [];
      return [{ name: epci.name, communes: epci.communes, months: grid.abnormalDelayMonths }];
    }),
  };
}

export type Waiter = {
  number: string;
  name: string | null;
  filedOn: CivilDate;
  persons: number;
  transfer: boolean;
  insee: string | null;
};

/** On lists or right after them for several homes, and on no agenda ever. */
export type NeverShown = Waiter & { homes: number; bestRank: number | null };

/** Shown to the committee several times, never first. */
export type AlwaysLast = Waiter & { shown: number; bestRank: number | null };

export type WaitingPage = {
  total: number;
  waiters: readonly Waiter[];
};

export type OftenEligible = {
  neverShown: readonly NeverShown[];
  alwaysLast: readonly AlwaysLast[];
  /** Days of the sessions that were read, newest first. */
  sessions: readonly CivilDate[];
};

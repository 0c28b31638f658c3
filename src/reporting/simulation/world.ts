/**
 * A year to play: the homes that free week by week, the households that come and go, the targets and the rules. Plain
 * values made by a generator (db/demo); whatever a strategy decides, the same year stands in front of it.
 */
import type { Application } from '../../domain/application.ts';
import type { Home } from '../../domain/home.ts';
import type { ReservationHolder } from '../../domain/reservation.ts';
import type { Target } from '../../domain/target.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Policy } from '../../matching/policy.ts';
import type { Grid } from '../../scoring/grid.ts';

/** A home to let. */
export type YearHome = {
  home: Home;
  holderId: string | null;
  /** First session that can propose it, from 0. */
  from: number;
  /** Since when it stands empty: what vacant days count from. */
  vacantSince: CivilDate;
  /** Chance that a household offered this home takes it, in thousandths: the truth, which no strategy reads. */
  acceptancePermille: number;
};

/** A household with its stay in the register: sessions `from` to `until` − 1. */
export type YearApplicant = {
  /** As on the day it enters the year: the points of the grid are those of that day. */
  application: Application;
  from: number;
  until: number;
  /** The home that a tenant of the landlord gives back when it moves; null: none. */
  leaves: Omit<YearHome, 'from' | 'vacantSince'> | null;
};

export type YearWorld = {
  landlord: { id: string; name: string; aliases: string[] };
  /** Day that laws, grids and incomes are read on: the first of the year. */
  readOn: CivilDate;
  sessionDates: readonly CivilDate[];
  /** Sessions between the signature of a transfer and the day its old home can be proposed. */
  sessionsToRelet: number;
  /** Sessions after which a reserved home that its holder's households left comes back to the landlord. */
  sessionsToLapse: number;
  /** Most homes that one session takes on its agenda. */
  homesPerSession: number;
  homes: readonly YearHome[];
  /** The whole stock, and the leases that a year of it brings: what forecasts read. */
  stock: readonly Home[];
  leasesOfYear: number;
  applicants: readonly YearApplicant[];
  targets: readonly Target[];
  holders: readonly ReservationHolder[];
  grids: readonly Grid[];
  policy: Policy;
};

/** What decides of the answers and of what the landlord believes of them. */
export type YearChances = {
  seed: number;
  /** Points (thousandths) by which the believed acceptance is wrong, up in half of the places and down in the others. */
  beliefErrorPermille: number;
};

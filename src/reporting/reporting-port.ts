/** What reporting asks of the store. */
import type { Application } from '../domain/application.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { ReportingFacts } from './facts.ts';

export type ReportingPort = {
  /** All that happened from a day to another, both included, in one consistent view. */
  facts: (landlordId: string, period: { from: CivilDate; asOf: CivilDate }) => Promise<ReportingFacts>;
  /** Every application of the landlord, live or not, without names: the pool behind forecasts and equity. */
  pool: (landlordId: string) => Promise<Application[]>;
};

/** What the public rules page asks of the store: grids and policy in force, which are no secret. */
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Policy } from '../matching/policy.ts';
import type { Grid } from '../scoring/grid.ts';

export type PublishedRules = {
  landlordId: string;
  landlordName: string;
  grids: readonly Grid[];
  policy: Policy;
};

/** In force at a date, landlord by landlord, oldest landlord first. */
export type PublishedRulesPort = (date: CivilDate) => Promise<readonly PublishedRules[]>;

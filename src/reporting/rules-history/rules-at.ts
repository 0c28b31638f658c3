/** Every rule of a landlord that weighs on a list, as it stood on a day (CRPA L311-3-1, S-02). */
import type { Target } from '../../domain/target.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Policy } from '../../matching/policy.ts';
import type { PortalPolicy } from '../../portal/policy.ts';
import type { Grid } from '../../scoring/grid.ts';
import type { PublishedSteering } from '../steering/published.ts';

export type RulesAt = {
  landlordId: string;
  landlordName: string;
  grids: readonly Grid[];
  policy: Policy;
  portal: PortalPolicy;
  /** The pace validated for the sessions of the day; null where none is. */
  steering: PublishedSteering | null;
  /** Targets of the day's year, which give points where they are behind. */
  targets: readonly Target[];
};

export type RulesHistoryPort = {
  /** In force on the day, landlord by landlord, oldest landlord first. */
  at: (day: CivilDate, today: CivilDate) => Promise<readonly RulesAt[]>;
  /** Days on which a grid or a policy changed, newest first, none after today. */
  days: (landlordId: string, today: CivilDate) => Promise<CivilDate[]>;
};

/** Everything that indicators, returns and forecasts read, frozen at a day: plain values of one landlord. */
import type { DecisionKind } from '../committee/decision.ts';
import type { FlowPlan } from '../committee/orientation/flow-plan.ts';
import type { Home, Vacancy } from '../domain/home.ts';
import type { LeaseFacts } from '../domain/lease-facts.ts';
import type { Commitment, Objective, SocialBody } from '../domain/objective.ts';
import type { Offer } from '../domain/offer.ts';
import type { ReservationHolder } from '../domain/reservation.ts';
import type { Target } from '../domain/target.ts';
import type { Lease } from '../domain/tenancy.ts';
import type { CivilDate } from '../kernel/civil-date.ts';

/** A signed lease with what the home tells and what was known of the household; `facts` null: nothing was kept. */
export type LeaseRecord = Lease & {
  residence: string | null;
  constructionYear: number | null;
  vacancyId: string | null;
  /** To link to the file for those who may read it, and to compare with the SNE; never exported. */
  applicationNumber: string | null;
  facts: LeaseFacts | null;
};

/** An offer with the home that it was about. */
export type OfferRecord = Offer & {
  insee: string;
  typology: Home['typology'];
  /** Whether its household held a DALO decision the day it was sent; null: the file is no longer held. */
  dalo: boolean | null;
};

/** A sitting of the CALEOL that was held: by this tool, or before it (from a file). Counts only. */
export type SittingRecord = {
  id: string;
  heldOn: CivilDate;
  commissionId: string;
  /** Homes decided and applications examined. */
  homes: number;
  examined: number;
  /** Candidates by decision of R441-3 (C-07 a to e). */
  decisions: Readonly<Record<DecisionKind, number>>;
  /** Homes examined with fewer than three candidates, by exception of C-06. */
  exceptions: Readonly<Partial<Record<string, number>>>;
  /** Homes where the committee ranked otherwise than proposed; null where nothing was proposed. */
  departures: number | null;
};

/** A home freed in the period or still to let, with what was done of it. */
export type VacancyRecord = {
  vacancy: Vacancy;
  home: Home;
  /** Orientations in the order of their days: a holder's id, or one of the landlord's own uses. */
  orientations: readonly {
    destination: string;
    on: CivilDate;
    outcome: string | null;
    endedOn: CivilDate | null;
  }[];
};

export type ReportingFacts = {
  landlord: { id: string; name: string; aliases: readonly string[] };
  asOf: CivilDate;
  /** First day read: leases, offers and sittings from then on. */
  from: CivilDate;
  /** In the order of signature, then of identifiers. */
  leases: readonly LeaseRecord[];
  offers: readonly OfferRecord[];
  sittings: readonly SittingRecord[];
  vacancies: readonly VacancyRecord[];
  holders: readonly ReservationHolder[];
  /** Targets and objectives of every year from `from` to `asOf`. */
  targets: readonly Target[];
  objectives: readonly Objective[];
  socialBodies: readonly SocialBody[];
  /** Rows of the convention's annex on transfers (PP-5), where they were entered. */
  commitments: readonly Commitment[];
  /** The flow expected of each year, where one was entered. */
  flowPlans: readonly FlowPlan[];
  /** Homes of the stock by place: denominators of vacancy and turnover. */
  stock: readonly { insee: string; qpvCode: string | null; typology: Home['typology']; homes: number }[];
};

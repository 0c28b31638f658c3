/**
 * The past year of a landlord as a year to play: the homes that it let, in the week of their lease, and the households
 * that its register holds today. Who was housed in the year has left the register and is not played again: the page
 * says so.
 */
import type { Application } from '../../domain/application.ts';
import type { Home } from '../../domain/home.ts';
import type { ReservationHolder } from '../../domain/reservation.ts';
import type { Target } from '../../domain/target.ts';
import type { Lease } from '../../domain/tenancy.ts';
import { addDays, type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import type { Policy } from '../../matching/policy.ts';
import type { Grid } from '../../scoring/grid.ts';
import type { YearApplicant, YearHome, YearWorld } from '../simulation/world.ts';

export type PastYear = {
  landlord: { id: string; name: string; aliases: string[] };
  asOf: CivilDate;
  leases: readonly Pick<Lease, 'homeId' | 'signedOn' | 'holderId' | 'reservationFailed'>[];
  stock: readonly Home[];
  applications: readonly Application[];
  /** The home of each tenancy, by its identifier. */
  homeOfTenancy: ReadonlyMap<string, string>;
  targets: readonly Target[];
  holders: readonly ReservationHolder[];
  grids: readonly Grid[];
  policy: Policy;
};

const sessions = 48;
const daysOfYear = 365;

/** The year that ends on `asOf`. */
export function yearPlayedAgain(past: PastYear): YearWorld {
  const first = addDays(past.asOf, 1 - daysOfYear);
  const sessionDates = Array.from({ length: sessions }, (_, session) =>
    addDays(first, Math.floor((session * daysOfYear) / sessions)),
  );
  const sessionOf = (day: CivilDate) =>
    Math.min(sessions - 1, Math.max(0, Math.floor((daysBetween(first, day) * sessions) / daysOfYear)));
  const homeOf = new Map(past.stock.map((home) => [home.id, home]));
  const homes = homesLet(past, first, homeOf, sessionOf);
  return {
    landlord: past.landlord,
    readOn: past.asOf,
    sessionDates,
    sessionsToRelet: 8,
    sessionsToLapse: 4,
    homesPerSession: 150,
    homes,
    stock: past.stock,
    leasesOfYear: homes.length,
    applicants: past.applications.map((application) =>
      applicantOf(past, application, first, homeOf, sessionOf),
    ),
    targets: past.targets,
    holders: past.holders,
    grids: past.grids,
    policy: past.policy,
  };
}

/** Each home once, in the week of its last lease of the year. */
function homesLet(
  past: PastYear,
  first: CivilDate,
  homeOf: ReadonlyMap<string, Home>,
  sessionOf: (day: CivilDate) => number,
): YearHome[] {
  const last = new Map(
    past.leases.flatMap((lease) =>
      lease.signedOn < first || lease.signedOn > past.asOf ? [] : [[lease.homeId, lease] as const],
    ),
  );
  return [...last.values()].flatMap((lease): YearHome[] => {
    const home = homeOf.get(lease.homeId);
    if (!home) return [];
    const holderId = lease.reservationFailed ? null : lease.holderId;
    const from = sessionOf(lease.signedOn);
    return [
      {
        home,
        holderId,
        from,
        vacantSince: lease.signedOn,
        acceptancePermille: past.policy.acceptancePermille,
      },
    ];
  });
}

function applicantOf(
  past: PastYear,
  application: Application,
  first: CivilDate,
  homeOf: ReadonlyMap<string, Home>,
  sessionOf: (day: CivilDate) => number,
): YearApplicant {
  const left = homeOf.get(past.homeOfTenancy.get(application.current.tenancyId ?? '') ?? '');
  return {
    application,
    from: application.filedOn <= first ? 0 : sessionOf(application.filedOn),
    until: sessions,
    leaves: left ? { home: left, holderId: null, acceptancePermille: past.policy.acceptancePermille } : null,
  };
}

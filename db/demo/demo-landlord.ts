/**
 * The demonstration landlord: synthetic people and homes on the real geography of Moselle and Meurthe-et-Moselle, at a
 * fixed date. The same seed makes the same landlord everywhere. Names, addresses and persons are invented.
 */
import type { Application } from '../../src/domain/application.ts';
import type { Home, Vacancy } from '../../src/domain/home.ts';
import type { Objective, SocialBody } from '../../src/domain/objective.ts';
import type { Offer } from '../../src/domain/offer.ts';
import type { Designation, ReservationHolder } from '../../src/domain/reservation.ts';
import type { Target } from '../../src/domain/target.ts';
import type { Lease, Tenancy } from '../../src/domain/tenancy.ts';
import {
  addDays,
  addMonths,
  type CivilDate,
  civilDate,
  civilDateOf,
  yearOf,
} from '../../src/kernel/civil-date.ts';
import { defaultPolicy, type Policy } from '../../src/matching/policy.ts';
import type { SittingRecord } from '../../src/reporting/facts.ts';
import { demonstrationGrids } from '../../src/scoring/demo-grids.ts';
import type { Grid } from '../../src/scoring/grid.ts';
import { demoLandlordAlias, makeApplication } from './applications.ts';
import { type DemoAssumption, demoAssumptions } from './assumptions.ts';
import { type DemoCall, type DemoVisit, makeCalls } from './calls.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type DemoCommittee, demoCommissionId, makeCommittee } from './committee.ts';
import { type DemoContact, makeContacts } from './contacts.ts';
import { makeDesignations } from './designations.ts';
import { type DemoDocument, makeDocuments } from './documents.ts';
import { plantDuplicates } from './duplicates.ts';
import { demoHolders } from './holders.ts';
import { makeHomes } from './homes.ts';
import { type DemoLeaseFacts, demoSocialBodies, makeLeaseFacts } from './lease-facts.ts';
import { makeObjectives } from './objectives.ts';
import { makePastSittings } from './past-sittings.ts';
import { makePastWishes, type PastWishes } from './past-wishes.ts';
import { makePastYear } from './past-year.ts';
import { type DemoOrientation, type DemoProgress, makeOrientations, makeProgress } from './progress.ts';
import { makeTargets } from './targets.ts';
import { nameDemoTenant } from './tenant.ts';
import { demoTerritories } from './territories.ts';
import { makeTraps, type Trap } from './traps.ts';
import { makeOtherVacancies, makeSessionVacancies } from './vacancies.ts';

/** The demonstration's fixed today. Pages say so. */
export const demoDate = civilDate('2026-11-21');

export type DemoLandlord = {
  landlord: { id: string; name: string; siren: string; aliases: string[] };
  date: CivilDate;
  homes: Home[];
  /** Those with the status `available` are the homes of the next session. */
  vacancies: Vacancy[];
  applications: Application[];
  tenancies: Tenancy[];
  leases: Lease[];
  offers: Offer[];
  /** The calendar year before: what rolling twelve months and a year against another read. */
  yearBefore: Lease[];
  /** What was kept of each lease of both years. */
  leaseFacts: DemoLeaseFacts[];
  pastSittings: SittingRecord[];
  objectives: Objective[];
  socialBodies: readonly SocialBody[];
  /** What the portal of the past year teaches: wishes with what came of them, and the points that lettings took. */
  past: PastWishes;
  holders: ReservationHolder[];
  designations: Designation[];
  targets: Target[];
  grids: Grid[];
  policy: Policy;
  traps: Trap[];
  committee: DemoCommittee;
  contacts: DemoContact[];
  documents: DemoDocument[];
  calls: DemoCall[];
  visits: DemoVisit[];
  progress: DemoProgress[];
  orientations: DemoOrientation[];
  assumptions: readonly DemoAssumption[];
};

const sizes = {
  full: {
    homes: 21_758,
    applications: 12_000,
    sessionHomes: 30,
    traps: 500,
    classG: 6,
    daloHomes: 2,
    calledHomes: 2,
  },
  // What tests begin with: nobody called yet, every designation one among others.
  small: {
    homes: 700,
    applications: 1_400,
    sessionHomes: 8,
    traps: 60,
    classG: 2,
    daloHomes: 0,
    calledHomes: 0,
  },
} as const;

export type DemoVariant = keyof typeof sizes;

/** Makes the landlord: `full` as the service shows it, `small` for tests. About two seconds for the full one. */
export function makeDemoLandlord(variant: DemoVariant, date: CivilDate = demoDate): DemoLandlord {
  const size = sizes[variant];
  const territories = demoTerritories(date);
  const homes = makeHomes(chanceOf(1), territories, size.homes);
  const session = makeSessionVacancies(chanceOf(2), homes, size.sessionHomes, date);
  const taken = new Set(session.map(({ home }) => home.id));
  const classG = makeClassG(chanceOf(3), homes, session, taken, size.classG, date);
  const others = makeOtherVacancies(chanceOf(4), homes, taken, date);
  const vacant = new Set([...taken, ...others.map((vacancy) => vacancy.homeId)]);
  const grids = [...demonstrationGrids];
  const { traps, applications: planted } = makeTraps(size.traps, session, classG, grids, date);
  const world = {
    chance: chanceOf(5),
    date,
    territories,
    takeOccupiedHome: occupiedHomes(chanceOf(6), homes, vacant),
    grids,
  };
  const ordinary = Array.from({ length: size.applications - planted.length }, (_, serial) =>
    makeApplication(world, serial + 1),
  );
  plantDuplicates(ordinary);
  const designations = makeDesignations(chanceOf(7), session, ordinary, size.daloHomes, date);
  const { leases, offers } = makePastYear(
    chanceOf(8),
    homes.filter((home) => !vacant.has(home.id)),
    date,
  );
  const yearBefore = makePastYear(
    chanceOf(16),
    homes.filter((home) => !vacant.has(home.id)),
    civilDateOf(yearOf(date) - 1, 12, 31),
  ).leases;
  const leaseFacts = makeLeaseFacts(chanceOf(17), [...yearBefore, ...leases], homes, demoLandlordAlias);
  const applications = [...ordinary, ...planted];
  const vacancies = [...session, ...classG].map(({ vacancy }) => vacancy).concat(others);
  const demo: DemoLandlord = {
    landlord: { id: 'demo', name: demoLandlordAlias, siren: '000000000', aliases: [demoLandlordAlias] },
    date,
    homes,
    vacancies,
    applications,
    tenancies: makeTenancies(chanceOf(9), homes, vacant, leases, ordinary, date),
    leases,
    offers,
    yearBefore,
    leaseFacts,
    pastSittings: makePastSittings(chanceOf(18), [...yearBefore, ...leases], leaseFacts, demoCommissionId, {
      from: civilDateOf(yearOf(date) - 1, 1, 8),
      until: addDays(date, -7),
    }),
    objectives: makeObjectives(date),
    socialBodies: demoSocialBodies,
    past: makePastWishes({ chance: chanceOf(15), date, applications, grids, leases }),
    holders: [...demoHolders],
    designations,
    targets: makeTargets(homes, date),
    grids,
    policy: demoPolicy(),
    traps,
    committee: makeCommittee(chanceOf(10), homes, vacancies, date),
    contacts: makeContacts(chanceOf(11), applications, homes),
    documents: makeDocuments(chanceOf(14), applications, date),
    ...makeCalls(designations, size.calledHomes, date),
    progress: makeProgress(chanceOf(12), vacancies, date),
    orientations: makeOrientations(chanceOf(13), vacancies, date),
    assumptions: demoAssumptions,
  };
  nameDemoTenant(demo);
  return demo;
}

function demoPolicy(): Policy {
  return { ...defaultPolicy, id: 'demonstration', version: 1 };
}

/** Homes found to be of class G: they wait for works, and must never be proposed (F-06). None is like a session's home. */
function makeClassG(
  chance: Chance,
  homes: Home[],
  session: readonly { home: Home }[],
  taken: Set<string>,
  count: number,
  date: CivilDate,
) {
  const isAlike = (home: Home) =>
    session.some((place) => place.home.insee === home.insee && place.home.typology === home.typology);
  return chance
    .some(
      homes.filter((home) => home.energyClass === 'F' && !isAlike(home)),
      count,
    )
    .map((home) => {
      home.energyClass = 'G';
      taken.add(home.id);
      const vacancy: Vacancy = {
        id: `VAC-${home.id.slice(4)}`,
        homeId: home.id,
        status: 'works',
        noticeReceivedOn: addDays(date, -90),
        availableOn: addDays(date, 120),
        withdrawal: null,
        holderId: null,
        orientedOn: null,
        designationDueOn: null,
        reservationFailed: false,
        acceptancePermille: null,
      };
      return { vacancy, home };
    });
}

function occupiedHomes(
  chance: Chance,
  homes: readonly Home[],
  vacant: ReadonlySet<string>,
): (insee: string) => Home | null {
  const byCommune = new Map<string, Home[]>();
  for (const home of chance.some(homes, homes.length)) {
    if (vacant.has(home.id)) continue;
    const list = byCommune.get(home.insee);
    if (list) list.push(home);
    else byCommune.set(home.insee, [home]);
  }
  return (insee) => byCommune.get(insee)?.pop() ?? null;
}

function makeTenancies(
  chance: Chance,
  homes: readonly Home[],
  vacant: ReadonlySet<string>,
  leases: readonly Lease[],
  applications: readonly Application[],
  date: CivilDate,
): Tenancy[] {
  const signedThisYear = new Map(leases.map((lease) => [lease.homeId, lease.signedOn]));
  const applicant = new Map(
    applications.flatMap((application) =>
      application.current.tenancyId === null ? [] : [[application.current.tenancyId, application] as const],
    ),
  );
  return homes
    .filter((home) => !vacant.has(home.id))
    .map((home) => {
      const id = `TEN-${home.id.slice(4)}`;
      return {
        id,
        homeId: home.id,
        signedOn:
          signedThisYear.get(home.id) ??
          addDays(addMonths(date, -chance.integer(11, 300)), -chance.integer(1, 27)),
        endedOn: null,
        residents:
          applicant.get(id)?.household.persons.length ?? chance.integer(1, Math.max(2, home.habitableRooms)),
        rentCents: home.rentCents,
        lastReviewedOn: null,
        applicationNumber: applicant.get(id)?.number ?? null,
      };
    });
}

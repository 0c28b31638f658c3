/**
 * A calendar year of a landlord, to be played: homes that free week by week, households that come and go. Two
 * landlords: the demonstration one (tense and mixed) and a slack one. The same seed makes the same year everywhere.
 */
import type { Application } from '../../src/domain/application.ts';
import type { Home } from '../../src/domain/home.ts';
import type { ReservationHolder } from '../../src/domain/reservation.ts';
import type { Target } from '../../src/domain/target.ts';
import {
  addDays,
  addYears,
  type CivilDate,
  civilDate,
  civilDateOf,
  yearOf,
} from '../../src/kernel/civil-date.ts';
import { defaultPolicy, type Policy } from '../../src/matching/policy.ts';
import { reservedShares } from '../../src/reporting/simulation/reserved.ts';
import type { YearApplicant, YearHome, YearWorld } from '../../src/reporting/simulation/world.ts';
import { demonstrationGrids } from '../../src/scoring/demo-grids.ts';
import { demoLandlordAlias, makeApplication } from './applications.ts';
import { type Chance, chanceOf } from './chance.ts';
import { demoHolders } from './holders.ts';
import { makeHomes } from './homes.ts';
import { makeTargets } from './targets.ts';
import { type DemoTerritory, demoTerritories } from './territories.ts';

/** What makes the year of a landlord, beside its stock. */
export type YearPlan = {
  id: string;
  name: string;
  year: number;
  sessions: number;
  /** Most homes on the agenda of one session. */
  homesPerSession: number;
  territories: readonly DemoTerritory[];
  homes: readonly Home[];
  targets: readonly Target[];
  holders: readonly ReservationHolder[];
  policy: Policy;
  /** Homes freed in the year, and those empty on 1 January that can be let. */
  freed: number;
  /** Leases that such a year brings: what a forecast knows on 1 January. */
  leases: number;
  vacantAtStart: number;
  /** Those empty for more than three months on 1 January, among the latter. */
  longVacantAtStart: number;
  /** Requests live on 1 January, and those that arrive. */
  waiting: number;
  arriving: number;
  /** Part of the files without known resources, beyond those that the generator leaves out. */
  missingIncome: number;
  /** Every request stays live until it is housed: what of a year's score is knowledge of who leaves. */
  nobodyLeaves?: true;
};

// 93 % of mobility is spread over the year; homes are let again about two months after the notice.
const weeksToRelet = 8;
const sessionsToLapse = 4;
// Half of the offers become a lease (Adeus, Strasbourg 2017); QPV and long empty homes are refused more: assumptions.
const acceptance = { outside: 540, inQpv: 440, longVacant: 300 } as const;
// Removals without a lease are non-renewals (93 %, Grand Est 2021): most fall on the first anniversary, few on those of
// households that renewed before, fewer where a body recognised the household and follows it. The shares are assumptions
// that give about the year's total.
const leavesAtAnniversary = { first: 0.82, later: 0.14, labelled: 0.08 } as const;
// Arrivals of the year leave before their first anniversary only when housed elsewhere: an assumption.
const arrivalLeaves = 0.08;

/** The demonstration landlord's year: its stock, its targets, its holders. */
export function demoYearPlan(missingIncome = 0): YearPlan {
  const readOn = civilDate('2026-01-05');
  const territories = demoTerritories(readOn);
  const homes = makeHomes(chanceOf(1), territories, 21_758);
  return {
    id: 'demo',
    name: demoLandlordAlias,
    year: 2026,
    sessions: 48,
    homesPerSession: 150,
    territories,
    homes,
    targets: makeTargets(homes, readOn),
    holders: demoHolders,
    policy: { ...defaultPolicy, id: 'demonstration', version: 1 },
    // Mobility of 9.3 % (RPLS 2018).
    freed: Math.round(homes.length * 0.093),
    leases: Math.round(homes.length * 0.093),
    vacantAtStart: 60,
    longVacantAtStart: 0,
    waiting: 12_000,
    // Grand Est 2021 (Insee): 106 000 waiting on 1 January, 100 000 new requests, 57 000 removed without a lease.
    arriving: 11_300,
    missingIncome,
  };
}

/** The year of a plan, by seed. */
export function makeYear(plan: YearPlan, seed: number): YearWorld {
  const readOn = civilDateOf(plan.year, 1, 5);
  const sessionDates = Array.from({ length: plan.sessions }, (_, session) =>
    addDays(readOn, Math.round((session * 355) / plan.sessions)),
  );
  const usable = plan.homes.filter(({ energyClass }) => energyClass !== 'G');
  const chosen = chanceOf(9000 + seed * 7).some(usable, plan.freed + plan.vacantAtStart);
  const freeing = new Set(chosen.map(({ id }) => id));
  const homes = makeYearHomes(chanceOf(9001 + seed * 7), plan, chosen, sessionDates);
  return {
    landlord: { id: plan.id, name: plan.name, aliases: [plan.name, demoLandlordAlias] },
    readOn,
    sessionDates,
    sessionsToRelet: weeksToRelet,
    sessionsToLapse,
    homesPerSession: plan.homesPerSession,
    homes,
    stock: plan.homes,
    leasesOfYear: plan.leases,
    applicants: makeYearApplicants(9002 + seed * 7, plan, sessionDates, (home) => !freeing.has(home.id)),
    targets: plan.targets,
    holders: plan.holders,
    grids: demonstrationGrids,
    policy: plan.policy,
  };
}

function makeYearHomes(
  chance: Chance,
  plan: YearPlan,
  chosen: readonly Home[],
  dates: readonly CivilDate[],
): YearHome[] {
  const first = dates[0]!;
  return chosen.map((home, rank) => {
    const holderId = chance.weighted(reservedShares(plan.holders, home.insee, first));
    if (rank >= plan.vacantAtStart) {
      const from = chance.integer(0, plan.sessions - 1);
      const vacantSince = addDays(dates[from]!, -chance.integer(0, 30));
      return { home, holderId, from, vacantSince, acceptancePermille: acceptanceOf(home, false) };
    }
    const long = rank < plan.longVacantAtStart;
    const vacantSince = addDays(first, -(long ? chance.integer(92, 900) : chance.integer(5, 90)));
    return {
      home,
      holderId: long ? null : holderId,
      from: 0,
      vacantSince,
      acceptancePermille: acceptanceOf(home, long),
    };
  });
}

function acceptanceOf(home: Home, long: boolean): number {
  if (long) return acceptance.longVacant;
  return home.qpvCode === null ? acceptance.outside : acceptance.inQpv;
}

function makeYearApplicants(
  seed: number,
  plan: YearPlan,
  dates: readonly CivilDate[],
  mayBeLeft: (home: Home) => boolean,
): YearApplicant[] {
  const chance = chanceOf(seed);
  const readOn = dates[0]!;
  const stay = chanceOf(seed + 1_000_003);
  const occupied = occupiedHomes(stay, plan.homes.filter(mayBeLeft));
  const world = {
    chance,
    date: readOn,
    territories: plan.territories,
    takeOccupiedHome: occupied.take,
    grids: demonstrationGrids,
  };
  return Array.from({ length: plan.waiting + plan.arriving }, (_, rank) => {
    const made = withHolderLabel(makeApplication(world, rank + 1), plan.holders, stay);
    const income = stay.happens(plan.missingIncome) ? withoutIncome(made) : made;
    const arrives = rank >= plan.waiting;
    const from = arrives ? stay.integer(0, plan.sessions - 1) : 0;
    // Drawn in any case: the rest of the year is the same with and without.
    const leavesAfter = arrives
      ? stay.happens(arrivalLeaves)
        ? stay.integer(from + 1, plan.sessions)
        : plan.sessions
      : untilAnniversary(stay, made, plan, dates);
    const until = plan.nobodyLeaves ? plan.sessions : leavesAfter;
    const application: Application = {
      ...income,
      filedOn: arrives ? readOn : income.filedOn,
      renewedOn: readOn,
    };
    const left = occupied.homeOf(application.current.tenancyId);
    return {
      application,
      from,
      until,
      leaves: left ? { home: left, holderId: null, acceptancePermille: acceptanceOf(left, false) } : null,
    };
  });
}

/** The session after its anniversary, where the household does not renew; else the year's end. */
function untilAnniversary(
  chance: Chance,
  { filedOn, labels }: Application,
  { year, sessions }: YearPlan,
  dates: readonly CivilDate[],
): number {
  const years = year - yearOf(filedOn);
  const { first, later, labelled } = leavesAtAnniversary;
  const share = labels.length > 0 ? labelled : years <= 1 ? first : later;
  if (!chance.happens(share)) return sessions;
  const anniversary = addYears(filedOn, years);
  const gone = dates.findIndex((date) => date > anniversary);
  return gone < 0 ? sessions : Math.max(1, gone);
}

/** Labels that a collectivity gives to those who ask for its territory: a part of them, by assumption. */
function withHolderLabel(
  application: Application,
  holders: readonly ReservationHolder[],
  chance: Chance,
): Application {
  if (application.labels.length === 0 || !chance.happens(0.4)) return application;
  const holder = chance.one(holders);
  if (holder.kind === 'state' || holder.kind === 'actionLogement') return application;
  const labels = application.labels.map((label) =>
    label.category === 'dalo' ? label : { ...label, by: holder.name },
  );
  return { ...application, labels };
}

function withoutIncome(application: Application): Application {
  return { ...application, household: { ...application.household, monthlyResourcesCents: null } };
}

/** Occupied homes by commune, each given once, and the home behind a tenancy. */
function occupiedHomes(chance: Chance, homes: readonly Home[]) {
  const byCommune = new Map<string, Home[]>();
  const byTenancy = new Map<string, Home>();
  for (const home of chance.some(homes, homes.length)) {
    byTenancy.set(`TEN-${home.id.slice(4)}`, home);
    const list = byCommune.get(home.insee);
    if (list) list.push(home);
    else byCommune.set(home.insee, [home]);
  }
  return {
    take: (insee: string): Home | null => byCommune.get(insee)?.pop() ?? null,
    homeOf: (tenancyId: string | null): Home | null =>
      tenancyId === null ? null : (byTenancy.get(tenancyId) ?? null),
  };
}

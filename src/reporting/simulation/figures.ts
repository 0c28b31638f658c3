/**
 * What a board reads of a played year: what people live, before points. Counts of whole households and homes; shares
 * as [numerator, denominator], so that a small denominator shows.
 */
import { addMonths, type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import { overOccupation, underOccupation } from '../../law/occupancy.ts';
import { daloDelays } from '../../law/priority.ts';
import { homeCost } from '../../matching/home-cost.ts';
import type { BoardFigures } from '../studies/study.ts';
import type { PlayedYear, SignedLease } from './play.ts';
import type { QuotaLine } from './simulate.ts';
import type { YearTables } from './tables.ts';

type Part = { count: number; of: number };

/** The figures of a year that was played; `played` null for the year known ahead, which has no lists to read. */
export function boardFigures(
  tables: YearTables,
  leases: readonly SignedLease[],
  quotas: readonly QuotaLine[],
  played: Pick<PlayedYear, 'presented' | 'stillOpen' | 'ranks'> | null,
): BoardFigures {
  const { sessionDates } = tables.world;
  const statutory = quotas.filter((quota) => quota.class === 'statutory');
  const others = quotas.filter((quota) => quota.class !== 'statutory');
  const vacant = leases.map(({ home, session }) => daysBetween(home.vacantSince, sessionDates[session]!));
  return {
    statutoryHeld: part(statutory, ({ missing }) => missing === 0),
    othersHeld: part(others, ({ missing }) => missing === 0),
    missingStatutory: sum(statutory.map(({ missing }) => missing)),
    missingOthers: sum(others.map(({ missing }) => missing)),
    daloInTime: daloInTime(tables, leases),
    labelledWaitP90: labelledWait(tables, leases),
    longWaitersNeverPresented: longWaiters(tables, played?.presented ?? null),
    ...occupancy(tables, leases),
    ...effort(tables, leases),
    largeHomesFreed: leases.filter(({ place }) => isLarge(tables.applicants[place]!.leaves?.home.typology))
      .length,
    fromFirstList: part(leases, ({ list }) => list === 1),
    meanVacantDays: vacant.length === 0 ? null : Math.round(sum(vacant) / vacant.length),
    stillEmpty: played?.stillOpen.length ?? 0,
    daloOvertaken: played?.ranks.daloOvertaken ?? 0,
    ranksAsGrid: { count: played?.ranks.asGrid ?? 0, of: played?.ranks.all ?? 0 },
    movedBy: movedBy(tables, played?.ranks.movedBy ?? new Map()),
  };
}

/** Those that moved most first; DALO stands for the full cap that a recognised household always has. */
function movedBy({ targets }: YearTables, moved: ReadonlyMap<string, number>): BoardFigures['movedBy'] {
  const names = new Map(targets.map(({ id, name }) => [id, name]));
  return [...moved]
    .map(([id, ranks]) => ({ name: names.get(id) ?? 'DALO reconnu', ranks }))
    .sort((a, b) => b.ranks - a.ranks || (a.name < b.name ? -1 : 1));
}

function part<Item>(items: readonly Item[], holds: (item: Item) => boolean): Part {
  return { count: items.filter(holds).length, of: items.length };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function isLarge(typology: string | undefined): boolean {
  return typology === 'T4' || typology === 'T5' || typology === 'T6';
}

/** The offer is due some months after the commission's decision (P-06): those due within the year, housed by then. */
function daloInTime(tables: YearTables, leases: readonly SignedLease[]): Part {
  const signedIn = new Map(leases.map(({ place, session }) => [place, session]));
  const { sessionDates } = tables.world;
  const due = tables.applicants.flatMap(({ application }, place) => {
    if (tables.dalo[place] === 0) return [];
    const decidedOn = application.labels.find(({ category }) => category === 'dalo')?.on ?? null;
    if (decidedOn === null) return [];
    const { offerDueOn } = daloDelays(
      { appealedOn: decidedOn, decidedOn },
      { overseas: false, largeArea: false },
    );
    // A delay that had passed before the year began, or that runs beyond its last session, says nothing of the year.
    const isOfYear =
      offerDueOn !== null && offerDueOn >= sessionDates[0]! && offerDueOn <= sessionDates.at(-1)!;
    return isOfYear ? [{ place, offerDueOn }] : [];
  });
  return part(due, ({ place, offerDueOn }) => {
    const session = signedIn.get(place);
    return session !== undefined && sessionDates[session]! <= offerDueOn;
  });
}

function labelledWait(tables: YearTables, leases: readonly SignedLease[]): number | null {
  const signedIn = new Map(leases.map(({ place, session }) => [place, session]));
  const { sessionDates } = tables.world;
  const months = tables.applicants.flatMap(({ application }, place) => {
    if (tables.labelled[place] === 0) return [];
    const session = signedIn.get(place) ?? Math.min(tables.until[place]!, sessionDates.length) - 1;
    const since = enteredOn(tables, place, application.filedOn);
    return [Math.max(0, daysBetween(since, sessionDates[session]!) / 30.4)];
  });
  if (months.length === 0) return null;
  months.sort((a, b) => a - b);
  return Math.round(10 * months[Math.ceil(0.9 * months.length) - 1]!) / 10;
}

/** Those of the year count from the session that first saw them. */
function enteredOn({ world, from }: YearTables, place: number, filedOn: CivilDate): CivilDate {
  return from[place] === 0 ? filedOn : world.sessionDates[from[place]!]!;
}

function longWaiters(tables: YearTables, presented: Uint8Array | null): Part {
  const { grids, sessionDates } = tables.world;
  const delay = grids.find(({ kind }) => kind === 'general')?.abnormalDelayMonths ?? null;
  if (delay === null || presented === null) return { count: 0, of: 0 };
  const places = tables.applicants.flatMap(({ application, until }, place) => {
    const stays = until >= sessionDates.length;
    return stays && addMonths(application.filedOn, delay) < sessionDates[0]! ? [place] : [];
  });
  return part(places, (place) => presented[place] === 0);
}

function occupancy(tables: YearTables, leases: readonly SignedLease[]) {
  const moves = leases.map(({ home, place }) => ({
    home: home.home,
    household: tables.applicants[place]!.application.household,
  }));
  return {
    overOccupied: part(
      moves,
      ({ home, household }) =>
        overOccupation({ surfaceM2: home.surfaceM2, residents: household.persons.length }).verdict === 'yes',
    ),
    underOccupied: part(
      moves,
      ({ home, household }) =>
        underOccupation({
          habitableRooms: home.habitableRooms,
          professionalRooms: 0,
          residents: household.persons.length,
          visitingChildren: household.visitingChildren,
        }).verdict === 'yes',
    ),
  };
}

function effort(tables: YearTables, leases: readonly SignedLease[]) {
  const rates = leases.flatMap(({ home, place }) => {
    const cost = homeCost(tables.applicants[place]!.application, home.home, tables.world.readOn);
    return cost.effortRate === null ? [] : [Math.round(1000 * cost.effortRate)];
  });
  rates.sort((a, b) => a - b);
  return {
    medianEffortPermille: rates[Math.floor(rates.length / 2)] ?? null,
    effortAboveThird: part(rates, (rate) => rate > 333),
  };
}

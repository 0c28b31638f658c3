/**
 * What a year's play looks up: who may have which home with what score, and who counts in which target. Laws, points
 * and memberships are computed once for each kind of home, so that a session only filters arrays.
 */
import { type Accessibility, accessibilitySchema } from '../../domain/home.ts';
import type { Target } from '../../domain/target.ts';
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import { homeRules, prepareHome } from '../../law/eligibility.ts';
import { priorityLabels } from '../../law/priority.ts';
import { territoryOfCommune } from '../../law/quartile-territory.ts';
import {
  type ApplicantIndex,
  accessibilityLevel,
  indexApplicants,
  typologyBit,
} from '../../matching/applicant-index.ts';
import { fitOf } from '../../matching/fit.ts';
import { gridPlanner, pointsOn } from '../../matching/grid-plan.ts';
import { carriesLabelOf } from '../../matching/orientation.ts';
import { SCORE_PER_POINT } from '../../matching/policy.ts';
import { surelyAllowed } from '../../matching/pool-refusals.ts';
import { hashOfText } from './draw.ts';
import type { YearApplicant, YearHome, YearWorld } from './world.ts';
import { foretold, type IsMember, membershipReader, type TargetsOf, targetsReader } from './year-targets.ts';

/** Households that may have a home, by place in the tables, with the score and the rank of their wish. */
export type Candidates = { places: Int32Array; scores: Int32Array; wishes: Uint16Array };

export type YearTables = {
  world: YearWorld;
  /** Households in the order of their numbers; a "place" below indexes these lists. */
  applicants: readonly YearApplicant[];
  numbers: readonly string[];
  from: Int32Array;
  until: Int32Array;
  /** Published tie-break: the older application first, then the number. */
  order: Int32Array;
  hashes: Int32Array;
  dalo: Uint8Array;
  labelled: Uint8Array;
  /** Targets of the year that set a figure, by id. */
  targets: readonly Target[];
  /** `free`: the reservation failed or lapsed, and the home draws on everyone. */
  candidatesOf: (home: YearHome, free: boolean) => Candidates;
  targetsOf: TargetsOf;
  isMember: IsMember;
  /** Leases that a year should bring in the homes of each target, foretold from the stock alone. */
  expectedOfYear: Float64Array;
};

/** Reads a year once; about a second for twenty thousand households. */
export function readYear(world: YearWorld): YearTables {
  const index = indexApplicants(
    world.applicants.map(({ application }) => application),
    world.readOn,
    world.policy,
  );
  const byNumber = new Map(world.applicants.map((one) => [one.application.number, one]));
  const applicants = index.applications.map(({ number }) => byNumber.get(number)!);
  const numbers = index.applications.map(({ number }) => number);
  const labels = index.applications.map((application) => priorityLabels(application.labels, world.readOn));
  const targets = world.targets
    .filter(({ goal }) => goal.kind !== 'none')
    .sort((a, b) => compareCodeUnits(a.id, b.id));
  const targetsOf = targetsReader(world, targets);
  return {
    world,
    applicants,
    numbers,
    from: Int32Array.from(applicants, ({ from }) => from),
    until: Int32Array.from(applicants, ({ until }) => until),
    order: publishedOrder(index),
    hashes: Int32Array.from(numbers, hashOfText),
    dalo: Uint8Array.from(labels, ({ dalo }) => (dalo ? 1 : 0)),
    labelled: Uint8Array.from(labels, ({ dalo, priority }) => (dalo || priority ? 1 : 0)),
    targets,
    candidatesOf: candidatesReader(world, index),
    targetsOf,
    isMember: membershipReader(world, index, applicants, targets),
    expectedOfYear: foretold(world, targets, targetsOf),
  };
}

function publishedOrder({ applications }: ApplicantIndex): Int32Array {
  const places = applications.map((_, place) => place);
  places.sort((a, b) => compareCodeUnits(applications[a]!.filedOn, applications[b]!.filedOn) || a - b);
  const order = new Int32Array(places.length);
  for (const [rank, place] of places.entries()) order[place] = rank;
  return order;
}

const levels: readonly Accessibility[] = accessibilitySchema.options;

/** Homes of one kind share their candidates: same place, size, ceilings, decency, access and holder. */
function candidatesReader(world: YearWorld, index: ApplicantIndex): YearTables['candidatesOf'] {
  const known = new Map<string, Candidates>();
  const membersOf = holderMembers(world, index);
  const pointsIn = pointsReader(world, index);
  return ({ home, holderId }, free) => {
    const failed = holderId !== null && free;
    const holder = failed ? null : holderId;
    const key = [
      home.insee,
      home.typology,
      home.habitableRooms,
      home.financing,
      home.accessibility,
      home.energyClass,
      home.qpvCode === null ? 'hors' : 'qpv',
      holder,
      failed,
    ].join(' ');
    const found = known.get(key);
    if (found) return found;
    const law = prepareHome({
      home,
      date: world.readOn,
      mayorDesignates: failed && home.qpvCode !== null,
      q1Comparison: world.policy.q1Comparison,
    });
    const isSure = surelyAllowed(index, law);
    const isRefused = (place: number) =>
      homeRules.some((rule) => rule.verdict(index.prepared[place]!, law) === 'no');
    const members = membersOf(holder);
    const bit = typologyBit(home.typology);
    const offered = accessibilityLevel(home.accessibility);
    const { places, communePlaces } = index.wishing(home.insee, home.typology);
    const rows: number[] = [];
    for (let row = 0; row < places.length; row++) {
      const place = places[row]!;
      if (index.accessibility[place]! > offered || members[place] === 0) continue;
      if ((index.scaleMask[place]! & bit) === 0) continue;
      if (isSure(place) || !isRefused(place)) rows.push(row);
    }
    const points = pointsIn(home.insee);
    const candidates: Candidates = {
      places: Int32Array.from(rows, (row) => places[row]!),
      scores: Int32Array.from(rows, (row) => {
        const place = places[row]!;
        const fit = fitOf(home, {
          persons: index.persons[place]!,
          visitingChildren: index.visitingChildren[place]!,
          accessibility: levels[index.accessibility[place]!]!,
          communePlace: communePlaces[row]!,
        });
        return points(place) * SCORE_PER_POINT + fit;
      }),
      wishes: Uint16Array.from(rows, (row) => communePlaces[row]! + 1),
    };
    known.set(key, candidates);
    return candidates;
  };
}

/** 1 for those whom a holder's home draws on; everyone where it is not reserved. */
function holderMembers(world: YearWorld, index: ApplicantIndex): (holderId: string | null) => Uint8Array {
  const known = new Map<string | null, Uint8Array>();
  return (holderId) => {
    const found = known.get(holderId);
    if (found) return found;
    const holder = world.holders.find(({ id }) => id === holderId);
    const members = Uint8Array.from(index.applications, (application) =>
      !holder || carriesLabelOf(holder, application, world.readOn) ? 1 : 0,
    );
    known.set(holderId, members);
    return members;
  };
}

/** Points on the scale of a territory; each household evaluated once for each scale. */
function pointsReader(world: YearWorld, index: ApplicantIndex): (insee: string) => (place: number) => number {
  const planOf = gridPlanner(world.grids, world.readOn);
  const known = new Map<ReturnType<typeof planOf>, Int32Array>();
  return (insee) => {
    const plan = planOf(territoryOfCommune(insee, world.readOn));
    const points = known.get(plan) ?? new Int32Array(index.applications.length).fill(-1);
    known.set(plan, points);
    return (place) => {
      if (points[place] === -1) {
        const scale = index.isTransfer[place] === 1 ? plan.transfer : plan.general;
        points[place] = pointsOn(scale, index.applications[place]!);
      }
      return points[place]!;
    };
  };
}

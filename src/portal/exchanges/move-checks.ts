/**
 * What is checked of a move before anybody is asked: the household's own limits, the law (ceilings, energy class, unique
 * number), the new rent beside today's, and what the officer must examine. A "no" of the law keeps the move out.
 */
import { z } from 'zod';
import { type Application, applicationSchema } from '../../domain/application.ts';
import {
  accessibilitySchema,
  energyClassSchema,
  type Home,
  inseeSchema,
  typologySchema,
} from '../../domain/home.ts';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import { mayHaveHome, type PreparedApplicant, type PreparedHome } from '../../law/eligibility.ts';
import { overOccupation } from '../../law/occupancy.ts';
import { homeCost } from '../../matching/home-cost.ts';
import type { Policy } from '../../matching/policy.ts';
import type { ExchangeWants } from './wish.ts';

/** What an officer must look at: policy, or a datum that is missing; never an automatic no. */
export const examinedPoints = [
  'sizeScale',
  'overOccupied',
  'effort',
  'leftToPayUnknown',
  'stairsUnknown',
  'lawUnknown',
] as const;
export type ExaminedPoint = (typeof examinedPoints)[number];

const cents = z.number().int().nullable();

/** The home offered, as others may read it: never its address before a visit. */
const offeredHomeSchema = z.object({
  typology: typologySchema,
  surfaceM2: z.number(),
  insee: inseeSchema,
  floor: z.number().int().nullable(),
  lift: z.boolean().nullable(),
  accessibility: accessibilitySchema,
  energyClass: energyClassSchema.nullable(),
});

export const moveChecksSchema = z.object({
  on: civilDateSchema,
  home: offeredHomeSchema,
  /** Rent with charges, a month, of the new home and of today's. */
  rentCents: z.number().int(),
  todayRentCents: z.number().int(),
  /** Left to pay after the estimated benefit; null where the income is not known. */
  leftToPayCents: cents,
  todayLeftToPayCents: cents,
  verdict: z.enum(['yes', 'unknown']),
  /** Data that the law's answer misses. */
  missing: z.array(z.string()),
  toExamine: z.array(z.enum(examinedPoints)),
  /** M-08: of right, and no attribution. */
  swapOfRight: z.boolean(),
  /** What the household of the home says of it. */
  words: z.string().nullable(),
  /** The line of the agenda that decides, once the step is in committee. */
  agendaVacancyId: z.string().nullable().default(null),
  /** The day of the move, once it is planned. */
  movesOn: civilDateSchema.nullable().default(null),
  /** True where its group was replaced, or stopped. */
  fallen: z.boolean().default(false),
  /** The day on which the household had the home: the keys of its lease, or the swap of right. */
  doneOn: civilDateSchema.nullable().default(null),
});
export type MoveChecks = z.infer<typeof moveChecksSchema>;

/** Why a pair of household and home makes no move. */
export type NoMove =
  | 'place'
  | 'size'
  | 'rent'
  | 'leftToPay'
  | 'stairs'
  | 'accessibility'
  | 'law'
  | 'energyClass'
  | 'ceiling'
  | 'number';

export type Mover = {
  tenancyId: string;
  wants: ExchangeWants;
  home: Home;
  /** Rent of the lease; null: that of the home. */
  leaseRentCents: number | null;
  application: Application | null;
  prepared: PreparedApplicant | null;
};

const levels = ['none', 'stepFree', 'wheelchair'] as const satisfies readonly Home['accessibility'][];

/** Rent with charges, in cents a month. */
function rentWithCharges(home: Home, leaseRentCents: number | null = null): number {
  return (leaseRentCents ?? home.rentCents) + home.annexRentCents + home.chargesCents + home.flatChargesCents;
}

/** The first of the household's own limits that the home does not keep; null: none. */
export function wishMisses(wants: ExchangeWants, home: Home): NoMove | null {
  if (!wants.communes.includes(home.insee)) return 'place';
  if (!wants.typologies.includes(home.typology)) return 'size';
  if (wants.highestRentCents !== null && rentWithCharges(home) > wants.highestRentCents) return 'rent';
  if (levels.indexOf(home.accessibility) < levels.indexOf(wants.accessibility)) return 'accessibility';
  const climbs = home.floor !== null && home.floor > 0 && home.lift === false;
  return wants.withoutStairs && climbs ? 'stairs' : null;
}

/** The checks of an ordinary move (M-08b: a new lease, decided by the CALEOL), or why there is none. */
export function checkMove(
  mover: Mover,
  offered: { home: Home; prepared: PreparedHome; words: string | null },
  { date, policy }: { date: CivilDate; policy: Pick<Policy, 'sizeScale' | 'effortRateFlagPermille'> },
): MoveChecks | NoMove {
  const { home } = offered;
  const missed = wishMisses(mover.wants, home);
  if (missed !== null) return missed;
  if (mover.prepared === null) return 'number';
  const outcome = mayHaveHome(mover.prepared, offered.prepared);
  if (outcome.verdict === 'no') return lawNo(outcome.because);
  const checks = factsOf(mover, offered, date);
  const { highestLeftToPayCents } = mover.wants;
  const isTooDear =
    highestLeftToPayCents !== null &&
    checks.leftToPayCents !== null &&
    checks.leftToPayCents > highestLeftToPayCents;
  if (isTooDear) return 'leftToPay';
  return {
    ...checks,
    verdict: outcome.verdict,
    missing: [...new Set(outcome.missing)],
    toExamine: toExamine(mover, home, { date, policy }, outcome.verdict, checks.leftToPayCents),
  };
}

/** The figures of a move, whatever the law answers. */
export function factsOf(
  mover: Mover,
  { home, words }: { home: Home; words: string | null },
  date: CivilDate,
): MoveChecks {
  const { application } = mover;
  const today = { ...mover.home, rentCents: mover.leaseRentCents ?? mover.home.rentCents };
  return {
    on: date,
    home: {
      typology: home.typology,
      surfaceM2: home.surfaceM2,
      insee: home.insee,
      floor: home.floor,
      lift: home.lift,
      accessibility: home.accessibility,
      energyClass: home.energyClass,
    },
    rentCents: rentWithCharges(home),
    todayRentCents: rentWithCharges(today),
    leftToPayCents: application && homeCost(application, home, date).netCostCents,
    todayLeftToPayCents: application && homeCost(application, today, date).netCostCents,
    verdict: 'yes',
    missing: [],
    toExamine: [],
    swapOfRight: false,
    words,
    agendaVacancyId: null,
    movesOn: null,
    fallen: false,
    doneOn: null,
  };
}

function toExamine(
  { application, wants }: Mover,
  home: Home,
  { date, policy }: { date: CivilDate; policy: Pick<Policy, 'sizeScale' | 'effortRateFlagPermille'> },
  verdict: 'yes' | 'unknown',
  leftToPayCents: number | null,
): ExaminedPoint[] {
  const persons = application?.household.persons.length ?? 0;
  const { sizeScale, effortRateFlagPermille } = policy;
  const scale = sizeScale[Math.min(persons, sizeScale.length) - 1] ?? [];
  const effort = application && homeCost(application, home, date).effortRate;
  const points: [ExaminedPoint, boolean][] = [
    ['sizeScale', !scale.includes(home.typology)],
    [
      'overOccupied',
      persons > 0 && overOccupation({ surfaceM2: home.surfaceM2, residents: persons }).verdict === 'yes',
    ],
    ['effort', effort !== null && effort * 1000 > effortRateFlagPermille],
    ['leftToPayUnknown', leftToPayCents === null],
    ['stairsUnknown', wants.withoutStairs && (home.floor === null || (home.floor > 0 && home.lift === null))],
    ['lawUnknown', verdict === 'unknown'],
  ];
  return points.flatMap(([point, holds]) => (holds ? [point] : []));
}

function lawNo(because: readonly { rule: string; verdict: string }[]): NoMove {
  const rule = because.find(({ verdict }) => verdict === 'no')?.rule;
  if (rule === 'F-06') return 'energyClass';
  if (rule === 'I-01') return 'ceiling';
  return rule === 'C-05' ? 'number' : 'law';
}

/** An application as stored, without its name, as the rules read it. */
export function namelessApplication(content: Omit<Application, 'name'>): Application {
  return applicationSchema.parse({ ...content, name: null });
}

/** The rules of quotas and flows that cases may call by name: data of a YAML case in, what the case can expect out. */
import { z } from 'zod';
import { typologySchema } from '../../../src/domain/home.ts';
import type { holderKinds } from '../../../src/domain/reservation.ts';
import { type Target, targetKinds, targetSchema } from '../../../src/domain/target.ts';
import { type Lease, leaseSchema } from '../../../src/domain/tenancy.ts';
import { type CivilDate, civilDate, civilDateSchema, yearOf } from '../../../src/kernel/civil-date.ts';
import { roundHalfUp } from '../../../src/kernel/exact.ts';
import {
  afterFailedReservation,
  designationDueOn,
  designationLapsed,
  flowBase,
  flowCalendar,
  holderFlow,
  stateShareLimits,
} from '../../../src/law/flow.ts';
import { plusMix } from '../../../src/law/plus-mix.ts';
import { controlCalendar, controlStep } from '../../../src/law/quota-control.ts';
import { targetGroup } from '../../../src/law/quota-freed-home.ts';
import { inLandlordQuarter, targetPopulation } from '../../../src/law/quota-population.ts';
import { missingLeases, shareReached, targetProgress } from '../../../src/law/quota-progress.ts';
import { callable, said } from './callable.ts';

const kind = z.enum(targetKinds);
const plainKind = kind.exclude(['scarceHomesFreed']);
const goal = z.union([
  z.object({ kind: z.literal('share'), share: z.number() }),
  z.object({ kind: z.literal('number'), number: z.number() }),
  z.object({ kind: z.literal('none'), because: z.enum(['forSale', 'notSignificant', 'empty']) }),
]);

const leaseDefaults = {
  id: 'bail',
  homeId: 'logement',
  signedOn: '2026-05-05',
  insee: '57463',
  qpvCode: null,
  typology: 'T3',
  financing: 'PLUS',
  holderId: null,
  reservationFailed: false,
  firstQuartile: false,
  relocated: false,
  dalo: false,
  priority: false,
  employment: 'employee',
  transfer: 'none',
} as const;

/** `{ count: 12, dalo: true }` stands for twelve leases alike. */
const leases = z.array(z.looseObject({ count: z.number().int().default(1) })).transform((groups): Lease[] =>
  groups.flatMap(({ count, ...facts }) => {
    const lease = leaseSchema.parse({ ...leaseDefaults, ...facts });
    return Array.from({ length: count }, () => lease);
  }),
);

const holders = [
  { id: 'prefet', kind: 'state' },
  { id: 'commune-metz', kind: 'commune' },
  { id: 'als', kind: 'actionLogement' },
] as const satisfies readonly { id: string; kind: (typeof holderKinds)[number] }[];

const targetInput = z.object({
  kind,
  share: z.number(),
  level: z.enum(['landlord', 'departement', 'epci', 'holder']).default('landlord'),
  code: z.string().nullable().default(null),
  communes: z.array(z.string()).nullable().default(null),
});

function targetOf(input: z.infer<typeof targetInput>, date: CivilDate): Target {
  return {
    id: 'objectif',
    kind: input.kind,
    name: 'Objectif du cas',
    class: 'statutory',
    year: yearOf(date),
    territory: { level: input.level, code: input.code, communes: input.communes },
    goal: { kind: 'share', share: input.share },
    source: 'cas',
  };
}

const place = z.object({ typology: typologySchema, insee: z.string() });

const freedHomeInput = z.object({
  level: z.enum(['landlord', 'departement', 'epci']).default('departement'),
  code: z.string().nullable().default('57'),
  freeing: z.object({
    typologies: z.array(typologySchema),
    communes: z.array(z.string()).nullable().default(null),
  }),
  freed: place.extend({ relet: z.boolean().default(true) }).nullable(),
  transfer: z.enum(['none', 'internal', 'otherLandlord']).default('internal'),
  taken: place.default({ typology: 'T2', insee: '57463' }),
  date: civilDateSchema.default(civilDate('2026-11-21')),
});

export const quotaRules = {
  missingLeases: callable(
    z.object({ goal, signedTotal: z.number(), signedInGroup: z.number() }),
    (input) => ({ missing: missingLeases(input.goal, input.signedTotal, input.signedInGroup) }),
  ),
  targetGroup: callable(z.object({ kind: plainKind, facts: z.looseObject({}) }), ({ kind, facts }) => {
    const lease = leaseSchema.parse({ ...leaseDefaults, ...facts });
    const target = targetOf(targetInput.parse({ kind, share: 0.25 }), lease.signedOn);
    return said(targetGroup(target, { holders })(lease, lease.signedOn));
  }),
  /** A household that would free a home, for a target of homes freed; and whether the home it takes counts. */
  freedHome: callable(freedHomeInput, ({ level, code, freeing, freed, transfer, taken, date }) => {
    const target = targetSchema.parse({
      ...targetOf(targetInput.parse({ kind: 'scarceHomesFreed', share: 0, level, code }), date),
      class: 'own',
      goal: { kind: 'number', number: 60, freeing },
    });
    const facts = { ...leaseSchema.parse({ ...leaseDefaults, transfer }), freedHome: freed };
    const home = { ...taken, qpvCode: null, holderId: null, reservationFailed: false };
    return {
      ...said(targetGroup(target, { holders })(facts, date)),
      homeCounts: targetPopulation(target, { holders })(home, date),
    };
  }),
  targetProgress: callable(z.object({ target: targetInput, asOf: civilDateSchema, leases }), (input) => {
    const target = targetOf(input.target, input.asOf);
    const progress = targetProgress(target, input.leases, input.asOf, { holders });
    const missing = missingLeases(target.goal, progress.signedTotal, progress.signedInGroup);
    const share = shareReached(progress);
    return { ...progress, missing, percent: share && roundHalfUp(share.mul(100), 2) };
  }),
  controlStep: callable(
    z.object({
      before: z.enum(['normal', 'injonction']),
      closedOn: civilDateSchema,
      dataComplete: z.boolean().default(true),
      share: z.number(),
      leases,
    }),
    ({ before, share, leases: signed, ...closing }) => {
      const input = targetInput.parse({ kind: 'q1OutsideQpv', share });
      const step = controlStep(before, closing, targetOf(input, closing.closedOn), signed, { holders });
      return {
        state: step.state,
        sixMonths: step.sixMonths && [step.sixMonths.inGroup, step.sixMonths.total],
        twelveMonths: step.twelveMonths && [step.twelveMonths.inGroup, step.twelveMonths.total],
        ...said(step.outcome),
      };
    },
  ),
  controlCalendar: callable(z.object({ year: z.number().int() }), ({ year }) => ({
    closings: controlCalendar(year),
  })),
  flowCalendar: callable(z.object({ year: z.number().int() }), ({ year }) => flowCalendar(year)),
  flowBase: callable(
    z.object({
      vacated: z.number(),
      newDeliveries: z.number(),
      newProgrammesInFlow: z.boolean().default(true),
      internalTransfers: z.number().default(0),
      urbanRenewal: z.number().default(0),
      orcod: z.number().default(0),
      unfitHousing: z.number().default(0),
      sale: z.number().default(0),
    }),
    ({ vacated, newDeliveries, newProgrammesInFlow, ...deducted }) => ({
      base: flowBase({
        vacated,
        newDeliveries,
        newProgrammesInFlow,
        deducted,
        prefetSubstituted: 0,
        namedHomes: 0,
      }),
    }),
  ),
  holderFlow: callable(z.object({ sharePermille: z.number(), base: z.number() }), (input) => ({
    down: holderFlow(input.sharePermille, input.base, 'down'),
    nearest: holderFlow(input.sharePermille, input.base, 'nearest'),
    up: holderFlow(input.sharePermille, input.base, 'up'),
  })),
  stateShareLimits: callable(
    z.object({ flow: z.number(), state: z.number(), civilServants: z.number(), date: civilDateSchema }),
    ({ date, ...homes }) => ({
      codes: stateShareLimits(homes, date).flatMap((outcome) => outcome.because.map((reason) => reason.code)),
    }),
  ),
  designation: callable(
    z.object({
      orientedOn: civilDateSchema,
      tenseZone: z.boolean(),
      conventionMonths: z.number().nullable(),
      date: civilDateSchema,
      qpvCode: z.string().nullable(),
    }),
    (input) => {
      const dueOn = designationDueOn(input.orientedOn, input.tenseZone, input.conventionMonths);
      const lapsed = designationLapsed(dueOn, input.date);
      return {
        dueOn,
        ...said(lapsed),
        ...afterFailedReservation(input),
        inLandlordQuarter: inLandlordQuarter({
          holderId: 'prefet',
          reservationFailed: lapsed.verdict === 'yes',
        }),
      };
    },
  ),
  plusMix: callable(z.object({ homes: z.number(), date: civilDateSchema }), ({ homes, date }) =>
    plusMix(homes, date),
  ),
};

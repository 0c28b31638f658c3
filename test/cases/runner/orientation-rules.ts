/** The rules of orientation, holders and special lettings that cases may call by name. */
import { z } from 'zod';
import { daloClock } from '../../../src/committee/orientation/dalo-clock.ts';
import { decideOrientation, isDepartureReason } from '../../../src/committee/orientation/decide.ts';
import { mayFulfil } from '../../../src/committee/orientation/due-home.ts';
import { earliestEmergency, emergencyClock } from '../../../src/committee/orientation/emergency.ts';
import { flowBalance } from '../../../src/committee/orientation/flow-balance.ts';
import { conventionOf, type FlowPlan } from '../../../src/committee/orientation/flow-plan.ts';
import { designatedView } from '../../../src/committee/orientation/holder-view.ts';
import { afterFailure, hasLapsed } from '../../../src/committee/orientation/lapse.ts';
import { homesForDue, programmeOwed } from '../../../src/committee/orientation/special-lettings.ts';
import { accessibilitySchema, typologies } from '../../../src/domain/home.ts';
import { holderKinds } from '../../../src/domain/reservation.ts';
import { civilDate, civilDateSchema } from '../../../src/kernel/civil-date.ts';
import { defaultPolicy } from '../../../src/matching/policy.ts';
import {
  makeApplication,
  makeHolder,
  makeHome,
  makeHousehold,
  makeVacancy,
} from '../../support/make-domain.ts';
import { callable } from './callable.ts';

const date = civilDateSchema;

/** The préfet, Action Logement, and the communes of Metz and Nancy. */
const holders = [
  makeHolder('prefet', 'state', { flowPermille: 300 }),
  makeHolder('als', 'actionLogement', { flowPermille: 200 }),
  makeHolder('metz', 'commune', { flowPermille: 50, territory: '57463' }),
  makeHolder('nancy', 'commune', { flowPermille: 50, territory: '54395' }),
];

function planOf(over: Partial<FlowPlan> = {}): FlowPlan {
  return {
    year: 2026,
    source: 'cas',
    estimated: false,
    vacated: 1000,
    newDeliveries: 0,
    newProgrammesInFlow: true,
    deducted: { internalTransfers: 0, urbanRenewal: 0, orcod: 0, unfitHousing: 0, sale: 0 },
    prefetSubstituted: 0,
    namedHomes: 0,
    rounding: 'nearest',
    tenseCommunes: [],
    largeAreaDepartements: [],
    conventions: [],
    ...over,
  };
}

const place = { insee: z.string().default('57463'), qpvCode: z.string().nullable().default(null) };

export const orientationRules = {
  orienter: callable(
    z.object({
      ...place,
      vers: z.string(),
      conseil: z.string().nullable().default(null),
      motif: z.string().nullable().default(null),
      echec: z.boolean().default(false),
      statut: z.enum(['notice', 'works', 'available', 'withdrawn', 'let']).default('available'),
      dejaVers: z.string().nullable().default(null),
      communesTendues: z.array(z.string()).nullable().default([]),
      moisConvention: z.number().nullable().default(null),
      date,
    }),
    (input) => {
      const { insee, qpvCode, vers, motif } = input;
      const plan = planOf({ tenseCommunes: input.communesTendues });
      const convention = { ...conventionOf(plan, vers), designationMonths: input.moisConvention };
      const decided = decideOrientation(
        {
          vacancy: makeVacancy('h', {
            status: input.statut,
            ...(input.echec ? { holderId: 'prefet', reservationFailed: true } : {}),
          }),
          home: makeHome('h', { insee, qpvCode }),
          current: input.dejaVers === null ? null : { name: input.dejaVers, by: 'Camille', on: input.date },
          holders,
          plan: { ...plan, conventions: [convention] },
          policyMonths: 2,
        },
        {
          destination: vers,
          advised: input.conseil,
          reason: motif !== null && isDepartureReason(motif) ? motif : null,
          note: null,
        },
        input.date,
      );
      return decided.ok ? { ...decided.value } : { refus: decided.refusal.code };
    },
  ),
  silence: callable(
    z.object({
      ...place,
      reservataire: z.string(),
      jusquau: date.nullable(),
      date,
      designeLe: date.nullable().default(null),
      tourDuMaire: z.boolean().default(false),
    }),
    (input) => {
      const running = {
        vacancy: { id: 'v', status: 'available' as const },
        home: { insee: input.insee, qpvCode: input.qpvCode },
        holderId: input.reservataire,
        dueOn: input.jusquau,
        fallback: input.tourDuMaire,
      };
      const designations =
        input.designeLe === null ? [] : [{ holderId: input.reservataire, on: input.designeLe, dalo: false }];
      const lapsed = hasLapsed(running, designations, input.date);
      return {
        caduc: lapsed,
        ensuite: lapsed ? afterFailure(running, holders, input.date).mayorHolderId : null,
      };
    },
  ),
  bilanDuFlux: callable(
    z.object({
      liberes: z.number(),
      mutations: z.number().default(0),
      loues: z.array(
        z.object({
          count: z.number().default(1),
          reservataire: z.string().nullable().default(null),
          echec: z.boolean().default(false),
          mutation: z.boolean().default(false),
          qpvCode: z.string().nullable().default(null),
          insee: z.string().default('57463'),
        }),
      ),
      date,
    }),
    (input) => {
      const balance = flowBalance({
        date: input.date,
        holders,
        plan: planOf({
          vacated: input.liberes,
          deducted: {
            internalTransfers: input.mutations,
            urbanRenewal: 0,
            orcod: 0,
            unfitHousing: 0,
            sale: 0,
          },
        }),
        leases: input.loues.flatMap(({ count, ...group }) =>
          Array.from({ length: count }, () => ({
            id: 'bail',
            homeId: 'h',
            signedOn: input.date,
            insee: group.insee,
            qpvCode: group.qpvCode,
            typology: 'T3' as const,
            financing: 'PLUS' as const,
            holderId: group.reservataire,
            reservationFailed: group.echec,
            firstQuartile: false,
            relocated: false,
            dalo: false,
            priority: false,
            employment: 'employee' as const,
            transfer: group.mutation ? ('internal' as const) : ('none' as const),
            constructionYear: null,
          })),
        ),
        freed: [],
        returned: [],
        relocating: [],
      });
      return {
        base: balance.base,
        ...Object.fromEntries(
          balance.lines.map(({ destination, yearDue, oriented, returned }) => [
            destination,
            { du: yearDue, orientes: oriented, rendus: returned },
          ]),
        ),
        limites: Object.fromEntries(balance.limits.map(({ name, outcome }) => [name, outcome.verdict])),
      };
    },
  ),
  delaisDalo: callable(
    z.object({
      insee: z.string(),
      decision: date.nullable(),
      offre: date.nullable().default(null),
      maireDemande: date.nullable().default(null),
      maireRepond: date.nullable().default(null),
      grandesAgglomerations: z.array(z.string()).nullable().default([]),
      date,
    }),
    (input) => {
      const clock = daloClock(
        {
          number: 'n',
          vacancyId: 'v',
          insee: input.insee,
          designatedOn: input.date,
          decidedOn: input.decision,
          offerSentOn: input.offre,
          mayorAskedOn: input.maireDemande,
          mayorAnsweredOn: input.maireRepond,
        },
        { largeAreaDepartements: input.grandesAgglomerations },
        input.date,
      );
      return { ...clock };
    },
  ),
  vuParLeReservataire: callable(
    z.object({
      genre: z.enum(holderKinds),
      decision: z.enum(['attribution', 'rankedAttribution', 'nonAttribution']).nullable().default(null),
      offre: z.enum(['accepted', 'refused', 'waiting']).nullable().default(null),
      loue: z.enum(['them', 'another']).nullable().default(null),
      active: z.boolean().default(true),
    }),
    (input) => {
      const view = designatedView(input.genre, {
        number: 'n',
        designatedOn: civilDateSchema.parse('2026-11-01'),
        live: input.active,
        decision: input.decision,
        offer:
          input.offre === null
            ? null
            : {
                sentOn: civilDateSchema.parse('2026-11-10'),
                answer: input.offre === 'waiting' ? null : input.offre,
              },
        letTo: input.loue,
      });
      return { champs: Object.keys(view).sort(), enLice: view.running };
    },
  ),
  premierLogementDu: callable(
    z.object({
      refuseA: z.string(),
      personnes: z.number(),
      fragiles: z.array(z.string()),
      libres: z.array(
        z.object({
          id: z.string(),
          insee: z.string().default('57463'),
          typology: z.enum(typologies),
          residence: z.string().nullable().default(null),
          libreLe: date,
        }),
      ),
      date,
    }),
    (input) => ({
      dans: homesForDue(
        { refused: makeHome('refus', { insee: input.refuseA }), persons: input.personnes },
        input.libres.map(({ id, insee, typology, residence, libreLe }) => ({
          vacancy: { id, availableOn: libreLe },
          home: makeHome(id, { insee, typology, residence }),
        })),
        input.fragiles.map((residence) => ({
          residence,
          fragile: true,
          source: 'CIA',
          programmeHomes: null,
          ownTenantsPermille: null,
        })),
        defaultPolicy.sizeScale,
        input.date,
      ).map(({ vacancy }) => vacancy.id),
    }),
  ),
  /** a home that an officer proposes to the household to which one is owed. */
  logementDu: callable(
    z.strictObject({
      refuseA: z.string().default('57463'),
      insee: z.string().default('57463'),
      typologie: z.enum(typologies).default('T2'),
      residence: z.string().nullable().default(null),
      fragiles: z.array(z.string()).default([]),
      etat: z.enum(['notice', 'works', 'available', 'withdrawn', 'let']).default('available'),
      pris: z.boolean().default(false),
      rfrEuros: z.number().default(12_000),
      besoin: accessibilitySchema.default('none'),
      renouveleeLe: date.default(civilDate('2026-06-01')),
      date,
    }),
    (input) => {
      const household = makeHousehold({
        taxIncome: { n2Cents: input.rfrEuros * 100, n1Cents: null, last12MonthsCents: null },
      });
      const may = mayFulfil({
        application: makeApplication(1, {
          household,
          renewedOn: input.renouveleeLe,
          wishes: { communes: [], typologies: [], accessibility: input.besoin },
        }),
        refused: { insee: input.refuseA },
        home: makeHome('du', {
          insee: input.insee,
          typology: input.typologie,
          residence: input.residence,
          accessibility: 'none',
        }),
        vacancy: { status: input.etat, reservationFailed: false },
        isFree: !input.pris,
        rules: input.fragiles.map((residence) => ({
          residence,
          fragile: true,
          source: 'CIA',
          programmeHomes: null,
          ownTenantsPermille: null,
        })),
        policy: defaultPolicy,
        date: input.date,
      });
      return {
        refus: may.ok ? null : may.refusal.code,
        parce: !may.ok && may.refusal.code === 'homeUnsuitable' ? may.refusal.because : null,
      };
    },
  ),
  /** The first hour at which the règlement lets an emergency sitting begin, and its 48 hours. Instants in UTC. */
  seanceDurgence: callable(
    z.strictObject({
      demandeeA: z.iso.datetime(),
      heures: z.number().nullable(),
      maintenant: z.iso.datetime().optional(),
    }),
    ({ demandeeA, heures, maintenant }) => {
      const asked = new Date(demandeeA);
      const emergency = { allowed: heures !== null, convocationHours: heures ?? 0 };
      const first = earliestEmergency({ emergency }, asked);
      const { hoursLeft } = emergencyClock(asked, new Date(maintenant ?? demandeeA));
      return { jour: first?.heldOn ?? null, heure: first?.startsAt ?? null, reste: hoursLeft };
    },
  ),
  programmeNeuf: callable(
    z.object({ logements: z.number(), locatairesPermille: z.number().nullable(), date }),
    (input) => {
      const owed = programmeOwed(
        {
          residence: 'Neuve',
          fragile: false,
          source: 'cas',
          programmeHomes: input.logements,
          ownTenantsPermille: input.locatairesPermille,
        },
        input.date,
      );
      return {
        moins60: owed?.mix.minModest,
        plus100: owed?.mix.maxAbove,
        locataires: owed?.ownTenants,
      };
    },
  ),
};

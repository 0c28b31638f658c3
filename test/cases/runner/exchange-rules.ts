/** What makes a move of an exchange, and what tells a swap of right apart, callable with only the facts of each case. */
import { z } from 'zod';
import {
  accessibilitySchema,
  energyClassSchema,
  financingSchema,
  typologySchema,
} from '../../../src/domain/home.ts';
import { civilDateSchema } from '../../../src/kernel/civil-date.ts';
import { prepareApplicant } from '../../../src/law/eligibility.ts';
import { defaultPolicy } from '../../../src/matching/policy.ts';
import { buildExchange, type ExchangeHousehold } from '../../../src/portal/exchanges/build.ts';
import {
  answerStep,
  askStep,
  capRefusal,
  consents,
  countsAsInternalMove,
  groupState,
  isPlanDone,
} from '../../../src/portal/exchanges/consent.ts';
import { factsOf } from '../../../src/portal/exchanges/move-checks.ts';
import { moveDays } from '../../../src/portal/exchanges/plan.ts';
import { makeApplication, makeHome, makeHousehold, makePersons } from '../../support/make-domain.ts';
import { callable } from './callable.ts';

const menage = z.strictObject({
  adultes: z.number().int().default(1),
  enfants: z.number().int().default(0),
  /** Revenu fiscal N-2, en euros ; null : inconnu. */
  revenu: z.number().nullable().default(12_000),
  sansNumero: z.boolean().default(false),
  protege: z.boolean().default(false),
  taille: typologySchema.default('T2'),
  surface: z.number().default(46),
  residence: z.string().nullable().default('A'),
  classe: energyClassSchema.nullable().default('D'),
  financement: financingSchema.default('PLUS'),
  loyer: z.number().default(320),
  etage: z.number().int().nullable().default(1),
  ascenseur: z.boolean().nullable().default(true),
  veut: z.array(typologySchema),
  loyerAuPlus: z.number().nullable().default(null),
  sansEscalier: z.boolean().default(false),
  acces: accessibilitySchema.default('none'),
});
const echange = z.strictObject({ menages: z.array(menage).min(2).max(3), date: civilDateSchema });

const names = ['premier', 'second', 'troisieme'] as const;

function household(
  one: z.infer<typeof menage>,
  at: number,
  date: z.infer<typeof civilDateSchema>,
): ExchangeHousehold {
  const { adultes, enfants, revenu, taille, surface, residence, classe, financement } = one;
  const ages = Array.from({ length: enfants }, (_, index) => 4 + index);
  const application = makeApplication(at + 1, {
    household: makeHousehold({
      persons: makePersons(adultes, ages),
      taxIncome: { n2Cents: revenu === null ? null : revenu * 100, n1Cents: null, last12MonthsCents: null },
    }),
    ...(one.sansNumero ? { withoutNumber: true as const } : {}),
  });
  return {
    tenancyId: names[at] ?? '',
    wants: {
      communes: ['57463'],
      typologies: one.veut,
      highestRentCents: one.loyerAuPlus === null ? null : one.loyerAuPlus * 100,
      highestLeftToPayCents: null,
      withoutStairs: one.sansEscalier,
      accessibility: one.acces,
    },
    home: makeHome(`h${at}`, {
      typology: taille,
      habitableRooms: Number(taille.slice(1)),
      surfaceM2: surface,
      residence,
      energyClass: classe,
      financing: financement,
      rentCents: one.loyer * 100,
      chargesCents: 0,
      flatChargesCents: 0,
      floor: one.etage,
      lift: one.ascenseur,
    }),
    leaseRentCents: null,
    application,
    prepared: prepareApplicant(application, date),
    isProtected: one.protege,
    words: null,
  };
}

const etape = z.strictObject({
  etat: z.enum(consents),
  echeance: civilDateSchema.nullable().default(null),
  deDroit: z.boolean().default(false),
  fait: civilDateSchema.nullable().default(null),
});
const accords = z.strictObject({
  etapes: z.array(etape),
  date: civilDateSchema,
  reponse: z.enum(['given', 'refused']).nullable().default(null),
});

function stepOf(
  { etat, echeance, deDroit, fait }: z.infer<typeof etape>,
  at: number,
  date: z.infer<typeof civilDateSchema>,
) {
  const one = household(menage.parse({ veut: ['T2'] }), 0, date);
  return {
    id: String(at),
    planId: 'p',
    group: 0,
    position: at,
    tenancyId: String(at),
    fromHomeId: 'a',
    toHomeId: 'b',
    vacancyId: null,
    checks: { ...factsOf(one, one, date), swapOfRight: deDroit, doneOn: fait },
    consent: etat,
    consentOn: null,
    dueOn: echeance,
    by: null,
    version: 1,
  };
}

export const exchangeRules = {
  echanges: callable(echange, ({ menages, date }) => {
    const { graph, moves, swaps, stopped } = buildExchange({
      date,
      households: menages.map((one, at) => household(one, at, date)),
      freed: [],
      policy: defaultPolicy,
      scarceTypologies: [],
      chainDays: { daysBetweenMoves: 15, daysToLetLast: 45 },
      refused: new Set(),
    });
    return {
      deDroit: swaps.map((pair) => [...pair]),
      possibles: graph.arcs.map(([home, mover]) => `${mover} chez ${home}`).sort(),
      arretes: stopped,
      aExaminer: [...new Set([...moves.values()].flatMap(({ toExamine }) => toExamine))].sort(),
      loyers: Object.fromEntries(
        [...moves].map(([key, { rentCents, todayRentCents }]) => [
          key.split(' ')[1] ?? '',
          { nouveau: rentCents / 100, actuel: todayRentCents / 100 },
        ]),
      ),
    };
  }),
  accords: callable(accords, ({ etapes, date, reponse }) => {
    const steps = etapes.map((one, at) => stepOf(one, at, date));
    const [first] = steps;
    const means = { today: date, by: 'le ménage', state: 'consulting' as const };
    const answered = first && reponse !== null ? answerStep(first, reponse, means) : null;
    const asked = first ? askStep(first, { today: date, answerDays: 15, by: 'agent' }) : null;
    return {
      groupe: groupState(steps, date),
      reponse: answered === null ? null : answered.ok ? answered.value.consent : answered.refusal.code,
      redemande: asked?.dueOn ?? null,
      comptees: steps.filter((step) => countsAsInternalMove(step, date)).length,
      termine: isPlanDone(steps, date),
    };
  }),
  plafondEchanges: callable(
    z.strictObject({
      plafond: z.number().int().nullable(),
      engagees: z.number().int(),
      demandees: z.number().int(),
    }),
    ({ plafond, engagees, demandees }) => ({ refus: capRefusal(plafond, engagees, demandees)?.code ?? null }),
  ),
  joursEchange: callable(
    z.strictObject({
      nature: z.enum(['cycle', 'chain']),
      decide: civilDateSchema,
      libre: civilDateSchema.nullable().default(null),
      deplacements: z.number().int(),
      ecart: z.number().int().default(15),
    }),
    ({ nature, decide, libre, deplacements, ecart }) => {
      const nodes = Array.from({ length: nature === 'chain' ? deplacements + 1 : deplacements }, (_, at) =>
        String(at),
      );
      const means = { decidedOn: decide, freeOn: libre, daysBetweenMoves: ecart };
      return { jours: moveDays({ kind: nature, nodes }, means) };
    },
  ),
};

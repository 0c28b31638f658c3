/** The life of a freed home and the vacancy figures, callable by cases with only the facts that each is about. */
import { z } from 'zod';
import { type FreedHome, noProgress } from '../../../src/committee/board/home-facts.ts';
import { lifeOf } from '../../../src/committee/board/home-life.ts';
import { recordStep } from '../../../src/committee/board/home-step.ts';
import {
  commerciallyVacant,
  daysEmpty,
  rentLostCents,
  vacancyFigures,
} from '../../../src/committee/board/vacancy-figures.ts';
import { decisionKinds } from '../../../src/committee/decision.ts';
import { vacancyStatuses } from '../../../src/domain/home.ts';
import { type CivilDate, civilDateSchema } from '../../../src/kernel/civil-date.ts';
import { makeHome, makeVacancy } from '../../support/make-domain.ts';
import { callable } from './callable.ts';

const day = civilDateSchema.nullable().default(null);
const count = z.number().int().default(0);

const home = z.strictObject({
  etat: z.enum(vacancyStatuses),
  preavis: day,
  disponible: day,
  retrait: z.enum(['sale', 'demolition', 'heavyWorks', 'other']).nullable().default(null),
  visiteDeSortie: day,
  finDesTravaux: day,
  cles: day,
  loyerEtCharges: z.number().default(400),
  reservataire: z.string().nullable().default(null),
  designationAvant: day,
  reservationEchouee: z.boolean().default(false),
  orienteLe: day,
  designes: count,
  dalo: z.boolean().default(false),
  interesses: count,
  appeles: count,
  seance: z
    .strictObject({ le: civilDateSchema, etat: z.enum(['draft', 'convened', 'open', 'closed']) })
    .nullable()
    .default(null),
  decision: z
    .strictObject({
      le: civilDateSchema,
      candidats: z.array(
        z.strictObject({
          qui: z.string(),
          issue: z.enum(decisionKinds),
          rang: z.number().int().nullable().default(null),
          pieceAvant: day,
          pieceRecue: day,
          pieceVerifiee: z.boolean().default(false),
        }),
      ),
    })
    .nullable()
    .default(null),
  propositions: z
    .array(
      z.strictObject({
        qui: z.string(),
        rang: z.number().int(),
        envoyee: civilDateSchema,
        recue: day,
        delai: z.number().int().default(10),
        reponse: z.enum(['accepted', 'refused']).nullable().default(null),
        repondue: day,
      }),
    )
    .default([]),
  bail: day,
});

function freedHome(facts: z.infer<typeof home>): FreedHome {
  const { decision, seance } = facts;
  return {
    vacancy: makeVacancy('h1', {
      status: facts.etat,
      noticeReceivedOn: facts.preavis,
      availableOn: facts.disponible,
      withdrawal: facts.retrait,
      holderId: facts.reservataire,
      orientedOn: facts.orienteLe,
      designationDueOn: facts.designationAvant,
      reservationFailed: facts.reservationEchouee,
    }),
    home: makeHome('h1', {
      rentCents: Math.round(facts.loyerEtCharges * 100),
      chargesCents: 0,
      flatChargesCents: 0,
    }),
    holderName: facts.reservataire,
    progress: {
      ...noProgress,
      exitVisitOn: facts.visiteDeSortie,
      worksUntilOn: facts.finDesTravaux,
      keysGivenOn: facts.cles,
    },
    orientation:
      facts.orienteLe === null
        ? null
        : { destination: facts.reservataire ?? 'own', on: facts.orienteLe, outcome: null },
    designations: { count: facts.designes, dalo: facts.dalo },
    contacts: { interested: facts.interesses, declined: 0, noAnswer: facts.appeles, callBack: 0 },
    agenda:
      seance === null
        ? null
        : {
            sessionId: 's1',
            heldOn: seance.le,
            startsAt: null,
            sessionState: seance.etat,
            state: decision === null || decision.le < seance.le ? 'pending' : 'decided',
          },
    decision:
      decision === null
        ? null
        : {
            sessionId: 's1',
            decidedOn: decision.le,
            candidates: decision.candidats.map(
              ({ qui, issue, rang, pieceAvant, pieceRecue, pieceVerifiee }) => ({
                number: qui,
                kind: issue,
                rank: rang,
                condition:
                  pieceAvant === null
                    ? null
                    : {
                        document: 'taxNotice',
                        dueOn: pieceAvant,
                        receivedOn: pieceRecue,
                        checked: pieceVerifiee,
                      },
              }),
            ),
          },
    offers: facts.propositions.map((offer, index) => ({
      id: `o${index}`,
      number: offer.qui,
      rank: offer.rang,
      sessionId: 's1',
      sentOn: offer.envoyee,
      receivedOn: offer.recue,
      replyDays: offer.delai,
      answer: offer.reponse,
      answeredOn: offer.repondue,
      refusalReason: null,
    })),
    leaseSignedOn: facts.bail,
  };
}

const step = z.union([
  z.strictObject({ kind: z.enum(['exitVisit', 'available']), on: civilDateSchema }),
  z.strictObject({ kind: z.literal('works'), untilOn: civilDateSchema }),
  z.strictObject({ kind: z.literal('withdraw'), ground: z.enum(['sale', 'heavyWorks']), why: z.string() }),
]);

const at = { date: civilDateSchema };

export const boardRules = {
  homeLife: callable(home.extend(at), ({ date, ...facts }) => {
    const life = lifeOf(freedHome(facts), date);
    return { etape: life.stage, ...said(life.next), delais: life.clocks };
  }),
  vacancyOf: callable(home.extend(at), ({ date, ...facts }) => {
    const freed = freedHome(facts);
    return {
      joursVide: daysEmpty(freed, date),
      commerciale: commerciallyVacant(freed, date),
      perdu: rentLostCents(freed, date) / 100,
    };
  }),
  vacancyFigures: callable(z.strictObject({ ...at, logements: z.array(home) }), ({ date, logements }) => ({
    ...vacancyFigures(logements.map(freedHome), date),
  })),
  recordStep: callable(
    z.strictObject({ ...at, logement: home, geste: step }),
    ({ date, logement, geste }) => {
      const recorded = recordStep(freedHome(logement), geste, date);
      return recorded.ok
        ? {
            permis: true,
            acte: recorded.value.actKind,
            ...recorded.value.vacancy,
            ...recorded.value.progress,
          }
        : { permis: false, refus: recorded.refusal };
    },
  ),
};

function said(next: { by: string; gesture: string; dueOn: CivilDate | null }) {
  return { attend: next.by, geste: next.gesture, avant: next.dueOn };
}

/** What happens after the committee, as cases may call it: a decided list, what came since, and whose turn it is. */
import { z } from 'zod';
import { decisionKinds } from '../../../src/committee/decision.ts';
import { readAnswer } from '../../../src/committee/letting/answers.ts';
import { mayReturn, maySend, maySign } from '../../../src/committee/letting/gestures.ts';
import { afterExhaustedList, leaseOf } from '../../../src/committee/letting/lease-facts.ts';
import type { LettingCandidate, LettingHome } from '../../../src/committee/letting/letting-home.ts';
import { placesOf } from '../../../src/committee/letting/places.ts';
import { learnedOf, stageOf } from '../../../src/committee/letting/stage.ts';
import { mayGlide } from '../../../src/committee/orientation/gliding.ts';
import { applicationStatuses } from '../../../src/domain/application.ts';
import { refusalReasons } from '../../../src/domain/offer.ts';
import { civilDate, civilDateSchema } from '../../../src/kernel/civil-date.ts';
import { targetProgress } from '../../../src/law/quota-progress.ts';
import { defaultPolicy } from '../../../src/matching/policy.ts';
import {
  makeApplication,
  makeDesignation,
  makeHolder,
  makeHome,
  makeHousehold,
  makeNumber,
  makeTarget,
  makeVacancy,
} from '../../support/make-domain.ts';
import { callable } from './callable.ts';

const date = civilDateSchema;

/** One household of the list; its place in the case is its number. */
const candidate = z.object({
  decision: z.enum(decisionKinds).default('rankedAttribution'),
  /** Rank; the order of the case where it is left out. */
  rang: z.number().int().nullable().optional(),
  pieceAvant: date.optional(),
  piece: z
    .object({ etat: z.enum(['requested', 'received', 'checked', 'refused']), recueLe: date.nullable() })
    .optional(),
  statut: z.enum(applicationStatuses).default('live'),
  renouveleeLe: date.default(civilDate('2026-06-01')),
  rfrEuros: z.number().default(12_000),
  ressourcesEuros: z.number().nullable().default(1_200),
  bailAilleurs: z.boolean().default(false),
  designe: z.enum(['reservataire', 'dalo']).optional(),
  dalo: z.enum(['en vigueur', 'perdu']).optional(),
});

const offer = z.object({
  rang: z.number().int(),
  envoyeeLe: date,
  recueLe: date.nullable().default(null),
  jours: z.number().int().default(10),
  reponse: z.enum(['accepted', 'refused']).nullable().default(null),
  reponduLe: date.nullable().default(null),
  motif: z.enum(refusalReasons).nullable().default(null),
  adapte: z.boolean().nullable().default(null),
  /** The service wrote the silence as a refusal. */
  silence: z.boolean().default(false),
});

const situation = z.object({
  date,
  menages: z.array(candidate).min(1),
  offres: z.array(offer).default([]),
  qpv: z.boolean().default(false),
  reservataire: z.enum(['commune', 'actionLogement', 'state']).nullable().default(null),
  delaiReglement: z.number().int().default(10),
  statutLogement: z.enum(['available', 'withdrawn', 'let']).default('available'),
  bail: z.object({ rang: z.number().int(), signeLe: date }).optional(),
  renduLe: date.optional(),
});
type Situation = z.infer<typeof situation>;

function homeOf(input: Situation): LettingHome {
  const home = makeHome('h1', { qpvCode: input.qpv ? 'QN05701' : null });
  const holders = input.reservataire === null ? [] : [makeHolder('reservataire', input.reservataire)];
  const vacancy = makeVacancy('h1', {
    status: input.statutLogement,
    holderId: input.reservataire === null ? null : 'reservataire',
    orientedOn: input.reservataire === null ? null : civilDate('2026-10-20'),
  });
  return {
    vacancy,
    home,
    sessionId: 'seance',
    heldOn: civilDate('2026-11-12'),
    homeDecisionId: 'decision',
    candidates: input.menages.map((row, index) => candidateOf(row, index)),
    offers: input.offres.map((row) => ({
      id: `offre-${row.rang}`,
      homeId: home.id,
      applicationNumber: makeNumber(row.rang),
      rank: row.rang,
      sentOn: row.envoyeeLe,
      answer: row.reponse,
      answeredOn: row.reponduLe,
      refusalReason: row.motif,
      adapted: row.adapte,
      receivedOn: row.recueLe,
      replyDays: row.jours,
      details: row.silence
        ? { sentBy: 'Camille Weber', sentAt: '', requestKey: '', dalo: false, how: 'silence' }
        : null,
    })),
    offerReplyDays: input.delaiReglement,
    landlord: { id: 'bailleur', name: 'Bailleur de test', aliases: [] },
    holders,
    designations: input.menages.flatMap((row, index) =>
      row.designe === undefined
        ? []
        : [
            makeDesignation(vacancy.id, makeNumber(index + 1), 'reservataire', {
              on: civilDate('2026-11-01'),
              dalo: row.designe === 'dalo',
            }),
          ],
    ),
    policy: defaultPolicy,
    lease: input.bail
      ? { number: makeNumber(input.bail.rang), signedOn: input.bail.signeLe, by: 'Agent A' }
      : null,
    keysGivenOn: null,
    returned: input.renduLe === undefined ? null : { on: input.renduLe, by: 'Camille Weber' },
  };
}

function candidateOf(row: Situation['menages'][number], index: number): LettingCandidate {
  const number = makeNumber(index + 1);
  const isRanked = row.decision !== 'nonAttribution' && row.decision !== 'irrecevability';
  const since = civilDate('2026-01-10');
  const until = row.dalo === 'perdu' ? civilDate('2026-11-15') : null;
  return {
    decision: {
      number,
      kind: row.decision,
      rank: row.rang !== undefined ? row.rang : isRanked ? index + 1 : null,
      condition: row.pieceAvant === undefined ? null : { document: 'tax-notice', dueOn: row.pieceAvant },
      reasons: [],
      note: null,
      criteria: [],
    },
    application: makeApplication(index + 1, {
      status: row.statut,
      renewedOn: row.renouveleeLe,
      household: makeHousehold({
        monthlyResourcesCents: row.ressourcesEuros === null ? null : row.ressourcesEuros * 100,
        taxIncome: { n2Cents: row.rfrEuros * 100, n1Cents: null, last12MonthsCents: null },
      }),
      labels:
        row.dalo === undefined ? [] : [{ category: 'dalo', by: 'Commission de médiation', on: since, until }],
    }),
    seen: null,
    document:
      row.piece === undefined
        ? null
        : { state: row.piece.etat, receivedOn: row.piece.recueLe, checkedOn: null },
    signedElsewhere: row.bailAilleurs ? { vacancyId: 'autre', on: civilDate('2026-11-15') } : null,
    offeredElsewhere: null,
  };
}

/** What the page would say: the stage, whose place it is, until when, and each place in the order of ranks. */
function toldOf(input: Situation) {
  const home = homeOf(input);
  const places = placesOf(home, input.date);
  const stage = stageOf(home, places);
  return {
    etape: stage.kind,
    rang: stage.place?.rank ?? null,
    jusquau: stage.until,
    doitSigner: stage.mustSign,
    places: places.map(({ state }) => (state.kind === 'refused' ? state.how : state.kind)),
    appris: learnedOf(home, input.date).refusals.map(({ reason }) => reason),
  };
}

const refusalOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? null : (result.refusal?.code ?? null);

export const lettingRules = {
  suite: callable(situation, toldOf),
  envoyer: callable(situation.extend({ rang: z.number().int() }), (input) => {
    const sent = maySend(homeOf(input), makeNumber(input.rang), input.delaiReglement, input.date);
    return { refus: refusalOf(sent), passes: sent.ok ? sent.value.passedOver.map(({ rank }) => rank) : [] };
  }),
  repondre: callable(
    situation.extend({
      rang: z.number().int(),
      reponse: z.enum(['accepted', 'refused']),
      le: date,
      motif: z.enum(refusalReasons).nullable().default(null),
      adapte: z.boolean().nullable().default(null),
    }),
    (input) => {
      const given = { answer: input.reponse, on: input.le, reason: input.motif, adapted: input.adapte };
      const read = readAnswer(homeOf(input), `offre-${input.rang}`, given, input.date);
      return {
        refus: refusalOf(read),
        reponse: read.ok ? read.value.answer : null,
        tardive: read.ok ? read.value.late !== null : null,
      };
    },
  ),
  signer: callable(
    situation.extend({ rang: z.number().int(), verifie: z.boolean().default(false) }),
    (input) => {
      const signing = { signedOn: input.date, verified: input.verifie };
      return { refus: refusalOf(maySign(homeOf(input), makeNumber(input.rang), signing, input.date)) };
    },
  ),
  /** A gliding lease that passes to its household; `decide: false`: no closed sitting decided of the home. */
  glisser: callable(
    situation.extend({
      rang: z.number().int(),
      verifie: z.boolean().default(false),
      decide: z.boolean().default(true),
      signeLe: date.optional(),
    }),
    (input) => {
      const signing = { signedOn: input.signeLe ?? input.date, verified: input.verifie };
      const home = input.decide ? homeOf(input) : null;
      return { refus: refusalOf(mayGlide(home, makeNumber(input.rang), signing, input.date)) };
    },
  ),
  rendre: callable(situation, (input) => {
    const home = homeOf(input);
    return { refus: refusalOf(mayReturn(home, input.date)), ...afterExhaustedList(home, input.date) };
  }),
  bail: callable(situation.extend({ rang: z.number().int() }), (input) => {
    const home = homeOf(input);
    const application = home.candidates[input.rang - 1]?.application;
    if (!application) throw new Error('the case names a household that it does not have');
    const { firstQuartile, dalo, reservationFailed, transfer } = leaseOf(home, application, input.date);
    return { firstQuartile, dalo, reservationFailed, transfer };
  }),
  /** Q-02 counts signed leases: a decision, an offer or an acceptance alone is none. */
  baux: callable(situation, (input) => {
    const home = homeOf(input);
    const signer = home.candidates.find(({ decision }) => decision.number === home.lease?.number);
    const leases =
      signer?.application && home.lease ? [leaseOf(home, signer.application, home.lease.signedOn)] : [];
    const target = makeTarget('q', { kind: 'q1OutsideQpv' });
    return { ...targetProgress(target, leases, input.date, { holders: home.holders }) };
  }),
};

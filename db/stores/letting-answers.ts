/** What an answer writes: on its offer, on the application (N-07), in the journal. */
import { eq } from 'drizzle-orm';
import type { AnswerEffect } from '../../src/committee/letting/answers.ts';
import type { LettingHome, LettingOffer, OfferDetails } from '../../src/committee/letting/letting-home.ts';
import type { Act, Actor, ActSubject, Asked } from '../../src/domain/act.ts';
import type { Application } from '../../src/domain/application.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { offers } from '../schema/tenancy.ts';
import { writeApplication } from './letting-locks.ts';

/** What closes an offer of a household that can no longer have the home, or that signed another. */
export function releaseOf(offer: LettingOffer, today: CivilDate): AnswerEffect {
  return {
    answer: 'refused',
    answeredOn: offer.answeredOn ?? today,
    refusalReason: 'otherHome',
    adapted: null,
    how: 'released',
    late: null,
    revives: false,
  };
}

/** Writes the answer on its offer. */
export async function close(
  tx: Transaction,
  offer: LettingOffer,
  effect: AnswerEffect,
  asked: { actor: Actor; now: Date },
  key?: string,
): Promise<LettingOffer> {
  const { sentBy, sentAt, requestKey, dalo } = offer.details ?? emptyDetails;
  const details: OfferDetails = {
    sentBy,
    sentAt,
    requestKey,
    dalo,
    answeredBy: asked.actor.name,
    answeredAt: asked.now.toISOString(),
    ...(key === undefined ? {} : { answerKey: key }),
    ...(effect.how === null ? {} : { how: effect.how }),
    ...(effect.late === null ? {} : { late: effect.late }),
  };
  const { answer, answeredOn, refusalReason, adapted } = effect;
  const written = { answer, answeredOn, refusalReason, adapted, details };
  await tx.update(offers).set(written).where(eq(offers.id, offer.id));
  return { ...offer, ...written };
}

const emptyDetails: OfferDetails = { sentBy: '', sentAt: '', requestKey: '', dalo: false };

/**
 * N-07: a refusal is recorded with the home and whether it was adapted, and never removes the application. Silence
 * counts as not adapted until a person says otherwise, so that no grid takes points for it. An answer in time that
 * comes after the sweep takes the silence back.
 */
export async function keepRefusal(
  tx: Transaction,
  asked: { landlordId: string; now: Date },
  home: LettingHome,
  offer: LettingOffer,
  effect: AnswerEffect,
): Promise<void> {
  const application = home.candidates.find(
    ({ decision }) => decision.number === offer.applicationNumber,
  )?.application;
  if (!application) return;
  const others = application.refusals.filter(
    ({ homeId, on }) => homeId !== offer.homeId || on !== offer.answeredOn || offer.answer === null,
  );
  const refusals: Application['refusals'] =
    effect.answer === 'refused' && effect.answeredOn !== null
      ? [...others, { homeId: offer.homeId, on: effect.answeredOn, adapted: effect.adapted ?? false }]
      : others;
  await writeApplication(tx, asked.landlordId, { ...application, refusals }, asked.now);
}

export function answerAct(
  home: LettingHome,
  offer: LettingOffer,
  effect: AnswerEffect,
  asked: Omit<Asked, 'today'>,
): Act {
  const accepted = effect.answer === 'accepted';
  return {
    kind: accepted ? 'offer.accepted' : effect.how === 'silence' ? 'offer.lapsed' : 'offer.refused',
    at: asked.now,
    actor: asked.actor,
    subjects: subjectsOf(home, offer),
    before: effect.revives
      ? { answer: offer.answer, how: 'silence' }
      : effect.how === 'renounced'
        ? { answer: offer.answer, on: offer.answeredOn }
        : null,
    after: {
      rank: offer.rank,
      on: effect.answeredOn,
      ...(accepted ? {} : { reason: effect.refusalReason, adapted: effect.adapted, how: effect.how }),
      ...(effect.late === null ? {} : { late: { ...effect.late } }),
    },
    why: null,
  };
}

export function subjectsOf(
  home: LettingHome,
  offer: Pick<LettingOffer, 'id' | 'applicationNumber'>,
): ActSubject[] {
  return [`offer:${offer.id}`, `vacancy:${home.vacancy.id}`, `application:${offer.applicationNumber}`];
}

/** What the register learns of an offer, its answer and the lease (N-09, N-10). */
import type { Application } from '../../domain/application.ts';
import type { Lease } from '../../domain/tenancy.ts';
import type { RegisterEvent } from '../register/events.ts';
import type { AnswerEffect } from './answers.ts';
import type { LeasedHome, LettingHome, LettingOffer } from './letting-home.ts';
import { refusalReasonNames } from './words.ts';

type Offered = Pick<LettingOffer, 'id' | 'applicationNumber' | 'rank' | 'sentOn' | 'replyDays'>;

export function offerEvent(home: LettingHome, offer: Offered): RegisterEvent {
  return {
    number: offer.applicationNumber,
    kind: 'offer',
    on: offer.sentOn,
    author: home.landlord.name,
    details: { logement: rplsOf(home), rang: offer.rank, delaiJours: offer.replyDays },
    eventKey: `offer ${offer.id}`,
  };
}

/** One event an offer: a silence that turns out to be an acceptance in time is told again under its own key. */
export function answerEvent(
  home: LettingHome,
  offer: Offered,
  effect: Pick<AnswerEffect, 'answer' | 'answeredOn' | 'refusalReason' | 'adapted' | 'how'>,
): RegisterEvent {
  const accepted = effect.answer === 'accepted';
  const reason = effect.refusalReason;
  return {
    number: offer.applicationNumber,
    kind: accepted ? 'acceptance' : 'refusal',
    on: effect.answeredOn ?? offer.sentOn,
    author: home.landlord.name,
    details: accepted
      ? { logement: rplsOf(home), rang: offer.rank }
      : {
          logement: rplsOf(home),
          rang: offer.rank,
          motif: reason === null ? null : refusalReasonNames[reason],
          adapte: effect.adapted,
        },
    eventKey: `answer ${offer.id} ${effect.how ?? 'accepted'}`,
  };
}

/** N-09: the RPLS identifier, the holder, the labels of the day; then the removal of N-04 a, on the day of the lease. */
export function leaseEvents(
  home: LeasedHome,
  application: Pick<Application, 'number'>,
  lease: Lease,
): RegisterEvent[] {
  const holder = home.holders.find(({ id }) => id === lease.holderId)?.name ?? null;
  const common = { number: application.number, on: lease.signedOn, author: home.landlord.name };
  return [
    {
      ...common,
      kind: 'lease',
      details: {
        logement: rplsOf(home),
        commune: lease.insee,
        typologie: lease.typology,
        financement: lease.financing,
        reservataire: holder,
        reservationEchouee: lease.reservationFailed,
        dalo: lease.dalo,
        // Never the letter: only that a priority of L441-1 was recognised.
        prioritaire: lease.priority,
        premierQuartile: lease.firstQuartile,
        mutation: lease.transfer !== 'none',
        relogement: lease.relocated,
      },
      eventKey: `lease ${lease.id}`,
    },
    {
      ...common,
      kind: 'removal',
      details: { motif: 'RADATT', date: lease.signedOn },
      eventKey: `removal ${application.number} ${lease.id}`,
    },
  ];
}

/** The home as the register knows it; our own identifier where the RPLS one is unknown. */
function rplsOf({ home }: Pick<LettingHome, 'home'>): string {
  return home.rplsId ?? home.id;
}

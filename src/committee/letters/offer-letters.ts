/** The letters of an offer: its sending, which states the delay (C-09), and the silence that refused it. */
import { geography } from '../../domain/territory.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchNumber } from '../../kernel/french.ts';
import type { LettingHome, LettingOffer } from '../letting/letting-home.ts';
import { deadlineOf } from '../letting/places.ts';
import { type LetterRequest, letterEventKey } from './letter-port.ts';
import type { LetterHome } from './letter-situation.ts';

type Place = { on: CivilDate; reviewDays: number };

/** R441-10: the home, the days to answer, the last of them. */
export function offerLetter(home: LettingHome, offer: LettingOffer, place: Place): LetterRequest {
  return requestOf(offer, place, {
    kind: 'offer',
    home: letterHome(home),
    heldOn: home.heldOn,
    sentOn: offer.sentOn,
    replyDays: offer.replyDays,
    until: deadlineOf(offer),
    dalo: offer.details?.dalo ?? false,
  });
}

/** What silence did, and that the application stays (N-07). */
export function lapsedOfferLetter(home: LettingHome, offer: LettingOffer, place: Place): LetterRequest {
  return requestOf(offer, place, {
    kind: 'offerLapsed',
    home: letterHome(home),
    sentOn: offer.sentOn,
    until: deadlineOf(offer),
    dalo: offer.details?.dalo ?? false,
  });
}

function requestOf(
  { id, applicationNumber: number }: LettingOffer,
  place: Place,
  situation: LetterRequest['situation'],
): LetterRequest {
  const about = `offer:${id}`;
  return { number, situation, about, eventKey: letterEventKey(situation.kind, about, number), ...place };
}

function letterHome({ home }: LettingHome): LetterHome {
  return {
    label: `${home.typology} de ${frenchNumber(home.surfaceM2)} m²`,
    address: home.address,
    commune: geography().communes.get(home.insee)?.name ?? home.insee,
    rentCents: home.rentCents + home.annexRentCents,
    chargesCents: home.chargesCents + home.flatChargesCents,
  };
}

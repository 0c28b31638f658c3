/** An offer of a relocation by law: what it must be to count among the three (art. 13 bis of 1948, F-03, F-04, M-07). */
import { z } from 'zod';
import type { EnergyClass } from '../../domain/home.ts';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import { centsSchema } from '../../kernel/money.ts';
import { energyDecency } from '../../law/decency.ts';
import { allVerdict, answer, fact } from '../../law/outcome.ts';
import { withinPerimeter } from '../../law/relocation.ts';
import type { Outcome, Verdict } from '../../law/rule.ts';

/** How a commune is divided for art. 13 bis, and where the offered home lies: data of the landlord, never guessed. */
export const divisions = ['none', 'cantons', 'arrondissements'] as const;
export const offerPlaces = [
  'sameDistrict',
  'adjoiningDistrict',
  'sameCommune',
  'adjoiningCommune',
  'elsewhere',
] as const;
export const notificationProofs = ['registeredLetter', 'handDelivered', 'bailiff'] as const;
export type NotificationProof = (typeof notificationProofs)[number];

/** Every gap is null: unknown is never no. */
export const offerFactsSchema = z.object({
  division: z.enum(divisions),
  place: z.enum(offerPlaces).nullable(),
  /** Where the place was read: a map, an order, a person. */
  placeSource: z.string().trim().min(3).max(200).nullable(),
  distanceKm: z.number().min(0).max(500).nullable(),
  /** Fit for personal, family and professional needs. */
  suitsNeeds: z.boolean().nullable(),
  suitsMeans: z.boolean().nullable(),
  /** How the tenant was notified; null: not proved, and the offer does not count yet. */
  proof: z.enum(notificationProofs).nullable(),
  /** The rent that the tenant pays now, as it was when the offer was made. */
  presentRentCents: centsSchema.nullable(),
  answeredBy: z.string().nullable().default(null),
  /** Accepted, and the landlord could not let it after all: the search goes on, and it is none of the three. */
  lost: z.object({ on: civilDateSchema, by: z.string() }).optional(),
});
export type OfferFacts = z.infer<typeof offerFactsSchema>;

export type RelocationOffer = {
  id: string;
  homeId: string;
  vacancyId: string | null;
  /** Day of the notification to the tenant; of the letter, as long as no proof is noted. */
  notifiedOn: CivilDate;
  rentCents: number;
  facts: OfferFacts;
  answer: 'accepted' | 'refused' | null;
  answeredOn: CivilDate | null;
  by: string;
  home: { insee: string; energyClass: EnergyClass | null };
};

/** The grounds of the law: F-03, F-04, and M-07. */
export type LegalGround = 'underOccupied' | 'adaptedHomeLeft' | 'demolition';

export type OfferCheckCode = 'perimeter' | 'decent' | 'needs' | 'means' | 'rent' | 'proof';
export type OfferCheck = { code: OfferCheckCode; outcome: Outcome };

export type OfferStanding = {
  checks: readonly OfferCheck[];
  /** Whether it is an offer as the law wants it. */
  conforms: Verdict;
  /** Whether it is one of the three: it conforms, was notified, and was refused. */
  counts: Verdict;
};

/** What an offer is worth on a day. Silence is not a refusal here: no text read says so. */
export function offerStanding(offer: RelocationOffer, ground: LegalGround, date: CivilDate): OfferStanding {
  const { facts, home } = offer;
  const checks: OfferCheck[] = [
    { code: 'perimeter', outcome: withinPerimeter(facts, offer.notifiedOn) },
    { code: 'decent', outcome: energyDecency({ ...home, date: offer.notifiedOn }) },
    { code: 'needs', outcome: claim('F-07', 'suitsNeeds', facts.suitsNeeds) },
    { code: 'means', outcome: claim('F-07', 'suitsMeans', facts.suitsMeans) },
    ...(ground === 'demolition' ? [] : [{ code: 'rent' as const, outcome: strictlyLower(offer, ground) }]),
    { code: 'proof', outcome: notified(offer, ground) },
  ];
  const conforms = allVerdict(checks.map(({ outcome }) => outcome.verdict));
  const refused = offer.answer === 'refused' && offer.notifiedOn <= date;
  return { checks, conforms, counts: refused ? conforms : 'no' };
}

const grounds = { underOccupied: 'F-03', adaptedHomeLeft: 'F-04', demolition: 'M-07' } as const;

function claim(rule: string, field: string, holds: boolean | null): Outcome {
  const facts = [fact(field, holds)];
  if (holds === null) return answer(rule, 'unknown', 'offer-unknown', facts, { missing: [field] });
  return answer(rule, holds ? 'yes' : 'no', holds ? 'offer-fits' : 'offer-misfits', facts);
}

/** F-03, F-04: the principal rent strictly under the present one; equal is not lower. */
function strictlyLower({ rentCents, facts }: RelocationOffer, ground: LegalGround): Outcome {
  const shown = [fact('rentCents', rentCents), fact('presentRentCents', facts.presentRentCents)];
  if (facts.presentRentCents === null) {
    return answer(grounds[ground], 'unknown', 'rent-unknown', shown, { missing: ['presentRentCents'] });
  }
  return rentCents < facts.presentRentCents
    ? answer(grounds[ground], 'yes', 'rent-lower', shown)
    : answer(grounds[ground], 'no', 'rent-not-lower', shown);
}

function notified({ notifiedOn, facts }: RelocationOffer, ground: LegalGround): Outcome {
  const shown = [fact('proof', facts.proof, notifiedOn)];
  return facts.proof === null
    ? answer(grounds[ground], 'unknown', 'notification-unproved', shown, { missing: ['proof'] })
    : answer(grounds[ground], 'yes', 'notification-proved', shown);
}

export const newOfferSchema = z.object({
  /** Made with the form: the same form sent twice records one offer. */
  key: z.uuid(),
  vacancyId: z.string().min(1).max(200),
  notifiedOn: civilDateSchema,
  facts: offerFactsSchema.omit({ presentRentCents: true, answeredBy: true, lost: true }),
});
export type NewOffer = z.infer<typeof newOfferSchema>;

export type OfferRefusal =
  | { code: 'sourceMissing' | 'placeContradicts' | 'sameHome' | 'inFuture' | 'noOfferNow' }
  /** An offer waits for its answer: one at a time. */
  | { code: 'offerOpen'; offerId: string };

/** What keeps an offer from being recorded; null where nothing does. */
export function wrongInOffer(
  offer: NewOffer,
  about: {
    today: CivilDate;
    present: { id: string; insee: string };
    offered: { id: string; insee: string };
    open: string | null;
  },
): OfferRefusal | null {
  const { facts } = offer;
  if (about.open !== null) return { code: 'offerOpen', offerId: about.open };
  if (about.offered.id === about.present.id) return { code: 'sameHome' };
  if (offer.notifiedOn > about.today) return { code: 'inFuture' };
  if (facts.place !== null && facts.placeSource === null) return { code: 'sourceMissing' };
  return placeContradicts(facts, about.present.insee === about.offered.insee)
    ? { code: 'placeContradicts' }
    : null;
}

/** The communes of both homes are known: what is said of the place may not say otherwise. */
function placeContradicts(
  { place, division }: Pick<OfferFacts, 'place' | 'division'>,
  same: boolean,
): boolean {
  if (place === null) return false;
  if (place === 'sameCommune') return !same;
  if (place === 'adjoiningCommune') return same;
  // A canton is of the commune; arrondissements of Paris have a code each.
  return place !== 'elsewhere' && division === 'cantons' && !same;
}

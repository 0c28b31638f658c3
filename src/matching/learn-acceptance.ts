/**
 * What the landlord's own offers say of the chance that a home offered is signed: by place and size of the home, by
 * rank and by season, never by a trait of the household. Few offers say little, so each share is drawn to the default
 * (empirical Bayes with a fixed weight). Nothing learned takes effect by itself: a named person validates it.
 */
import type { Home } from '../domain/home.ts';
import type { Offer } from '../domain/offer.ts';
import { compareCodeUnits } from '../kernel/canonical-json.ts';
import { type CivilDate, monthOf } from '../kernel/civil-date.ts';

/** An offer with the home that it was for; offers without an outcome yet teach nothing. */
export type PastOffer = Pick<Offer, 'rank' | 'sentOn' | 'answer'> & Pick<Home, 'insee' | 'typology'>;

export type LearnedShare = {
  offers: number;
  accepted: number;
  /** Shrunk to the default, in thousandths, from 1 to 999. */
  permille: number;
};

export type LearnedAcceptance = {
  everywhere: LearnedShare;
  byPlace: readonly (LearnedShare & { insee: string; typology: Home['typology'] })[];
  byRank: readonly (LearnedShare & { rank: number })[];
  bySeason: readonly (LearnedShare & { quarter: 1 | 2 | 3 | 4 })[];
};

/** Offers that the default weighs as much as: an assumption, to be set by whoever validates. */
const defaultWeightOffers = 20;

/**
 * Learns from offers sent before the date and answered, or lapsed, by then. `defaultPermille` is the policy's sourced
 * default; places are drawn to the landlord's own share, which is itself drawn to the default.
 */
export function learnAcceptance(
  offers: readonly PastOffer[],
  defaultPermille: number,
  date: CivilDate,
): LearnedAcceptance {
  const known = offers.filter(({ answer, sentOn }) => answer !== null && sentOn <= date);
  const everywhere = shrunk(known, defaultPermille);
  const towards = everywhere.permille;
  return {
    everywhere,
    byPlace: grouped(known, ({ insee, typology }) => `${insee} ${typology}`).map(([first, group]) => ({
      insee: first.insee,
      typology: first.typology,
      ...shrunk(group, towards),
    })),
    byRank: grouped(known, ({ rank }) => String(rank).padStart(3, '0')).map(([first, group]) => ({
      rank: first.rank,
      ...shrunk(group, towards),
    })),
    bySeason: grouped(known, ({ sentOn }) => String(quarterOf(sentOn))).map(([first, group]) => ({
      quarter: quarterOf(first.sentOn),
      ...shrunk(group, towards),
    })),
  };
}

function shrunk(offers: readonly PastOffer[], towardsPermille: number): LearnedShare {
  const accepted = offers.filter(({ answer }) => answer === 'accepted').length;
  const permille = Math.round(
    (1000 * accepted + defaultWeightOffers * towardsPermille) / (offers.length + defaultWeightOffers),
  );
  return { offers: offers.length, accepted, permille: Math.min(999, Math.max(1, permille)) };
}

function grouped(
  offers: readonly PastOffer[],
  keyOf: (offer: PastOffer) => string,
): (readonly [PastOffer, readonly PastOffer[]])[] {
  const groups = new Map<string, [PastOffer, PastOffer[]]>();
  for (const offer of offers) {
    const group = groups.get(keyOf(offer));
    if (group) group[1].push(offer);
    else groups.set(keyOf(offer), [offer, [offer]]);
  }
  return [...groups].sort(([a], [b]) => compareCodeUnits(a, b)).map(([, group]) => group);
}

function quarterOf(date: CivilDate): 1 | 2 | 3 | 4 {
  const month = monthOf(date);
  if (month <= 3) return 1;
  if (month <= 6) return 2;
  return month <= 9 ? 3 : 4;
}

/** What a household is told of its chance for a home: the facts of the day, then a model that has proof, or too little. */
import { epciOfCommune } from '../../domain/territory.ts';
import { type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import type { Chance, ChanceQuestion } from './chance-port.ts';
import type { PointsSpread } from './like-lettings.ts';
import { type ChanceModel, chanceLevel, chanceOf } from './model.ts';
import type { WishFacts } from './wish-outcome.ts';

/** The facts of a question; `winners` is the spread of past lettings of like homes, null where they are too few. */
export function wishFactsOf(
  question: Omit<ChanceQuestion, 'advert'> & {
    advert: Pick<ChanceQuestion['advert'], 'opensOn' | 'closesOn'>;
  },
  winners: PointsSpread | null,
): WishFacts {
  const { advert, gridPoints, ahead, interested, onDay } = question;
  return {
    pointsAboveWinners: winners === null || gridPoints === null ? null : gridPoints - winners.middle,
    ahead,
    interested,
    elapsed: elapsedOn(advert, onDay),
  };
}

/** Null model, or a step on too few wishes: how many are known, and how many it would take. */
export function tellChance(
  stored: { id: string; model: ChanceModel } | null,
  facts: WishFacts,
  known: number,
  minimums: { outcomes: number; cell: number },
): Chance {
  const found = stored && chanceOf(stored.model, facts, minimums.cell);
  if (!stored || !found) return { kind: 'tooLittle', outcomes: known, needed: minimums.outcomes };
  return {
    kind: 'chance',
    level: chanceLevel(found.permille),
    permille: found.permille,
    low: found.lowPermille,
    high: found.highPermille,
    outcomes: found.outcomes,
    modelId: stored.id,
    facts,
  };
}

/** A kind of home, as past lettings are compared by. */
export function likenessOf({ facts }: Pick<ChanceQuestion['advert'], 'facts'>, onDay: CivilDate) {
  return { epci: epciOfCommune(facts.insee, onDay)?.siren ?? null, typology: facts.typology };
}

/** From 0 on the first day of the advert to 1 on its last. */
function elapsedOn(
  { opensOn, closesOn }: Pick<ChanceQuestion['advert'], 'opensOn' | 'closesOn'>,
  onDay: CivilDate,
): number {
  const days = daysBetween(opensOn, closesOn);
  return days <= 0 ? 1 : Math.max(0, Math.min(1, daysBetween(opensOn, onDay) / days));
}

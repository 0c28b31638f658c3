/** The chance of a household on an advert, as its choice reads: what is asked of the model, and what is kept of it. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { PublicAdvert } from '../adverts/advert-port.ts';
import type { Chance, ChanceQuestion } from '../chance/chance-port.ts';
import type { AdvertChoice } from './advert-choice.ts';
import type { ToldBefore } from './wish.ts';

/** The question; null where the household cannot stand on the home's list. */
export function chanceQuestionOf(
  advert: ChanceQuestion['advert'],
  { personal, interested }: Pick<AdvertChoice, 'personal' | 'interested'>,
  onDay: CivilDate,
): ChanceQuestion | null {
  if (personal === null || personal.rank === null) return null;
  return {
    advert,
    gridPoints: personal.gridPoints,
    ahead: personal.rank - 1,
    interested: interested - (personal.wish?.state === 'live' ? 1 : 0),
    onDay,
  };
}

export type BetterHome = { advert: PublicAdvert; chance: Extract<Chance, { kind: 'chance' }> };

const homesShown = 3;

/** Of like homes, in the order of their chances, those where the household has a greater one, the greatest first. */
export function betterHomes(
  own: BetterHome['chance'],
  like: readonly Pick<BetterHome, 'advert'>[],
  chances: readonly Chance[],
): readonly BetterHome[] {
  return like
    .flatMap(({ advert }, index) => {
      const there = chances[index];
      return there?.kind === 'chance' && there.permille > own.permille ? [{ advert, chance: there }] : [];
    })
    .sort((a, b) => b.chance.permille - a.chance.permille)
    .slice(0, homesShown);
}

/** What is kept of a chance beside the wish; null where none was told. */
export function keptChance(chance: Chance | null): ToldBefore['chance'] {
  if (chance?.kind !== 'chance') return null;
  const { modelId, permille, low, high, facts } = chance;
  return { modelId, permille, low, high, facts };
}

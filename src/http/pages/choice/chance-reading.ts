/** The chance that is told on an advert, and like homes where the household stands better. */
import type { Advert } from '../../../portal/advert.ts';
import { readAdvertFilters } from '../../../portal/adverts/advert-filters.ts';
import type { PublicAdvert } from '../../../portal/adverts/advert-port.ts';
import type { Chance } from '../../../portal/chance/chance-port.ts';
import type { AdvertChoice } from '../../../portal/choice/advert-choice.ts';
import { chanceQuestionOf } from '../../../portal/choice/told-chance.ts';
import type { HttpDependencies } from '../../dependencies.ts';

type Means = Pick<HttpDependencies, 'chances' | 'adverts' | 'today'>;

/** Homes tried beside the one that is read, and those that are shown. */
const homesTried = 8;
const homesShown = 3;

/**
 * Open homes of the same size at the same landlord, nearest rent first: where the household may stand better. None where
 * no chance is told yet: there is nothing to compare.
 */
export async function likeHomes(
  { adverts, chances, today }: Means,
  advert: Advert,
): Promise<readonly PublicAdvert[]> {
  if (!(await chances.isTold(advert.landlordId))) return [];
  const { typology, rentCents } = advert.facts;
  const open = await adverts.publicList(readAdvertFilters({}), today());
  return open
    .filter(
      (other) =>
        other.id !== advert.id && other.landlordId === advert.landlordId && other.facts.typology === typology,
    )
    .sort((a, b) => Math.abs(a.facts.rentCents - rentCents) - Math.abs(b.facts.rentCents - rentCents))
    .slice(0, homesTried);
}

export type BetterHome = { advert: PublicAdvert; chance: Extract<Chance, { kind: 'chance' }> };

/** What is told of the chance: null where the household cannot stand on the home's list. */
export type ToldChance = { chance: Chance | null; better: readonly BetterHome[] };

/** The published chance of the household for the home, and like homes where it is greater, the greatest first. */
export async function chanceWithLike(
  { chances, today }: Pick<Means, 'chances' | 'today'>,
  advert: Advert,
  like: readonly PublicAdvert[],
  choices: ReadonlyMap<string, AdvertChoice>,
): Promise<ToldChance> {
  const asked = [advert, ...like].flatMap((home) => {
    const choice = choices.get(home.id);
    const question = choice ? chanceQuestionOf(home, choice, today()) : null;
    return question === null ? [] : [{ id: home.id, question }];
  });
  if (asked[0]?.id !== advert.id) return { chance: null, better: [] };
  const told = await chances.ofEach(
    advert.landlordId,
    asked.map(({ question }) => question),
  );
  const byHome = new Map(asked.map(({ id }, index) => [id, told[index]]));
  const chance = byHome.get(advert.id) ?? null;
  if (chance?.kind !== 'chance') return { chance, better: [] };
  const better = like.flatMap((home) => {
    const there = byHome.get(home.id);
    return there?.kind === 'chance' && there.permille > chance.permille
      ? [{ advert: home, chance: there }]
      : [];
  });
  return {
    chance,
    better: better.sort((a, b) => b.chance.permille - a.chance.permille).slice(0, homesShown),
  };
}

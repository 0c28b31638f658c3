/** The chance that is told on an advert, and like homes where the household stands better. */
import type { Advert } from '../../../portal/advert.ts';
import { readAdvertFilters } from '../../../portal/adverts/advert-filters.ts';
import type { PublicAdvert } from '../../../portal/adverts/advert-port.ts';
import type { Chance } from '../../../portal/chance/chance-port.ts';
import type { AdvertChoice } from '../../../portal/choice/advert-choice.ts';
import type { ToldBefore } from '../../../portal/choice/wish.ts';
import type { PortalVisitor } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';

type Means = Pick<HttpDependencies, 'chances' | 'interests' | 'adverts' | 'today'>;

/** The published chance of the household for the home; null where it cannot stand on its list. */
export function chanceFor(
  { chances, today }: Pick<Means, 'chances' | 'today'>,
  advert: Advert,
  { personal, interested }: AdvertChoice,
): Promise<Chance | null> {
  if (personal === null || personal.rank === null) return Promise.resolve(null);
  return chances.of(advert.landlordId, {
    advert,
    gridPoints: personal.gridPoints,
    ahead: personal.rank - 1,
    interested: interested - (personal.wish?.state === 'live' ? 1 : 0),
    onDay: today(),
  });
}

/** What is kept of it beside the wish. */
export function toldChance(chance: Chance | null): ToldBefore['chance'] {
  if (chance?.kind !== 'chance') return null;
  const { modelId, permille, low, high, facts } = chance;
  return { modelId, permille, low, high, facts };
}

export type BetterHome = { advert: PublicAdvert; chance: Extract<Chance, { kind: 'chance' }> };

const homesTried = 8;
const homesShown = 3;

/** Open homes of the same size at the same landlord, nearest rent first, where the chance is greater. */
export async function likeHomesFor(
  means: Means,
  visitor: PortalVisitor,
  advert: Advert,
  chance: Chance | null,
): Promise<readonly BetterHome[]> {
  if (chance?.kind !== 'chance') return [];
  const { typology, rentCents } = advert.facts;
  const open = await means.adverts.publicList(readAdvertFilters({}), means.today());
  const like = open
    .filter(
      (other) =>
        other.id !== advert.id && other.landlordId === advert.landlordId && other.facts.typology === typology,
    )
    .sort((a, b) => Math.abs(a.facts.rentCents - rentCents) - Math.abs(b.facts.rentCents - rentCents))
    .slice(0, homesTried);
  const found: BetterHome[] = [];
  const choices = await means.interests.choicesFor(advert.landlordId, like, visitor.number, means.today());
  for (const other of like) {
    const choice = choices.get(other.id);
    const there = choice ? await chanceFor(means, other, choice) : null;
    if (there?.kind === 'chance' && there.permille > chance.permille)
      found.push({ advert: other, chance: there });
  }
  return found.sort((a, b) => b.chance.permille - a.chance.permille).slice(0, homesShown);
}

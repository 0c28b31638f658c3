/** The chance that is told on an advert, and like homes where the household stands better. */
import type { Advert } from '../../../portal/advert.ts';
import { readAdvertFilters } from '../../../portal/adverts/advert-filters.ts';
import type { PublicAdvert } from '../../../portal/adverts/advert-port.ts';
import type { Chance } from '../../../portal/chance/chance-port.ts';
import type { AdvertChoice } from '../../../portal/choice/advert-choice.ts';
import { chanceQuestionOf } from '../../../portal/choice/told-chance.ts';
import type { PortalVisitor } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';

type Means = Pick<HttpDependencies, 'chances' | 'interests' | 'adverts' | 'today'>;

/** The published chance of the household for the home; null where it cannot stand on its list. */
export function chanceFor(
  { chances, today }: Pick<Means, 'chances' | 'today'>,
  advert: Advert,
  choice: AdvertChoice,
): Promise<Chance | null> {
  const question = chanceQuestionOf(advert, choice, today());
  return question === null ? Promise.resolve(null) : chances.of(advert.landlordId, question);
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

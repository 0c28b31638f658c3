/** What a plan says of its homes and households: a protected one has neither name nor place (D-03). */
import type { ExchangePerson, FreedLine, PlanFile } from '../../../portal/exchanges/exchange-port.ts';
import { communeName } from '../../../portal/exchanges/words.ts';
import type { NodeLabel } from './plan-picture.tsx';

export function personInWords(person: Pick<ExchangePerson, 'name' | 'isProtected'> | undefined): string {
  if (person?.isProtected) return 'Ménage protégé';
  return person?.name ?? 'Ménage sans nom connu';
}

/** "T4, Metz"; of a protected household the typology alone. */
export function homeInWords({ typology, place }: Pick<ExchangePerson, 'typology' | 'place'>): string {
  return place === null ? `${typology}, adresse protégée` : `${typology}, ${communeName(place.insee)}`;
}

export function freedInWords({ home }: Pick<FreedLine, 'home'>): string {
  return `${home.typology}, ${communeName(home.insee)}`;
}

/** The box of a node of a plan: a freed home, or the home of a household. */
export function labelIn({ people, freed }: Pick<PlanFile, 'people' | 'freed'>): (node: string) => NodeLabel {
  return (node) => {
    const vacant = freed.get(node);
    if (vacant) return { home: freedInWords(vacant), who: 'logement libre' };
    const person = people.get(node);
    return {
      home: person ? homeInWords(person) : 'logement inconnu',
      who: personInWords(person),
    };
  };
}

/** A search of adverts in one French phrase. */
import { geography } from '../../domain/territory.ts';
import { type AdvertFilters, noHolder } from './advert-filters.ts';

/**
 * A search without the words that whoever asked could type: a message to an address that did not confirm yet carries
 * nothing of theirs.
 */
export function withoutTypedWords(filters: AdvertFilters): AdvertFilters {
  return { ...filters, holder: filters.holder === noHolder ? noHolder : null };
}

/** "T2, T3, à 10 km au plus de Metz, 600 € par mois au plus": what a message and a kept search call it. */
export function searchInWords(filters: AdvertFilters): string {
  const { commune, radiusKm, maximumEuros, accessibility, lift, energyAtMost, holder } = filters;
  const place = commune === null ? '' : (geography().communes.get(commune)?.name ?? commune);
  const parts = [
    filters.typologies.length === 0 ? 'tous les logements' : filters.typologies.join(', '),
    commune === null
      ? null
      : radiusKm === null
        ? `à ${place}`
        : `à ${radiusKm} km au plus de ${place}, à vol d’oiseau`,
    maximumEuros === null ? null : `${maximumEuros} € par mois au plus, charges comprises`,
    accessibility === 'wheelchair' ? 'accessibles en fauteuil roulant' : null,
    accessibility === 'stepFree' ? 'sans marche jusqu’à la porte' : null,
    lift ? 'avec ascenseur ou au rez-de-chaussée' : null,
    energyAtMost === null ? null : `classe énergie ${energyAtMost} ou mieux`,
    holder === null ? null : holder === noHolder ? 'réservés par personne' : `réservés par ${holder}`,
    filters.landlordId === null ? null : 'd’un seul bailleur',
  ];
  return parts.filter((part) => part !== null).join(', ');
}

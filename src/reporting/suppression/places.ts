/** Places as trees: the landlord, its départements, their EPCI, their communes; and beside them, its holders. */
import { epciOfCommune } from '../../domain/territory.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Figure, Place } from '../indicator.ts';

/** One identity a place, a holder counted within a place apart from the holder counted everywhere. */
export function placeKey({ level, code, within }: Place): string {
  return `${level}:${code ?? ''}${within === null ? '' : `@${within.level}:${within.code}`}`;
}

const rootKey = 'landlord:';

/**
 * Keys of the places of which a place may be a part, nearest first. An EPCI that straddles two départements is part of
 * the landlord only.
 */
export function ancestorsOf(place: Place, date: CivilDate): string[] {
  const departements = place.departements.length === 1 ? [`departement:${place.departements[0]}`] : [];
  switch (place.level) {
    case 'landlord':
      return [];
    case 'departement':
      return [rootKey];
    case 'epci':
      return [...departements, rootKey];
    case 'commune': {
      const epci = place.code === null ? undefined : epciOfCommune(place.code, date);
      return [...(epci === undefined ? [] : [`epci:${epci.siren}`]), ...departements, rootKey];
    }
    case 'holder':
      return [rootKey];
  }
}

/** Figures that add up together: those of the map, those of holders everywhere; the landlord stands in both. */
export function classificationsOf(figures: readonly Figure[]): {
  map: Figure[];
  holders: Figure[];
  crossed: Figure[];
} {
  return {
    map: figures.filter(({ place }) => place.level !== 'holder' && place.within === null),
    holders: figures.filter(
      ({ place }) => place.within === null && (place.level === 'holder' || place.level === 'landlord'),
    ),
    crossed: figures.filter(({ place }) => place.within !== null),
  };
}

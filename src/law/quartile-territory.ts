/** The territories of L441-1: EPCI, EPT of Greater Paris, and Paris itself, which is no EPCI. */
import { epciOfCommune, epciOn, geography } from '../domain/territory.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { quartileOrders } from './parameters/quartile-thresholds.ts';

/** SIREN under which the yearly order lists Paris. */
const parisTerritory = '217500016';

const arrondissements = [
  { first: '75101', last: '75120', commune: '75056' },
  { first: '13201', last: '13216', commune: '13055' },
  { first: '69381', last: '69389', commune: '69123' },
] as const;

/** The commune of an arrondissement of Paris, Marseille or Lyon; any other code is given back as it is. */
export function communeOfArrondissement(insee: string): string {
  return arrondissements.find((row) => row.first <= insee && insee <= row.last)?.commune ?? insee;
}

/** Tells whether a SIREN is a territory that the geography or a loaded order knows. */
export function isKnownTerritory(siren: string): boolean {
  return (
    geography().epcis.has(siren) ||
    [...quartileOrders().values()].some((order) => order.thresholdCentsBySiren.has(siren))
  );
}

/** The SIREN in force on the day: that of the successor from the day of a merger. */
export function territoryOn(siren: string, date: CivilDate): string {
  return epciOn(siren, date)?.siren ?? siren;
}

/** SIREN of the territory of L441-1 that holds a commune or an arrondissement on the day; null outside any. */
export function territoryOfCommune(insee: string, date: CivilDate): string | null {
  const commune = communeOfArrondissement(insee);
  if (commune === arrondissements[0].commune) return parisTerritory;
  return epciOfCommune(commune, date)?.siren ?? null;
}

/** Where figures are taken: the landlord, départements, EPCI on a day, communes, and holders within them. */
import type { ReservationHolder } from '../../domain/reservation.ts';
import { departementOfInsee, geography } from '../../domain/territory.ts';
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { communeOfArrondissement, territoryOfCommune } from '../../law/quartile-territory.ts';
import type { ReportingFacts } from '../facts.ts';
import type { Place } from '../indicator.ts';

/** A place and the communes that it holds. */
export type PlaceTest = { place: Place; holds: (insee: string) => boolean };

type Known = Pick<ReportingFacts, 'landlord' | 'stock' | 'leases'>;

export function landlordPlace({ landlord }: Pick<ReportingFacts, 'landlord'>): Place {
  return { level: 'landlord', code: null, name: landlord.name, departements: [], within: null };
}

export function departementPlace(code: string): Place {
  const name = geography().departements.get(code)?.name ?? code;
  return { level: 'departement', code, name, departements: [code], within: null };
}

/** An EPCI that straddles two départements is one territory (law §14, case 13). */
export function epciPlace(siren: string): Place {
  const epci = geography().epcis.get(siren);
  // Paris is a territory of L441-1 and no EPCI.
  const paris = { name: 'Paris', departements: ['75'] };
  const { name, departements } = epci ?? (siren === '217500016' ? paris : { name: siren, departements: [] });
  return { level: 'epci', code: siren, name, departements, within: null };
}

function communePlace(insee: string): Place {
  const name = geography().communes.get(insee)?.name ?? insee;
  return { level: 'commune', code: insee, name, departements: [departementOfInsee(insee)], within: null };
}

/** A holder everywhere, or within a département. */
export function holderPlace(
  { id, name }: Pick<ReservationHolder, 'id' | 'name'>,
  within: Place | null = null,
): Place {
  return {
    level: 'holder',
    code: id,
    name,
    departements: within?.departements ?? [],
    within:
      within !== null && within.code !== null && (within.level === 'departement' || within.level === 'epci')
        ? { level: within.level, code: within.code, name: within.name }
        : null,
  };
}

/** The landlord as a whole, which holds every commune. */
export function wholeOf(facts: Pick<ReportingFacts, 'landlord'>): PlaceTest {
  return { place: landlordPlace(facts), holds: () => true };
}

/** Départements where the landlord has homes or let some. */
export function departementsOf(facts: Known): PlaceTest[] {
  return keysOf(facts, departementOfInsee).map((code) => ({
    place: departementPlace(code),
    holds: (insee) => departementOfInsee(insee) === code,
  }));
}

/** EPCI where the landlord has homes or let some, as they were drawn on the day (mergers). */
export function epcisOf(facts: Known, on: CivilDate): PlaceTest[] {
  const territory = territoriesOn(on);
  return keysOf(facts, territory).map((siren) => ({
    place: epciPlace(siren),
    holds: (insee) => territory(insee) === siren,
  }));
}

export function communesOf(facts: Known): PlaceTest[] {
  return keysOf(facts, communeOfArrondissement).map((code) => ({
    place: communePlace(code),
    holds: (insee) => communeOfArrondissement(insee) === code,
  }));
}

/** The landlord, then its départements, then its EPCI on the day. */
export function allPlaces(facts: Known, on: CivilDate): PlaceTest[] {
  return [wholeOf(facts), ...departementsOf(facts), ...epcisOf(facts, on)];
}

/** The territory of a commune on a day, each looked up once: a year has many leases and few communes. */
function territoriesOn(on: CivilDate): (insee: string) => string | null {
  const known = new Map<string, string | null>();
  return (insee) => {
    const found = known.get(insee);
    if (found !== undefined) return found;
    const siren = territoryOfCommune(insee, on);
    known.set(insee, siren);
    return siren;
  };
}

function keysOf({ stock, leases }: Known, keyOf: (insee: string) => string | null): string[] {
  const communes = new Set([...stock, ...leases].map(({ insee }) => insee));
  const keys = new Set([...communes].map(keyOf).filter((key) => key !== null));
  return [...keys].sort(compareCodeUnits);
}

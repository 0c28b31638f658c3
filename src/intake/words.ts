/** The words of the files for the domain's closed lists, with the spellings met in landlords' exports. */
import { type Typology, typologies } from '../domain/home.ts';
import type { holderKinds, ReservationHolder } from '../domain/reservation.ts';

/** "T3", "t3", "F3" and "T3 bis" are three main rooms; "T7" and "T6+" are six and more. Undefined: not a typology. */
export function readTypology(text: string): Typology | undefined {
  const match = /^[TF](\d)(?:[ -]?BIS)?(?:\+|P)?$/i.exec(text.trim());
  const rooms = Number(match?.[1] ?? 0);
  return rooms === 0 ? undefined : typologies[Math.min(rooms, 6) - 1];
}

export type HolderKind = (typeof holderKinds)[number];

const holderPrefixes: readonly [RegExp, HolderKind][] = [
  [/^(?:fonctionnaires?|etat-?fonctionnaires?|prefet-?fonctionnaires?)/, 'stateCivilServants'],
  [/^(?:etat|état|prefet|préfet|prefecture|préfecture)/, 'state'],
  [/^(?:action-?logement|als?(?:[-_: ]|\d|$))/, 'actionLogement'],
  [/^(?:commune|mairie|ville|collectivit[eé]s)/, 'commune'],
  [/^(?:epci|metropole|métropole|agglo|cc[-_: ]|ca[-_: ])/, 'epci'],
  [/^(?:departement|département|cd[-_: ]?\d)/, 'departement'],
  [/^(?:region|région)/, 'region'],
  [/^(?:employeur)/, 'employer'],
];

/** What an unknown holder is, read from the beginning of its identifier; "other" where nothing is recognised. */
export function holderKindOf(id: string): HolderKind {
  const word = id.toLowerCase();
  return holderPrefixes.find(([prefix]) => prefix.test(word))?.[1] ?? 'other';
}

/** The territory written at the end of a holder's identifier ("prefet57", "commune-57463"); null where there is none. */
export function holderTerritoryOf(id: string): string | null {
  return /(\d{9}|\d{5}|2[AB]\d{3}|97\d|2[AB]|\d{2})$/i.exec(id)?.[1]?.toUpperCase() ?? null;
}

/** A holder that files name without describing it. */
export function namedHolder(id: string): ReservationHolder {
  return {
    id,
    kind: holderKindOf(id),
    name: id,
    territory: holderTerritoryOf(id),
    flowPermille: null,
  };
}

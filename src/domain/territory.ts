/**
 * Communes, EPCI and départements of the official geography (Licence Ouverte, @etalab/decoupage-administratif),
 * with the corrections that its yearly edition does not have yet. Zones of the APL and of income ceilings are
 * parameters of law, not geography: see law/parameters.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { type CivilDate, civilDate } from '../kernel/civil-date.ts';

export type Commune = {
  insee: string;
  name: string;
  departement: string;
  region: string;
  population: number;
  postcodes: readonly string[];
};

export type Epci = {
  siren: string;
  name: string;
  /** INSEE codes of its communes. */
  communes: readonly string[];
  departements: readonly string[];
  /** From this day; null where it exists since before the supported years. */
  since: CivilDate | null;
  /** The EPCI that takes over on a day, where this one is merged. */
  successor: { siren: string; from: CivilDate } | null;
};

export type Departement = { code: string; name: string; region: string };

export type Geography = {
  communes: ReadonlyMap<string, Commune>;
  epcis: ReadonlyMap<string, Epci>;
  departements: ReadonlyMap<string, Departement>;
  /** SIREN of every EPCI, or EPT of Greater Paris, that has held the commune, oldest first. */
  epcisOfCommune: ReadonlyMap<string, readonly string[]>;
};

const communeRow = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.string(),
  departement: z.string().optional(),
  region: z.string().optional(),
  population: z.number().optional(),
  codesPostaux: z.array(z.string()).optional(),
});
const memberRow = z.object({ code: z.string() });
const epciRow = z.object({ code: z.string(), nom: z.string(), membres: z.array(memberRow) });
const departementRow = z.object({ code: z.string(), nom: z.string(), region: z.string() });

/**
 * Mergers that the 2026 package does not know: the order of 23 April 2026 lists Thionville Fensch Agglomération
 * (992367730), which takes over the communes of the two former agglomerations (deduced, to be confirmed).
 */
const mergers = [
  {
    siren: '992367730',
    name: 'Thionville Fensch Agglomération',
    replaces: ['245701222', '245701362'],
    from: civilDate('2026-01-01'),
  },
] as const;

let loaded: Geography | undefined;

/** The official geography, read once. About 0.3 s and 60 MB at the first call. */
export function geography(): Geography {
  loaded ??= loadGeography();
  return loaded;
}

function loadGeography(): Geography {
  const communes = new Map<string, Commune>();
  for (const row of z.array(communeRow).parse(readPackageData('communes.json'))) {
    if (row.type !== 'commune-actuelle' && row.type !== 'arrondissement-municipal') continue;
    communes.set(row.code, {
      insee: row.code,
      name: row.nom,
      departement: row.departement ?? departementOfInsee(row.code),
      region: row.region ?? '',
      population: row.population ?? 0,
      postcodes: row.codesPostaux ?? [],
    });
  }
  const departements = new Map(
    z
      .array(departementRow)
      .parse(readPackageData('departements.json'))
      .map((row) => [row.code, { code: row.code, name: row.nom, region: row.region }]),
  );
  return { communes, departements, ...loadEpcis() };
}

function loadEpcis(): Pick<Geography, 'epcis' | 'epcisOfCommune'> {
  const epcis = new Map<string, Epci>();
  const rows = z.array(epciRow);
  for (const row of [
    ...rows.parse(readPackageData('epci.json')),
    ...rows.parse(readPackageData('ept.json')),
  ]) {
    const codes = row.membres.map((member) => member.code);
    epcis.set(row.code, {
      siren: row.code,
      name: row.nom,
      communes: codes,
      departements: [...new Set(codes.map(departementOfInsee))].sort(),
      since: null,
      successor: null,
    });
  }
  for (const merger of mergers) {
    const parts = merger.replaces.flatMap((siren) => epcis.get(siren) ?? []);
    const codes = parts.flatMap((part) => part.communes).sort();
    epcis.set(merger.siren, {
      siren: merger.siren,
      name: merger.name,
      communes: codes,
      departements: [...new Set(codes.map(departementOfInsee))].sort(),
      since: merger.from,
      successor: null,
    });
    for (const part of parts) {
      epcis.set(part.siren, { ...part, successor: { siren: merger.siren, from: merger.from } });
    }
  }
  const epcisOfCommune = new Map<string, string[]>();
  for (const epci of epcis.values()) {
    for (const insee of epci.communes) {
      epcisOfCommune.set(insee, [...(epcisOfCommune.get(insee) ?? []), epci.siren]);
    }
  }
  return { epcis, epcisOfCommune };
}

/** The EPCI in force on the day for a SIREN that may since have been merged; undefined where it is unknown. */
export function epciOn(siren: string, date: CivilDate, places: Geography = geography()): Epci | undefined {
  const epci = places.epcis.get(siren);
  if (!epci?.successor || date < epci.successor.from) return epci;
  return epciOn(epci.successor.siren, date, places);
}

/**
 * The EPCI that holds a commune on the day; in Greater Paris the EPT, which is the territory of L441-1 there.
 * Undefined for a commune outside any EPCI (some islands) or unknown.
 */
export function epciOfCommune(
  insee: string,
  date: CivilDate,
  places: Geography = geography(),
): Epci | undefined {
  const sirens = places.epcisOfCommune.get(insee) ?? [];
  const inForce = sirens
    .flatMap((siren) => places.epcis.get(siren) ?? [])
    .filter(
      (epci) =>
        (epci.since === null || epci.since <= date) && (!epci.successor || date < epci.successor.from),
    );
  // The Métropole du Grand Paris holds the same communes as its EPT: the smaller body is the one of L441-1.
  return inForce.sort((a, b) => a.communes.length - b.communes.length)[0];
}

/** "57" for 57463, "2A" for 2A004, "971" for 97105. */
export function departementOfInsee(insee: string): string {
  return insee.startsWith('97') || insee.startsWith('98') ? insee.slice(0, 3) : insee.slice(0, 2);
}

function readPackageData(file: string): unknown {
  // The package itself reads ./data relative to the current directory and fails elsewhere: read its files directly.
  const root = path.dirname(
    createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/package.json'),
  );
  return JSON.parse(readFileSync(path.join(root, 'data', file), 'utf8'));
}

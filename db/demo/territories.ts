/** Where the demonstration landlord is: the EPCI of a real commitments table, on the official geography. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { epciOn, geography } from '../../src/domain/territory.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';

const commitmentRow = z.object({
  level: z.enum(['departement', 'epci']),
  departement: z.string(),
  siren: z.string().nullable(),
  name: z.string(),
  transfers20182020: z.number().nullable(),
  sharePercent20182020: z.number().nullable(),
  committedPercent2023: z.number().nullable(),
  because: z.enum(['forSale', 'notSignificant', 'empty']).nullable(),
});
export type CommitmentRow = z.infer<typeof commitmentRow>;
const commitmentsFile = z.object({ source: z.string(), rows: z.array(commitmentRow) });

const qpvFile = z.object({
  source: z.string(),
  rows: z.array(z.object({ code: z.string(), name: z.string(), communes: z.array(z.string()) })),
});

export type DemoCommune = {
  insee: string;
  name: string;
  postcode: string;
  weight: number;
  qpvs: readonly { code: string; name: string }[];
};

export type DemoTerritory = {
  /** SIREN of the commitment's EPCI, which may since have been merged. */
  siren: string;
  /** SIREN of the EPCI in force at the reference date. */
  currentSiren: string;
  name: string;
  departement: string;
  weight: number;
  communes: readonly DemoCommune[];
};

/** The commitments table (PP-5), as signed. */
export function commitments(): z.infer<typeof commitmentsFile> {
  return commitmentsFile.parse(
    JSON.parse(readFileSync(new URL('./data/transfer-commitments.json', import.meta.url), 'utf8')),
  );
}

// Homes stand in places of some size; the smallest EPCI keep their largest commune.
const smallestPopulation = 1500;
// Lettings that a row without a published figure is taken to stand for, in three years.
const lettingsWithoutFigure = 12;

/** The territories with the communes where the landlord has homes, weighted by lettings and population. */
export function demoTerritories(date: CivilDate): DemoTerritory[] {
  const qpvs = qpvFile.parse(
    JSON.parse(readFileSync(new URL('./data/qpv-lorraine.json', import.meta.url), 'utf8')),
  ).rows;
  const places = geography();
  return commitments().rows.flatMap((row) => {
    if (row.level !== 'epci' || row.siren === null) return [];
    const epci = places.epcis.get(row.siren);
    if (!epci) return [];
    const all = epci.communes
      .flatMap((insee) => places.communes.get(insee) ?? [])
      .sort((a, b) => b.population - a.population);
    const kept = all.filter((commune) => commune.population >= smallestPopulation);
    const communes = (kept.length > 0 ? kept : all.slice(0, 1)).map((commune) => {
      const inCommune = qpvs.filter((qpv) => qpv.communes.includes(commune.insee));
      return {
        insee: commune.insee,
        name: commune.name,
        postcode: commune.postcodes[0] ?? commune.insee,
        // Social homes gather where there is a priority neighbourhood.
        weight: commune.population * (inCommune.length > 0 ? 2 : 1),
        qpvs: inCommune.map(({ code, name }) => ({ code, name })),
      };
    });
    return [
      {
        siren: row.siren,
        currentSiren: epciOn(row.siren, date)?.siren ?? row.siren,
        name: row.name,
        departement: row.departement,
        weight: lettingsOf(row),
        communes,
      },
    ];
  });
}

function lettingsOf(row: CommitmentRow): number {
  const { transfers20182020: transfers, sharePercent20182020: percent } = row;
  return transfers && percent ? (transfers * 100) / percent : lettingsWithoutFigure;
}

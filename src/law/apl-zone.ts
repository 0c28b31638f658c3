/**
 * The zone of housing benefit of a commune: zones 1 and 2 are listed (parameters/apl-zones.csv, communes of 2026), the
 * rest is zone 3. The list stands in the order of 17 March 1978 (from memory, to be checked).
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { inseeSchema } from '../domain/home.ts';

export type AplZone = 1 | 2 | 3;

const zoneRow = z.object({ zone: z.enum(['1bis', '1', '2']), insee: inseeSchema });

let loaded: ReadonlyMap<string, AplZone> | undefined;

/**
 * The zone (1, 2 or 3) of a commune or of an arrondissement by its INSEE code; Paris, "1bis" in the order, is
 * counted in zone 1. The code is not checked against the geography.
 */
export function aplZone(insee: string): AplZone {
  loaded ??= readZones();
  return loaded.get(insee) ?? 3;
}

function readZones(): ReadonlyMap<string, AplZone> {
  const text = readFileSync(new URL('./parameters/apl-zones.csv', import.meta.url), 'utf8');
  const rows = z.array(zoneRow).parse(parse(text, { columns: true }));
  return new Map(rows.map((row) => [row.insee, row.zone === '2' ? 2 : 1]));
}

/** The zone of income ceilings in which a home lies (I-09): a list of communes, which is law and not geography. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { departementOfInsee } from '../domain/territory.ts';
import { civilDateSchema } from '../kernel/civil-date.ts';
import type { CeilingZone } from './parameters/income-ceilings.ts';

const zonesSchema = z.object({
  source: z.string(),
  from: civilDateSchema,
  until: civilDateSchema.nullable(),
  paris: z.array(z.string()),
  parisArrondissements: z.object({ first: z.string(), last: z.string(), commune: z.string() }),
  idfDepartements: z.array(z.string()),
});

const zones = zonesSchema.parse(
  JSON.parse(readFileSync(new URL('./parameters/ceiling-zones.json', import.meta.url), 'utf8')),
);
const paris = new Set(zones.paris);
const idfDepartements = new Set(zones.idfDepartements);

/**
 * "paris" for Paris (its arrondissements too) and the communes that adjoin it, "idf" for the rest of Île-de-France,
 * "other" elsewhere; null overseas, whose ceilings are not loaded. The code is not checked against the geography.
 */
export function ceilingZone(insee: string): CeilingZone | null {
  const departement = departementOfInsee(insee);
  if (departement.length === 3) return null;
  const { first, last } = zones.parisArrondissements;
  if (paris.has(insee) || (first <= insee && insee <= last)) return 'paris';
  return idfDepartements.has(departement) ? 'idf' : 'other';
}

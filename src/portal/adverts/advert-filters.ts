/** The search of adverts: what an address asks, which adverts answer, in which order. */
import { z } from 'zod';
import { accessibilitySchema, energyClassSchema, inseeSchema, typologySchema } from '../../domain/home.ts';
import type { Advert } from '../advert.ts';
import { monthlyCents } from './advert-facts.ts';
import { kilometresBetween } from './commune-centres.ts';

export const radiiKm = [5, 10, 20, 30, 50] as const;
export const advertOrders = ['closing', 'rent', 'surface', 'newest', 'near'] as const;
export type AdvertOrder = (typeof advertOrders)[number];

const orderWords = {
  cloture: 'closing',
  loyer: 'rent',
  surface: 'surface',
  recent: 'newest',
  proche: 'near',
} as const;

/** One or several values of the same name; what is not one of them is left out, never an error. */
const listOf = <Value>(schema: z.ZodType<Value>) =>
  z.preprocess(
    (given) => (Array.isArray(given) ? given : given === undefined || given === '' ? [] : [given]),
    z.array(z.unknown()).transform((all) =>
      all.flatMap((one) => {
        const read = schema.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    ),
  );

const or = <Value>(schema: z.ZodType<Value>) => schema.nullable().catch(null).default(null);
const word = z.string().trim().min(1).max(200);

const querySchema = z.object({
  commune: or(inseeSchema),
  rayon: or(z.coerce.number<unknown>().pipe(z.literal(radiiKm))),
  typologie: listOf(typologySchema),
  loyer: or(z.coerce.number<unknown>().int().min(1).max(5000)),
  acces: or(accessibilitySchema.exclude(['none'])),
  ascenseur: or(z.literal('oui')),
  energie: or(energyClassSchema),
  reservataire: or(word),
  bailleur: or(word),
  tri: or(z.enum(['cloture', 'loyer', 'surface', 'recent', 'proche'])),
});

export type AdvertFilters = {
  /** INSEE of the place searched; alone: homes of that commune. */
  commune: string | null;
  /** With a commune: homes whose commune stands within so many kilometres as the crow flies. */
  radiusKm: (typeof radiiKm)[number] | null;
  typologies: readonly z.infer<typeof typologySchema>[];
  /** Rent and charges, in whole euros a month. */
  maximumEuros: number | null;
  accessibility: 'stepFree' | 'wheelchair' | null;
  lift: boolean;
  /** This class or a better one. */
  energyAtMost: z.infer<typeof energyClassSchema> | null;
  /** Name of the reservation holder, or "aucun" for homes that none holds. */
  holder: string | null;
  landlordId: string | null;
  order: AdvertOrder;
};

export const noHolder = 'aucun';

/** The filters of an address; what it does not understand is left out. */
export function readAdvertFilters(query: unknown): AdvertFilters {
  const read = querySchema.parse(query ?? {});
  return {
    commune: read.commune,
    radiusKm: read.commune === null ? null : read.rayon,
    typologies: [...new Set(read.typologie)].sort(),
    maximumEuros: read.loyer,
    accessibility: read.acces,
    lift: read.ascenseur !== null,
    energyAtMost: read.energie,
    holder: read.reservataire,
    landlordId: read.bailleur,
    order: read.tri === null ? 'closing' : orderWords[read.tri],
  };
}

/** The filters as an address, always written alike: "" where nothing is asked. */
export function advertQuery(filters: AdvertFilters): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | number | null) => {
    if (value !== null) query.append(name, String(value));
  };
  put('commune', filters.commune);
  put('rayon', filters.radiusKm);
  for (const typology of filters.typologies) put('typologie', typology);
  put('loyer', filters.maximumEuros);
  put('acces', filters.accessibility);
  put('ascenseur', filters.lift ? 'oui' : null);
  put('energie', filters.energyAtMost);
  put('reservataire', filters.holder);
  put('bailleur', filters.landlordId);
  const order = Object.entries(orderWords).find(([, one]) => one === filters.order)?.[0] ?? null;
  put('tri', filters.order === 'closing' ? null : order);
  return query.toString();
}

const accessLevels = ['none', 'stepFree', 'wheelchair'] as const;

type Shown = Pick<Advert, 'id' | 'facts' | 'landlordId' | 'opensOn' | 'closesOn'>;

/** Whether an advert answers the search. */
function answersSearch({ facts, landlordId }: Shown, filters: AdvertFilters): boolean {
  return (
    isThere(facts.insee, filters) &&
    (filters.typologies.length === 0 || filters.typologies.includes(facts.typology)) &&
    (filters.maximumEuros === null || monthlyCents(facts) <= filters.maximumEuros * 100) &&
    (filters.accessibility === null ||
      accessLevels.indexOf(facts.accessibility) >= accessLevels.indexOf(filters.accessibility)) &&
    // A ground floor needs no lift.
    (!filters.lift || facts.lift === true || facts.floor === 0) &&
    (filters.energyAtMost === null ||
      (facts.energyClass !== null && facts.energyClass <= filters.energyAtMost)) &&
    (filters.holder === null || (facts.holderName ?? noHolder) === filters.holder) &&
    (filters.landlordId === null || landlordId === filters.landlordId)
  );
}

function isThere(insee: string, { commune, radiusKm }: AdvertFilters): boolean {
  if (commune === null || insee === commune) return true;
  if (radiusKm === null) return false;
  const away = kilometresBetween(commune, insee);
  return away !== null && away <= radiusKm;
}

/** The adverts that answer, in the order asked; those alike by closing day then identifier, so that pages never move. */
export function searchAdverts<One extends Shown>(adverts: readonly One[], filters: AdvertFilters): One[] {
  const keys = adverts
    .filter((advert) => answersSearch(advert, filters))
    .map((advert) => ({ advert, key: orderKey(advert, filters) }));
  keys.sort(
    (a, b) =>
      a.key - b.key ||
      compare(a.advert.closesOn, b.advert.closesOn) ||
      compare(a.advert.facts.communeName, b.advert.facts.communeName) ||
      compare(a.advert.id, b.advert.id),
  );
  return keys.map(({ advert }) => advert);
}

function orderKey({ facts, opensOn }: Shown, { order, commune }: AdvertFilters): number {
  switch (order) {
    case 'closing':
      return 0;
    case 'rent':
      return monthlyCents(facts);
    case 'surface':
      return -facts.surfaceM2;
    case 'newest':
      return -Date.parse(opensOn);
    case 'near':
      return commune === null ? 0 : (kilometresBetween(commune, facts.insee) ?? Number.MAX_SAFE_INTEGER);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

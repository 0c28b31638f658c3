/** Searching the pool of a home: filters that an address can carry, and pages of one group. */
import { z } from 'zod';
import { type HomePool, type PoolRow, poolGroups } from '../../matching/pool-shape.ts';

export const poolFilterSchema = z.object({
  groupe: z.enum(poolGroups).catch('eligible'),
  /** Persons of the household; 6 stands for six and more. */
  personnes: z.coerce.number().int().min(1).max(6).nullable().catch(null),
  mutation: z.enum(['none', 'internal', 'otherLandlord']).nullable().catch(null),
  label: z.enum(['dalo', 'priority', 'none']).nullable().catch(null),
  quartile: z.enum(['first', 'other', 'unknown']).nullable().catch(null),
  preuve: z.enum(['proved', 'declared', 'unknown']).nullable().catch(null),
  /** Where refused households fell out. */
  etape: z.enum(['wish', 'size', 'law', 'advert']).nullable().catch(null),
  /** Only those who asked for the home on its advert, or only the others. */
  annonce: z.enum(['asked', 'notAsked']).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type PoolFilter = z.infer<typeof poolFilterSchema>;

const rowsPerPage = 20;

export type PoolPage = {
  rows: readonly PoolRow[];
  /** Rows of the group that the filters keep, on all pages. */
  found: number;
  page: number;
  pages: number;
};

/** The rows with the wishes of now: an older run did not know of those that came since. */
export function withAsked(
  rows: readonly PoolRow[],
  asked: ReadonlyMap<string, number> | null,
): readonly PoolRow[] {
  return rows.map((row) => ({ ...row, askedAs: asked?.get(row.number) ?? null }));
}

/** How many households stand in each group, whatever the filters: they add up to those considered. */
export function groupCounts({ rows }: Pick<HomePool, 'rows'>): Readonly<Record<PoolRow['group'], number>> {
  const counts = { eligible: 0, unknown: 0, refused: 0 };
  for (const { group } of rows) counts[group] += 1;
  return counts;
}

/** How many fell out at each step. */
export function stepCounts({
  rows,
}: Pick<HomePool, 'rows'>): Readonly<Record<NonNullable<PoolRow['refusedAt']>, number>> {
  const counts = { wish: 0, size: 0, law: 0, advert: 0 };
  for (const { refusedAt } of rows) if (refusedAt !== null) counts[refusedAt] += 1;
  return counts;
}

/** One page of a group; `numbers`: only these households (a name or a number was searched), null for all. */
export function poolPage(
  pool: Pick<HomePool, 'rows'>,
  filter: PoolFilter,
  numbers: ReadonlySet<string> | null = null,
): PoolPage {
  const kept = pool.rows.filter(
    (row) => row.group === filter.groupe && matches(row, filter) && (numbers?.has(row.number) ?? true),
  );
  const found = filter.groupe === 'refused' ? nearestFirst(kept) : kept;
  const pages = Math.max(1, Math.ceil(found.length / rowsPerPage));
  const page = Math.min(filter.page, pages);
  return {
    rows: found.slice((page - 1) * rowsPerPage, page * rowsPerPage),
    found: found.length,
    page,
    pages,
  };
}

const nearness = { advert: 0, law: 1, size: 2, wish: 3 } as const;

/** Those who asked for such a home come before those who did not: their refusal is what people ask about. */
function nearestFirst(rows: readonly PoolRow[]): PoolRow[] {
  return rows.toSorted((a, b) => nearness[a.refusedAt ?? 'wish'] - nearness[b.refusedAt ?? 'wish']);
}

function matches(row: PoolRow, filter: PoolFilter): boolean {
  const { personnes, mutation, label, quartile, preuve, etape, annonce } = filter;
  return (
    (personnes === null || Math.min(6, row.persons) === personnes) &&
    (mutation === null || row.transfer === mutation) &&
    (label === null || labelOf(row) === label) &&
    (quartile === null || quartileOf(row) === quartile) &&
    (preuve === null || row.evidence === preuve) &&
    (annonce === null || (row.askedAs !== null) === (annonce === 'asked')) &&
    (etape === null || row.group !== 'refused' || row.refusedAt === etape)
  );
}

function labelOf({ dalo, priority }: PoolRow): NonNullable<PoolFilter['label']> {
  return dalo ? 'dalo' : priority ? 'priority' : 'none';
}

function quartileOf({ firstQuartile }: PoolRow): NonNullable<PoolFilter['quartile']> {
  return firstQuartile === null ? 'unknown' : firstQuartile ? 'first' : 'other';
}

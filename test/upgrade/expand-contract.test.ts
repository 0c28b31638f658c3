/** The service of the release before still reads and writes the database of this one: a roll-back needs no restore. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from './contract.ts';

// The last migration of each release that was handed over, then the present one.
const released = ['0020', '0039'] as const;

const columnSchema = z.object({
  type: z.string(),
  notNull: z.boolean(),
  default: z.unknown().optional(),
});
const snapshotSchema = z.object({
  tables: z.record(z.string(), z.object({ columns: z.record(z.string(), columnSchema) })),
});
type Snapshot = z.infer<typeof snapshotSchema>;

const folder = 'db/migrations/meta';

function snapshot(number: string): Snapshot {
  return snapshotSchema.parse(JSON.parse(readFileSync(`${folder}/${number}_snapshot.json`, 'utf8')));
}

/** The number of the newest migration. */
function newest(): string {
  const { entries } = z
    .object({ entries: z.array(z.object({ tag: z.string() })) })
    .parse(JSON.parse(readFileSync(`${folder}/_journal.json`, 'utf8')));
  return entries.at(-1)?.tag.slice(0, 4) ?? '';
}

// What the older service writes still fits.
const wider: Readonly<Record<string, readonly string[]>> = {
  integer: ['bigint', 'numeric', 'double precision'],
  smallint: ['integer', 'bigint', 'numeric'],
  real: ['double precision'],
};

/** What a service that knows the earlier schema could not read or write any more. */
function broken(before: Snapshot, after: Snapshot): string[] {
  return Object.entries(before.tables).flatMap(([table, { columns }]) => {
    const name = table.replace('public.', '');
    const now = after.tables[table]?.columns;
    if (!now) return [name];
    const lost = Object.entries(columns).flatMap(([column, was]) => {
      const is = now[column];
      const fits = is && (is.type === was.type || wider[was.type]?.includes(is.type));
      return fits && !(is.notNull && !was.notNull) ? [] : [`${name}.${column}`];
    });
    // The older service names every column that it knows, and no other.
    const asked = Object.entries(now).flatMap(([column, is]) =>
      is.notNull && is.default === undefined && !(column in columns) ? [`${name}.${column}`] : [],
    );
    return [...lost, ...asked];
  });
}

describe('the schema of a release', () => {
  it.each(released.map((number, index) => [number, released[index + 1] ?? newest()]))(
    'takes nothing away from the service of %s that the contract does not list (up to %s)',
    (before, after) => {
      const unlisted = broken(snapshot(before), snapshot(after)).filter((place) => !(place in contract));
      expect(unlisted).toEqual([]);
    },
  );

  it('would be told of a column dropped, renamed, narrowed or newly asked for', () => {
    const column = { type: 'integer', notNull: true };
    const table = (columns: Snapshot['tables'][string]['columns']): Snapshot => ({
      tables: { 'public.homes': { columns } },
    });
    const before = table({ id: column, rent: column, note: { type: 'text', notNull: false } });
    const after = table({
      id: column,
      rent: { type: 'smallint', notNull: true },
      note: { type: 'text', notNull: true },
      colour: { type: 'text', notNull: true },
    });
    expect(broken(before, after)).toEqual(['homes.rent', 'homes.note', 'homes.colour']);
    expect(broken(before, { tables: {} })).toEqual(['homes']);
    expect(broken(after, table({ id: column }))).toEqual(['homes.rent', 'homes.note', 'homes.colour']);
    expect(broken(table({ id: column }), table({ id: { type: 'bigint', notNull: true } }))).toEqual([]);
  });
});

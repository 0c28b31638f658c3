/** Small files of each kind, as a landlord would send them, and ways to read them. */
import { geography } from '../../src/domain/territory.ts';
import { bytesSource } from '../../src/intake/byte-source.ts';
import { type FileReport, type ReadOptions, readTable, type Table } from '../../src/intake/csv/table.ts';
import type { FileRefusal, RejectedRow } from '../../src/intake/refusal.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';

export const today = civilDate('2026-11-21');
export const options: ReadOptions = { today, communes: new Set(geography().communes.keys()) };

export const homesHeader =
  'home_id;insee;typology;habitable_rooms;surface_m2;financing;rent;charges;qpv_code;energy_class;holder;acceptance';
export const homeLine = 'L1;57463;T3;3;62,5;PLUS;412,30;85;;D;prefet57;0,7';

export const applicationsHeader =
  'nur;filed_on;renewed_on;persons;income_n2;monthly_resources;wished_communes;wished_typologies;current_landlord;labels;grid_facts';
export function applicationLine(number = '057032400000100001'): string {
  return `${number};2024-03-02;2026-03-01;1988-03-02 holder|1990-01-01 partner|2015-05-05 dependant;21000;1850,50;57463|57672;T3|T4;;dalo@2026-02-01|c@2026-03-03@prefet57;sans-logement=oui|enfants=1`;
}

export type Read<Row> = { rows: Row[]; rejects: RejectedRow[] } & (
  | { report: FileReport; refusal: null }
  | { report: null; refusal: FileRefusal }
);

/** Reads a whole text or bytes with a table. */
export async function read<Row>(
  table: Table<Row>,
  content: string | Uint8Array,
  more: Partial<ReadOptions> = {},
): Promise<Read<Row>> {
  const rows: Row[] = [];
  const rejects: RejectedRow[] = [];
  const result = await readTable(
    bytesSource('essai.csv', content),
    table,
    {
      onRow: (row) => {
        rows.push(row);
      },
      onReject: (rejected) => {
        rejects.push(rejected);
      },
    },
    { ...options, ...more },
  );
  return result.ok
    ? { rows, rejects, report: result.value, refusal: null }
    : { rows, rejects, report: null, refusal: result.refusal };
}

/** The reasons of every rejected row, as "row field: reason". */
export function reasons(rejects: readonly RejectedRow[]): string[] {
  return rejects.flatMap(({ row, problems }) =>
    problems.map(({ field, reason }) => `${row} ${field} : ${reason}`),
  );
}

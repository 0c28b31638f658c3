/** One measured reading: seconds, and how far the memory of its process grew above what it was at start. */
import { parse } from 'csv-parse/sync';
import { geography } from '../../src/domain/territory.ts';
import { DuplicateFinder } from '../../src/intake/duplicates.ts';
import { readApplicationsFile } from '../../src/intake/readers.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { applicationsFile } from './applications-file.ts';

const sampledEveryMilliseconds = 20;

type Measure = {
  way: string;
  rows: number;
  seconds: number;
  cpuSeconds: number;
  rssGrowthMegabytes: number;
};

/** The ways that can be measured, by name. */
export const ways: Readonly<Record<string, (rows: number) => Promise<number>>> = {
  streaming: readStreaming,
  'streaming-with-duplicates': (rows) => readStreaming(rows, new DuplicateFinder()),
  'whole-file': readWhole,
};

/** What `parcours import` does: every row typed and checked, two passes, nothing kept. */
async function readStreaming(rows: number, duplicates?: DuplicateFinder): Promise<number> {
  const source = { name: 'demandes.csv', open: () => applicationsFile(rows) };
  const options = { today: civilDate('2026-11-21'), communes: new Set(geography().communes.keys()) };
  const report = await readApplicationsFile(
    source,
    {
      onRow: (row) => {
        if (row.kind === 'application') duplicates?.add(row.application, row.contact);
      },
      onReject: ({ row, problems }) => {
        throw new Error(`row ${row} of the bench is rejected: ${problems[0]?.reason}`);
      },
    },
    options,
  );
  if (!report.ok) throw new Error(report.refusal.message);
  return report.value.accepted;
}

/** The naive way, for comparison: the whole file in one string, all rows as objects, not even checked. */
async function readWhole(rows: number): Promise<number> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of applicationsFile(rows)) chunks.push(chunk);
  const records: unknown[] = parse(Buffer.concat(chunks).toString('utf8'), { columns: true, delimiter: ';' });
  return records.length;
}

/** Reads `rows` applications in the named way and says what it cost. Throws where a row is missing. */
export async function measure(way: string, rows: number): Promise<Measure> {
  const read = ways[way];
  if (!read) throw new Error(`unknown way: ${way}`);
  // The geography is reference data that every process of the service holds once: it is not part of the growth.
  geography();
  const start = process.memoryUsage().rss;
  let highest = start;
  const sampler = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss);
  }, sampledEveryMilliseconds);
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  const count = await read(rows);
  const seconds = (performance.now() - began) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  clearInterval(sampler);
  highest = Math.max(highest, process.memoryUsage().rss);
  if (count !== rows) throw new Error(`${count} rows read of ${rows}`);
  const rssGrowthMegabytes = Math.round((highest - start) / 1e5) / 10;
  const cpuSeconds = Math.round((cpu.user + cpu.system) / 1e4) / 100;
  return { way, rows, seconds: Math.round(seconds * 100) / 100, cpuSeconds, rssGrowthMegabytes };
}

/** A file of 50 000 lines beside one of 5 000: the memory of the service must not grow with the lines. */
import type postgres from 'postgres';
import { watch } from './service-process.ts';

/** Downloads the file of the register at two sizes; `growth`: resident megabytes over those before, at the highest. */
export async function measureExports(
  { url, pid }: { url: string; pid: number },
  sql: postgres.Sql,
  officer: string,
) {
  const measured = [];
  for (const lines of [5_000, 50_000]) {
    const id = await makeExport(sql, lines);
    for (const file of ['evenements.csv', 'evenements.xml']) {
      const watching = watch(pid, 0.1);
      const began = performance.now();
      const answer = await fetch(`${url}/agent/sne/exports/${id}/${file}`, { headers: { cookie: officer } });
      if (answer.status !== 200 || answer.body === null) throw new Error(`${file} answered ${answer.status}`);
      const bytes = await bytesOf(answer.body.getReader());
      const seconds = Math.round(performance.now() - began) / 1000;
      const { memory } = await watching.stop();
      const growth = memory.highest - memory.first;
      measured.push({ file, lines, megabytes: Math.round(bytes / 1e5) / 10, seconds, memoryGrowth: growth });
    }
  }
  return measured;
}

/** Reads to the end, and keeps nothing: the bench shares the machine. */
async function bytesOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<number> {
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes;
    bytes += value.length;
  }
}

/** Writes a file of so many events as the service would have kept it. */
async function makeExport(sql: postgres.Sql, lines: number): Promise<string> {
  return sql.begin(async (tx) => {
    await tx`select set_config('parcours.landlord', 'demo', true)`;
    const [made] = await tx<{ id: string }[]>`
      insert into register_exports (id, landlord_id, made_on, at, by, events, request_key)
      values (gen_random_uuid(), 'demo', '2026-11-21', now(), 'bench', ${lines}, gen_random_uuid()::text)
      returning id`;
    if (!made) throw new Error('no export was made');
    await tx`
      insert into register_events (id, landlord_id, number, kind, happened_on, author, details, event_key, export_id, exported_at)
      select gen_random_uuid(), 'demo', lpad((n / 3)::text, 18, '0'), 'refusal', '2026-11-20', 'Bailleur',
        '{"rang": 2, "motif": "Loyer ou charges trop élevés", "adapte": true}', ${made.id} || ' ' || n, ${made.id}, now()
      from generate_series(1, ${lines}::int) n`;
    return made.id;
  });
}

/**
 * Load on the real service: the opening hour of a batch of adverts, a spike of sign-ins, double submissions, a soak.
 * Prints what it measured and writes it to bench/results/load.json.
 * Run: npm run bench:load -- [--minutes 6] [--rate 200] [--processes 2] [--only opening-hour]
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { borrowEmbeddedDatabase } from '../../db/embedded/embedded-database.ts';
import { bareApplication, timed } from '../pages/measure-pages.ts';
import { measureExports } from './exports.ts';
import { findK6, type K6Metrics, runK6, versionOfK6 } from './k6.ts';
import { type Prepared, prepare } from './prepare.ts';
import { type ServiceProcess, startService, type Usage, watch } from './service-process.ts';
import { sizesOf } from './sizes.ts';

/** Shares of the whole time. */
const shares = { 'opening-hour': 0.5, 'sign-ins': 0.15, 'double-submissions': 0.05, soak: 0.3 } as const;
type Scenario = keyof typeof shares;
const scenarios: readonly Scenario[] = ['opening-hour', 'sign-ins', 'double-submissions', 'soak'];

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '6' },
    rate: { type: 'string', default: '200' },
    processes: { type: 'string', default: '2' },
    only: { type: 'string' },
  },
});
const [minutes, rate] = [Number(values.minutes), Number(values.rate)];
const k6 = findK6();
const folder = mkdtempSync(path.join(tmpdir(), 'parcours-load-'));
// Root lends PostgreSQL another account, which must be able to enter.
chmodSync(folder, 0o711);
let service: ServiceProcess | null = null;
try {
  say('starting the service with the demonstration');
  service = await startService(folder, values.processes);
  const database = await borrowEmbeddedDatabase(folder);
  const sql = postgres(database.url, { max: 2 });
  const bare = bareApplication(database.url, await anyHome(sql));
  const bareServer = await timed(bare.app);
  say('opening files at the door');
  const prepared = await prepare(service.url, sql, folder);
  const measured: Partial<Record<Scenario, Awaited<ReturnType<typeof scenario>>>> = {};
  for (const name of scenarios.filter((one) => values.only === undefined || values.only === one)) {
    measured[name] = await scenario(name, { service, bare: bareServer.url, prepared });
  }
  const result = {
    what: `the built service with ${values.processes} page process(es), its embedded PostgreSQL and the demonstration, k6 on the same machine, ${rate} requests a second arriving`,
    how: 'milliseconds at the client, per kind of request; addresses of readers by X-Forwarded-For from a proxy of this machine; goals: true where k6 held them',
    command: `npm run bench:load -- --minutes ${minutes} --rate ${rate} --processes ${values.processes}`,
    machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version },
    k6: versionOfK6(k6),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    scenarios: measured,
    exports: await measureExports(service, sql, prepared.officers[0] ?? ''),
    sizes: await sizesOf(service.url, prepared),
    effects: await effects(sql),
  };
  await sql.end();
  await bareServer.close();
  await bare.close();
  const text = `${JSON.stringify(result, null, 2)}\n`;
  if (values.only === undefined) writeFileSync('bench/results/load.json', text);
  process.stdout.write(text);
} finally {
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function anyHome(sql: postgres.Sql): Promise<string> {
  const [home] = await sql.begin(async (tx) => {
    await tx`select set_config('parcours.landlord', 'demo', true)`;
    return tx<{ id: string }[]>`select id from homes order by id limit 1`;
  });
  return home?.id ?? '';
}

async function scenario(
  name: Scenario,
  { service, bare, prepared }: { service: ServiceProcess; bare: string; prepared: Prepared },
) {
  const ownMinutes = Math.max(0.2, minutes * shares[name]);
  say(`${name}: ${Math.round(ownMinutes * 60)} s`);
  const list = await (await fetch(`${service.url}/annonces`)).text();
  const watching = watch(service.pid);
  const loadAverage = round(loadavg()[0] ?? 0);
  const given = {
    ...prepared,
    base: service.url,
    bare,
    bareKilobytes: Math.round(list.length / 1000),
    minutes: ownMinutes,
    rate,
  };
  const metrics = await runK6(k6, `bench/load/${name}.js`, given, folder);
  const usage = await watching.stop();
  const told = summary(metrics, usage, loadAverage);
  say(JSON.stringify({ ...told.kinds, held: told.goals }));
  return told;
}

type Times = Record<'avg' | 'p50' | 'p95' | 'p99' | 'max', number>;

function summary(metrics: K6Metrics, { memory, processorSeconds }: Usage, loadAverage: number) {
  const kinds: Record<string, Times & { errorRate: number | null }> = {};
  for (const [name, { values }] of Object.entries(metrics)) {
    const kind = /^http_req_duration(?:\{(?:kind|scenario):([\w-]+)\})?$/.exec(name);
    if (!kind || (values.max ?? 0) === 0) continue;
    const failed = metrics[name.replace('duration', 'failed')]?.values.rate;
    kinds[kind[1] ?? 'all'] = { ...timesOf(values), errorRate: failed ?? null };
  }
  const [ours, bare] = [kinds.list, kinds.bare];
  const of = (name: string, value: string) => round(metrics[name]?.values[value] ?? 0);
  return {
    loadAverage,
    requests: of('http_reqs', 'count'),
    requestsPerSecond: of('http_reqs', 'rate'),
    dropped: of('dropped_iterations', 'count'),
    megabytesReceived: round((metrics.data_received?.values.count ?? 0) / 1e6),
    kinds,
    ...(ours && bare
      ? { timesBare: { p50: round(ours.p50 / bare.p50), p95: round(ours.p95 / bare.p95) } }
      : {}),
    counted: Object.fromEntries(
      Object.entries(metrics)
        .filter(([name]) => /^(wishes|forms)_/.test(name))
        .map(([name, { values }]) => [name, values.count ?? 0]),
    ),
    goals: goalsOf(metrics),
    memory,
    processorSeconds,
  };
}

function timesOf(values: K6Metrics[string]['values']): Times {
  const at = (name: string) => round(values[name] ?? 0);
  return { avg: at('avg'), p50: at('p(50)'), p95: at('p(95)'), p99: at('p(99)'), max: at('max') };
}

/** Those that are goals: the others only ask k6 to count kinds apart. */
function goalsOf(metrics: K6Metrics): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([name, { thresholds }]) =>
      Object.entries(thresholds ?? {})
        .filter(([goal]) => !goal.includes('p(99)<60000') && !goal.includes('rate<0.01'))
        .map(([goal, { ok }]) => [`${name} ${goal}`, ok]),
    ),
  );
}

/** What was written once whatever was sent twice: no key made two wishes, no household stands twice for a home. */
async function effects(sql: postgres.Sql) {
  return sql.begin('read only', async (tx) => {
    await tx`select set_config('parcours.landlord', 'demo', true)`;
    const [row] = await tx<{ wishes: number; keysTwice: number; homesTwice: number }[]>`
      select (select count(*)::int from interests) as "wishes",
        (select count(*)::int from (select 1 from interests group by request_key having count(*) > 1) twice) as "keysTwice",
        (select count(*)::int from (select 1 from interests where state <> 'withdrawn'
          group by advert_id, number having count(*) > 1) twice) as "homesTwice"`;
    return row;
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

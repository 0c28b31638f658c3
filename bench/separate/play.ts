/** parcours set up on machines apart, as an administrator does, then played on. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type Connection, connect } from '../../db/connection.ts';
import type { DemoLandlord } from '../../db/demo/demo-landlord.ts';
import { demoTenant } from '../../db/demo/tenant.ts';
import { readyDatabase } from '../../db/ready-database.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { demoAccounts } from '../../src/access/demo-accounts.ts';
import { signIn } from '../faults/officer.ts';
import { until } from '../faults/processes.ts';
import { type Fact, fact, journalHolds } from '../faults/wave.ts';
import { type Addresses, baseName, giveAuthority, startBase } from './base-machine.ts';
import { files, household } from './files.ts';
import { groupLandlord } from './group-landlord.ts';
import { type Machine, type Running, startMachine } from './machines.ts';
import { cables, sharedRun } from './shared-runs.ts';

const node = process.execPath;

/** Sets the machines up as an administrator does, plays, and gives what was seen. */
export async function playOnMachines(base: string): Promise<Fact[]> {
  const hosts = `127.0.0.1 localhost\n10.90.0.1 ${baseName}\n10.90.0.2 parcours.lan\n`;
  const machines: Machine[] = [];
  for (const [at, name] of ['base', 'service', 'worker-1', 'worker-2'].entries()) {
    machines.push(await startMachine(name, `10.90.0.${at + 1}`, base, hosts));
  }
  const [home, front, ...others] = machines;
  if (!home || !front) throw new Error('no machine');
  const addresses = await startBase(home);
  for (const machine of [front, ...others]) giveAuthority(home, machine);
  const demo = groupLandlord(80);
  const key = `maison:${randomBytes(32).toString('base64')}`;
  const settings = {
    NODE_ENV: 'production',
    NODE_EXTRA_CA_CERTS: '/opt/house.crt',
    DATABASE_URL: addresses.service,
    DATABASE_OWNER_URL: addresses.owner,
    REDIS_URL: addresses.redis,
    PARCOURS_JOBS: 'workers',
    PARCOURS_DATA_DIR: '/opt/data',
    PARCOURS_DEMO: '1',
    PARCOURS_TODAY: demo.date,
    PARCOURS_SHARED_PAIRS: '0',
    ENCRYPTION_KEYS: key,
    SESSION_SECRET: randomBytes(32).toString('hex'),
  };
  const connection = await loaded(addresses, home, demo, key, path.join(base, 'office'));
  try {
    // Without the proxy with TLS that stands in front of one in production.
    const inClear = { ...settings, NODE_ENV: 'development', HOST: front.address };
    const service = front.start([node, 'dist/src/main.js'], inClear);
    await said(service, 'parcours prêt');
    const officer = await signIn(`http://${front.address}:3000`);
    const workers = others.map((machine) => ({
      machine,
      running: machine.start([node, 'dist/src/worker-main.js'], settings),
    }));
    for (const { running } of workers) await said(running, 'prêt à travailler');
    const scene = { connection, officer, workers };
    return [
      ...(await keysForgotten(others, settings)),
      ...(await files(scene)),
      ...(await household(scene, front, demo)),
      ...(await sharedRun(scene)),
      ...(await cables(scene)),
      await journalHolds(connection.db),
      fact('the service never fell', !service.isGone()),
      fact(
        'no worker fell',
        workers.every(({ running }) => !running.isGone()),
      ),
    ];
  } finally {
    await connection.close();
  }
}

/** The data of a landlord, put there from the office. */
async function loaded(
  addresses: Addresses,
  { address }: Machine,
  demo: DemoLandlord,
  key: string,
  dataDir: string,
): Promise<Connection> {
  const fromOffice = (url: string) => url.replace(baseName, address).replace('verify-full', 'require');
  const [name = '', bytes = ''] = key.split(':');
  const { url, encryption } = await readyDatabase(
    { url: fromOffice(addresses.service), ownerUrl: fromOffice(addresses.owner) },
    { encryptionKeys: [{ name, key: bytes }], dataDir },
    null,
  );
  const connection = connect(url, encryption);
  const { number } = demoTenant(demo);
  const ties = { holderId: 'als', stateHolderId: 'prefet', applicationNumber: number, departements: ['57'] };
  await loadDemo(connection.db, demo, await demoAccounts(ties, 2 ** 12));
  return connection;
}

/** A worker whose administrator forgot the keys makes none of its own in silence. */
async function keysForgotten(
  [machine]: readonly Machine[],
  { ENCRYPTION_KEYS: _forgotten, ...settings }: Record<string, string>,
): Promise<Fact[]> {
  if (!machine) return [];
  const running = machine.start([node, 'dist/src/worker-main.js'], {
    ...settings,
    PARCOURS_DATA_DIR: '/opt/data/sans-cles',
  });
  await until('it leaves', async () => running.isGone(), 60_000);
  const code = await running.ended;
  return [
    fact(
      'a worker without the keys of the others does not start, and says which are missing',
      code === 1 && /clé/.test(running.told()),
      running.told().trim().split('\n').at(0) ?? '',
    ),
  ];
}

async function said(running: Running, words: string): Promise<void> {
  await until(
    `a process says ${words}`,
    async () => running.told().includes(words) || running.isGone(),
  ).catch(() => {});
  if (!running.told().includes(words)) throw new Error(`it did not start: ${running.told()}`);
}

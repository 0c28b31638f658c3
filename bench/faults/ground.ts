/** What faults are played on: a PostgreSQL of its own, the small demonstration, an open sitting; one copy a fault. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { type Connection, connect } from '../../db/connection.ts';
import { makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { demoTenant } from '../../db/demo/tenant.ts';
import { type Cluster, ensureCluster } from '../../db/embedded/cluster.ts';
import { createServiceDatabase } from '../../db/embedded/embedded-database.ts';
import { findServer, serverUrl, startServer, stopServer } from '../../db/embedded/server.ts';
import { readyDatabase } from '../../db/ready-database.ts';
import { committeeStores } from '../../db/stores/committee-stores.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { runStore } from '../../db/stores/run-store.ts';
import { snapshotStore } from '../../db/stores/snapshot-store.ts';
import { demoAccounts } from '../../src/access/demo-accounts.ts';
import { sessionCalculations } from '../../src/jobs/session-calculations.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { type PreparedSitting, prepareSitting } from '../pages/prepare-sitting.ts';
import { type Cable, layCable } from './proxy.ts';

export const landlordId = 'demo';
/** Owns the database; the service's own account owns nothing. */
const owner = 'parcours';
const service = 'parcours_service';
const size = { homes: 12, perHome: 4 };

/** A copy of the prepared database, for one fault. */
export type Copy = Connection & {
  /** Through the cable: what services are given. */
  url: string;
  ownerUrl: string;
  name: string;
};

export type Ground = {
  folder: string;
  cluster: Cluster;
  /** Address of a database of the server for its superuser, not behind the cable. */
  superuserUrl: (name: string) => string;
  cable: Cable;
  sitting: PreparedSitting;
  /** The day of the landlord's demonstration. */
  today: CivilDate;
  /** Gives a copy of the prepared database; `direct` is not behind the cable. */
  copy: () => Promise<Copy>;
  /** The same copy once the server stands elsewhere. */
  reopen: (copy: Copy) => Promise<Copy>;
  /** Kills the server with its children, without a warning. */
  killServer: () => void;
  /** Starts it again and plugs the cable into it. */
  startAgain: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Lays it; `given` where there is one is used and left, for a disk of a chosen size. */
export async function layGround(given?: string, more: readonly string[] = []): Promise<Ground> {
  const folder = given ?? mkdtempSync(path.join(tmpdir(), 'parcours-faults-'));
  chmodSync(folder, 0o711);
  const cluster = await ensureCluster(folder);
  const settings = ['max_connections=200', ...more];
  const first = await startServer(cluster, settings);
  const cable = await layCable(first.port);
  const { sitting, today } = await prepared(cluster, first.port, folder);
  let copies = 0;
  let direct = first.port;
  const opened = async (name: string): Promise<Copy> => {
    const { encryption } = await access(cluster, direct, name, folder);
    return {
      ...connect(serverUrl(cluster, direct, service, name), encryption),
      url: serverUrl(cluster, cable.port, service, name),
      ownerUrl: serverUrl(cluster, cable.port, owner, name),
      name,
    };
  };
  return {
    folder,
    cluster,
    superuserUrl: (name) => serverUrl(cluster, direct, 'postgres', name),
    cable,
    sitting,
    today,
    copy: async () => {
      copies += 1;
      const name = `faults_${copies}`;
      await administer(cluster, direct, (sql) =>
        sql.unsafe(`create database ${name} owner ${owner} template ${owner} strategy file_copy`),
      );
      return opened(name);
    },
    reopen: ({ name }) => opened(name),
    killServer: () => {
      const running = findServer(cluster);
      // Its children notice that it is gone and leave.
      if (running) process.kill(running.pid, 'SIGKILL');
    },
    startAgain: async () => {
      direct = (await startServer(cluster, settings)).port;
      cable.plugInto(direct);
    },
    stop: async () => {
      await cable.stop();
      const running = findServer(cluster);
      if (running) await stopServer(cluster, running.pid);
      if (given === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function prepared(cluster: Cluster, port: number, folder: string) {
  await administer(cluster, port, (sql) => createServiceDatabase(sql, cluster.password));
  const { url, encryption } = await access(cluster, port, owner, folder);
  const { db, close } = connect(url, encryption);
  try {
    const demo = makeDemoLandlord('small');
    const ties = {
      holderId: 'als',
      stateHolderId: 'prefet',
      applicationNumber: demoTenant(demo).number,
      departements: ['57'],
    };
    await loadDemo(db, demo, await demoAccounts(ties, 2 ** 12));
    const runs = runStore(db);
    const request = { landlordId, date: demo.date, snapshotOf: null, requestedBy: null, pins: [], bans: [] };
    const runId = await sessionCalculations(runs, snapshotStore(db)).run(request, undefined);
    const problem = await runs.problem(landlordId, runId);
    if (!problem) throw new Error('the run has no problem');
    const actor = { accountId: null, name: 'Essai de pannes', role: 'agent' };
    const asked = { landlordId, actor, now: new Date(), today: demo.date };
    const sitting = await prepareSitting(committeeStores(db).sessions, problem, asked, size);
    return { sitting, today: demo.date };
  } finally {
    await close();
  }
}

function access(cluster: Cluster, port: number, name: string, folder: string) {
  const url = serverUrl(cluster, port, service, name);
  const ownerUrl = serverUrl(cluster, port, owner, name);
  return readyDatabase({ url, ownerUrl }, { encryptionKeys: null, dataDir: folder }, null);
}

async function administer<Value>(
  cluster: Cluster,
  port: number,
  work: (sql: postgres.Sql) => Promise<Value>,
): Promise<Value> {
  const sql = postgres(serverUrl(cluster, port, 'postgres', 'postgres'), { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/**
 * A bad act, and the database put back to the minute before it: base backup through the driver, archived log, restore
 * to a point in time. No client program is needed: the one of the embedded server ships none.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { count, eq } from 'drizzle-orm';
import postgres from 'postgres';
import { connect, withLandlord } from '../../db/connection.ts';
import { serverUrl, startServer, stopServer } from '../../db/embedded/server.ts';
import { encryptionKeysOf } from '../../db/encryption/keys.ts';
import { applications } from '../../db/schema/application.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { journalStore } from '../../db/stores/journal-store.ts';
import { settingsOf } from './database-faults.ts';
import type { Fault } from './fault.ts';
import { type Copy, type Ground, landlordId, layGround } from './ground.ts';
import { signIn } from './officer.ts';
import { startService, until } from './processes.ts';
import { type Fact, fact, readyDecisions, sendAll } from './wave.ts';

export const restoreFault: Fault = {
  name: 'A bad act, undone by a restore to the minute before it',
  done: 'base backup while the service runs, decisions recorded after it, then every application deleted by hand as the superuser; restored beside from the backup and the archived log to the moment between',
  play: async () => {
    const work = mkdtempSync(path.join(tmpdir(), 'parcours-restore-'));
    chmodSync(work, 0o711);
    const archive = path.join(work, 'archive');
    mkdirSync(archive);
    mkdirSync(path.join(work, 'server'));
    const ground = await layGround(path.join(work, 'server'), [
      'archive_mode=on',
      `archive_command=cp %p ${archive}/%f`,
    ]);
    if (ground.cluster.owner) chownSync(archive, ground.cluster.owner.uid, ground.cluster.owner.gid);
    const copy = await ground.copy();
    try {
      return await backedUpAndRestored(ground, copy, work, archive);
    } finally {
      await copy.close();
      await ground.stop();
      rmSync(work, { recursive: true, force: true });
    }
  },
};

async function backedUpAndRestored(
  ground: Ground,
  copy: Copy,
  work: string,
  archive: string,
): Promise<Fact[]> {
  const saved = path.join(work, 'backup');
  const superuser = postgres(ground.superuserUrl(copy.name), { max: 1, onnotice: () => {} });
  const backupSeconds = await timed(() => backUp(superuser, ground.cluster.data, saved));
  const decided = await decideAfterwards(ground, copy);
  const before = await stateOf(copy);
  await pause(1_000);
  const [moment] = await superuser<{ at: string }[]>`select clock_timestamp()::text as at`;
  await pause(1_000);
  // Past row security and the guards of the service: what only an administrator's mistake can do.
  await superuser.unsafe(`set session_replication_role = replica; delete from applications`);
  const after = await stateOf(copy);
  await superuser`select pg_switch_wal()`;
  await pause(2_000);
  await superuser.end();

  const restored = {
    ...ground.cluster,
    data: path.join(work, 'restored'),
    log: path.join(work, 'restored.log'),
  };
  let port = 0;
  let pid = 0;
  const restoreSeconds = await timed(async () => {
    copyFolder(saved, restored.data);
    writeFileSync(path.join(restored.data, 'recovery.signal'), '');
    own(ground, path.join(restored.data, 'recovery.signal'));
    ({ port, pid } = await startServer(restored, [
      'max_connections=200',
      `restore_command=cp ${archive}/%f %p`,
      `recovery_target_time=${moment?.at}`,
      'recovery_target_action=promote',
    ]));
    const sql = postgres(serverUrl(restored, port, 'postgres', 'postgres'), { max: 1, onnotice: () => {} });
    await until('the recovery ends', async () => {
      const [row] = await sql<{ on: boolean }[]>`select pg_is_in_recovery() as on`;
      return row?.on === false;
    });
    await sql.end();
  });
  const encryption = encryptionKeysOf({ encryptionKeys: null, dataDir: ground.folder });
  const address = (account: string) => serverUrl(restored, port, account, copy.name);
  const connection = connect(address('parcours_service'), encryption);
  try {
    const there = await stateOf(connection);
    const service = await startService({
      ...settingsOf(ground, copy),
      DATABASE_URL: address('parcours_service'),
      DATABASE_OWNER_URL: address('parcours'),
    });
    const ready = await fetch(`${service.url}/readyz`);
    await signIn(service.url);
    await service.kill();
    const megabytes = Math.round(
      Number(spawnSync('du', ['-sk', saved]).stdout.toString().split('\t')[0]) / 1024,
    );
    return [
      fact(
        'the bad act was done',
        before.applications > 0 && after.applications === 0,
        `${before.applications} applications deleted`,
      ),
      fact(
        'after the restore it never was',
        there.applications === before.applications,
        `${there.applications} applications`,
      ),
      fact(
        'what was decided after the backup is there',
        there.decided === before.decided && decided > 0,
        `${there.decided} decisions`,
      ),
      fact('the journal verifies', there.faults === 0, `${there.lines} lines`),
      fact('the service starts on it and people sign in', ready.status === 200),
      fact('backup taken while the service runs', true, `${megabytes} MB in ${backupSeconds} s`),
      fact('restored', true, `${restoreSeconds} s, from the copying of the files to a server that writes`),
    ];
  } finally {
    await connection.close();
    await stopServer(restored, pid);
  }
}

/** The files of a running server between the two calls that make the copy whole. */
async function backUp(superuser: postgres.Sql, data: string, saved: string): Promise<void> {
  await superuser`select pg_backup_start('parcours', fast => true)`;
  // Files come and go while they are copied: cp says so, and the log mends it.
  spawnSync('cp', ['-a', data, saved]);
  const [row] = await superuser<{ labelfile: string }[]>`select labelfile from pg_backup_stop()`;
  for (const name of ['postmaster.pid', 'postmaster.opts']) rmSync(path.join(saved, name), { force: true });
  rmSync(path.join(saved, 'pg_wal'), { recursive: true, force: true });
  mkdirSync(path.join(saved, 'pg_wal', 'archive_status'), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(saved, 'backup_label'), row?.labelfile ?? '');
  spawnSync('chown', ['-R', '--reference', path.join(data, 'PG_VERSION'), saved]);
}

function copyFolder(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', from, to]);
  if (status !== 0) throw new Error(String(stderr));
}

function own({ cluster }: Ground, file: string): void {
  if (cluster.owner) chownSync(file, cluster.owner.uid, cluster.owner.gid);
}

async function decideAfterwards(ground: Ground, copy: Copy): Promise<number> {
  const service = await startService(settingsOf(ground, copy));
  try {
    const officer = await signIn(service.url);
    const answers = await sendAll(officer, await readyDecisions(officer, ground));
    return answers.filter((answer) => answer?.status === 303).length;
  } finally {
    await service.kill();
  }
}

async function stateOf({ db }: Pick<Copy, 'db'>) {
  const { faults, lines } = await journalStore(db).check(landlordId);
  return withLandlord(db, landlordId, async (tx) => {
    const [acts] = await tx
      .select({ n: count() })
      .from(journalLines)
      .where(eq(journalLines.kind, 'home.decided'));
    return {
      applications: await tx.$count(applications),
      decided: acts?.n ?? 0,
      faults: faults.length,
      lines,
    };
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return Math.round((performance.now() - since) / 100) / 10;
}

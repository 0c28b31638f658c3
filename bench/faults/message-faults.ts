/** Messages on their way out when the service dies, and when its folder has no room left. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq, inArray, sql } from 'drizzle-orm';
import { type Database, withLandlord } from '../../db/connection.ts';
import { outbox } from '../../db/schema/correspondence.ts';
import { journalLines } from '../../db/schema/journal.ts';
import type { Asked } from '../../src/domain/act.ts';
import { settingsOf } from './database-faults.ts';
import { decideHomes, offerHomes } from './decided-homes.ts';
import type { Fault } from './fault.ts';
import { type Copy, type Ground, landlordId } from './ground.ts';
import { read, signIn } from './officer.ts';
import { startService, until } from './processes.ts';
import { type Fact, fact, journalHolds } from './wave.ts';

const lettersSent = 8;
const shortMessages = 5;
const strikeAt = 3;

export function messageFaults(ground: Ground): Fault[] {
  return [
    {
      name: 'Service killed between sending a message and noting that it left',
      done: `${lettersSent} letters by e-mail and ${shortMessages} short messages wait, written as files; kill −9 when the third e-mail is there, started again, kill −9 when the third short message is there, started again; the five minutes for which a message is held by who sends it are shortened in the row`,
      play: () => killedSender(ground),
    },
    {
      name: 'Disk full under the folder of the service',
      done: `PARCOURS_DATA_DIR on a small disk that is full, ${lettersSent} letters waiting to leave as files; then room is given; the wait before the next try is shortened in the row`,
      root: true,
      play: () => fullFolder(ground),
    },
  ];
}

/** The letters of offers made at once, and the rows of the outbox that carry them. */
async function waitingLetters(ground: Ground, { db }: Copy): Promise<string[]> {
  const asked: Asked = {
    landlordId,
    actor: { accountId: null, name: 'Essai de pannes', role: 'agent' },
    now: new Date(),
    today: ground.today,
  };
  const known = await waitingIn(db);
  await offerHomes(db, await decideHomes(db, lettersSent), asked);
  const waiting = await waitingIn(db);
  return waiting.filter((id) => !known.includes(id));
}

async function waitingIn(db: Database): Promise<string[]> {
  const rows = await withLandlord(db, landlordId, (tx) =>
    tx.select({ id: outbox.id }).from(outbox).where(eq(outbox.state, 'waiting')),
  );
  return rows.map(({ id }) => id);
}

function rowsOf(db: Database, ids: readonly string[]) {
  return withLandlord(db, landlordId, (tx) =>
    tx
      .select({
        id: outbox.id,
        state: outbox.state,
        attempts: outbox.attempts,
        lastError: outbox.lastError,
        channel: outbox.channel,
      })
      .from(outbox)
      .where(inArray(outbox.id, [...ids])),
  );
}

/** Lets messages that are held, or that wait for their next try, be taken at once. */
async function dueNow(db: Database, ids: readonly string[]): Promise<void> {
  await withLandlord(db, landlordId, (tx) =>
    tx
      .update(outbox)
      .set({ nextAttemptAt: sql`now()` })
      .where(inArray(outbox.id, [...ids])),
  );
}

async function lettersTold(db: Database): Promise<number> {
  return withLandlord(db, landlordId, (tx) => tx.$count(journalLines, eq(journalLines.kind, 'letter.sent')));
}

async function killedSender(ground: Ground): Promise<Fact[]> {
  const copy = await ground.copy();
  const folder = mkdtempSync(path.join(tmpdir(), 'parcours-messages-'));
  const settings = settingsIn(ground, copy, folder);
  const box = path.join(folder, 'outbox');
  mkdirSync(box);
  const told = await lettersTold(copy.db);
  const letters = await waitingLetters(ground, copy);
  let service: Awaited<ReturnType<typeof startService>> | null = null;
  /** Starts the service and kills it when the third message of that kind is there. */
  const killAmong = async (ending: string): Promise<void> => {
    const there = new Set<string>();
    const watcher = watch(box, (_, name) => {
      if (name?.endsWith(ending) !== true || name.startsWith('.') || there.has(name)) return;
      there.add(name);
      // The cable makes the note that it left come later than the kill.
      if (there.size === 1) ground.cable.slow(100);
      if (there.size === strikeAt) void service?.kill();
    });
    try {
      service = await startService(settings);
      await until(`${strikeAt} of ${ending}`, async () => service?.isGone() === true);
    } finally {
      watcher.close();
      ground.cable.slow(0);
    }
  };
  try {
    await killAmong('.eml');
    const noted = (await rowsOf(copy.db, letters)).filter(({ state }) => state === 'sent').length;
    const short = await writeShortMessages(copy.db);
    const own = [...letters, ...short];
    await dueNow(copy.db, letters);
    await killAmong('.sms.txt');
    await dueNow(copy.db, own);
    service = await startService(settings);
    await until('everything left', async () =>
      (await rowsOf(copy.db, own)).every(({ state }) => state === 'sent'),
    );
    const rows = await rowsOf(copy.db, own);
    const twice = rows.filter(({ attempts }) => attempts > 1).length;
    const there = new Set(readdirSync(box));
    return [
      fact(
        'it was killed in between: a message was there that was not noted',
        noted < strikeAt,
        `${strikeAt} e-mails there, ${noted} noted`,
      ),
      fact(
        'none is lost',
        letters.every((id) => there.has(`${id}.eml`)) && short.every((id) => there.has(`${id}.sms.txt`)),
        `${letters.length} letters, ${short.length} short messages`,
      ),
      fact(
        'at least once: what was on its way at each kill is sent again, under the same identifier, and nothing else',
        twice === 2 && rows.every(({ attempts }) => attempts <= 2),
        `${twice} of ${rows.length} sent twice`,
      ),
      fact(
        'no half-written message is left',
        ![...there].some((name) => name.startsWith('.')),
        `${there.size} files`,
      ),
      fact('one act for each letter', (await lettersTold(copy.db)) - told === letters.length, letters.length),
      await journalHolds(copy.db),
    ];
  } finally {
    await service?.kill();
    await copy.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeShortMessages(db: Database): Promise<string[]> {
  const rows = await withLandlord(db, landlordId, (tx) =>
    tx
      .insert(outbox)
      .values(
        Array.from({ length: shortMessages }, (_, index) => ({
          landlordId,
          channel: 'sms' as const,
          recipient: `06 39 98 02 0${index}`,
          subject: '',
          text: 'Un message vous attend dans votre dossier.',
          state: 'waiting' as const,
        })),
      )
      .returning({ id: outbox.id }),
  );
  return rows.map(({ id }) => id);
}

/** The settings of a copy with a folder of its own for the service, which has the keys of the ground. */
function settingsIn(ground: Ground, copy: Copy, folder: string): Record<string, string> {
  copyFileSync(path.join(ground.folder, 'encryption-keys'), path.join(folder, 'encryption-keys'));
  return { ...settingsOf(ground, copy), PARCOURS_DATA_DIR: folder, PARCOURS_TODAY: ground.today };
}

async function fullFolder(ground: Ground): Promise<Fact[]> {
  const copy = await ground.copy();
  const folder = mkdtempSync(path.join(tmpdir(), 'parcours-small-folder-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=0711', 'tmpfs', folder]);
  if (mounted.status !== 0) throw new Error(`no small disk: ${mounted.stderr}`);
  const settings = settingsIn(ground, copy, folder);
  const filling = path.join(folder, 'filling');
  const box = path.join(folder, 'outbox');
  mkdirSync(box);
  const letters = await waitingLetters(ground, copy);
  // Until nothing more goes in.
  spawnSync('dd', ['if=/dev/zero', `of=${filling}`, 'bs=4k']);
  const service = await startService(settings);
  try {
    const officer = await signIn(service.url);
    await until('every letter was tried', async () =>
      (await rowsOf(copy.db, letters)).every(({ lastError }) => lastError !== null),
    );
    const tried = await rowsOf(copy.db, letters);
    const page = await read(officer, '/agent/courriers');
    const words = tried[0]?.lastError ?? '';
    const halfWritten = readdirSync(box);
    rmSync(filling);
    await dueNow(copy.db, letters);
    await until('everything left', async () =>
      (await rowsOf(copy.db, letters)).every(({ state }) => state === 'sent'),
    );
    const whole = readdirSync(box).filter((name) => statSync(path.join(box, name)).size > 1_000);
    return [
      fact('the service starts, people sign in and pages are read', page.status === 200),
      fact(
        'each letter waits for its next try, with words that a person can read',
        tried.every(({ state }) => state === 'waiting'),
        `${tried.length} « ${words} »`,
      ),
      fact('nothing half-written is left', halfWritten.length === 0, `${halfWritten.length} files`),
      fact(
        'once there is room they leave, each whole and once',
        whole.length === letters.length && readdirSync(box).length === letters.length,
        `${whole.length} files`,
      ),
      await journalHolds(copy.db),
      fact('the service never fell', !service.isGone()),
    ];
  } finally {
    await service.kill();
    await copy.close();
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}

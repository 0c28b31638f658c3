/** The service killed under what people send; two services at the end of a delay; a disk that is full. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { and, count, eq } from 'drizzle-orm';
import { type Database, withLandlord } from '../../db/connection.ts';
import { minutes } from '../../db/schema/committee.ts';
import { jobFiles, jobs } from '../../db/schema/job.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import { fileOf } from '../intake/applications-file.ts';
import { settingsOf } from './database-faults.ts';
import type { Fault } from './fault.ts';
import { type Ground, landlordId, layGround } from './ground.ts';
import { hiddenFields, importForm, read, send, sendFile, signIn, told } from './officer.ts';
import { freePort, startService, until } from './processes.ts';
import { countDecisions, type Fact, fact, journalHolds, readyDecisions, sendAll } from './wave.ts';

// More than one piece of a kept file.
const rowsSent = 6_000;

export function processFaults(ground: Ground): Fault[] {
  return [
    {
      name: 'Service killed while decisions are recorded and a sitting is closed',
      done: 'kill −9 of the service after the third of a dozen decisions sent at once, then again as soon as the first of six closings sent at once is acknowledged; started again each time on the same port',
      play: () => killedService(ground),
    },
    {
      name: 'Clock jump over a deadline, two services at once',
      done: 'two services on the same database wake up 60 days later, when offers, orientations and mandates have run out',
      play: () => jumpedClock(ground),
    },
    {
      name: 'Disk of PostgreSQL full',
      done: 'its data on a small disk, filled to the last byte under twelve decisions and a file that is sent, then given room again',
      root: true,
      play: fullDisk,
    },
  ];
}

async function killedService(ground: Ground): Promise<Fact[]> {
  const copy = await ground.copy();
  const settings = { ...settingsOf(ground, copy), PORT: String(await freePort()) };
  let service = await startService(settings);
  try {
    const officer = await signIn(service.url);
    const forms = await readyDecisions(officer, ground);
    const answers = await sendAll(officer, forms, { after: 3, hit: service.kill });
    service = await startService(settings);
    const facts = await countDecisions(copy.db, ground, officer, forms, answers);
    const path = `/agent/seances/${ground.sitting.id}`;
    const closing = {
      path: `${path}/cloturer`,
      fields: hiddenFields((await read(officer, `${path}/tenue`)).text, '/cloturer'),
    };
    const dying = service;
    const closings = Array.from({ length: 6 }, () => closing);
    const closed = await sendAll(officer, closings, { after: 1, hit: dying.kill });
    await dying.kill();
    const acknowledged = closed.filter((answer) => answer?.status === 303).length;
    const kept = await closedOnce(copy.db);
    service = await startService(settings);
    const again = await send(officer, closing);
    const stale = await send(officer, { ...closing, fields: closing.fields.map(anotherVersion) });
    const [rows, acts] = await closedOnce(copy.db);
    facts.push(
      fact(
        'a closing acknowledged just before the kill is there, with its minutes and its act',
        acknowledged > 0 && kept.every((n) => n === 1),
        `${acknowledged} of six acknowledged; ${kept.join(' and ')}`,
      ),
      fact(
        'sent again, it closes nothing twice',
        rows === 1 && acts === 1 && again?.status === 303,
        `${again?.status} ${told(again?.text)}`,
      ),
      fact(
        'somebody whose page is older is told that it is closed, when and by whom',
        stale?.status === 409,
        `${stale?.status} « ${told(stale?.text)} »`,
      ),
      await journalHolds(copy.db),
      fact('nobody has to sign in again', (await read(officer, '/agent')).status === 200),
    );
    return facts;
  } finally {
    await service.kill();
    await copy.close();
  }

  async function closedOnce(db: Database): Promise<[number, number]> {
    return withLandlord(db, landlordId, async (tx) => {
      const [rows] = await tx
        .select({ n: count() })
        .from(minutes)
        .where(eq(minutes.sessionId, ground.sitting.id));
      const lines = await tx
        .select({ subjects: journalLines.subjects })
        .from(journalLines)
        .where(eq(journalLines.kind, 'session.closed'));
      const own = lines.filter(({ subjects }) => subjects.some((one) => one.includes(ground.sitting.id)));
      return [rows?.n ?? 0, own.length];
    });
  }
}

function anotherVersion([name, value]: readonly [string, string]): readonly [string, string] {
  return name === 'version' ? [name, String(Number(value) - 1)] : [name, value];
}

async function jumpedClock(ground: Ground): Promise<Fact[]> {
  const copy = await ground.copy();
  const settings = { ...settingsOf(ground, copy), PARCOURS_TODAY: addDays(ground.today, 60) };
  const services = await Promise.all([startService(settings), startService(settings)]);
  try {
    await until('the acts of the day are done', () => isIdle(copy.db));
    const first = await lapses(copy.db);
    for (const service of services) await service.kill();
    // The same day again, then the day before: a clock that goes back takes nothing back and makes nothing twice.
    const back = await startService({ ...settings, PARCOURS_TODAY: addDays(ground.today, 59) });
    await until('the acts of the day are done', () => isIdle(copy.db));
    await back.kill();
    const second = await lapses(copy.db);
    return [
      fact(
        'what ran out is lapsed',
        first.length > 0,
        `${first.length} acts: ${[...new Set(first.map(({ kind }) => kind))].join(', ')}`,
      ),
      fact(
        'each once, however many services woke up',
        unique(first) === first.length,
        `${unique(first)} of ${first.length}`,
      ),
      fact(
        'a clock that goes back a day makes none again',
        unique(second) === second.length && second.length === first.length,
      ),
      await journalHolds(copy.db),
    ];
  } finally {
    for (const service of services) await service.kill();
    await copy.close();
  }
}

type Lapse = { kind: string; subjects: readonly string[] };

function unique(acts: readonly Lapse[]): number {
  return new Set(acts.map(({ kind, subjects }) => `${kind} ${[...subjects].sort().join(' ')}`)).size;
}

async function lapses(db: Database): Promise<Lapse[]> {
  const lines = await withLandlord(db, landlordId, (tx) =>
    tx.select({ kind: journalLines.kind, subjects: journalLines.subjects }).from(journalLines),
  );
  return lines.filter(({ kind }) => kind.endsWith('.lapsed'));
}

/** Tasks of the day were asked for, and none waits or runs. */
async function isIdle(db: Database): Promise<boolean> {
  const rows = await db.select({ state: jobs.state, kind: jobs.kind }).from(jobs);
  const ofDay = rows.filter(({ kind }) => kind === 'day-act');
  return ofDay.length > 0 && ofDay.every(({ state }) => state !== 'queued' && state !== 'running');
}

function importsDone(db: Database): Promise<number> {
  return db.$count(jobs, and(eq(jobs.kind, 'import'), eq(jobs.state, 'done')));
}

async function fullDisk(): Promise<Fact[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parcours-small-disk-'));
  chmodSync(folder, 0o711);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=700m,mode=0711', 'tmpfs', folder]);
  if (mounted.status !== 0) throw new Error(`no small disk: ${mounted.stderr}`);
  const ground = await layGround(folder);
  const copy = await ground.copy();
  const service = await startService(settingsOf(ground, copy));
  try {
    const officer = await signIn(service.url);
    const forms = await readyDecisions(officer, ground);
    const filling = path.join(folder, 'filling');
    // Until nothing more goes in.
    const fill = () => spawnSync('dd', ['if=/dev/zero', `of=${filling}`, 'bs=1M']);
    const upload = await importForm(officer);
    const file = await fileOf(rowsSent);
    const answers = await sendAll(officer, forms, { after: 2, hit: fill });
    const refusedFile = await sendFile(officer, upload, file);
    const kindOfAnswer = `${refusedFile?.status} « ${told(refusedFile?.text)} »`;
    const kept = answers.filter((answer) => answer?.status === 303).length;
    const refused = answers.filter((answer) => answer?.status === 503);
    const facts = [
      fact(
        'each sender was answered: recorded, or told that it was not',
        kept + refused.length === answers.length,
        `${kept} recorded, ${refused.length} told « ${told(refused[0]?.text)} »`,
      ),
    ];
    rmSync(filling);
    await ground.startAgain();
    await until('pages are read again', async () => (await read(officer, '/agent')).status === 200);
    await copy.close();
    const fresh = await ground.reopen(copy);
    facts.push(...(await countDecisions(fresh.db, ground, officer, forms, answers)));
    const pieces = await fresh.db.$count(jobFiles);
    const sent = await sendFile(officer, upload, file);
    await until('the file is imported', async () => (await importsDone(fresh.db)) === 1);
    facts.push(
      fact(
        'a file sent meanwhile is refused in plain words',
        refusedFile?.status === 503 && /place/.test(told(refusedFile.text)),
        kindOfAnswer,
      ),
      fact(
        'nothing of it was kept, and the same form passes once there is room',
        pieces === 0 && sent?.status === 303,
        `${pieces} pieces, then ${sent?.status}`,
      ),
      fact('the service never fell', !service.isGone()),
    );
    await fresh.close();
    return facts;
  } finally {
    await service.kill();
    await ground.stop();
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** PostgreSQL killed, cut off, silent, slow: the service stays up, says so, and finds it again by itself. */
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connection.ts';
import type { Fault } from './fault.ts';
import type { Copy, Ground } from './ground.ts';
import { type Officer, read, signIn, told } from './officer.ts';
import { type ServiceProcess, startService, until } from './processes.ts';
import { countDecisions, type Fact, fact, readyDecisions, sendAll } from './wave.ts';

type Scene = { ground: Ground; service: ServiceProcess; officer: Officer };

/** What a person and a machine are told while the database is away: `within` milliseconds each. */
async function toldMeanwhile({ service, officer }: Scene, within: number): Promise<Fact[]> {
  const since = performance.now();
  const page = await read(officer, '/agent');
  const milliseconds = Math.round(performance.now() - since);
  const ready = await fetch(`${service.url}/readyz`);
  const alive = await fetch(`${service.url}/healthz`);
  const words = told(page.text);
  return [
    fact(
      'a page says in plain words that the database is away and when to come back',
      page.status === 503 && /base de données/.test(words) && page.headers.has('retry-after'),
      `${page.status} « ${words} » after ${milliseconds} ms`,
    ),
    fact('no page waits for ever', milliseconds < within, `${milliseconds} ms`),
    fact('no stack, no query in what is shown', !/node_modules|select |\bat \//.test(page.text)),
    fact('/readyz says no, /healthz says alive', ready.status === 503 && alive.status === 200),
  ];
}

async function stillSignedIn({ officer }: Scene): Promise<Fact> {
  // Other places of the pool may still be finding it: pages ask to come back, never to sign in.
  const seen = new Set<number>();
  await until('a page', async () => {
    const { status } = await read(officer, '/agent');
    seen.add(status);
    return status === 200;
  });
  const only = [...seen].every((status) => status === 200 || status === 503);
  return fact('the same person is still signed in afterwards', only, [...seen].join(', then '));
}

const durable = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** What stands between a power cut and a lost commit; the cut itself is not played. */
async function syncsWhatItCommits(db: Database): Promise<Fact> {
  const rows = await db.execute<{ name: string; setting: string }>(
    sql`select name, setting from pg_settings where name in ${[...durable]} order by name`,
  );
  const seen = rows.map(({ name, setting }) => `${name} ${setting}`);
  return fact(
    'the running server waits for the disk at each commit',
    rows.length === durable.length && rows.every(({ setting }) => setting === 'on'),
    seen.join(', '),
  );
}

export function databaseFaults(ground: Ground): Fault[] {
  const scene = async (
    work: (scene: Scene, facts: Fact[], db: Awaited<ReturnType<Ground['copy']>>) => Promise<void>,
  ) => {
    const copy = await ground.copy();
    const service = await startService(settingsOf(ground, copy));
    const facts: Fact[] = [];
    try {
      await work({ ground, service, officer: await signIn(service.url) }, facts, copy);
      facts.push(fact('the service never fell', !service.isGone()));
    } catch (cause) {
      throw new Error(`the play broke off; the service said: ${service.told().slice(-2000)}`, { cause });
    } finally {
      await service.kill();
      await copy.close();
    }
    return facts;
  };
  return [
    {
      name: 'PostgreSQL killed while decisions are recorded, then started again',
      done: 'kill −9 of the server after the third of twelve decisions sent at once; the service is left alone; the server is started again',
      play: () =>
        scene(async (at, facts, copy) => {
          facts.push(await syncsWhatItCommits(copy.db));
          const forms = await readyDecisions(at.officer, ground);
          const answers = await sendAll(at.officer, forms, { after: 3, hit: ground.killServer });
          facts.push(...(await toldMeanwhile(at, 20_000)));
          const broken = answers.filter(
            (answer) => answer === null || (answer.status !== 303 && answer.status !== 503),
          );
          facts.push(
            fact(
              'each sender was answered: recorded, or come back',
              broken.length === 0,
              `${broken.length} not`,
            ),
          );
          await ground.startAgain();
          const back = await until('the service finds the database', () => isReady(at.service));
          facts.push(
            fact('the service finds it again without a restart', true, `${back} ms`),
            await stillSignedIn(at),
          );
          await copy.close();
          const fresh = await ground.reopen(copy);
          facts.push(...(await countDecisions(fresh.db, ground, at.officer, forms, answers)));
          await fresh.close();
        }),
    },
    {
      name: 'Network cut between the service and PostgreSQL',
      done: 'every connection is broken after the third of twelve decisions sent at once; the next ones pass',
      play: () =>
        scene(async (at, facts, copy) => {
          const forms = await readyDecisions(at.officer, ground);
          const answers = await sendAll(at.officer, forms, { after: 3, hit: ground.cable.cut });
          const broken = answers.filter(
            (answer) => answer === null || (answer.status !== 303 && answer.status !== 503),
          );
          facts.push(
            fact(
              'each sender was answered: recorded, or come back',
              broken.length === 0,
              `${broken.length} not`,
            ),
          );
          facts.push(await stillSignedIn(at));
          facts.push(...(await countDecisions(copy.db, ground, at.officer, forms, answers)));
        }),
    },
    {
      name: 'Network silent between the service and PostgreSQL',
      done: 'bytes stop both ways after the third of twelve decisions sent at once, and nobody is told; they flow again later',
      play: () =>
        scene(async (at, facts, copy) => {
          const forms = await readyDecisions(at.officer, ground);
          const answers = await sendAll(at.officer, forms, { after: 3, hit: ground.cable.freeze });
          facts.push(...(await toldMeanwhile(at, 20_000)));
          const broken = answers.filter(
            (answer) => answer === null || (answer.status !== 303 && answer.status !== 503),
          );
          facts.push(
            fact(
              'each sender was answered: recorded, or come back',
              broken.length === 0,
              `${broken.length} not`,
            ),
          );
          ground.cable.thaw();
          await until('the service finds the database', () => isReady(at.service));
          facts.push(await stillSignedIn(at));
          facts.push(...(await countDecisions(copy.db, ground, at.officer, forms, answers)));
        }),
    },
    {
      name: 'Slow PostgreSQL',
      done: '150 ms more on every packet, each way, while twelve decisions are sent at once',
      play: () =>
        scene(async (at, facts, copy) => {
          const forms = await readyDecisions(at.officer, ground);
          ground.cable.slow(150);
          const answers = await sendAll(at.officer, forms);
          ground.cable.slow(0);
          const kept = answers.filter((answer) => answer?.status === 303).length;
          const others = answers.filter((answer) => answer?.status !== 303 && answer?.status !== 503);
          facts.push(
            fact('each sender was answered: recorded, or come back', others.length === 0, `${kept} recorded`),
          );
          facts.push(...(await countDecisions(copy.db, ground, at.officer, forms, answers)));
        }),
    },
  ];
}

export function settingsOf(ground: Ground, { url, ownerUrl }: Copy): Record<string, string> {
  return {
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    PARCOURS_DATA_DIR: ground.folder,
    PARCOURS_DEMO: '0',
    PARCOURS_TODAY: ground.sitting.heldOn,
    PORT: '0',
  };
}

async function isReady({ url }: { url: string }): Promise<boolean> {
  return (await fetch(`${url}/readyz`)).status === 200;
}

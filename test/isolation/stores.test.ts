/**
 * Every function of every store, asked by one landlord about the things of another: it tells nothing and writes nothing.
 * The functions are those that the stores give, so that a new one is tried without being listed.
 */
import { readdirSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/connection.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { demoAccounts } from '../../src/access/demo-accounts.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { testDemo } from '../support/service.ts';
import { fingerprints, secretsOf } from './things.ts';

const folder = new URL('../../db/stores/', import.meta.url);
const stranger = 'bailleur-voisin';
const atOnce = 8;
// Thousands of questions, on a machine that may be busy.
const timeout = 600_000;

type Function = (...given: unknown[]) => unknown;
const isFunction = (value: unknown): value is Function => typeof value === 'function';

/** "fileStore.find" and what it calls, for every store of the folder. */
async function everyFunction(db: Database): Promise<Map<string, Function>> {
  const found = new Map<string, Function>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    const module: Record<string, unknown> = await import(new URL(file, folder).href);
    for (const [name, make] of Object.entries(module)) {
      if (!name.endsWith('Store') || !isFunction(make)) continue;
      visit(name, make(db), found);
    }
  }
  return found;
}

function visit(path: string, port: unknown, found: Map<string, Function>): void {
  if (isFunction(port)) found.set(path, port);
  else if (typeof port === 'object' && port !== null) {
    for (const [key, value] of Object.entries(port)) visit(`${path}.${key}`, value, found);
  }
}

describe('the stores, asked by another landlord', () => {
  let database: TestDatabase;
  let superuser: postgres.Sql;
  let functions: Map<string, Function>;
  let secrets: readonly string[];
  let before: Record<string, string>;
  const told: string[] = [];
  const tried = { answered: 0, refused: 0 };

  beforeAll(async () => {
    database = await testDatabase();
    superuser = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
    const ties = { holderId: 'als', stateHolderId: 'prefet', applicationNumber: null, departements: ['57'] };
    const number = testDemo.applications[0]?.number ?? '';
    await loadDemo(
      database.db,
      testDemo,
      await demoAccounts({ ...ties, applicationNumber: number }, 2 ** 12),
    );
    await database.db.insert(landlords).values({ id: stranger, name: 'Voisin', aliases: [] });
    functions = await everyFunction(database.db);
    secrets = await secretsOf(superuser, 'demo');
    before = await fingerprints(superuser, 'demo');
    const asked = await questions(superuser);
    const tryOne = async ([name, ask]: [string, Function]): Promise<void> => {
      for (const given of asked) {
        const answer = await answerOf(ask, given);
        if (answer === null) tried.refused += 1;
        else tried.answered += 1;
        // What was asked with may be said again; anything else was read.
        const said = textOf(given);
        const leak = secrets.find((secret) => answer?.includes(secret) && !said.includes(secret));
        if (leak !== undefined) told.push(`${name} : ${leak}`);
      }
    };
    const wanted = [...functions];
    for (let start = 0; start < wanted.length; start += atOnce) {
      await Promise.all(wanted.slice(start, start + atOnce).map(tryOne));
    }
  }, timeout);
  afterAll(async () => {
    await superuser.end();
    await database.drop();
  });

  it('are all tried, and most answer', () => {
    expect(functions.size).toBeGreaterThan(400);
    expect(tried.answered).toBeGreaterThan(functions.size);
  });

  it('would be caught telling: the landlord itself reads its own file', async () => {
    const find = functions.get('fileStore.find');
    const { number, name } = testDemo.applications[0] ?? {};
    const answer = find ? await answerOf(find, ['demo', number]) : null;
    expect(answer).toContain(name);
    expect(secrets).toContain(name);
  });

  it('tell nothing of it', () => {
    expect([...new Set(told)]).toEqual([]);
  });

  it('write nothing in it', async () => {
    expect(await fingerprints(superuser, 'demo')).toEqual(before);
  });
});

/** What it said, as text; null where it refused. */
async function answerOf(ask: Function, given: readonly unknown[]): Promise<string | null> {
  try {
    return textOf(await partOf(await ask(...given)));
  } catch {
    return null;
  }
}

const partsRead = 20;

const comesByPieces = (answer: unknown): answer is AsyncIterable<unknown> =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;

/** The beginning of what comes by pieces. */
async function partOf(answer: unknown): Promise<unknown> {
  if (!comesByPieces(answer)) return answer;
  const parts: unknown[] = [];
  for await (const piece of answer) {
    parts.push(piece);
    if (parts.length === partsRead) break;
  }
  return parts;
}

function textOf(value: unknown): string {
  const plain = JSON.stringify(value, (_key, held: unknown) => {
    if (held instanceof Map) return [...held];
    return held instanceof Set ? [...held] : held;
  });
  return plain ?? '';
}

/** Ways to ask about the other landlord's things: by an identifier of each kind, alone or in a request. */
async function questions(superuser: postgres.Sql): Promise<unknown[][]> {
  const first = async (table: string, column: string) => {
    const [row] = await superuser.unsafe(
      `select ${column} as one from ${table} where landlord_id = 'demo' order by 1 limit 1`,
    );
    return String(row?.one);
  };
  const [number, vacancyId] = [await first('applications', 'number'), await first('vacancies', 'id')];
  const uuid = await first('committee_sessions', 'id');
  const [now, today] = [new Date('2026-11-21T09:00:00Z'), testDemo.date];
  const actor = { accountId: null, name: 'Voisine', role: 'agent' };
  const asked = { landlordId: stranger, actor, by: actor, now, today, asOf: today };
  const thing = {
    ...asked,
    ...{
      number,
      numbers: [number],
      vacancyId,
      homeId: await first('homes', 'id'),
      id: uuid,
      sessionId: uuid,
    },
    ...{ tenancyId: await first('tenancies', 'id'), accountId: await first('accounts', 'id'), version: 1 },
    ...{ requestKey: '01900000-0000-7000-8000-000000000009', reason: 'autre', note: '', limit: 10 },
  };
  return [
    [stranger, number, today, now, actor],
    [stranger, vacancyId, thing, today, now],
    [stranger, uuid, thing, number, today],
    [asked, number, thing],
    [thing, thing, thing],
  ];
}

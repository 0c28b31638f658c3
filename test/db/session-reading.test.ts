/** Reading a sitting costs the same number of queries for two homes as for thirty with forty candidates each. */
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { agendaCandidates } from '../../db/schema/committee.ts';
import { makeNumber } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { convenedSitting, landlordId, storeOf, writeScene } from './session-scene.ts';

describe('reading a sitting', () => {
  let database: TestDatabase;
  let queries = 0;
  let watched: ReturnType<typeof postgres>;
  beforeAll(async () => {
    database = await testDatabase();
    await writeScene(database.db, { homes: 32, households: 43 });
    watched = postgres(database.url, {
      max: 1,
      onnotice: () => {},
      debug: () => {
        queries += 1;
      },
    });
  });
  afterAll(async () => {
    await watched.end();
    await database.drop();
  });

  it('takes as many queries for thirty homes of forty candidates as for two of three', async () => {
    const store = storeOf(database.db);
    const small = await convenedSitting(store, ['v-h31', 'v-h32']);
    const large = await convenedSitting(
      store,
      Array.from({ length: 30 }, (_, index) => `v-h${index + 1}`),
    );
    await fillTo(large, 40);
    const reader = storeOf(drizzle(watched, { casing: 'snake_case' }));
    await reader.find(landlordId, small, null);
    const countOf = async (sessionId: string) => {
      const before = queries;
      const view = await reader.find(landlordId, sessionId, null);
      return { queries: queries - before, candidates: view?.homes.flatMap((home) => home.candidates).length };
    };
    const few = await countOf(small);
    const many = await countOf(large);
    expect([few.candidates, many.candidates]).toEqual([6, 1200]);
    expect(many.queries).toBe(few.queries);
    expect(many.queries).toBeLessThan(25);
  });

  /** Copies the first candidate of each home under other numbers. */
  const fillTo = (sessionId: string, total: number) =>
    withLandlord(database.db, landlordId, async (tx) => {
      const rows = await tx.select().from(agendaCandidates);
      const first = rows.filter((row) => row.sessionId === sessionId && row.position === 0);
      const more = first.flatMap((row) =>
        Array.from({ length: total - 3 }, (_, index) => ({
          ...row,
          number: makeNumber(index + 4),
          position: index + 3,
        })),
      );
      await tx.insert(agendaCandidates).values(more);
    });
});

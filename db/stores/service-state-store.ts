/** How the service fares: what the database says of itself, and what waits. */
import { count, eq, max, min, sql } from 'drizzle-orm';
import type { ServiceStatePort } from '../../src/access/service-state.ts';
import { type Database, withLandlord } from '../connection.ts';
import { outbox } from '../schema/correspondence.ts';
import { jobs } from '../schema/job.ts';
import { journalLines } from '../schema/journal.ts';

export function serviceStateStore(db: Database): ServiceStatePort {
  return (landlordId) =>
    withLandlord(db, landlordId, async (tx) => {
      const [server] = await tx.execute<{ version: string; bytes: string }>(
        sql`select current_setting('server_version') as version, pg_database_size(current_database())::text as bytes`,
      );
      const [migrated] = await tx.execute<{ at: string | null }>(
        sql`select max(created_at)::text as at from drizzle.__drizzle_migrations`,
      );
      const states = await tx
        .select({ state: jobs.state, many: count() })
        .from(jobs)
        .where(eq(jobs.landlordId, landlordId))
        .groupBy(jobs.state);
      const messages = await tx
        .select({ state: outbox.state, many: count(), oldest: min(outbox.createdAt) })
        .from(outbox)
        .groupBy(outbox.state);
      const [lines] = await tx.select({ many: count(), last: max(journalLines.at) }).from(journalLines);
      const of = (state: string) => messages.find((row) => row.state === state);
      return {
        postgres: (server?.version ?? '').split(' ')[0] ?? '',
        databaseBytes: Number(server?.bytes ?? 0),
        lastMigrationAt: migrated?.at ? new Date(Number(migrated.at)) : null,
        jobs: Object.fromEntries(states.map(({ state, many }) => [state, many])),
        outbox: {
          waiting: of('waiting')?.many ?? 0,
          failed: of('failed')?.many ?? 0,
          oldestWaitingAt: of('waiting')?.oldest ?? null,
        },
        journal: { lines: lines?.many ?? 0, lastAt: lines?.last ?? null },
      };
    });
}

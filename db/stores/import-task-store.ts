/** An import asked for by a person: its task and its act, both or neither. */
import { and, eq } from 'drizzle-orm';
import type { ImportsPort } from '../../src/jobs/imports-port.ts';
import { type Database, withLandlord } from '../connection.ts';
import { jobs } from '../schema/job.ts';
import { appendActs } from './journal-append.ts';

export function importTaskStore(db: Database): ImportsPort {
  return {
    ask: ({ landlordId, actor, now }, requestKey, parameters) =>
      withLandlord(db, landlordId, async (tx) => {
        const onceKey = `import ${requestKey}`;
        const [row] = await tx
          .insert(jobs)
          .values({ landlordId, kind: 'import', parameters, requestedBy: actor.accountId, onceKey })
          .onConflictDoNothing()
          .returning({ id: jobs.id });
        if (!row) {
          const [earlier] = await tx
            .select({ id: jobs.id })
            .from(jobs)
            .where(and(eq(jobs.landlordId, landlordId), eq(jobs.onceKey, onceKey)));
          if (!earlier) throw new Error('an import was neither written nor found');
          return { jobId: earlier.id, isNew: false };
        }
        const { kind, mode, dryRun } = parameters;
        await appendActs(tx, landlordId, [
          {
            kind: 'import.asked',
            at: now,
            actor,
            subjects: [`landlord:${landlordId}`],
            before: null,
            after: { task: row.id, kind, mode, dryRun },
            why: null,
          },
        ]);
        return { jobId: row.id, isNew: true };
      }),
  };
}

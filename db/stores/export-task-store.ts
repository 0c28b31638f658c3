/** Copies made beside the pages: asked for with their act, and taken with theirs. */
import { and, desc, eq } from 'drizzle-orm';
import type { Act, Asked } from '../../src/domain/act.ts';
import type { ExportSubject } from '../../src/jobs/exports/export-subject.ts';
import type { ExportsPort } from '../../src/jobs/exports/exports-port.ts';
import { unreachable } from '../../src/kernel/result.ts';
import { type Database, withLandlord } from '../connection.ts';
import { jobs } from '../schema/job.ts';
import { jobColumns } from './job-store.ts';
import { appendActs } from './journal-append.ts';

export function exportTaskStore(db: Database): ExportsPort {
  return {
    ask: (asked, requestKey, parameters) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const { landlordId, actor } = asked;
        // A key is the person's own: another's form never names their copy.
        const onceKey = `export ${actor.accountId} ${requestKey}`;
        const [row] = await tx
          .insert(jobs)
          .values({ landlordId, kind: 'export', parameters, requestedBy: actor.accountId, onceKey })
          .onConflictDoNothing()
          .returning({ id: jobs.id });
        if (row) {
          await appendActs(tx, landlordId, [
            copyAct(asked, parameters.subject, { task: row.id, step: 'asked' }),
          ]);
          return { jobId: row.id };
        }
        const [earlier] = await tx
          .select({ id: jobs.id })
          .from(jobs)
          .where(and(eq(jobs.landlordId, landlordId), eq(jobs.onceKey, onceKey)));
        if (!earlier) throw new Error('a copy was neither written nor found');
        return { jobId: earlier.id };
      }),
    mine: (landlordId, accountId, limit) =>
      db
        .select(jobColumns)
        .from(jobs)
        .where(and(eq(jobs.landlordId, landlordId), eq(jobs.kind, 'export'), eq(jobs.requestedBy, accountId)))
        .orderBy(desc(jobs.createdAt))
        .limit(limit),
    taken: (asked, jobId, subject) =>
      withLandlord(db, asked.landlordId, (tx) =>
        appendActs(tx, asked.landlordId, [copyAct(asked, subject, { task: jobId, step: 'taken' })]),
      ),
  };
}

type Moment = { task: string; step: 'asked' | 'taken' };

/** The act of the same copy taken at once, with the task that makes it and whether it was asked for or taken. */
function copyAct({ landlordId, actor, now }: Asked, subject: ExportSubject, moment: Moment): Act {
  const act = { at: now, actor, before: null, why: null };
  const onLandlord = { ...act, subjects: [`landlord:${landlordId}` as const] };
  switch (subject.what) {
    case 'indicator': {
      const { name, from, until, territory, format } = subject;
      const filter = `${territory ?? 'tout'}, ${from} – ${until}`;
      return { ...onLandlord, kind: 'indicator.copied', after: { name, filter, format, ...moment } };
    }
    case 'return': {
      const { key, format } = subject;
      return {
        ...onLandlord,
        kind: 'indicator.copied',
        after: { name: key, filter: null, format, ...moment },
      };
    }
    case 'register': {
      const { exportId, file } = subject;
      return { ...onLandlord, kind: 'register.copied', after: { export: exportId, file, ...moment } };
    }
    case 'sitting': {
      const subjects = [`session:${subject.sessionId}` as const];
      const after = { paper: subject.paper, memberId: null, ...moment };
      return { ...act, kind: 'paper.printed', subjects, after };
    }
    default:
      return unreachable(subject);
  }
}

/** A household's file: finding it, reading it, and the gestures that change it, each journalled. */
import { and, asc, eq, ilike, or } from 'drizzle-orm';
import { afterGesture, documentRefusalWords } from '../../src/committee/candidates/documents.ts';
import type { FilePort } from '../../src/committee/candidates/file-port.ts';
import type { Act, Actor } from '../../src/domain/act.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { documentRefusedNotice } from '../../src/portal/standing/document-notice.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { priorOpinions } from '../schema/committee.ts';
import { documents } from '../schema/instruction.ts';
import { recordOpening } from './file-opened.ts';
import { documentColumns, householdFile } from './file-reading.ts';
import { appendActs } from './journal-append.ts';
import { notifyWithin } from './portal-notify.ts';

const mostFound = 50;
export function fileStore(db: Database): FilePort {
  return {
    find: (landlordId, number) => withLandlord(db, landlordId, (tx) => householdFile(tx, number)),
    opened: (landlordId, number, by, now) =>
      withLandlord(db, landlordId, (tx) => recordOpening(tx, landlordId, number, by, now)),
    search: (landlordId, text) =>
      withLandlord(db, landlordId, (tx) => {
        const wanted = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
        return tx
          .select({
            number: applications.number,
            name: applications.name,
            persons: applications.persons,
            filedOn: applications.filedOn,
            status: applications.status,
          })
          .from(applications)
          .where(or(ilike(applications.name, wanted), ilike(applications.number, wanted)))
          .orderBy(asc(applications.name), asc(applications.number))
          .limit(mostFound);
      }),
    refreshArrears: (landlordId, figure, by, now, today) =>
      withLandlord(db, landlordId, async (tx) => {
        const { number, amountCents, underPlan, seen } = figure;
        const [row] = await tx
          .select({ content: applications.content })
          .from(applications)
          .where(eq(applications.number, number))
          .for('update');
        if (!row) return refuse('unknown-file');
        const before = row.content.arrears;
        const after = { amountCents, asOf: today, underPlan: underPlan && amountCents > 0 };
        if (
          before?.asOf === today &&
          before.amountCents === amountCents &&
          before.underPlan === after.underPlan
        ) {
          return ok({ changed: false });
        }
        if ((before?.asOf ?? null) !== seen) return refuse('changed-meanwhile');
        await tx
          .update(applications)
          .set({ content: { ...row.content, arrears: after }, updatedAt: now })
          .where(eq(applications.number, number));
        await appendActs(tx, landlordId, [
          {
            kind: 'arrears.refreshed',
            at: now,
            actor: by,
            subjects: [`application:${number}`],
            before,
            after,
            why: null,
          },
        ]);
        return ok({ changed: true });
      }),
    changeDocument: (landlordId, change, by, now, today) =>
      withLandlord(db, landlordId, async (tx) => {
        const { number, document, gesture, validUntil, reason = null } = change;
        // The file is what two officers meet on: its row is the lock, whether the document has one or not.
        const [file] = await tx
          .select({ number: applications.number })
          .from(applications)
          .where(eq(applications.number, number))
          .for('update');
        if (!file) return refuse('unknown-file');
        const [held] = await tx
          .select(documentColumns)
          .from(documents)
          .where(and(eq(documents.number, number), eq(documents.document, document)));
        const next = afterGesture(
          held,
          { code: document, kind: gesture, validUntil, by: by.name, reason },
          today,
        );
        if (!next.ok) return next;
        await tx
          .insert(documents)
          .values({ landlordId, number, ...next.value, updatedAt: now })
          .onConflictDoUpdate({
            target: [documents.landlordId, documents.number, documents.document],
            set: { ...next.value, updatedAt: now },
          });
        const told = gesture === 'refuse' ? await tellRefusal(tx, landlordId, change, now) : [];
        await appendActs(tx, landlordId, [
          {
            kind: `document.${documentActs[gesture]}`,
            at: now,
            actor: by,
            subjects: [`application:${number}`],
            before: held ? { document, state: held.state } : null,
            after: { document, state: next.value.state, validUntil: next.value.validUntil },
            why: documentRefusalWords(reason),
          },
          ...told,
        ]);
        return next;
      }),
    recordOpinion: (landlordId, opinion, by, now) =>
      withLandlord(db, landlordId, (tx) => recordOpinion(tx, landlordId, opinion, by, now)),
  };
}

/** The household hears at once that a document will not do, why, and how to send another. */
async function tellRefusal(
  tx: Transaction,
  landlordId: string,
  { number, document, reason = null }: Parameters<FilePort['changeDocument']>[1],
  now: Date,
): Promise<readonly Act[]> {
  const notice = documentRefusedNotice({ number, document, because: documentRefusalWords(reason), now });
  return (await notifyWithin(tx, landlordId, notice, now)).acts;
}

async function recordOpinion(
  tx: Transaction,
  landlordId: string,
  { key, number, ...opinion }: Parameters<FilePort['recordOpinion']>[1],
  by: Actor,
  now: Date,
): ReturnType<FilePort['recordOpinion']> {
  const [file] = await tx
    .select({ number: applications.number })
    .from(applications)
    .where(eq(applications.number, number));
  if (!file) return refuse('unknown-file');
  const inserted = await tx
    .insert(priorOpinions)
    .values({ id: key, landlordId, number, ...opinion })
    .onConflictDoNothing()
    .returning({ id: priorOpinions.id });
  if (inserted.length === 0) return ok({ recorded: false });
  await appendActs(tx, landlordId, [
    {
      kind: 'opinion.recorded',
      at: now,
      actor: by,
      subjects: [`application:${number}`],
      before: null,
      after: { ...opinion },
      why: null,
    },
  ]);
  return ok({ recorded: true });
}

const documentActs = {
  request: 'requested',
  receive: 'received',
  accept: 'accepted',
  refuse: 'refused',
} as const;

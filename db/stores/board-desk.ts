/** Drafts and saved views: each row belongs to one account, and every query names it. */
import { and, asc, eq, like, lt, sql } from 'drizzle-orm';
import type { DeskOwner, DeskPort } from '../../src/committee/board/desk-port.ts';
import { type Database, withLandlord } from '../connection.ts';
import { drafts, savedViews } from '../schema/officer.ts';
import { listLandlords } from './landlord-store.ts';

const draftDays = 30;
const millisecondsPerDay = 86_400_000;
// A page's path has no space: the key of a draft reads back.
const separator = ' ';

export function deskStore(db: Database): DeskPort {
  return {
    saveDraft: async ({ landlordId, accountId }, { page, form, fields }) => {
      const key = keyOf(page, form);
      const kept = Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, [...values]]));
      await withLandlord(db, landlordId, (tx) =>
        tx
          .insert(drafts)
          .values({ landlordId, accountId, key, fields: kept })
          .onConflictDoUpdate({
            target: [drafts.accountId, drafts.key],
            set: { fields: kept, updatedAt: sql`now()` },
          }),
      );
    },
    drafts: ({ landlordId, accountId }, page) =>
      withLandlord(db, landlordId, async (tx) => {
        const rows = await tx
          .select({ key: drafts.key, fields: drafts.fields, savedAt: drafts.updatedAt })
          .from(drafts)
          .where(and(eq(drafts.accountId, accountId), like(drafts.key, `${escaped(page)}${separator}%`)))
          .orderBy(asc(drafts.key));
        return rows.map(({ key, fields, savedAt }) => ({
          form: key.slice(page.length + separator.length),
          fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()])),
          savedAt,
        }));
      }),
    dropDraft: async ({ landlordId, accountId }, page, form) => {
      await withLandlord(db, landlordId, (tx) =>
        tx.delete(drafts).where(and(eq(drafts.accountId, accountId), eq(drafts.key, keyOf(page, form)))),
      );
    },
    dropOldDrafts: async (now) => {
      const instant = new Date(now.getTime() - draftDays * millisecondsPerDay);
      let dropped = 0;
      for (const { id } of await listLandlords(db)) {
        const rows = await withLandlord(db, id, (tx) =>
          tx.delete(drafts).where(lt(drafts.updatedAt, instant)).returning({ key: drafts.key }),
        );
        dropped += rows.length;
      }
      return dropped;
    },
    ...views(db),
  };
}

function views(db: Database): Pick<DeskPort, 'views' | 'saveView' | 'dropView'> {
  const own = ({ accountId }: DeskOwner) => eq(savedViews.accountId, accountId);
  return {
    views: (owner, page) =>
      withLandlord(db, owner.landlordId, (tx) =>
        tx
          .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query })
          .from(savedViews)
          .where(and(own(owner), eq(savedViews.page, page)))
          .orderBy(asc(savedViews.name)),
      ),
    saveView: async ({ landlordId, accountId }, view) => {
      await withLandlord(db, landlordId, (tx) =>
        tx
          .insert(savedViews)
          .values({ landlordId, accountId, ...view })
          .onConflictDoUpdate({
            target: [savedViews.accountId, savedViews.page, savedViews.name],
            set: { query: view.query },
          }),
      );
    },
    dropView: async (owner, id) => {
      await withLandlord(db, owner.landlordId, (tx) =>
        tx.delete(savedViews).where(and(own(owner), eq(savedViews.id, id))),
      );
    },
  };
}

function keyOf(page: string, form: string): string {
  return `${page}${separator}${form}`;
}

/** A path as a pattern that matches only itself. */
function escaped(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

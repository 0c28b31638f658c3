/**
 * Kept searches of adverts. They belong to the portal, which a network shares: they stand under its first landlord, and
 * their digests tell the adverts of all. The token of a link follows from the search and a secret of the service.
 */
import { and, asc, count, eq, gte, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type CivilDate, civilDateInParis, instantInParis } from '../../src/kernel/civil-date.ts';
import type { PublicAdvert } from '../../src/portal/adverts/advert-port.ts';
import type { AlertPort, StoredAlert } from '../../src/portal/adverts/alert-port.ts';
import {
  type AlertMessage,
  confirmationDays,
  confirmationMessage,
  confirmationsADay,
  type DigestPart,
  digestMessage,
  filtersOf,
  isDue,
  newAdverts,
  searchesAtMost,
} from '../../src/portal/adverts/alerts.ts';
import { searchInWords, withoutTypedWords } from '../../src/portal/adverts/search-words.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { outbox } from '../schema/correspondence.ts';
import { savedSearches } from '../schema/portal.ts';
import { openAdverts } from './advert-store.ts';
import { hashOf, tokenOf } from './alert-token.ts';
import { listLandlords, serviceSecret } from './landlord-store.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

type Row = typeof savedSearches.$inferSelect;

export function alertStore(db: Database): AlertPort {
  const secret = () => serviceSecret(db, 'alerts');
  return {
    ask: async (search, now) => {
      const [portal] = await listLandlords(db);
      if (portal) await ask(db, portal.id, await secret(), search, now);
    },
    byToken: (token) => withToken(db, token, async (_tx, row) => stored(row)),
    confirm: async (token, now) => (await withToken(db, token, (tx, row) => confirm(tx, row, now))) !== null,
    stop: async (token, which, now) =>
      (await withToken(db, token, (tx, row) => stop(tx, row, which, now))) !== null,
    sendDigests: async (landlordId, today, now) => sendDigests(db, landlordId, await secret(), today, now),
  };
}

async function ask(
  db: Database,
  landlordId: string,
  secret: string,
  search: Parameters<AlertPort['ask']>[0],
  now: Date,
): Promise<void> {
  const email = search.email.trim().toLowerCase();
  await withLandlord(db, landlordId, async (tx) => {
    // Asked at once from many places, an address still receives no more.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`alert ${email}`}, 0))`);
    const [asked] = await tx
      .select({ count: count() })
      .from(savedSearches)
      .where(and(eq(savedSearches.email, email), gte(savedSearches.createdAt, dayBefore(now))));
    const [kept] = await tx
      .select({ count: count() })
      .from(savedSearches)
      .where(and(eq(savedSearches.email, email), isNull(savedSearches.endedAt)));
    // Said to nobody: whether an address is known here is not to be found out.
    if ((asked?.count ?? 0) >= confirmationsADay || (kept?.count ?? 0) >= searchesAtMost) return;
    const id = v7();
    const token = tokenOf(secret, id);
    const { query, frequency } = search;
    await tx
      .insert(savedSearches)
      .values({ id, landlordId, query, email, frequency, tokenHash: hashOf(token), createdAt: now });
    await put(
      tx,
      landlordId,
      email,
      confirmationMessage(searchInWords(withoutTypedWords(filtersOf({ query }))), token),
      null,
      now,
    );
  });
}

function stored({ query, frequency, confirmedAt, endedAt }: Row): StoredAlert {
  return { query, frequency, state: endedAt ? 'stopped' : confirmedAt ? 'active' : 'waiting' };
}

/** The search of a link, locked for what is done with it; null where the link is none. */
async function withToken<Value>(
  db: Database,
  token: string,
  work: (tx: Transaction, row: Row) => Promise<Value>,
): Promise<Value | null> {
  for (const { id } of await listLandlords(db)) {
    const done = await withLandlord(db, id, async (tx) => {
      const [row] = await tx
        .select()
        .from(savedSearches)
        .where(eq(savedSearches.tokenHash, hashOf(token)))
        .for('update');
      return row ? { value: await work(tx, row) } : null;
    });
    if (done) return done.value;
  }
  return null;
}

async function confirm(tx: Transaction, row: Row, now: Date): Promise<true> {
  if (row.confirmedAt !== null || row.endedAt !== null) return true;
  // The same search confirmed twice is one search.
  await tx
    .update(savedSearches)
    .set({ endedAt: now, email: '' })
    .where(
      and(
        eq(savedSearches.email, row.email),
        eq(savedSearches.query, row.query),
        ne(savedSearches.id, row.id),
        isNotNull(savedSearches.confirmedAt),
        isNull(savedSearches.endedAt),
      ),
    );
  await tx.update(savedSearches).set({ confirmedAt: now }).where(eq(savedSearches.id, row.id));
  return true;
}

async function stop(tx: Transaction, row: Row, which: 'this' | 'all', now: Date): Promise<true> {
  if (row.endedAt !== null) return true;
  await tx
    .update(savedSearches)
    .set({ endedAt: now, email: '' })
    .where(which === 'this' ? eq(savedSearches.id, row.id) : eq(savedSearches.email, row.email));
  return true;
}

async function sendDigests(
  db: Database,
  landlordId: string,
  secret: string,
  today: CivilDate,
  now: Date,
): Promise<number> {
  const due = await withLandlord(db, landlordId, async (tx) => {
    await tx
      .delete(savedSearches)
      .where(
        and(
          isNull(savedSearches.confirmedAt),
          lt(savedSearches.createdAt, daysBefore(now, confirmationDays)),
        ),
      );
    const rows = await tx
      .select({ email: savedSearches.email })
      .from(savedSearches)
      .where(and(isNotNull(savedSearches.confirmedAt), isNull(savedSearches.endedAt)));
    return [...new Set(rows.map(({ email }) => email))].sort();
  });
  if (due.length === 0) return 0;
  const open: PublicAdvert[] = [];
  for (const { id } of await listLandlords(db)) {
    open.push(...(await withLandlord(db, id, (tx) => openAdverts(tx, today))));
  }
  let sent = 0;
  for (const email of due) {
    sent += await withLandlord(db, landlordId, (tx) =>
      digestTo(tx, { landlordId, email, secret, open, today, now }),
    );
  }
  return sent;
}

type Digest = {
  landlordId: string;
  email: string;
  secret: string;
  open: readonly PublicAdvert[];
  today: CivilDate;
  now: Date;
};

/** One message for the searches of an address that are due, where they have something new. */
async function digestTo(tx: Transaction, digest: Digest): Promise<0 | 1> {
  const { landlordId, email, secret, open, today, now } = digest;
  const rows = await tx
    .select()
    .from(savedSearches)
    .where(
      and(
        eq(savedSearches.email, email),
        isNotNull(savedSearches.confirmedAt),
        isNull(savedSearches.endedAt),
      ),
    )
    .orderBy(asc(savedSearches.id))
    .for('update');
  // One message a day, whatever the number of searches.
  if (rows.some(({ lastSentOn }) => lastSentOn !== null && lastSentOn >= today)) return 0;
  const parts = rows.flatMap((row) => {
    const search = { ...row, confirmedOn: civilDateInParis(row.confirmedAt ?? now) };
    const adverts = isDue(search, today) ? newAdverts(search, open, today) : [];
    const part: DigestPart = {
      adverts,
      token: tokenOf(secret, row.id),
      searchInWords: searchInWords(filtersOf(row)),
    };
    return adverts.length === 0 ? [] : [{ id: row.id, part }];
  });
  const [first] = parts;
  if (!first) return 0;
  const message = digestMessage(parts.map(({ part }) => part));
  const { quietToHour } = await portalPolicyInForce(tx);
  const morning = instantInParis(today, `${String(quietToHour).padStart(2, '0')}:00`);
  const leavesAt = morning > now ? morning : now;
  await put(tx, landlordId, email, message, `/annonces/alertes/${first.part.token}/arret`, leavesAt);
  for (const { id } of parts) {
    await tx.update(savedSearches).set({ lastSentOn: today }).where(eq(savedSearches.id, id));
  }
  return 1;
}

async function put(
  tx: Transaction,
  landlordId: string,
  recipient: string,
  { subject, text }: AlertMessage,
  unsubscribePath: string | null,
  leavesAt: Date,
): Promise<void> {
  await tx.insert(outbox).values({
    ...{ landlordId, recipient, subject, text },
    channel: 'email',
    state: 'waiting',
    unsubscribeUrl: unsubscribePath,
    nextAttemptAt: leavesAt,
  });
}

function dayBefore(now: Date): Date {
  return daysBefore(now, 1);
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}

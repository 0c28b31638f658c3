/** The log of breaches on PostgreSQL: versions are only ever added. */
import { desc, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Breach, BreachPort, BreachVersion } from '../../src/access/breaches/breach-port.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { breaches } from '../schema/privacy.ts';
import { appendActs } from './journal-append.ts';

export function breachStore(db: Database): BreachPort {
  return {
    list: (landlordId) =>
      withLandlord(db, landlordId, async (tx) => {
        const found = await versionsOf(tx, null);
        return found.sort((a, b) => discoveredAt(b) - discoveredAt(a));
      }),
    find: (landlordId, id) =>
      withLandlord(db, landlordId, async (tx) => (await versionsOf(tx, id))[0] ?? null),
    open: (asked, content, requestKey) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const { landlordId, actor, now } = asked;
        const id = v7();
        const [created] = await tx
          .insert(breaches)
          .values({ landlordId, id, version: 1, content, by: actor.name, writtenAt: now, requestKey })
          .onConflictDoNothing()
          .returning({ id: breaches.id });
        if (created) {
          await appendActs(tx, landlordId, [act(asked, 'breach.opened', id, 1)]);
          return created;
        }
        const [again] = await tx
          .select({ id: breaches.id })
          .from(breaches)
          .where(eq(breaches.requestKey, requestKey));
        if (!again) throw new Error('a breach neither written nor found');
        return again;
      }),
    revise: (asked, change) => withLandlord(db, asked.landlordId, (tx) => revise(tx, asked, change)),
  };
}

async function revise(
  tx: Transaction,
  asked: Asked,
  { id, from, content, key }: Parameters<BreachPort['revise']>[1],
): ReturnType<BreachPort['revise']> {
  // Two people follow each other: the second is told what the first wrote.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`breach ${id}`}))`);
  const [again] = await tx
    .select({ version: breaches.version })
    .from(breaches)
    .where(eq(breaches.requestKey, key));
  if (again) return ok(again);
  const [known] = await versionsOf(tx, id);
  if (!known) return refuse({ code: 'unknownBreach' });
  const [latest] = known.versions;
  if (latest.version !== from) {
    return refuse({ code: 'changedMeanwhile', by: latest.by, version: latest.version });
  }
  const version = from + 1;
  const { landlordId, actor, now } = asked;
  await tx
    .insert(breaches)
    .values({ landlordId, id, version, content, by: actor.name, writtenAt: now, requestKey: key });
  await appendActs(tx, landlordId, [act(asked, 'breach.revised', id, version)]);
  return ok({ version });
}

async function versionsOf(tx: Transaction, id: string | null): Promise<Breach[]> {
  const rows = await tx
    .select()
    .from(breaches)
    .where(id === null ? undefined : eq(breaches.id, id))
    .orderBy(desc(breaches.version));
  const found = new Map<string, [BreachVersion, ...BreachVersion[]]>();
  for (const { id: own, version, content, by, writtenAt } of rows) {
    const one = { version, content, by, writtenAt };
    const before = found.get(own);
    if (before) before.push(one);
    else found.set(own, [one]);
  }
  return [...found].map(([own, versions]) => ({ id: own, versions }));
}

function discoveredAt({ versions }: Breach): number {
  return new Date(versions[0].content.discoveredAt).getTime();
}

/** The journal says that an entry was written, never what it says. */
function act(asked: Asked, kind: string, id: string, version: number): Act {
  return {
    kind,
    at: asked.now,
    actor: asked.actor,
    subjects: [`landlord:${asked.landlordId}`],
    before: null,
    after: { breach: id, version },
    why: null,
  };
}

/**
 * One-time codes. Each landlord of the network is asked the same questions and writes the same rows, whether or not it
 * knows the file: a code that opens nothing stands where there is none, so that neither the answer nor the work tells.
 */
import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { and, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { codeMessage, codeMinutes, triesPerCode } from '../../src/portal/access/one-time-code.ts';
import type {
  CodeChallenge,
  CodeRefusal,
  OpenedFile,
  PortalAccessPort,
} from '../../src/portal/access-port.ts';
import type { MessageWay } from '../../src/portal/notifications/reach.ts';
import { type PortalVisitor, portalActor } from '../../src/portal/visitor.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { outbox } from '../schema/correspondence.ts';
import { mandates, portalCodes } from '../schema/portal.ts';
import { appendActs } from './journal-append.ts';
import { type Landlord, listLandlords } from './landlord-store.ts';
import { fileOfKey, type PortalFile, wayOfCode } from './portal-file.ts';

type CodePort = Pick<PortalAccessPort, 'askCode' | 'tryCode' | 'dropOldCodes'>;

export function portalCodeStore(db: Database): CodePort {
  return {
    askCode: async ({ key, mandated }, today, now) => {
      const found: Found[] = [];
      for (const landlord of await listLandlords(db)) {
        found.push(
          await withLandlord(db, landlord.id, async (tx) => {
            const file = await fileOfKey(tx, key);
            return { landlord, file, sent: await wayOfCode(tx, key, file, mandated, today) };
          }),
        );
      }
      return issueAll(db, found, now);
    },
    tryCode: (challenge, code, today, now) => tryAll(db, challenge, code, today, now),
    dropOldCodes: (landlordId, now) =>
      withLandlord(db, landlordId, async (tx) => {
        const old = await tx
          .delete(portalCodes)
          .where(lt(portalCodes.expiresAt, now))
          .returning({ id: portalCodes.id });
        if (old.length === 0) return 0;
        await tx.delete(outbox).where(
          inArray(
            outbox.id,
            old.map(({ id }) => id),
          ),
        );
        return old.length;
      }),
  };
}

type Found = {
  landlord: Landlord;
  file: PortalFile | null;
  sent: { way: MessageWay; mandateId: string | null } | null;
};

/** One code a contact: landlords that know the household by the same contact open with the same code, in one message. */
async function issueAll(db: Database, found: readonly Found[], now: Date): Promise<CodeChallenge> {
  const codeOf = new Map<string, string>();
  const challenge: { landlordId: string; id: string }[] = [];
  for (const { landlord, file, sent } of found) {
    const destination = sent && `${sent.way.by} ${sent.way.to.toLowerCase()}`;
    const known = destination === null ? undefined : codeOf.get(destination);
    const code = known ?? newCode();
    if (destination !== null) codeOf.set(destination, code);
    const id = v7();
    await withLandlord(db, landlord.id, async (tx) => {
      await insertCode(tx, landlord.id, {
        id,
        file: sent && file,
        mandateId: sent?.mandateId ?? null,
        code,
        channel: sent?.way.by ?? 'email',
        expiresAt: new Date(now.getTime() + codeMinutes * 60_000),
      });
      const carries = sent !== null && known === undefined;
      await tx.insert(outbox).values({
        // The message and its code share an identifier: what stops or erases one finds the other.
        id,
        landlordId: landlord.id,
        channel: sent?.way.by ?? 'email',
        recipient: carries ? sent.way.to : '',
        ...(carries ? codeMessage(landlord.name, code, sent.way.by) : { subject: '', text: '' }),
        state: carries ? 'waiting' : 'stopped',
        nextAttemptAt: now,
      });
    });
    challenge.push({ landlordId: landlord.id, id });
  }
  return challenge;
}

type NewCode = {
  id: string;
  /** Null: it opens nothing. */
  file: PortalFile | null;
  mandateId: string | null;
  code: string;
  channel: 'email' | 'sms' | 'letter';
  expiresAt: Date;
};

/** Keeps the hash of a code; the code itself stands in its message only, until that is erased. */
export async function insertCode(
  tx: Transaction,
  landlordId: string,
  { id, file, mandateId, code, channel, expiresAt }: NewCode,
): Promise<void> {
  await tx.insert(portalCodes).values({
    id,
    landlordId,
    number: file?.number ?? null,
    tenancyId: file?.tenancyId ?? null,
    mandateId,
    codeHash: codeHash(id, code),
    channel,
    expiresAt,
  });
}

/** Eight digits of the system's own chance. */
export function newCode(): string {
  return String(randomInt(0, 100_000_000)).padStart(8, '0');
}

/** Tries the code on each landlord's row; one try is counted on all. */
export async function tryAll(
  db: Database,
  challenge: CodeChallenge,
  code: string,
  today: CivilDate,
  now: Date,
): Promise<Result<OpenedFile[], CodeRefusal>> {
  const names = new Map((await listLandlords(db)).map(({ id, name }) => [id, name]));
  const opened: OpenedFile[] = [];
  let triesLeft = 0;
  for (const { landlordId, id } of challenge) {
    const tried = await withLandlord(db, landlordId, (tx) => tryOne(tx, landlordId, id, code, today, now));
    if (tried.visitor) opened.push({ visitor: tried.visitor, landlordName: names.get(landlordId) ?? '' });
    triesLeft = Math.max(triesLeft, tried.triesLeft);
  }
  if (opened.length > 0) return ok(opened);
  return refuse(triesLeft > 0 ? { code: 'wrong', triesLeft } : { code: 'over' });
}

async function tryOne(
  tx: Transaction,
  landlordId: string,
  id: string,
  code: string,
  today: CivilDate,
  now: Date,
): Promise<{ visitor: PortalVisitor | null; triesLeft: number }> {
  const { spent, triesLeft } = await spendCode(tx, id, code, now);
  if (spent === null || (spent.number === null && spent.tenancyId === null)) {
    return { visitor: null, triesLeft };
  }
  const { number, tenancyId, mandateId, channel } = spent;
  const mandate = mandateId === null ? null : await runningMandate(tx, mandateId, today);
  if (mandateId !== null && mandate === null) return { visitor: null, triesLeft };
  const visitor: PortalVisitor = { landlordId, number, tenancyId, mandate, since: now.getTime() };
  await appendActs(tx, landlordId, [
    {
      kind: 'portal.opened',
      at: now,
      actor: portalActor(visitor),
      subjects: [number === null ? `tenancy:${tenancyId}` : `application:${number}`],
      before: null,
      after: { by: channel },
      why: null,
    },
  ]);
  return { visitor, triesLeft: 0 };
}

/** Counts the try before it compares, so that two tries at once are two; the right code is used up. */
export async function spendCode(
  tx: Transaction,
  id: string,
  code: string,
  now: Date,
): Promise<{ spent: typeof portalCodes.$inferSelect | null; triesLeft: number }> {
  const [row] = await tx
    .update(portalCodes)
    .set({ attempts: sql`${portalCodes.attempts} + 1` })
    .where(
      and(
        eq(portalCodes.id, id),
        isNull(portalCodes.usedAt),
        gt(portalCodes.expiresAt, now),
        lt(portalCodes.attempts, triesPerCode),
      ),
    )
    .returning();
  if (!row) return { spent: null, triesLeft: 0 };
  const triesLeft = triesPerCode - row.attempts;
  if (!sameHash(row.codeHash, codeHash(id, code))) return { spent: null, triesLeft };
  await tx.update(portalCodes).set({ usedAt: now }).where(eq(portalCodes.id, id));
  return { spent: row, triesLeft };
}

async function runningMandate(
  tx: Transaction,
  id: string,
  today: CivilDate,
): Promise<PortalVisitor['mandate']> {
  const [row] = await tx.select().from(mandates).where(eq(mandates.id, id));
  if (!row || row.endedAt !== null || row.from > today || row.until < today) return null;
  return { id: row.id, name: row.name, scope: row.scope };
}

/** Salted by the code's identifier: the same digits never give the same hash. */
function codeHash(id: string, code: string): string {
  return createHash('sha256').update(`${id} ${code}`).digest('hex');
}

function sameHash(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
}

/** Who has looked at a file, read from the journal. */
import { and, arrayOverlaps, desc, eq, inArray, like, or, type SQL } from 'drizzle-orm';
import type { AccessLogPort } from '../../src/access/accesses/access-log-port.ts';
import {
  accessesForHousehold,
  accessKinds,
  type FileAccess,
  isSensitiveAccess,
  sensitiveKindStarts,
} from '../../src/access/accesses/file-access.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { committeeSessions } from '../schema/committee.ts';
import { journalContents, journalLines } from '../schema/journal.ts';
import { appendActs } from './journal-append.ts';
import { contentOfLine } from './journal-content.ts';

const accessesShown = 1_000;

type Line = FileAccess & { subjects: readonly string[] };

export function accessLogStore(db: Database): AccessLogPort {
  return {
    ofHousehold: (landlordId, keys) =>
      withLandlord(db, landlordId, async (tx) => {
        const found = await linesOf(tx, keys);
        const closed = await closedSessions(tx, found);
        return accessesForHousehold(found.map(withoutSubjects), (sequence) => closed.has(sequence));
      }),
    ofFile: (asked, key) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const found = await linesOf(tx, [key]);
        const { actor, now: at } = asked;
        await appendActs(tx, asked.landlordId, [
          {
            ...{ kind: 'accesses.read', at, actor, before: null, after: null, why: null },
            subjects: [`application:${key}`],
          },
        ]);
        return found.map(withoutSubjects);
      }),
    sensitive: (landlordId, limit) => withLandlord(db, landlordId, (tx) => read(tx, isSensitive(), limit)),
  };
}

function linesOf(tx: Transaction, keys: readonly string[]): Promise<Line[]> {
  const subjects = keys.flatMap((key) => [`application:${key}`, `tenancy:${key}`]);
  const looked = or(inArray(journalLines.kind, [...accessKinds]), isSensitive());
  return read(tx, and(arrayOverlaps(journalLines.subjects, subjects), looked), accessesShown);
}

function isSensitive(): SQL | undefined {
  return or(...sensitiveKindStarts.map((start) => like(journalLines.kind, `${start}%`)));
}

async function read(tx: Transaction, which: SQL | undefined, limit: number): Promise<Line[]> {
  const rows = await tx
    .select({
      sequence: journalLines.sequence,
      at: journalLines.at,
      kind: journalLines.kind,
      actor: journalLines.actor,
      subjects: journalLines.subjects,
      content: journalContents.content,
    })
    .from(journalLines)
    .leftJoin(journalContents, contentOfLine)
    .where(which)
    .orderBy(desc(journalLines.sequence))
    .limit(limit);
  return rows.map(({ actor, content, ...line }) => ({
    ...line,
    name: actor.name,
    role: actor.role,
    why: content?.why ?? null,
    sensitive: isSensitiveAccess(line.kind),
  }));
}

/** Lines of sittings that are over: before, they would tell that a home is examined. */
async function closedSessions(tx: Transaction, lines: readonly Line[]): Promise<ReadonlySet<number>> {
  const named = lines.flatMap(({ sequence, subjects }) =>
    subjects.flatMap((one) =>
      one.startsWith('session:') ? [{ sequence, id: one.slice('session:'.length) }] : [],
    ),
  );
  if (named.length === 0) return new Set();
  const closed = await tx
    .select({ id: committeeSessions.id })
    .from(committeeSessions)
    .where(
      and(
        eq(committeeSessions.state, 'closed'),
        inArray(
          committeeSessions.id,
          named.map(({ id }) => id),
        ),
      ),
    );
  const ids = new Set(closed.map(({ id }) => id));
  return new Set(named.filter(({ id }) => ids.has(id)).map(({ sequence }) => sequence));
}

function withoutSubjects({ subjects: _subjects, ...access }: Line): FileAccess {
  return access;
}

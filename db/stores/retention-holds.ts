/** Which files a legal hold keeps, and which contents of the journal no rule takes away. */
import { and, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { erasureKind } from '../../src/access/journal-check.ts';
import type { JournalRule } from '../../src/access/retention/rules.ts';
import { signInKind } from '../../src/access/sign-in-notice.ts';
import type { Transaction } from '../connection.ts';
import { journalLines } from '../schema/journal.ts';
import { legalHolds } from '../schema/privacy.ts';
import { leases, tenancies } from '../schema/tenancy.ts';

/** Kinds whose content is the proof of an erasure or of a breach: it is never taken away. */
const proofKinds = [erasureKind, 'retention.%', 'breach.%'] as const;

/** Numbers and leases of the files under a hold: a hold on one of them covers the other. */
export async function heldKeys(tx: Transaction): Promise<string[]> {
  const rows = await tx
    .select({ key: legalHolds.fileKey })
    .from(legalHolds)
    .where(isNull(legalHolds.endedAt));
  if (rows.length === 0) return [];
  const keys = rows.map(({ key }) => key);
  const pairs = [
    ...(await tx
      .select({ id: tenancies.id, number: tenancies.applicationNumber })
      .from(tenancies)
      .where(or(inArray(tenancies.id, keys), inArray(tenancies.applicationNumber, keys)))),
    ...(await tx
      .select({ id: leases.id, number: leases.applicationNumber })
      .from(leases)
      .where(or(inArray(leases.id, keys), inArray(leases.applicationNumber, keys)))),
  ];
  return [
    ...new Set([...keys, ...pairs.flatMap(({ id, number }) => (number === null ? [id] : [id, number]))]),
  ];
}

/** Lines of the journal whose content may go: none that proves an erasure, none of a file under a hold. */
export function erasableLine(held: readonly string[]): SQL | undefined {
  const subjects = held.flatMap((key) => [`application:${key}`, `tenancy:${key}`]);
  return and(
    ...proofKinds.map((kind) => sql`${journalLines.kind} not like ${kind}`),
    subjects.length === 0
      ? undefined
      : sql`not ${journalLines.subjects} && array[${sql.join(
          subjects.map((subject) => sql`${subject}`),
          sql`, `,
        )}]`,
  );
}

/** Lines whose content goes by a rule of the journal. Each line is under one only: an act has one duration. */
export function linesUnder(rule: JournalRule, held: readonly string[]): SQL | undefined {
  const isUnder = rule === 'signInContent' ? eq : ne;
  return and(isUnder(journalLines.kind, signInKind), erasableLine(held));
}

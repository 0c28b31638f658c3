/** What each rule finds due on a day, and what a legal hold keeps: one query a rule, nothing changed. */
import { and, eq, exists, inArray, isNotNull, isNull, lte, ne, not, or, type SQL, sql } from 'drizzle-orm';
import { erasureKind } from '../../src/access/journal-check.ts';
import { durationOf, type RetentionPolicy } from '../../src/access/retention/policy.ts';
import type { DueItem } from '../../src/access/retention/purge.ts';
import { lastDayDue, type RuleId, retentionRules } from '../../src/access/retention/rules.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { signInLinks } from '../schema/account.ts';
import { applications } from '../schema/application.ts';
import { remarks } from '../schema/committee.ts';
import { cases, letters, outbox } from '../schema/correspondence.ts';
import { journalContents, journalLines } from '../schema/journal.ts';
import { drafts } from '../schema/officer.ts';
import { portalCodes, savedSearches, uploads } from '../schema/portal.ts';
import { legalHolds, runErasures } from '../schema/privacy.ts';
import { removalWarnings } from '../schema/register.ts';
import { runs } from '../schema/run.ts';
import { leases, tenancies } from '../schema/tenancy.ts';

export type FoundDue = DueItem & { held: boolean };

/** Which day closes, whose files are held, and the only keys to look at (null: all). */
type Question = {
  landlordId: string;
  last: CivilDate;
  held: readonly string[];
  keys: readonly string[] | null;
};
type Found = { key: string; since: CivilDate; held: boolean };

/** Kinds whose content is the proof of an erasure or of a breach: it is never taken away. */
const proofKinds = [erasureKind, 'retention.%', 'breach.%'] as const;

/** All that is due under the policy on the day, rule after rule. */
export async function dueOn(
  tx: Transaction,
  landlordId: string,
  policy: RetentionPolicy,
  asOf: CivilDate,
): Promise<FoundDue[]> {
  const found: FoundDue[] = [];
  const held = await heldKeys(tx);
  for (const rule of retentionRules) {
    const last = lastDayDue(rule, durationOf(policy, rule), asOf);
    const rows = await finders[rule.id](tx, { landlordId, last, held, keys: null });
    found.push(...rows.map((row) => ({ ...row, rule: rule.id })));
  }
  return found;
}

/** Of these keys, those that are due still. */
export async function stillDue(
  tx: Transaction,
  question: { landlordId: string; rule: RuleId; policy: RetentionPolicy; asOf: CivilDate },
  keys: readonly string[],
): Promise<Map<string, { held: boolean }>> {
  if (keys.length === 0) return new Map();
  const rule = retentionRules.find(({ id }) => id === question.rule);
  if (!rule) return new Map();
  const last = lastDayDue(rule, durationOf(question.policy, rule), question.asOf);
  const held = await heldKeys(tx);
  const rows = await finders[rule.id](tx, { landlordId: question.landlordId, last, held, keys });
  return new Map(rows.map((row) => [row.key, { held: row.held }]));
}

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

const dayOf = (instant: SQL | unknown) =>
  sql<CivilDate>`(${instant} at time zone 'Europe/Paris')::date::text`;
const isHeld = (column: unknown, held: readonly string[]): SQL<boolean> =>
  held.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`coalesce(${column} in (${sql.join(
        held.map((key) => sql`${key}`),
        sql`, `,
      )}), false)`;
/** Only these keys, where some are asked. */
const among = (column: unknown, keys: readonly string[] | null): SQL | undefined =>
  keys === null
    ? undefined
    : sql`${column} in (${sql.join(
        keys.map((key) => sql`${key}`),
        sql`, `,
      )})`;

/**
 * The day an application was removed, as far as the tool knows: the removal after a warning, the lease, the end of its
 * year (N-03), and at the latest the day on which its status came here.
 */
const removedOn = sql<CivilDate>`coalesce(
  (select max(${removalWarnings.removedOn}) from ${removalWarnings} where ${removalWarnings.number} = ${applications.number}),
  (select max(${leases.signedOn}) from ${leases} where ${leases.applicationNumber} = ${applications.number}),
  case when ${applications.status} = 'expired' then (${applications.renewedOn} + interval '12 months')::date end,
  (${applications.updatedAt} at time zone 'Europe/Paris')::date
)::text`;

const finders: Readonly<Record<RuleId, (tx: Transaction, question: Question) => Promise<Found[]>>> = {
  application: (tx, { last, held, keys }) =>
    tx
      .select({ key: applications.number, since: removedOn, held: isHeld(applications.number, held) })
      .from(applications)
      .where(
        and(ne(applications.status, 'live'), sql`${removedOn} <= ${last}`, among(applications.number, keys)),
      ),
  tenancy: (tx, { last, held, keys }) =>
    tx
      .select({
        key: tenancies.id,
        since: sql<CivilDate>`${tenancies.endedOn}::text`,
        held: isHeld(tenancies.id, held),
      })
      .from(tenancies)
      .where(and(lte(tenancies.endedOn, last), tenancyKnows(), among(tenancies.id, keys))),
  refusedFile: (tx, { last, held, keys }) =>
    tx
      .select({
        key: sql<string>`${uploads.id}::text`,
        since: dayOf(uploads.createdAt),
        held: isHeld(uploads.number, held),
      })
      .from(uploads)
      .where(
        and(
          ne(uploads.state, 'complete'),
          sql`${dayOf(uploads.createdAt)} <= ${last}`,
          among(sql`${uploads.id}::text`, keys),
        ),
      ),
  portalCode: (tx, { last, held, keys }) =>
    tx
      .select({
        key: sql<string>`${portalCodes.id}::text`,
        since: dayOf(portalCodes.expiresAt),
        held: isHeld(sql`coalesce(${portalCodes.number}, ${portalCodes.tenancyId})`, held),
      })
      .from(portalCodes)
      .where(and(sql`${dayOf(portalCodes.expiresAt)} <= ${last}`, among(sql`${portalCodes.id}::text`, keys))),
  savedSearch: (tx, { last, keys }) => {
    const ended = sql`case when ${savedSearches.confirmedAt} is null then ${savedSearches.createdAt} else ${savedSearches.endedAt} end`;
    return tx
      .select({
        key: sql<string>`${savedSearches.id}::text`,
        since: dayOf(ended),
        held: sql<boolean>`false`,
      })
      .from(savedSearches)
      .where(and(sql`${dayOf(ended)} <= ${last}`, among(sql`${savedSearches.id}::text`, keys)));
  },
  draft: (tx, { last, keys }) => {
    const key = sql<string>`${drafts.accountId}::text || ' ' || ${drafts.key}`;
    return tx
      .select({ key, since: dayOf(drafts.updatedAt), held: sql<boolean>`false` })
      .from(drafts)
      .where(and(sql`${dayOf(drafts.updatedAt)} <= ${last}`, among(key, keys)));
  },
  remark: (tx, { last, keys }) =>
    tx
      .select({
        key: sql<string>`${remarks.id}::text`,
        since: sql<CivilDate>`${remarks.keepUntil}::text`,
        held: sql<boolean>`false`,
      })
      .from(remarks)
      .where(and(sql`${remarks.keepUntil} < ${last}`, among(sql`${remarks.id}::text`, keys))),
  signInLink: (tx, { landlordId, last, keys }) =>
    tx
      .select({
        key: signInLinks.tokenHash,
        since: dayOf(signInLinks.expiresAt),
        held: sql<boolean>`false`,
      })
      .from(signInLinks)
      .where(
        and(
          eq(signInLinks.landlordId, landlordId),
          sql`${dayOf(signInLinks.expiresAt)} <= ${last}`,
          among(signInLinks.tokenHash, keys),
        ),
      ),
  message: (tx, { last, held, keys }) => {
    const ended = sql`coalesce(${outbox.sentAt}, ${outbox.createdAt})`;
    return tx
      .select({
        key: sql<string>`${outbox.id}::text`,
        since: dayOf(ended),
        held: isHeld(letters.number, held),
      })
      .from(outbox)
      .leftJoin(letters, eq(letters.id, outbox.letterId))
      .where(
        and(
          ne(outbox.state, 'waiting'),
          sql`${dayOf(ended)} <= ${last}`,
          among(sql`${outbox.id}::text`, keys),
        ),
      );
  },
  letter: (tx, { last, held, keys }) =>
    tx
      .select({
        key: sql<string>`${letters.id}::text`,
        since: sql<CivilDate>`${letters.writtenOn}::text`,
        held: isHeld(letters.number, held),
      })
      .from(letters)
      .where(and(lte(letters.writtenOn, last), among(sql`${letters.id}::text`, keys))),
  case: (tx, { last, held, keys }) =>
    tx
      .select({
        key: sql<string>`${cases.id}::text`,
        since: sql<CivilDate>`${cases.answeredOn}::text`,
        held: isHeld(cases.number, held),
      })
      .from(cases)
      .where(
        and(isNotNull(cases.answeredOn), lte(cases.answeredOn, last), among(sql`${cases.id}::text`, keys)),
      ),
  run: (tx, { last, held, keys }) =>
    tx
      .select({
        key: sql<string>`${runs.id}::text`,
        since: sql<CivilDate>`${runs.sessionOn}::text`,
        held: runIsHeld(held),
      })
      .from(runs)
      .where(
        and(
          lte(runs.sessionOn, last),
          // The database erases none before, whatever day the application believes it is.
          sql`${runs.sessionOn} <= current_date - interval '12 months'`,
          not(
            exists(
              tx.select({ id: runErasures.runId }).from(runErasures).where(eq(runErasures.runId, runs.id)),
            ),
          ),
          among(sql`${runs.id}::text`, keys),
        ),
      ),
  journalContent: (tx, { last, held, keys }) => {
    const day = dayOf(journalLines.at);
    return tx
      .selectDistinct({ key: sql<string>`${day}`, since: day, held: sql<boolean>`false` })
      .from(journalLines)
      .innerJoin(journalContents, eq(journalContents.sequence, journalLines.sequence))
      .where(and(sql`${day} <= ${last}`, erasableLine(held), among(day, keys)));
  },
};

/** A run read every live application of its day: one of a file under a hold that was filed by then keeps it whole. */
function runIsHeld(held: readonly string[]): SQL<boolean> {
  if (held.length === 0) return sql<boolean>`false`;
  return sql<boolean>`exists (select 1 from ${applications} where ${isHeld(applications.number, held)} and ${applications.filedOn} <= ${runs.sessionOn})`;
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

/** A lease of which something personal is known still: an erased one is not found again. */
function tenancyKnows(): SQL {
  const tables = [
    ['tenancy_facts', 'tenancy_id'],
    ['applicant_contacts', 'number'],
    ['exchange_wishes', 'tenancy_id'],
    ['exchange_steps', 'tenancy_id'],
    ['transfer_findings', 'tenancy_id'],
    ['transfer_requests', 'tenancy_id'],
    ['occupancy_reviews', 'tenancy_id'],
  ] as const;
  return sql`(${tenancies.applicationNumber} is not null or ${tenancies.residents} is not null or ${sql.join(
    tables.map(
      ([table, column]) =>
        sql`exists (select 1 from ${sql.identifier(table)} as known where known.${sql.identifier(column)} = ${tenancies.id})`,
    ),
    sql` or `,
  )})`;
}

/** One query a rule: what it finds due, and whether a legal hold keeps it. */
import { and, eq, exists, isNotNull, lte, ne, not, type SQL, sql } from 'drizzle-orm';
import type { JournalRule, RuleId } from '../../src/access/retention/rules.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { signInLinks } from '../schema/account.ts';
import { applications } from '../schema/application.ts';
import { remarks } from '../schema/committee.ts';
import { cases, letters, outbox } from '../schema/correspondence.ts';
import { journalContents, journalLines } from '../schema/journal.ts';
import { drafts } from '../schema/officer.ts';
import { portalCodes, savedSearches, uploads } from '../schema/portal.ts';
import { runErasures } from '../schema/privacy.ts';
import { removalWarnings } from '../schema/register.ts';
import { runs } from '../schema/run.ts';
import { leases, tenancies } from '../schema/tenancy.ts';
import { contentOfLine } from './journal-content.ts';
import { linesUnder } from './retention-holds.ts';

/** Which day closes, whose files are held, and the only keys to look at (null: all). */
type Question = {
  landlordId: string;
  last: CivilDate;
  held: readonly string[];
  keys: readonly string[] | null;
};
type Found = { key: string; since: CivilDate; held: boolean };
type Find = (tx: Transaction, question: Question) => Promise<Found[]>;

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

export const finders: Readonly<Record<RuleId, Find>> = {
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
  signInContent: journalDays('signInContent'),
  journalContent: journalDays('journalContent'),
};

/** Days of acts whose content a rule of the journal takes away. */
function journalDays(rule: JournalRule): Find {
  return (tx, { last, held, keys }) => {
    const day = dayOf(journalLines.at);
    return tx
      .selectDistinct({ key: sql<string>`${day}`, since: day, held: sql<boolean>`false` })
      .from(journalLines)
      .innerJoin(journalContents, contentOfLine)
      .where(and(sql`${day} <= ${last}`, linesUnder(rule, held), among(day, keys)));
  };
}

/** A run read every live application of its day: one of a file under a hold that was filed by then keeps it whole. */
function runIsHeld(held: readonly string[]): SQL<boolean> {
  if (held.length === 0) return sql<boolean>`false`;
  return sql<boolean>`exists (select 1 from ${applications} where ${isHeld(applications.number, held)} and ${applications.filedOn} <= ${runs.sessionOn})`;
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

/** Pairs of files that look alike, and what people judged of them. Nothing is ever merged here. */
import { and, asc, count, eq, isNull, max, notExists, type SQL, sql } from 'drizzle-orm';
import type { DuplicatePort, FoundDuplicates } from '../../src/committee/candidates/duplicate-port.ts';
import { duplicateRecord, findDuplicates } from '../../src/committee/candidates/duplicates.ts';
import type { Application } from '../../src/domain/application.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { applicantContacts, duplicateReviews, protections } from '../schema/instruction.ts';
import { appendActs } from './journal-append.ts';

// A state of the data for each landlord that is looked at.
const statesKept = 4;

/** Applications that live in one of the communes or wish one. */
function placedIn(communes: ReadonlySet<string>): SQL {
  const codes = sql.param([...communes]);
  return sql`(${applications.content} -> 'wishes' -> 'communes' ?| ${codes}::text[] or ${applications.content} -> 'current' ->> 'insee' = any(${codes}::text[]))`;
}

/** What two states of the compared data differ by: files, contacts, protections. */
async function stampOf(tx: Transaction, landlordId: string): Promise<string> {
  const [files] = await tx
    .select({ at: max(applications.updatedAt), many: count() })
    .from(applications)
    .where(eq(applications.status, 'live'));
  const [reached] = await tx
    .select({ at: max(applicantContacts.updatedAt), many: count() })
    .from(applicantContacts);
  const [covered] = await tx
    .select({ since: max(protections.since), until: max(protections.until), many: count() })
    .from(protections);
  return JSON.stringify([landlordId, files, reached, covered]);
}

/** Compares the files of one state of the data. */
async function compared(tx: Transaction): Promise<FoundDuplicates> {
  const covered = tx
    .select({ number: protections.number })
    .from(protections)
    .where(
      and(
        eq(protections.landlordId, applications.landlordId),
        eq(protections.number, applications.number),
        isNull(protections.until),
      ),
    );
  const rows = await tx
    .select({
      number: applications.number,
      name: applications.name,
      // Only what is compared: the rest of twelve thousand files stays where it is.
      persons: sql<Application['household']['persons']>`${applications.content} -> 'household' -> 'persons'`,
      tenancyId: sql<string | null>`${applications.content} -> 'current' ->> 'tenancyId'`,
      email: applicantContacts.email,
      telephone: applicantContacts.telephone,
    })
    .from(applications)
    .leftJoin(
      applicantContacts,
      and(
        eq(applicantContacts.landlordId, applications.landlordId),
        eq(applicantContacts.number, applications.number),
      ),
    )
    .where(and(eq(applications.status, 'live'), notExists(covered)))
    .orderBy(asc(applications.number));
  const pairs = findDuplicates(
    rows.map(({ number, name, persons, tenancyId, email, telephone }) =>
      duplicateRecord({ number, name, household: { persons }, current: { tenancyId } }, { email, telephone }),
    ),
  );
  return { pairs, names: new Map(rows.map(({ number, name }) => [number, name] as const)) };
}

/** Those pairs whose both households live in the communes or wish to. */
async function within(
  tx: Transaction,
  { pairs, names }: FoundDuplicates,
  communes: ReadonlySet<string>,
): Promise<FoundDuplicates> {
  const rows = await tx
    .select({ number: applications.number })
    .from(applications)
    .where(and(eq(applications.status, 'live'), placedIn(communes)));
  const placed = new Set(rows.map(({ number }) => number));
  return {
    pairs: pairs.filter(({ first, second }) => placed.has(first) && placed.has(second)),
    names: new Map([...names].filter(([number]) => placed.has(number))),
  };
}

export function duplicateStore(db: Database): DuplicatePort {
  const kept = new Map<string, FoundDuplicates>();
  return {
    pairs: (landlordId, communes = null) =>
      withLandlord(
        db,
        landlordId,
        async (tx) => {
          const stamp = await stampOf(tx, landlordId);
          const found = kept.get(stamp) ?? (await compared(tx));
          kept.delete(stamp);
          kept.set(stamp, found);
          for (const oldest of kept.keys()) if (kept.size > statesKept) kept.delete(oldest);
          return communes === null ? found : within(tx, found, communes);
        },
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      ),
    reviews: (landlordId) =>
      withLandlord(db, landlordId, (tx) =>
        tx
          .select({
            first: duplicateReviews.first,
            second: duplicateReviews.second,
            verdict: duplicateReviews.verdict,
            evidence: duplicateReviews.evidence,
            by: duplicateReviews.by,
            on: duplicateReviews.on,
          })
          .from(duplicateReviews)
          .orderBy(asc(duplicateReviews.first), asc(duplicateReviews.second)),
      ),
    judge: (landlordId, judged, by, now, today) =>
      withLandlord(db, landlordId, async (tx) => {
        const { first, second, verdict, seen, evidence } = judged;
        const pair = and(eq(duplicateReviews.first, first), eq(duplicateReviews.second, second));
        // Two people on one pair follow each other, whether it has a row yet or not.
        await tx.execute(
          sql`select pg_advisory_xact_lock(hashtext(${`duplicate ${landlordId} ${first} ${second}`}))`,
        );
        const [held] = await tx
          .select({ verdict: duplicateReviews.verdict, by: duplicateReviews.by })
          .from(duplicateReviews)
          .where(pair);
        const before = held?.verdict ?? null;
        if (before === verdict) return ok({ changed: false });
        if (before !== seen) return refuse({ code: 'changed-meanwhile', by: held?.by ?? null });
        if (verdict === null) await tx.delete(duplicateReviews).where(pair);
        else {
          const values = { verdict, evidence, by: by.name, on: today };
          await tx
            .insert(duplicateReviews)
            .values({ landlordId, first, second, ...values })
            .onConflictDoUpdate({
              target: [duplicateReviews.landlordId, duplicateReviews.first, duplicateReviews.second],
              set: values,
            });
        }
        await appendActs(tx, landlordId, [
          {
            kind: 'duplicate.judged',
            at: now,
            actor: by,
            subjects: [`application:${first}`, `application:${second}`],
            before,
            after: verdict,
            why: null,
          },
        ]);
        return ok({ changed: true });
      }),
  };
}

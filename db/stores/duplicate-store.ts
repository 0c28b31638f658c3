/** Records to compare for duplicates, and what people judged of them. Nothing is ever merged here. */
import { and, asc, eq, isNull, notExists, type SQL, sql } from 'drizzle-orm';
import type { DuplicatePort } from '../../src/committee/candidates/duplicate-port.ts';
import { duplicateRecord } from '../../src/committee/candidates/duplicates.ts';
import type { Application } from '../../src/domain/application.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { applicantContacts, duplicateReviews, protections } from '../schema/instruction.ts';
import { appendActs } from './journal-append.ts';

/** Applications that live in one of the communes or wish one; all of them where there is no scope. */
function placedIn(communes: ReadonlySet<string> | null): SQL | undefined {
  if (communes === null) return undefined;
  const codes = sql.param([...communes]);
  return sql`(${applications.content} -> 'wishes' -> 'communes' ?| ${codes}::text[] or ${applications.content} -> 'current' ->> 'insee' = any(${codes}::text[]))`;
}

export function duplicateStore(db: Database): DuplicatePort {
  return {
    records: (landlordId, communes = null) =>
      withLandlord(db, landlordId, async (tx) => {
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
            persons: sql<
              Application['household']['persons']
            >`${applications.content} -> 'household' -> 'persons'`,
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
          .where(and(eq(applications.status, 'live'), notExists(covered), placedIn(communes)))
          .orderBy(asc(applications.number));
        return rows.map(({ number, name, persons, tenancyId, email, telephone }) =>
          duplicateRecord(
            { number, name, household: { persons }, current: { tenancyId } },
            { email, telephone },
          ),
        );
      }),
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

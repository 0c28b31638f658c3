/** How each rule erases: rows deleted, or unlinked from the person where a count rests on them. */
import { and, arrayOverlaps, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { erasureKind } from '../../src/access/journal-check.ts';
import type { JournalRule, RuleId } from '../../src/access/retention/rules.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import type { Transaction } from '../connection.ts';
import { accounts, signInLinks, webSessions } from '../schema/account.ts';
import { applications } from '../schema/application.ts';
import { priorOpinions, remarks } from '../schema/committee.ts';
import { cases, letters, outbox } from '../schema/correspondence.ts';
import { exchangeSteps, exchangeWishes } from '../schema/exchange.ts';
import {
  applicantContacts,
  contactAttempts,
  documents,
  duplicateReviews,
  protections,
  visits,
} from '../schema/instruction.ts';
import { journalContents, journalLines } from '../schema/journal.ts';
import { daloSteps, dueProposals } from '../schema/letting.ts';
import { drafts } from '../schema/officer.ts';
import {
  mandates,
  portalCodes,
  portalPreferences,
  savedSearches,
  standingWishes,
  uploads,
} from '../schema/portal.ts';
import { registerEvents, registerTasks, removalWarnings } from '../schema/register.ts';
import { designations } from '../schema/reservation.ts';
import { accountIdentities, apiTokens, portalIdentities, secondFactors } from '../schema/sign-in.ts';
import { tenancies } from '../schema/tenancy.ts';
import {
  fellowRequests,
  occupancyReviews,
  relocationOffers,
  tenancyFacts,
  transferFindings,
  transferRequests,
} from '../schema/transfer.ts';
import { webhookEvents } from '../schema/webhook.ts';
import { erasableLine, heldKeys, linesUnder } from './retention-holds.ts';
import { keepStatistics } from './retention-statistics.ts';

type Erase = (tx: Transaction, keys: readonly string[], purge: Purging) => Promise<readonly number[]>;
type Purging = { asked: Asked; purgeId: string };

/** Erases what the keys of a rule name; the act tells which contents of the journal went with them. */
export async function eraseOf(
  tx: Transaction,
  rule: RuleId,
  keys: readonly string[],
  purge: Purging,
): Promise<Act[]> {
  if (keys.length === 0) return [];
  const sequences = await erasers[rule](tx, keys, purge);
  if (sequences.length === 0) return [];
  const { asked, purgeId } = purge;
  return [
    {
      kind: erasureKind,
      at: asked.now,
      actor: asked.actor,
      subjects: [`landlord:${asked.landlordId}`],
      before: null,
      after: [...sequences].sort((a, b) => a - b),
      why: `Durée de conservation, purge ${purgeId}`,
    },
  ];
}

const nothing: readonly number[] = [];

const erasers: Readonly<Record<RuleId, Erase>> = {
  application: async (tx, numbers, { asked }) => {
    await keepStatistics(tx, numbers);
    await eraseFiles(tx, numbers);
    await closeAccounts(tx, asked, numbers);
    return eraseContents(
      tx,
      numbers.map((number) => `application:${number}`),
    );
  },
  tenancy: async (tx, ids) => {
    await tx
      .update(tenancies)
      .set({ applicationNumber: null, residents: null })
      .where(inArray(tenancies.id, [...ids]));
    await eraseTransfers(tx, inArray(transferRequests.tenancyId, [...ids]));
    for (const table of [tenancyFacts, exchangeWishes, exchangeSteps, transferFindings, occupancyReviews]) {
      await tx.delete(table).where(inArray(table.tenancyId, [...ids]));
    }
    await tx.delete(portalCodes).where(inArray(portalCodes.tenancyId, [...ids]));
    await eraseKeyed(tx, ids);
    return eraseContents(
      tx,
      ids.map((id) => `tenancy:${id}`),
    );
  },
  refusedFile: gone((tx, ids) => tx.delete(uploads).where(inArray(uploads.id, [...ids]))),
  portalCode: gone((tx, ids) => tx.delete(portalCodes).where(inArray(portalCodes.id, [...ids]))),
  savedSearch: gone((tx, ids) => tx.delete(savedSearches).where(inArray(savedSearches.id, [...ids]))),
  draft: gone(async (tx, keys) => {
    for (const key of keys) {
      const [accountId = '', ...rest] = key.split(' ');
      await tx.delete(drafts).where(and(eq(drafts.accountId, accountId), eq(drafts.key, rest.join(' '))));
    }
  }),
  remark: gone((tx, ids) => tx.delete(remarks).where(inArray(remarks.id, [...ids]))),
  signInLink: gone((tx, hashes) => tx.delete(signInLinks).where(inArray(signInLinks.tokenHash, [...hashes]))),
  message: gone((tx, ids) => tx.delete(outbox).where(inArray(outbox.id, [...ids]))),
  letter: gone(async (tx, ids) => {
    await tx.delete(outbox).where(and(inArray(outbox.letterId, [...ids]), ne(outbox.state, 'waiting')));
    await tx.delete(letters).where(inArray(letters.id, [...ids]));
  }),
  case: gone((tx, ids) => tx.delete(cases).where(inArray(cases.id, [...ids]))),
  run: async (tx, ids, { asked, purgeId }) => {
    for (const id of ids) {
      await tx.execute(
        sql`select erase_expired_run(${id}::uuid, 'run', ${purgeId}::uuid, ${asked.today}::date)`,
      );
    }
    return nothing;
  },
  signInContent: contentsOfDays('signInContent'),
  journalContent: contentsOfDays('journalContent'),
};

/** A rule whose rows simply go. */
function gone(work: (tx: Transaction, keys: readonly string[]) => PromiseLike<unknown>): Erase {
  return async (tx, keys) => {
    await work(tx, keys);
    return nothing;
  };
}

/** A rule of the journal: contents of the acts of these days, except those of files under a hold. */
function contentsOfDays(rule: JournalRule): Erase {
  return async (tx, days) => {
    const day = sql`(${journalLines.at} at time zone 'Europe/Paris')::date::text`;
    const found = await tx
      .select({ sequence: journalLines.sequence })
      .from(journalLines)
      .where(and(inArray(day, [...days]), linesUnder(rule, await heldKeys(tx))));
    return deleteContents(
      tx,
      found.map(({ sequence }) => sequence),
    );
  };
}

async function eraseFiles(tx: Transaction, numbers: readonly string[]): Promise<void> {
  const list = [...numbers];
  const given = await tx.select({ id: mandates.id }).from(mandates).where(inArray(mandates.number, list));
  const mandateIds = given.map(({ id }) => id);
  await tx
    .delete(portalCodes)
    .where(or(inArray(portalCodes.number, list), inArray(portalCodes.mandateId, mandateIds)));
  await tx
    .delete(duplicateReviews)
    .where(or(inArray(duplicateReviews.first, list), inArray(duplicateReviews.second, list)));
  await eraseTransfers(tx, and(inArray(transferRequests.number, list), isNull(transferRequests.tenancyId)));
  await tx.update(transferRequests).set({ number: null }).where(inArray(transferRequests.number, list));
  await tx.delete(fellowRequests).where(inArray(fellowRequests.number, list));
  await tx.update(exchangeWishes).set({ number: null }).where(inArray(exchangeWishes.number, list));
  await tx.delete(webhookEvents).where(inArray(webhookEvents.applicationNumber, list));
  await tx.delete(designations).where(inArray(designations.applicationNumber, list));
  await tx.update(protections).set({ splitFrom: null }).where(inArray(protections.splitFrom, list));
  const keyed = [
    ...[contactAttempts, documents, visits, priorOpinions, protections, daloSteps, dueProposals],
    ...[registerEvents, registerTasks, removalWarnings],
  ];
  for (const table of keyed) await tx.delete(table).where(inArray(table.number, list));
  await eraseKeyed(tx, numbers);
  await tx.delete(applications).where(inArray(applications.number, list));
}

/** What stands under the number of an application, or under a lease that has none. */
async function eraseKeyed(tx: Transaction, keys: readonly string[]): Promise<void> {
  const keyed = [applicantContacts, mandates, standingWishes, portalPreferences, uploads, portalIdentities];
  for (const table of keyed) {
    await tx.delete(table).where(inArray(table.number, [...keys]));
  }
}

async function eraseTransfers(tx: Transaction, which: ReturnType<typeof and>): Promise<void> {
  const found = await tx.select({ id: transferRequests.id }).from(transferRequests).where(which);
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.delete(relocationOffers).where(inArray(relocationOffers.requestId, ids));
  await tx.delete(transferRequests).where(inArray(transferRequests.id, ids));
}

/** The accounts of the household: the row stays, since acts name it; nothing in it leads to a person. */
async function closeAccounts(tx: Transaction, asked: Asked, numbers: readonly string[]): Promise<void> {
  const own = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.landlordId, asked.landlordId), inArray(accounts.applicationNumber, [...numbers])));
  for (const { id } of own) {
    for (const table of [signInLinks, webSessions, accountIdentities, secondFactors, apiTokens]) {
      await tx.delete(table).where(eq(table.accountId, id));
    }
    await tx
      .update(accounts)
      .set({
        email: `${v7()}@efface.invalid`,
        name: 'Compte effacé',
        applicationNumber: null,
        passwordHash: null,
        disabledAt: asked.now,
      })
      .where(eq(accounts.id, id));
  }
}

async function eraseContents(tx: Transaction, subjects: readonly string[]): Promise<number[]> {
  const found = await tx
    .select({ sequence: journalLines.sequence })
    .from(journalLines)
    .where(and(arrayOverlaps(journalLines.subjects, [...subjects]), erasableLine([])));
  return deleteContents(
    tx,
    found.map(({ sequence }) => sequence),
  );
}

/** Those that were still there. */
async function deleteContents(tx: Transaction, sequences: readonly number[]): Promise<number[]> {
  const gone: number[] = [];
  for (let start = 0; start < sequences.length; start += 5000) {
    const rows = await tx
      .delete(journalContents)
      .where(inArray(journalContents.sequence, sequences.slice(start, start + 5000)))
      .returning({ sequence: journalContents.sequence });
    gone.push(...rows.map(({ sequence }) => sequence));
  }
  return gone;
}

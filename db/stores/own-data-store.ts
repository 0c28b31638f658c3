/** The copy of a household's own data: read and told in the journal in one transaction. */
import { and, arrayContains, asc, desc, eq, isNotNull, isNull, or } from 'drizzle-orm';
import { roleNames, roles } from '../../src/access/permissions.ts';
import { letterContentSchema } from '../../src/committee/letters/letter-content.ts';
import { civilDateInParis } from '../../src/kernel/civil-date.ts';
import type { KeptData } from '../../src/portal/own-data/own-data.ts';
import type { OwnDataPort } from '../../src/portal/own-data/own-data-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { letters } from '../schema/correspondence.ts';
import { applicantContacts, contactAttempts, protections } from '../schema/instruction.ts';
import { journalLines } from '../schema/journal.ts';
import { landlords } from '../schema/landlord.ts';
import { portalPreferences, standingWishes, uploads } from '../schema/portal.ts';
import { leaseFacts } from '../schema/reporting.ts';
import { leases, tenancies } from '../schema/tenancy.ts';
import { appendActs } from './journal-append.ts';

const actsCopied = 500;

/** Kinds that would tell of a decision before its announcement, or that a file is protected. */
const keptBack = [
  'session.',
  'home.',
  'decision.',
  'file.protected',
  'file.protectionEnded',
  'file.split',
  'protected.',
];

export function ownDataStore(db: Database): OwnDataPort {
  return {
    copy: (asked, key, form) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const isApplication = await exists(tx, key);
        const isTenancy = !isApplication && (await isLease(tx, key));
        if (!isApplication && !isTenancy) return null;
        const kept = await keptOf(tx, asked.landlordId, key);
        await appendActs(tx, asked.landlordId, [
          {
            kind: 'data.copied',
            at: asked.now,
            actor: asked.actor,
            subjects: [isApplication ? `application:${key}` : `tenancy:${key}`],
            before: null,
            after: { form },
            why: null,
          },
        ]);
        return kept;
      }),
  };
}

async function exists(tx: Transaction, number: string): Promise<boolean> {
  const rows = await tx
    .select({ number: applications.number })
    .from(applications)
    .where(eq(applications.number, number));
  return rows.length > 0;
}

async function isLease(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.select({ id: tenancies.id }).from(tenancies).where(eq(tenancies.id, id));
  return rows.length > 0;
}

async function keptOf(tx: Transaction, landlordId: string, key: string): Promise<KeptData> {
  const [landlord] = await tx
    .select({ name: landlords.name })
    .from(landlords)
    .where(eq(landlords.id, landlordId));
  const [application] = await tx
    .select({ name: applications.name })
    .from(applications)
    .where(eq(applications.number, key));
  const [covered] = await tx
    .select({ number: protections.number })
    .from(protections)
    .where(and(eq(protections.number, key), isNull(protections.until)));
  const [contact] = await tx.select().from(applicantContacts).where(eq(applicantContacts.number, key));
  const [preferences] = await tx.select().from(portalPreferences).where(eq(portalPreferences.number, key));
  const wishes = await tx
    .select()
    .from(standingWishes)
    .where(eq(standingWishes.number, key))
    .orderBy(asc(standingWishes.createdAt));
  const files = await tx
    .select({
      document: uploads.document,
      fileName: uploads.fileName,
      bytes: uploads.receivedBytes,
      at: uploads.createdAt,
    })
    .from(uploads)
    .where(eq(uploads.number, key))
    .orderBy(asc(uploads.createdAt));
  const attempts = await tx
    .select()
    .from(contactAttempts)
    .where(eq(contactAttempts.number, key))
    .orderBy(asc(contactAttempts.at));
  const isProtected = covered !== undefined;
  return {
    landlordName: landlord?.name ?? '',
    name: application?.name ?? null,
    contact:
      contact === undefined || isProtected
        ? null
        : {
            email: contact.email,
            telephone: contact.telephone,
            address: contact.address,
            preferred: contact.preferred,
          },
    isProtected,
    preferences:
      preferences === undefined ? null : { digest: preferences.digest, easyToRead: preferences.easyToRead },
    standingWishes: wishes.map(({ until, endedAt, criteria }) => ({
      until,
      ended: endedAt !== null,
      criteria,
    })),
    files: files.map(({ at, ...file }) => ({ ...file, on: civilDateInParis(at) })),
    contacts: attempts.map(({ at, outcome }) => ({ on: civilDateInParis(at), outcome })),
    leases: await leasesOf(tx, key),
    letters: await lettersOf(tx, key),
    acts: await actsOf(tx, key),
  };
}

async function leasesOf(tx: Transaction, number: string): Promise<KeptData['leases']> {
  return tx
    .select({
      signedOn: leases.signedOn,
      insee: leases.insee,
      typology: leases.typology,
      facts: leaseFacts.facts,
    })
    .from(leases)
    .leftJoin(
      leaseFacts,
      and(eq(leaseFacts.landlordId, leases.landlordId), eq(leaseFacts.leaseId, leases.id)),
    )
    .where(eq(leases.applicationNumber, number))
    .orderBy(asc(leases.signedOn));
}

async function lettersOf(tx: Transaction, key: string): Promise<KeptData['letters']> {
  const rows = await tx
    .select()
    .from(letters)
    .where(and(eq(letters.number, key), isNotNull(letters.sentAt)))
    .orderBy(desc(letters.sentAt));
  return rows.flatMap(({ sentAt, sentBy, channel, content }) =>
    sentAt === null
      ? []
      : [
          {
            on: civilDateInParis(sentAt),
            by: sentBy ?? (channel === 'letter' ? 'post' : channel),
            subject: letterContentSchema.parse(content).subject,
          },
        ],
  );
}

/** The function of who acted, never the name: an officer is no datum of the household. */
async function actsOf(tx: Transaction, key: string): Promise<KeptData['acts']> {
  const rows = await tx
    .select({ kind: journalLines.kind, at: journalLines.at, actor: journalLines.actor })
    .from(journalLines)
    .where(
      or(
        arrayContains(journalLines.subjects, [`application:${key}`]),
        arrayContains(journalLines.subjects, [`tenancy:${key}`]),
      ),
    )
    .orderBy(desc(journalLines.sequence))
    .limit(actsCopied);
  return rows
    .filter(({ kind }) => !keptBack.some((start) => kind.startsWith(start)))
    .map(({ kind, at, actor }) => ({ kind, on: civilDateInParis(at), role: roleInWords(actor.role) }));
}

function roleInWords(role: string): string {
  const known = roles.find((one) => one === role);
  if (known !== undefined) return known === 'tenant' ? 'vous' : roleNames[known];
  return role === 'proxy' ? 'votre mandataire' : 'le service';
}

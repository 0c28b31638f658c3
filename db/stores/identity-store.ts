/** Persons of identity providers: which account they are, which file of the portal they open. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { IdentityPort } from '../../src/access/oidc/agent-identity.ts';
import { isHolder, type PivotIdentity } from '../../src/portal/access/pivot-identity.ts';
import type { OpenedFile, PortalAccessPort } from '../../src/portal/access-port.ts';
import { type PortalVisitor, portalActor } from '../../src/portal/visitor.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { protections } from '../schema/instruction.ts';
import { accountIdentities, portalIdentities } from '../schema/sign-in.ts';
import { appendActs } from './journal-append.ts';
import { listLandlords } from './landlord-store.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

const accountRow = z.object({ id: z.string() });

export function identityStore(db: Database): IdentityPort {
  return {
    accountIdOf: async (issuer, subject) => {
      const rows = await db.execute(sql`select id from account_by_identity(${issuer}, ${subject})`);
      return accountRow.safeParse(rows[0]).data?.id ?? null;
    },
    tie: (owner, identity, by, now) =>
      withLandlord(db, owner.landlordId, async (tx) => {
        const tied = await tx
          .insert(accountIdentities)
          .values({ ...owner, ...identity })
          .onConflictDoNothing()
          .returning({ accountId: accountIdentities.accountId });
        if (tied.length === 0) return false;
        await appendActs(tx, owner.landlordId, [
          {
            kind: 'account.identityTied',
            at: now,
            actor: by,
            subjects: [`account:${owner.accountId}`],
            before: null,
            after: { issuer: identity.issuer },
            why: null,
          },
        ]);
        return true;
      }),
  };
}

type Person = { issuer: string; subject: string; pivot: PivotIdentity };

export function portalIdentityStore(db: Database): Pick<PortalAccessPort, 'openByIdentity'> {
  return {
    openByIdentity: async (person, now) => {
      const opened: OpenedFile[] = [];
      for (const { id, name } of await listLandlords(db)) {
        const visitor = await withLandlord(db, id, (tx) => openOne(tx, id, person, now));
        if (visitor) opened.push({ visitor, landlordName: name });
      }
      return opened;
    },
  };
}

async function openOne(
  tx: Transaction,
  landlordId: string,
  person: Person,
  now: Date,
): Promise<PortalVisitor | null> {
  const { opensByIdentity } = await portalPolicyInForce(tx);
  if (!opensByIdentity) return null;
  const file = await fileOf(tx, person);
  if (file === null || !(await isTheirs(tx, landlordId, person, file.number))) return null;
  const visitor: PortalVisitor = {
    landlordId,
    number: file.number,
    tenancyId: file.tenancyId,
    mandate: null,
    since: now.getTime(),
  };
  await appendActs(tx, landlordId, [
    {
      kind: 'portal.openedByIdentity',
      at: now,
      actor: portalActor(visitor),
      subjects: [`application:${file.number}`],
      before: null,
      after: { issuer: person.issuer },
      why: null,
    },
  ]);
  return visitor;
}

/** The one file whose holder is that person, unless it is protected: its own contact alone opens it then. */
async function fileOf(
  tx: Transaction,
  { pivot }: Person,
): Promise<{ number: string; tenancyId: string | null } | null> {
  // The same expression as the index (db/schema/application.ts).
  const rows = await tx
    .select({ number: applications.number, name: applications.name, content: applications.content })
    .from(applications)
    .where(sql`(${applications.content} #>> '{household,persons,0,bornOn}') = ${pivot.bornOn}`);
  const own = rows.filter(({ name, content }) => isHolder({ ...content, name }, pivot));
  const [file] = own;
  if (own.length !== 1 || !file) return null;
  const guarded = await tx
    .select({ number: protections.number })
    .from(protections)
    .where(and(eq(protections.number, file.number), isNull(protections.until)));
  return guarded.length > 0 ? null : { number: file.number, tenancyId: file.content.current.tenancyId };
}

/** One person a file, one file a person: who comes second with the same name and birthday opens nothing. */
async function isTheirs(
  tx: Transaction,
  landlordId: string,
  { issuer, subject }: Person,
  number: string,
): Promise<boolean> {
  await tx.insert(portalIdentities).values({ landlordId, number, issuer, subject }).onConflictDoNothing();
  const [tied] = await tx.select().from(portalIdentities).where(eq(portalIdentities.number, number));
  return tied?.issuer === issuer && tied.subject === subject;
}

/** How a household wants to hear, and the change of its contact, which must not be a way to steal a file. */
import { and, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Act, Asked } from '../../src/domain/act.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { codeMinutes } from '../../src/portal/access/one-time-code.ts';
import { contactCodeMessage } from '../../src/portal/notifications/contact-change.ts';
import { maskedEmail, maskedTelephone } from '../../src/portal/notifications/masked.ts';
import type {
  ContactChange,
  PreferencePort,
  Preferences,
} from '../../src/portal/notifications/preference-port.ts';
import { isMobile } from '../../src/portal/notifications/reach.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { outbox } from '../schema/correspondence.ts';
import { applicantContacts, protections } from '../schema/instruction.ts';
import { portalPreferences } from '../schema/portal.ts';
import { appendActs } from './journal-append.ts';
import { insertCode, newCode, spendCode } from './portal-code-store.ts';
import { endOtherVisits, warnOldContact, writeContact } from './portal-contact.ts';
import { reachOf } from './portal-reach.ts';

export function portalPreferenceStore(db: Database): PreferencePort {
  return {
    read: (landlordId, number) =>
      withLandlord(db, landlordId, async (tx) => {
        const [own] = await tx.select().from(portalPreferences).where(eq(portalPreferences.number, number));
        const { contact, protection } = await reachOf(tx, number);
        const shown = protection === null ? contact : null;
        return {
          preferred: shown?.preferred ?? 'letter',
          digest: own?.digest ?? false,
          quietFromHour: own?.quietFromHour ?? null,
          quietToHour: own?.quietToHour ?? null,
          easyToRead: own?.easyToRead ?? false,
          email: shown?.email ? maskedEmail(shown.email) : null,
          telephone: shown?.telephone ? maskedTelephone(shown.telephone) : null,
          hasAddress: (shown?.address.length ?? 0) > 0,
          isProtected: protection !== null,
        };
      }),
    save: (asked, number, preferences) =>
      withLandlord(db, asked.landlordId, (tx) => savePreferences(tx, asked, number, preferences)),
    askContact: (asked, number, change) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const reach = await reachOf(tx, number);
        if (reach.protection !== null) return refuse({ code: 'protected' });
        if ('telephone' in change && !isMobile(change.telephone)) return refuse({ code: 'notMobile' });
        const id = v7();
        const code = newCode();
        const way =
          'email' in change
            ? { by: 'email' as const, to: change.email }
            : { by: 'sms' as const, to: change.telephone };
        const expiresAt = new Date(Date.now() + codeMinutes * 60_000);
        await insertCode(tx, asked.landlordId, {
          id,
          file: { number, tenancyId: null },
          mandateId: null,
          code,
          channel: way.by,
          expiresAt,
        });
        await tx.insert(outbox).values({
          id,
          landlordId: asked.landlordId,
          channel: way.by,
          recipient: way.to,
          ...contactCodeMessage(code, way.by),
          state: 'waiting',
        });
        await warnOldContact(tx, asked.landlordId, number, 'asked');
        return ok(id);
      }),
    confirmContact: (asked, number, change, codeId, code) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const { spent, triesLeft } = await spendCode(tx, codeId, code, new Date());
        if (spent === null || spent.number !== number) {
          return refuse(triesLeft > 0 ? { code: 'wrong', triesLeft } : { code: 'over' });
        }
        // The row is locked until the end: a protection comes before the change or after it, never in between.
        await tx.select().from(applicantContacts).where(eq(applicantContacts.number, number)).for('update');
        if ((await reachOf(tx, number)).protection !== null) return refuse({ code: 'protected' });
        await warnOldContact(tx, asked.landlordId, number, 'changed');
        await writeContact(tx, asked.landlordId, number, change);
        await endOtherVisits(tx, number);
        await appendActs(tx, asked.landlordId, [contactAct(asked, number, change)]);
        return ok(null);
      }),
    setContact: (asked, number, change) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const { protection } = await reachOf(tx, number);
        if (protection === null) {
          await warnOldContact(tx, asked.landlordId, number, 'changed');
          await writeContact(tx, asked.landlordId, number, change);
        } else {
          const kept = protection.newContact ?? { email: null, telephone: null, address: [] };
          await tx
            .update(protections)
            .set({ newContact: { ...kept, ...change } })
            .where(and(eq(protections.number, number), isNull(protections.until)));
        }
        await endOtherVisits(tx, number);
        await appendActs(tx, asked.landlordId, [contactAct(asked, number, change)]);
      }),
  };
}

async function savePreferences(
  tx: Transaction,
  { landlordId, actor, now }: Asked,
  number: string,
  { preferred, ...own }: Preferences,
): Promise<void> {
  await tx
    .insert(portalPreferences)
    .values({ landlordId, number, ...own })
    .onConflictDoUpdate({
      target: [portalPreferences.landlordId, portalPreferences.number],
      set: { ...own, updatedAt: now },
    });
  await tx.update(applicantContacts).set({ preferred }).where(eq(applicantContacts.number, number));
  await appendActs(tx, landlordId, [
    {
      kind: 'portal.preferencesChanged',
      at: now,
      actor,
      subjects: [`application:${number}`],
      before: null,
      after: { preferred, ...own },
      why: null,
    },
  ]);
}

/** Which contact changed, never to what. */
function contactAct({ actor, now }: Asked, number: string, change: ContactChange): Act {
  return {
    kind: 'portal.contactChanged',
    at: now,
    actor,
    subjects: [`application:${number}`],
    before: null,
    after: { what: 'email' in change ? 'email' : 'telephone' },
    why: null,
  };
}

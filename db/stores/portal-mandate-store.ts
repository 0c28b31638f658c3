/** Mandates: given, ended, and told before they end. */
import { and, desc, eq, gte, isNull, lte } from 'drizzle-orm';
import type { Act, ActSubject } from '../../src/domain/act.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import { frenchLongDate } from '../../src/kernel/french.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import {
  checkMandate,
  type Mandate,
  mandateNoticeDays,
  mandateRuns,
  scopeNames,
} from '../../src/portal/mandates/mandate.ts';
import type { MandatePort } from '../../src/portal/mandates/mandate-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { mandates } from '../schema/portal.ts';
import { tenancies } from '../schema/tenancy.ts';
import { appendActs } from './journal-append.ts';
import { notifyWithin } from './portal-notify.ts';

export function portalMandateStore(db: Database): MandatePort {
  return {
    of: (landlordId, number, today) =>
      withLandlord(db, landlordId, async (tx) => {
        const all = await mandatesOf(tx, number);
        const runs = (one: Mandate) => mandateRuns(one, today);
        return [...all.filter(runs), ...all.filter((one) => !runs(one))];
      }),
    give: (asked, number, given, key) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const { landlordId, actor, now, today } = asked;
        const subject = await lockFile(tx, number);
        if (subject === null) return refuse('unknownFile');
        const [again] = await tx
          .select({ id: mandates.id })
          .from(mandates)
          .where(eq(mandates.requestKey, key));
        if (again) return ok(null);
        const running = (await mandatesOf(tx, number)).filter((one) => mandateRuns(one, today));
        const checked = checkMandate(given, running.length, today);
        if (!checked.ok) return checked;
        const [created] = await tx
          .insert(mandates)
          .values({ landlordId, number, ...given, from: today, givenBy: actor.name, requestKey: key })
          .returning({ id: mandates.id });
        const id = created?.id ?? '';
        const until = frenchLongDate(given.until);
        const told = await notifyWithin(
          tx,
          landlordId,
          {
            number,
            eventKey: `mandate|${id}`,
            subject: 'Un mandat sur votre dossier',
            paragraphs: [
              `Un mandat a été donné à ${given.name} : « ${scopeNames[given.scope].toLowerCase()} », jusqu’au ${until}.`,
              'Vous pouvez l’arrêter à tout moment, dans votre espace ou au guichet.',
              'Vous n’avez pas donné ce mandat ? Arrêtez-le et prévenez-nous tout de suite.',
            ],
            sms: `Un mandat a été donné sur votre dossier de logement, jusqu'au ${until}. Ce n'est pas vous ? Prévenez-nous.`,
            path: '/demandeur/mandats',
          },
          now,
        );
        const act: Act = {
          kind: 'mandate.given',
          at: now,
          actor,
          subjects: [subject],
          before: null,
          after: { mandate: id, kind: given.kind, scope: given.scope, until: given.until },
          why: null,
        };
        await appendActs(tx, landlordId, [act, ...told.acts]);
        return ok(null);
      }),
    end: (asked, number, id) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const subject = await lockFile(tx, number);
        const [row] = await tx
          .select({ endedAt: mandates.endedAt })
          .from(mandates)
          .where(and(eq(mandates.id, id), eq(mandates.number, number)));
        if (!row || subject === null) return false;
        if (row.endedAt !== null) return true;
        await tx.update(mandates).set({ endedAt: asked.now }).where(eq(mandates.id, id));
        await appendActs(tx, asked.landlordId, [
          {
            kind: 'mandate.ended',
            at: asked.now,
            actor: asked.actor,
            subjects: [subject],
            before: null,
            after: { mandate: id },
            why: null,
          },
        ]);
        return true;
      }),
    remind: (landlordId, today, now) =>
      withLandlord(db, landlordId, async (tx) => {
        const ending = await tx
          .select()
          .from(mandates)
          .where(
            and(
              isNull(mandates.endedAt),
              gte(mandates.until, today),
              lte(mandates.until, addDays(today, mandateNoticeDays)),
              // One given for a few days needs no reminder.
              lte(mandates.from, addDays(today, -1)),
            ),
          );
        const acts: Act[] = [];
        let told = 0;
        for (const { id, number, name, until } of ending) {
          const day = frenchLongDate(until);
          const notice = await notifyWithin(
            tx,
            landlordId,
            {
              number,
              eventKey: `mandate-ends|${id}`,
              subject: 'Un mandat se termine bientôt',
              paragraphs: [
                `Le mandat donné à ${name} se termine le ${day}.`,
                'Après ce jour, cette personne ne peut plus ouvrir votre dossier.',
                'Si vous voulez continuer, donnez un nouveau mandat dans votre espace, ou au guichet.',
              ],
              sms: `Un mandat sur votre dossier de logement se termine le ${day}.`,
              path: '/demandeur/mandats',
            },
            now,
          );
          if (notice.written) told += 1;
          acts.push(...notice.acts);
        }
        await appendActs(tx, landlordId, acts);
        return told;
      }),
  };
}

/** The file is locked while its mandates change: two people at once are counted together. */
async function lockFile(tx: Transaction, number: string): Promise<ActSubject | null> {
  const [application] = await tx
    .select({ number: applications.number })
    .from(applications)
    .where(eq(applications.number, number))
    .for('update');
  if (application) return `application:${number}`;
  const [tenancy] = await tx
    .select({ id: tenancies.id })
    .from(tenancies)
    .where(eq(tenancies.id, number))
    .for('update');
  return tenancy ? `tenancy:${number}` : null;
}

function mandatesOf(tx: Transaction, number: string): Promise<Mandate[]> {
  return tx
    .select({
      id: mandates.id,
      kind: mandates.kind,
      name: mandates.name,
      organisation: mandates.organisation,
      email: mandates.email,
      telephone: mandates.telephone,
      scope: mandates.scope,
      from: mandates.from,
      until: mandates.until,
      givenBy: mandates.givenBy,
      endedAt: mandates.endedAt,
    })
    .from(mandates)
    .where(eq(mandates.number, number))
    .orderBy(desc(mandates.createdAt), desc(mandates.id));
}

/** Contacts and visits of candidates: each written once, each told in the journal, whoever clicks twice. */
import { and, asc, desc, eq, ne } from 'drizzle-orm';
import type { Visit } from '../../src/committee/candidates/file-port.ts';
import type { InstructionPort, VisitRefusal } from '../../src/committee/candidates/instruction-port.ts';
import { refusalReasonNames } from '../../src/committee/letting/words.ts';
import type { Act, Actor } from '../../src/domain/act.ts';
import { refusalReasons } from '../../src/domain/offer.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { vacancies } from '../schema/home.ts';
import { contactAttempts, visits } from '../schema/instruction.ts';
import { contactColumns, visitColumns } from './file-reading.ts';
import { appendActs } from './journal-append.ts';

export function instructionStore(db: Database): InstructionPort {
  return {
    of: (landlordId, vacancyId, number) =>
      withLandlord(db, landlordId, async (tx) => ({
        contacts: await tx
          .select(contactColumns)
          .from(contactAttempts)
          .where(and(eq(contactAttempts.vacancyId, vacancyId), eq(contactAttempts.number, number)))
          .orderBy(desc(contactAttempts.at), desc(contactAttempts.id)),
        visits: await tx
          .select(visitColumns)
          .from(visits)
          .where(eq(visits.vacancyId, vacancyId))
          .orderBy(asc(visits.startsAt)),
      })),
    declined: (landlordId, vacancyId) =>
      withLandlord(db, landlordId, async (tx) => {
        const rows = await tx
          .select({ number: contactAttempts.number, outcome: contactAttempts.outcome })
          .from(contactAttempts)
          .where(eq(contactAttempts.vacancyId, vacancyId))
          .orderBy(asc(contactAttempts.at), asc(contactAttempts.id));
        const last = new Map(rows.map(({ number, outcome }) => [number, outcome] as const));
        return new Set([...last].filter(([, outcome]) => outcome === 'declined').map(([number]) => number));
      }),
    recordContact: (landlordId, made, by, now) =>
      withLandlord(db, landlordId, async (tx) => {
        const { key, vacancyId, number, outcome, reason, callBackOn } = made;
        if (outcome === 'declined' && reason === null) return refuse('reason-needed');
        if (outcome === 'callBack' && callBackOn === null) return refuse('day-needed');
        const [file] = await tx
          .select({ number: applications.number })
          .from(applications)
          .where(eq(applications.number, number));
        if (!file) return refuse('unknown-file');
        if (!(await isKnownHome(tx, vacancyId))) return refuse('unknown-home');
        const inserted = await tx
          .insert(contactAttempts)
          .values({
            id: key,
            landlordId,
            vacancyId,
            number,
            outcome,
            reason: outcome === 'declined' ? reason : null,
            callBackOn: outcome === 'callBack' ? callBackOn : null,
            at: now,
            by: by.name,
          })
          .onConflictDoNothing()
          .returning({ id: contactAttempts.id });
        if (inserted.length === 0) return ok({ recorded: false });
        await appendActs(tx, landlordId, [
          {
            kind: 'contact.recorded',
            at: now,
            actor: by,
            subjects: [`application:${number}`, `vacancy:${vacancyId}`],
            before: null,
            after: { outcome, callBackOn },
            why: outcome === 'declined' ? declineInWords(reason) : null,
          },
        ]);
        return ok({ recorded: true });
      }),
    openSlot: (landlordId, slot, by, now) =>
      withLandlord(db, landlordId, async (tx) => {
        if (slot.startsAt <= now) return refuse('slot-past');
        if (!(await isKnownHome(tx, slot.vacancyId))) return refuse('unknown-home');
        const [opened] = await tx
          .insert(visits)
          .values({ landlordId, ...slot, number: null, outcome: 'planned' })
          .onConflictDoNothing()
          .returning({ id: visits.id });
        if (!opened) return refuse('slot-exists');
        const act = visitAct('visit.slotOpened', by, now, { ...slot, number: null });
        await appendActs(tx, landlordId, [act]);
        return ok(opened);
      }),
    book: (landlordId, { vacancyId, visitId, number }, by, now) =>
      withLandlord(db, landlordId, async (tx) => {
        const visit = await lockedVisit(tx, vacancyId, visitId);
        if (!visit) return refuse('unknown-slot');
        // The same gesture again: it is done already.
        if (visit.number === number && visit.outcome === 'planned') return ok(visit);
        if (visit.number !== null) return refuse('slot-taken');
        if (visit.outcome !== 'planned') return refuse('slot-cancelled');
        if (visit.startsAt <= now) return refuse('slot-past');
        const [other] = await tx
          .select({ id: visits.id })
          .from(visits)
          .where(
            and(
              eq(visits.vacancyId, visit.vacancyId),
              eq(visits.number, number),
              eq(visits.outcome, 'planned'),
              ne(visits.id, visitId),
            ),
          );
        if (other) return refuse('already-booked');
        await tx.update(visits).set({ number }).where(eq(visits.id, visitId));
        await appendActs(tx, landlordId, [visitAct('visit.booked', by, now, { ...visit, number })]);
        return ok({ ...visit, number });
      }),
    closeVisit: (
      landlordId,
      { vacancyId, visitId, outcome },
      by,
      now,
    ): Promise<Result<Visit, VisitRefusal>> =>
      withLandlord(db, landlordId, async (tx) => {
        const visit = await lockedVisit(tx, vacancyId, visitId);
        if (!visit) return refuse('unknown-slot');
        if (visit.outcome === outcome) return ok(visit);
        if (visit.outcome !== 'planned') return refuse('slot-cancelled');
        if (visit.number === null && outcome !== 'cancelled') return refuse('not-booked');
        await tx.update(visits).set({ outcome }).where(eq(visits.id, visitId));
        await appendActs(tx, landlordId, [visitAct('visit.closed', by, now, { ...visit, outcome })]);
        return ok({ ...visit, outcome });
      }),
  };
}

/** The story of a file is read by people: the reason in words, never its code. */
function declineInWords(reason: string | null): string | null {
  const known = refusalReasons.find((code) => code === reason);
  return known === undefined ? reason : refusalReasonNames[known];
}

async function isKnownHome(tx: Transaction, vacancyId: string): Promise<boolean> {
  const rows = await tx.select({ id: vacancies.id }).from(vacancies).where(eq(vacancies.id, vacancyId));
  return rows.length > 0;
}

/** The slot of that home: whoever may open the home may not reach the slots of another through its address. */
async function lockedVisit(tx: Transaction, vacancyId: string, visitId: string): Promise<Visit | null> {
  const [visit] = await tx
    .select(visitColumns)
    .from(visits)
    .where(and(eq(visits.id, visitId), eq(visits.vacancyId, vacancyId)))
    .for('update');
  return visit ?? null;
}

function visitAct(
  kind: string,
  by: Actor,
  now: Date,
  visit: Pick<Visit, 'vacancyId' | 'number' | 'startsAt'> & { outcome?: string },
): Act {
  return {
    kind,
    at: now,
    actor: by,
    subjects: [
      `vacancy:${visit.vacancyId}`,
      ...(visit.number === null ? [] : ([`application:${visit.number}`] as const)),
    ],
    before: null,
    after: { startsAt: visit.startsAt.toISOString(), outcome: visit.outcome ?? 'planned' },
    why: null,
  };
}

/** Reads the letters that warn of a removal with all that decides where each stands. */
import { and, asc, eq, gte, inArray, isNull, ne, or, type SQL } from 'drizzle-orm';
import type { FileReader } from '../../src/committee/letters/letter-port.ts';
import type { WarningLine } from '../../src/committee/removal-port.ts';
import { addDays, type CivilDate, civilDateInParis } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { agendaCandidates, agendaHomes, committeeSessions, homeDecisions } from '../schema/committee.ts';
import { letters } from '../schema/correspondence.ts';
import { removalWarnings } from '../schema/register.ts';
import { leases, offers } from '../schema/tenancy.ts';
import { filesInScope } from './file-scope.ts';

const shownDaysAfter = 31;

/** The warnings that the filter keeps, those removed long ago left out, in the order in which they were written. */
export async function warningLines(
  tx: Transaction,
  reader: FileReader,
  today: CivilDate,
  filter: { letterId?: string; number?: string } = {},
): Promise<WarningLine[]> {
  const rows = await warningRows(tx, today, filter);
  const numbers = [...new Set(rows.map(({ number }) => number))];
  if (numbers.length === 0) return [];
  const seen = await filesInScope(tx, numbers, reader.communes);
  const decided = await decisionsSince(tx, numbers, rows);
  const busy = await busyFiles(tx, numbers);
  return rows
    .filter(({ number }) => seen(number))
    .map((row): WarningLine => {
      const { letterId, number, kind, writtenOn, sentAt, after } = row;
      const stopped =
        after?.stoppedOn && after.stoppedWhy && after.stoppedBy
          ? { on: after.stoppedOn, why: after.stoppedWhy, by: after.stoppedBy }
          : null;
      return {
        letterId,
        number,
        name: row.name,
        ground: kind === 'removalWarning' ? 'noReply' : 'inadmissible',
        writtenOn,
        sentOn: sentAt === null ? null : civilDateInParis(sentAt),
        delivered:
          after?.deliveredOn && after.means
            ? { on: after.deliveredOn, means: after.means, reference: after.reference }
            : null,
        stopped,
        removed: after?.removedOn && after.removedBy ? { on: after.removedOn, by: after.removedBy } : null,
        decisionHolds: kind === 'removalWarning' || decided(row.about, number),
        application: { status: row.status, renewedOn: row.content.renewedOn },
        busy: busy.get(number) ?? null,
      };
    });
}

/** A letter of correction warns where what it corrects to is an irrecevability: it is then traceable. */
async function warningRows(
  tx: Transaction,
  today: CivilDate,
  { letterId, number }: { letterId?: string; number?: string },
) {
  const wanted: (SQL | undefined)[] = [
    inArray(letters.kind, ['irrecevability', 'correction', 'removalWarning']),
    letterId === undefined ? undefined : eq(letters.id, letterId),
    number === undefined ? undefined : eq(letters.number, number),
    or(eq(applications.status, 'live'), gte(removalWarnings.removedOn, addDays(today, -shownDaysAfter))),
  ];
  const rows = await tx
    .select({
      letterId: letters.id,
      number: letters.number,
      kind: letters.kind,
      about: letters.about,
      writtenOn: letters.writtenOn,
      sentAt: letters.sentAt,
      letter: letters.content,
      name: applications.name,
      status: applications.status,
      content: applications.content,
      after: {
        // The first column decides whether the join found a row: one that is never null.
        letterId: removalWarnings.letterId,
        deliveredOn: removalWarnings.deliveredOn,
        means: removalWarnings.means,
        reference: removalWarnings.reference,
        stoppedOn: removalWarnings.stoppedOn,
        stoppedWhy: removalWarnings.stoppedWhy,
        stoppedBy: removalWarnings.stoppedBy,
        removedOn: removalWarnings.removedOn,
        removedBy: removalWarnings.removedBy,
      },
    })
    .from(letters)
    .innerJoin(applications, eq(applications.number, letters.number))
    .leftJoin(removalWarnings, eq(removalWarnings.letterId, letters.id))
    .where(and(...wanted))
    .orderBy(asc(letters.writtenOn), asc(letters.id));
  return rows.filter(({ letter }) => letter.traceable === true);
}

/**
 * Whether the irrecevability that a letter told still stands: the decision in force of its sitting says so for that
 * household, and no later sitting decided otherwise of it.
 */
async function decisionsSince(
  tx: Transaction,
  numbers: readonly string[],
  rows: readonly { kind: string; writtenOn: CivilDate }[],
): Promise<(about: string, number: string) => boolean> {
  if (rows.every(({ kind }) => kind === 'removalWarning')) return () => true;
  const candidates = await tx
    .selectDistinct({ sessionId: agendaCandidates.sessionId })
    .from(agendaCandidates)
    .where(inArray(agendaCandidates.number, [...numbers]));
  const sessionIds = candidates.map(({ sessionId }) => sessionId);
  const decisions =
    sessionIds.length === 0
      ? []
      : await tx
          .select({
            id: homeDecisions.id,
            sessionId: homeDecisions.sessionId,
            vacancyId: homeDecisions.vacancyId,
            supersedes: homeDecisions.supersedes,
            candidates: homeDecisions.candidates,
            heldOn: committeeSessions.heldOn,
          })
          .from(homeDecisions)
          .innerJoin(committeeSessions, eq(committeeSessions.id, homeDecisions.sessionId))
          .where(and(eq(committeeSessions.state, 'closed'), inArray(homeDecisions.sessionId, sessionIds)));
  const replaced = new Set(decisions.map(({ supersedes }) => supersedes));
  const inForce = decisions.filter(({ id }) => !replaced.has(id));
  const kindFor = (decision: (typeof decisions)[number], number: string) =>
    decision.candidates.find((candidate) => candidate.number === number)?.kind ?? null;
  return (about, number) => {
    const told = decisions.find(({ id }) => about === `decision:${id}`);
    if (!told) return false;
    const now = inForce.find(
      ({ sessionId, vacancyId }) => sessionId === told.sessionId && vacancyId === told.vacancyId,
    );
    if (!now || kindFor(now, number) !== 'irrecevability') return false;
    return !inForce.some((other) => {
      const kind = kindFor(other, number);
      return other.heldOn > told.heldOn && kind !== null && kind !== 'irrecevability';
    });
  };
}

/** Files that an offer without its end, or an agenda to come, holds. */
async function busyFiles(
  tx: Transaction,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, 'offer' | 'agenda'>> {
  const offered = await tx
    .selectDistinct({ number: offers.applicationNumber })
    .from(offers)
    .leftJoin(leases, eq(leases.vacancyId, offers.vacancyId))
    .where(
      and(
        inArray(offers.applicationNumber, [...numbers]),
        or(isNull(offers.answer), ne(offers.answer, 'refused')),
        isNull(leases.id),
      ),
    );
  const waiting = await tx
    .selectDistinct({ number: agendaCandidates.number })
    .from(agendaCandidates)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaCandidates.sessionId))
    .innerJoin(
      agendaHomes,
      and(
        eq(agendaHomes.sessionId, agendaCandidates.sessionId),
        eq(agendaHomes.vacancyId, agendaCandidates.vacancyId),
      ),
    )
    .where(
      and(
        inArray(agendaCandidates.number, [...numbers]),
        inArray(committeeSessions.state, ['draft', 'convened', 'open']),
        inArray(agendaHomes.state, ['pending', 'decided']),
      ),
    );
  return new Map([
    ...waiting.map(({ number }) => [number, 'agenda'] as const),
    ...offered.map(({ number }) => [number, 'offer'] as const),
  ]);
}

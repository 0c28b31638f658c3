/** Files as the register's pages read them: those of the agendas to come, and those of pasted numbers. */
import { and, asc, eq, gte, inArray, isNull } from 'drizzle-orm';
import type { ComingFile, HeldFile, RegisterReader } from '../../src/committee/register-port.ts';
import { type CivilDate, civilDateInParis } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { agendaCandidates, agendaHomes, committeeSessions } from '../schema/committee.ts';
import { protections } from '../schema/instruction.ts';
import { applicationOf } from './application-rows.ts';
import { filesInScope } from './file-scope.ts';

export async function comingFiles(
  tx: Transaction,
  reader: RegisterReader,
  today: CivilDate,
): Promise<ComingFile[]> {
  const rows = await tx
    .selectDistinct({
      sessionId: committeeSessions.id,
      heldOn: committeeSessions.heldOn,
      number: agendaCandidates.number,
    })
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
        inArray(committeeSessions.state, ['draft', 'convened', 'open']),
        eq(agendaHomes.state, 'pending'),
        gte(committeeSessions.heldOn, today),
      ),
    )
    .orderBy(asc(committeeSessions.heldOn), asc(agendaCandidates.number));
  const held = await heldFiles(
    tx,
    reader,
    rows.map(({ number }) => number),
  );
  const files = new Map(held.map(({ application }) => [application.number, application]));
  return rows.flatMap(({ sessionId, heldOn, number }) => {
    const application = files.get(number);
    return application ? [{ sessionId, heldOn, application }] : [];
  });
}

/** What we hold of these numbers, in their order; those out of the reader's reach are left out. */
export async function heldFiles(
  tx: Transaction,
  { communes }: RegisterReader,
  numbers: readonly string[],
): Promise<HeldFile[]> {
  if (numbers.length === 0) return [];
  const wanted = [...new Set(numbers)];
  const rows = await tx
    .select({ content: applications.content, name: applications.name, updatedAt: applications.updatedAt })
    .from(applications)
    .where(inArray(applications.number, wanted));
  const marked = await tx
    .select({ number: protections.number })
    .from(protections)
    .where(and(inArray(protections.number, wanted), isNull(protections.until)));
  const isProtected = new Set(marked.map(({ number }) => number));
  const isWithin = await filesInScope(tx, wanted, communes);
  const place = new Map(wanted.map((number, index) => [number, index]));
  return rows
    .map(({ content, name, updatedAt }) => ({
      application: applicationOf(content, name),
      updatedOn: civilDateInParis(updatedAt),
      isProtected: isProtected.has(content.number),
    }))
    .filter(({ application }) => isWithin(application.number))
    .sort((a, b) => (place.get(a.application.number) ?? 0) - (place.get(b.application.number) ?? 0));
}

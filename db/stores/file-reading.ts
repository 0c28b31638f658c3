/** Reads a household's file: everything that the landlord holds about it, in one view. */
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { FileStand, HouseholdFile } from '../../src/committee/candidates/file-port.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { agendaCandidates, committeeSessions, homeDecisions, priorOpinions } from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { applicantContacts, contactAttempts, documents, protections, visits } from '../schema/instruction.ts';
import { registerTasks } from '../schema/register.ts';
import { runShortlists, runs } from '../schema/run.ts';
import { offers } from '../schema/tenancy.ts';
import { applicationOf } from './application-rows.ts';
import { domainColumns } from './columns-of.ts';

const runsLookedAt = 10;

export const documentColumns = {
  document: documents.document,
  state: documents.state,
  requestedOn: documents.requestedOn,
  receivedOn: documents.receivedOn,
  checkedOn: documents.checkedOn,
  checkedBy: documents.checkedBy,
  validUntil: documents.validUntil,
  refusalReason: documents.refusalReason,
};
export const contactColumns = {
  vacancyId: contactAttempts.vacancyId,
  outcome: contactAttempts.outcome,
  reason: contactAttempts.reason,
  callBackOn: contactAttempts.callBackOn,
  at: contactAttempts.at,
  by: contactAttempts.by,
};
export const visitColumns = {
  id: visits.id,
  vacancyId: visits.vacancyId,
  number: visits.number,
  startsAt: visits.startsAt,
  outcome: visits.outcome,
};

/** The file of a number; null where the landlord has none. */
export async function householdFile(tx: Transaction, number: string): Promise<HouseholdFile | null> {
  const [row] = await tx
    .select({ content: applications.content, name: applications.name, updatedAt: applications.updatedAt })
    .from(applications)
    .where(eq(applications.number, number));
  if (!row) return null;
  const [covered] = await tx
    .select({ newContact: protections.newContact })
    .from(protections)
    .where(and(eq(protections.number, number), isNull(protections.until)));
  const [contact] = await tx
    .select({
      email: applicantContacts.email,
      telephone: applicantContacts.telephone,
      address: applicantContacts.address,
      preferred: applicantContacts.preferred,
    })
    .from(applicantContacts)
    .where(eq(applicantContacts.number, number));
  const isProtected = covered !== undefined;
  const contacts = await tx
    .select(contactColumns)
    .from(contactAttempts)
    .where(eq(contactAttempts.number, number))
    .orderBy(desc(contactAttempts.at));
  const ownVisits = await tx
    .select(visitColumns)
    .from(visits)
    .where(eq(visits.number, number))
    .orderBy(desc(visits.startsAt));
  const sittings = await agendasOf(tx, number);
  const ownOffers = await tx
    .select({ offer: domainColumns(offers) })
    .from(offers)
    .where(eq(offers.applicationNumber, number))
    .orderBy(desc(offers.sentOn));
  const stands = [...sittings.stands, ...(await proposalsOf(tx, number)), ...(await decisionsOf(tx, number))];
  const named = [
    ...stands.map(({ vacancyId }) => vacancyId),
    ...contacts.map(({ vacancyId }) => vacancyId),
    ...ownVisits.map(({ vacancyId }) => vacancyId),
    ...ownOffers.flatMap(({ offer }) => offer.vacancyId ?? []),
  ];
  return {
    application: applicationOf(row.content, row.name),
    updatedAt: row.updatedAt,
    contact: covered === undefined ? (contact ?? null) : protectedContact(covered.newContact),
    isProtected,
    documents: await tx
      .select(documentColumns)
      .from(documents)
      .where(eq(documents.number, number))
      .orderBy(asc(documents.document)),
    contacts,
    visits: ownVisits,
    stands,
    offers: ownOffers.map(({ offer }) => offer),
    opinions: await tx
      .select({
        body: priorOpinions.body,
        on: priorOpinions.on,
        recommendation: priorOpinions.recommendation,
        followUp: priorOpinions.followUp,
      })
      .from(priorOpinions)
      .where(eq(priorOpinions.number, number))
      .orderBy(desc(priorOpinions.on)),
    registerTasks: await tx
      .select({
        kind: registerTasks.kind,
        field: registerTasks.field,
        doneOn: registerTasks.doneOn,
        confirmedOn: registerTasks.confirmedOn,
      })
      .from(registerTasks)
      .where(eq(registerTasks.number, number)),
    nextAgendaOn: sittings.nextOn,
    homes: await homesOf(tx, named),
  };
}

/** The only way to reach a protected person, without an address: that is for those who hold the protection. */
function protectedContact(
  contact: { email: string | null; telephone: string | null } | null,
): HouseholdFile['contact'] {
  if (contact === null) return null;
  const { email, telephone } = contact;
  return { email, telephone, address: [], preferred: telephone === null ? 'email' : 'sms' };
}

async function agendasOf(tx: Transaction, number: string) {
  const rows = await tx
    .select({
      sessionId: committeeSessions.id,
      vacancyId: agendaCandidates.vacancyId,
      on: committeeSessions.heldOn,
      state: committeeSessions.state,
    })
    .from(agendaCandidates)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaCandidates.sessionId))
    .where(eq(agendaCandidates.number, number))
    .orderBy(desc(committeeSessions.heldOn));
  const coming = rows.filter(({ state }) => state === 'draft' || state === 'convened' || state === 'open');
  return {
    stands: rows.map((row): FileStand => ({ kind: 'agenda', ...row })),
    nextOn: coming.at(-1)?.on ?? null,
  };
}

/** The last runs tell where the household stands now; older proposals are history of the landlord, not of the file. */
async function proposalsOf(tx: Transaction, number: string): Promise<FileStand[]> {
  const recent = await tx
    .select({ id: runs.id })
    .from(runs)
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(runsLookedAt);
  if (recent.length === 0) return [];
  const holds = JSON.stringify([{ sheet: { number } }]);
  const rows = await tx
    .select({
      runId: runs.id,
      on: runs.sessionOn,
      vacancyId: runShortlists.vacancyId,
      content: runShortlists.content,
    })
    .from(runShortlists)
    .innerJoin(runs, eq(runs.id, runShortlists.runId))
    .where(
      and(
        inArray(
          runs.id,
          recent.map(({ id }) => id),
        ),
        sql`${runShortlists.content} -> 'entries' @> ${holds}::jsonb`,
      ),
    )
    .orderBy(desc(runs.createdAt), asc(runShortlists.vacancyId));
  return rows.flatMap(({ runId, on, vacancyId, content }): FileStand[] => {
    const entry = content.entries.find(({ sheet }) => sheet.number === number);
    return entry ? [{ kind: 'proposal', runId, vacancyId, on, rank: entry.rank }] : [];
  });
}

async function decisionsOf(tx: Transaction, number: string): Promise<FileStand[]> {
  const holds = JSON.stringify([{ number }]);
  const rows = await tx
    .select({
      sessionId: homeDecisions.sessionId,
      vacancyId: homeDecisions.vacancyId,
      on: homeDecisions.decidedAt,
      candidates: homeDecisions.candidates,
    })
    .from(homeDecisions)
    .where(sql`${homeDecisions.candidates} @> ${holds}::jsonb`)
    .orderBy(desc(homeDecisions.decidedAt));
  return rows.flatMap(({ candidates, ...row }): FileStand[] => {
    const own = candidates.find((candidate) => candidate.number === number);
    return own ? [{ kind: 'decision', ...row, decision: own.kind, rank: own.rank }] : [];
  });
}

async function homesOf(tx: Transaction, vacancyIds: readonly string[]): Promise<HouseholdFile['homes']> {
  const wanted = [...new Set(vacancyIds)];
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .select({
      vacancyId: vacancies.id,
      typology: homes.typology,
      surfaceM2: homes.surfaceM2,
      insee: homes.insee,
    })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(inArray(vacancies.id, wanted));
  return new Map(rows.map(({ vacancyId, ...home }) => [vacancyId, home] as const));
}

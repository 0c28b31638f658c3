/** What counts rest on, kept without the person before a file is erased (D-02): offers, leases, wishes, agendas. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { priorityLabels } from '../../src/law/priority.ts';
import type { CandidateSheet } from '../../src/matching/run-result.ts';
import type { Transaction } from '../connection.ts';
import { interests } from '../schema/advert.ts';
import { applications } from '../schema/application.ts';
import { agendaCandidates } from '../schema/committee.ts';
import { leases, offers, tenancies } from '../schema/tenancy.ts';

/** What counts rest on is written beside them, without the person, before the file goes. */
export async function keepStatistics(tx: Transaction, numbers: readonly string[]): Promise<void> {
  const own = await tx
    .select({
      id: offers.id,
      number: offers.applicationNumber,
      sentOn: offers.sentOn,
      decisionId: offers.homeDecisionId,
      content: applications.content,
    })
    .from(offers)
    .innerJoin(applications, eq(applications.number, offers.applicationNumber))
    .where(inArray(offers.applicationNumber, [...numbers]));
  // One name a household, drawn by lot: its offers still count as those of one household.
  const names = new Map(numbers.map((number) => [number, `efface-${v7()}`]));
  for (const { id, number, sentOn, decisionId, content } of own) {
    const { dalo } = priorityLabels(content.labels, sentOn);
    // An offer that carries out a decision stays with the papers of its sitting, which hold the bare number.
    const applicationNumber = decisionId === null ? names.get(number) : undefined;
    await tx.update(offers).set({ dalo, applicationNumber }).where(eq(offers.id, id));
  }
  await tx
    .update(leases)
    .set({ applicationNumber: null })
    .where(inArray(leases.applicationNumber, [...numbers]));
  await tx
    .update(tenancies)
    .set({ applicationNumber: null })
    .where(inArray(tenancies.applicationNumber, [...numbers]));
  for (const number of numbers) {
    await tx
      .update(interests)
      .set({ number: names.get(number) ?? '', by: 'effacé', requestKey: sql`'efface-' || ${interests.id}` })
      .where(eq(interests.number, number));
  }
  const stood = await tx
    .select()
    .from(agendaCandidates)
    .where(inArray(agendaCandidates.number, [...numbers]));
  for (const { sessionId, vacancyId, number, sheet } of stood) {
    await tx
      .update(agendaCandidates)
      .set({ sheet: bareSheet(sheet), priorityInWords: null })
      .where(
        and(
          eq(agendaCandidates.sessionId, sessionId),
          eq(agendaCandidates.vacancyId, vacancyId),
          eq(agendaCandidates.number, number),
        ),
      );
  }
}

/** What the committee counts of a candidate, and nothing that tells who it was. */
function bareSheet(sheet: CandidateSheet): CandidateSheet {
  const { freedHome: _freedHome, ...rest } = sheet;
  return {
    ...rest,
    householdInWords: 'dossier effacé',
    monthlyResourcesCents: null,
    seniorityMonths: 0,
    aplCents: null,
    netCostCents: null,
    effortRate: null,
    residualPerUnitPerDayCents: null,
    toExamine: [],
  };
}

/** The préfet's DALO designations with their dates, and the mayor's opinion. */
import { and, asc, eq } from 'drizzle-orm';
import type { DaloLine, SpecialPort } from '../../src/committee/orientation/special-port.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes, vacancies } from '../schema/home.ts';
import { daloSteps } from '../schema/letting.ts';
import { designations } from '../schema/reservation.ts';
import { offers } from '../schema/tenancy.ts';
import { appendActs } from './journal-append.ts';

/** Designations under DALO for homes that are not let. */
export async function daloLines(tx: Transaction, today: CivilDate): Promise<DaloLine[]> {
  const rows = await tx
    .select({
      number: designations.applicationNumber,
      vacancyId: designations.vacancyId,
      designatedOn: designations.on,
      insee: homes.insee,
      address: homes.address,
      status: vacancies.status,
      content: applications.content,
      mayorAskedOn: daloSteps.mayorAskedOn,
      mayorAnsweredOn: daloSteps.mayorAnsweredOn,
    })
    .from(designations)
    .innerJoin(
      vacancies,
      and(eq(vacancies.landlordId, designations.landlordId), eq(vacancies.id, designations.vacancyId)),
    )
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .innerJoin(
      applications,
      and(
        eq(applications.landlordId, designations.landlordId),
        eq(applications.number, designations.applicationNumber),
      ),
    )
    .leftJoin(
      daloSteps,
      and(
        eq(daloSteps.landlordId, designations.landlordId),
        eq(daloSteps.vacancyId, designations.vacancyId),
        eq(daloSteps.number, designations.applicationNumber),
      ),
    )
    .where(eq(designations.dalo, true))
    .orderBy(asc(designations.on));
  const sent = await tx
    .select({ number: offers.applicationNumber, homeId: offers.homeId, sentOn: offers.sentOn })
    .from(offers)
    .innerJoin(designations, eq(designations.applicationNumber, offers.applicationNumber))
    .where(eq(designations.dalo, true))
    .orderBy(asc(offers.sentOn));
  return rows
    .filter(({ status, designatedOn }) => status !== 'let' && designatedOn <= today)
    .map(({ content, status: _status, ...row }) => {
      const label = content.labels.find(
        ({ category, until }) => category === 'dalo' && (until === null || until >= today),
      );
      const decidedOn = label?.on ?? null;
      const offer = sent.find(
        ({ number, sentOn }) => number === row.number && (decidedOn === null || sentOn >= decidedOn),
      );
      return { ...row, decidedOn, offerSentOn: offer?.sentOn ?? null };
    });
}

export async function mayorStep(
  tx: Transaction,
  landlordId: string,
  { vacancyId, number, step, actor, at }: Parameters<SpecialPort['mayorStep']>[1],
): Promise<void> {
  const values =
    step.kind === 'asked'
      ? { mayorAskedOn: step.on }
      : { mayorAnsweredOn: step.on, mayorOpinion: step.opinion };
  await tx
    .insert(daloSteps)
    .values({ landlordId, vacancyId, number, ...values })
    .onConflictDoUpdate({
      target: [daloSteps.landlordId, daloSteps.vacancyId, daloSteps.number],
      set: { ...values, updatedAt: at },
    });
  await appendActs(tx, landlordId, [
    {
      kind: 'dalo.mayorStep',
      at,
      actor,
      subjects: [`vacancy:${vacancyId}`, `application:${number}`],
      before: null,
      after: values,
      why: null,
    },
  ]);
}

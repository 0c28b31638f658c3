/** The pool of a home as pages ask for it: the home, who was designated, names, and what was last said. */
import { and, asc, count, desc, eq, ilike, inArray, isNull, max, or } from 'drizzle-orm';
import type { ContactOutcome, PoolHome, PoolPort } from '../../src/committee/candidates/pool-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { adverts, interests } from '../schema/advert.ts';
import { applications } from '../schema/application.ts';
import { agendaHomes, committeeSessions } from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { applicantContacts, contactAttempts, protections } from '../schema/instruction.ts';
import { designations, holders } from '../schema/reservation.ts';
import { runShortlists, runs } from '../schema/run.ts';
import { domainColumns } from './columns-of.ts';

const mostFound = 1000;

export function poolStore(db: Database): PoolPort {
  const inside = <Value>(landlordId: string, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, landlordId, work);
  return {
    home: (landlordId, vacancyId) => inside(landlordId, (tx) => poolHome(tx, vacancyId)),
    stamp: (landlordId) =>
      inside(landlordId, async (tx) => {
        const [changed] = await tx
          .select({ at: max(applications.updatedAt), many: count() })
          .from(applications);
        const [reached] = await tx.select({ at: max(applicantContacts.updatedAt) }).from(applicantContacts);
        const designated = await tx.select({ many: count() }).from(designations);
        const free = await tx
          .select({ id: vacancies.id, status: vacancies.status, holderId: vacancies.holderId })
          .from(vacancies)
          .where(inArray(vacancies.status, ['notice', 'works', 'available']))
          .orderBy(asc(vacancies.id));
        const wishes = await tx
          .select({ state: interests.state, many: count(), last: max(interests.createdAt) })
          .from(interests)
          .groupBy(interests.state)
          .orderBy(asc(interests.state));
        const advertised = await tx
          .select({ state: adverts.state, many: count() })
          .from(adverts)
          .groupBy(adverts.state)
          .orderBy(asc(adverts.state));
        return JSON.stringify([
          wishes,
          advertised,
          changed?.at?.getTime(),
          changed?.many,
          reached?.at?.getTime(),
          designated[0]?.many,
          free,
        ]);
      }),
    known: (landlordId, numbers) =>
      inside(landlordId, async (tx) => {
        if (numbers.length === 0) return new Map();
        const rows = await tx
          .select({ number: applications.number, name: applications.name })
          .from(applications)
          .where(inArray(applications.number, [...numbers]));
        const covered = await tx
          .select({ number: protections.number })
          .from(protections)
          .where(and(inArray(protections.number, [...numbers]), isNull(protections.until)));
        const hidden = new Set(covered.map(({ number }) => number));
        return new Map(
          rows.map(({ number, name }) => [number, { name, isProtected: hidden.has(number) }] as const),
        );
      }),
    search: (landlordId, text) =>
      inside(landlordId, async (tx) => {
        const wanted = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
        const rows = await tx
          .select({ number: applications.number })
          .from(applications)
          .where(
            and(
              eq(applications.status, 'live'),
              or(ilike(applications.name, wanted), ilike(applications.number, wanted)),
            ),
          )
          .orderBy(asc(applications.number))
          .limit(mostFound);
        return new Set(rows.map(({ number }) => number));
      }),
    asked: (landlordId, vacancyId) =>
      inside(landlordId, async (tx) => {
        const advertised = await tx
          .select({ id: adverts.id })
          .from(adverts)
          .where(and(eq(adverts.vacancyId, vacancyId), inArray(adverts.state, ['open', 'closed'])));
        if (advertised.length === 0) return null;
        const rows = await tx
          .select({ number: interests.number, order: interests.wishOrder })
          .from(interests)
          .innerJoin(adverts, eq(adverts.id, interests.advertId))
          .where(and(eq(adverts.vacancyId, vacancyId), eq(interests.state, 'live')));
        return new Map(rows.map(({ number, order }) => [number, order] as const));
      }),
    lastContacts: (landlordId, vacancyId, numbers) =>
      inside(landlordId, async (tx) => {
        if (numbers.length === 0) return new Map<string, ContactOutcome>();
        const rows = await tx
          .select({ number: contactAttempts.number, outcome: contactAttempts.outcome })
          .from(contactAttempts)
          .where(and(eq(contactAttempts.vacancyId, vacancyId), inArray(contactAttempts.number, [...numbers])))
          .orderBy(asc(contactAttempts.at), asc(contactAttempts.id));
        return new Map(rows.map(({ number, outcome }) => [number, outcome] as const));
      }),
  };
}

/** The home to let with what stands around it; null where the landlord has none of that name. */
async function poolHome(tx: Transaction, vacancyId: string): Promise<PoolHome | null> {
  const [place] = await tx
    .select({ vacancy: domainColumns(vacancies), home: domainColumns(homes), holderName: holders.name })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .leftJoin(holders, and(eq(holders.landlordId, vacancies.landlordId), eq(holders.id, vacancies.holderId)))
    .where(eq(vacancies.id, vacancyId));
  if (!place) return null;
  const designated = await tx
    .select({
      designation: domainColumns(designations),
      holderName: holders.name,
      content: applications.content,
    })
    .from(designations)
    .leftJoin(
      holders,
      and(eq(holders.landlordId, designations.landlordId), eq(holders.id, designations.holderId)),
    )
    .leftJoin(
      applications,
      and(
        eq(applications.landlordId, designations.landlordId),
        eq(applications.number, designations.applicationNumber),
      ),
    )
    .where(eq(designations.vacancyId, vacancyId))
    .orderBy(asc(designations.on), asc(designations.applicationNumber));
  const [run] = await tx
    .select({ id: runs.id, date: runs.sessionOn })
    .from(runShortlists)
    .innerJoin(runs, eq(runs.id, runShortlists.runId))
    .where(eq(runShortlists.vacancyId, vacancyId))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(1);
  const [agenda] = await tx
    .select({ sessionId: committeeSessions.id, heldOn: committeeSessions.heldOn })
    .from(agendaHomes)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaHomes.sessionId))
    .where(
      and(
        eq(agendaHomes.vacancyId, vacancyId),
        inArray(committeeSessions.state, ['draft', 'convened', 'open']),
      ),
    )
    .orderBy(asc(committeeSessions.heldOn))
    .limit(1);
  return {
    ...place,
    designations: designated.map(({ designation, holderName, content }) => ({
      ...designation,
      holderName: holderName ?? designation.holderId,
      daloDecidedOn:
        content?.labels.find(({ category, until }) => category === 'dalo' && until === null)?.on ?? null,
    })),
    run: run ?? null,
    agenda: agenda ?? null,
  };
}

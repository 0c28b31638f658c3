/** Reads of a holder's homes and of what became of those that it designated. */
import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { HolderHome } from '../../src/committee/orientation/holder-port.ts';
import type { DesignatedFacts } from '../../src/committee/orientation/holder-view.ts';
import type { Home, Vacancy } from '../../src/domain/home.ts';
import type { Designation } from '../../src/domain/reservation.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { committeeSessions, homeDecisions } from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { orientations } from '../schema/letting.ts';
import { designations } from '../schema/reservation.ts';
import { leases, offers } from '../schema/tenancy.ts';
import { domainColumns } from './columns-of.ts';

/** A home that a holder has before it, by its vacancy row or, after a failure in a QPV, by its orientation. */
export type HeldHome = {
  vacancy: Vacancy;
  home: Home;
  orientedOn: CivilDate | null;
  dueOn: CivilDate | null;
  firstQuartileExcluded: boolean;
};

/** Homes oriented to the holder and not come back; `vacancyId` narrows to one. */
export async function heldHomes(
  tx: Transaction,
  holderId: string,
  vacancyId: string | null = null,
): Promise<HeldHome[]> {
  const rows = await tx
    .select({
      vacancy: domainColumns(vacancies),
      home: domainColumns(homes),
      open: {
        destination: orientations.destination,
        on: orientations.on,
        dueOn: orientations.dueOn,
        firstQuartileExcluded: orientations.firstQuartileExcluded,
      },
    })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .leftJoin(
      orientations,
      and(
        eq(orientations.landlordId, vacancies.landlordId),
        eq(orientations.vacancyId, vacancies.id),
        isNull(orientations.outcome),
      ),
    )
    .where(
      and(
        or(
          and(eq(vacancies.holderId, holderId), eq(vacancies.reservationFailed, false)),
          eq(orientations.destination, holderId),
        ),
        ...(vacancyId === null ? [] : [eq(vacancies.id, vacancyId)]),
      ),
    )
    .orderBy(asc(vacancies.id));
  return rows.map(({ vacancy, home, open }) => {
    const own = open?.destination === holderId ? open : null;
    return {
      vacancy,
      home,
      orientedOn: own?.firstQuartileExcluded ? own.on : vacancy.orientedOn,
      dueOn: own?.firstQuartileExcluded ? own.dueOn : vacancy.designationDueOn,
      firstQuartileExcluded: own?.firstQuartileExcluded ?? false,
    };
  });
}

/** What became of a holder's own designations for these homes. */
export async function designatedFacts(
  tx: Transaction,
  own: readonly Designation[],
): Promise<ReadonlyMap<string, DesignatedFacts[]>> {
  const facts = new Map<string, DesignatedFacts[]>();
  if (own.length === 0) return facts;
  const vacancyIds = [...new Set(own.map(({ vacancyId }) => vacancyId))];
  const numbers = [...new Set(own.map(({ applicationNumber }) => applicationNumber))];
  const live = await tx
    .select({ number: applications.number, status: applications.status })
    .from(applications)
    .where(inArray(applications.number, numbers));
  const decided = await tx
    .select({
      id: homeDecisions.id,
      vacancyId: homeDecisions.vacancyId,
      candidates: homeDecisions.candidates,
      at: homeDecisions.decidedAt,
    })
    .from(homeDecisions)
    .innerJoin(committeeSessions, eq(committeeSessions.id, homeDecisions.sessionId))
    // Until the sitting closes a decision may still change, and is known to those who sit alone.
    .where(and(inArray(homeDecisions.vacancyId, vacancyIds), eq(committeeSessions.state, 'closed')))
    .orderBy(asc(homeDecisions.decidedAt));
  const offered = await tx
    .select({
      vacancyId: offers.vacancyId,
      number: offers.applicationNumber,
      sentOn: offers.sentOn,
      answer: offers.answer,
    })
    .from(offers)
    .where(inArray(offers.vacancyId, vacancyIds))
    .orderBy(asc(offers.sentOn));
  const signed = await tx
    .select({ vacancyId: leases.vacancyId, number: leases.applicationNumber })
    .from(leases)
    .where(inArray(leases.vacancyId, vacancyIds));
  const isLive = new Set(live.filter(({ status }) => status === 'live').map(({ number }) => number));
  for (const { vacancyId, applicationNumber: number, on } of own) {
    const decision = decided
      .filter((row) => row.vacancyId === vacancyId)
      .flatMap((row) => row.candidates.filter((candidate) => candidate.number === number))
      .at(-1);
    const offer = offered.filter((row) => row.vacancyId === vacancyId && row.number === number).at(-1);
    const lease = signed.find((row) => row.vacancyId === vacancyId);
    facts.set(vacancyId, [
      ...(facts.get(vacancyId) ?? []),
      {
        number,
        designatedOn: on,
        live: isLive.has(number),
        decision: decision?.kind ?? null,
        offer: offer ? { sentOn: offer.sentOn, answer: offer.answer } : null,
        letTo: lease ? (lease.number === number ? 'them' : 'another') : null,
      },
    ]);
  }
  return facts;
}

/** Designations that the holder itself made. */
export function ownDesignations(tx: Transaction, holderId: string): Promise<Designation[]> {
  return tx
    .select(domainColumns(designations))
    .from(designations)
    .where(eq(designations.holderId, holderId))
    .orderBy(asc(designations.vacancyId), asc(designations.applicationNumber));
}

/** The home as the holder's space shows it. */
export function holderHome(held: HeldHome, designated: readonly DesignatedFacts[]): HolderHome {
  const { vacancy, home, orientedOn, dueOn, firstQuartileExcluded } = held;
  return {
    vacancy: { id: vacancy.id, status: vacancy.status, availableOn: vacancy.availableOn },
    home,
    orientedOn,
    dueOn,
    firstQuartileExcluded,
    designated,
  };
}

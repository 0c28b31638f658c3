/** The accepted home of a relocation as its lease reads it, and who else has it by then. */
import { and, desc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { LeasedHome } from '../../src/committee/letting/letting-home.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { HeldHome } from '../../src/portal/relocations/relocation-lease.ts';
import { liveStates } from '../../src/portal/transfers/request.ts';
import type { Transaction } from '../connection.ts';
import { agendaHomes, committeeSessions } from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { landlords } from '../schema/landlord.ts';
import { specialLettings } from '../schema/letting.ts';
import { designations, holders } from '../schema/reservation.ts';
import { leases, offers } from '../schema/tenancy.ts';
import { fellowRequests, relocationOffers, transferRequests } from '../schema/transfer.ts';
import { domainColumns } from './columns-of.ts';
import { homesBeingLet } from './session-taken.ts';
import { policyInForce } from './steering-store.ts';

/** The home, its holders and their designations; null for an unknown vacancy. Lock the vacancy first. */
export async function leasedHome(
  tx: Transaction,
  landlordId: string,
  vacancyId: string,
  today: CivilDate,
): Promise<LeasedHome | null> {
  const [place] = await tx
    .select({ vacancy: domainColumns(vacancies), home: domainColumns(homes) })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(eq(vacancies.id, vacancyId));
  const [landlord] = await tx
    .select({ id: landlords.id, name: landlords.name, aliases: landlords.aliases })
    .from(landlords)
    .where(eq(landlords.id, landlordId));
  if (!place || !landlord) return null;
  return {
    ...place,
    landlord,
    holders: await tx.select(domainColumns(holders)).from(holders),
    designations: await tx
      .select(domainColumns(designations))
      .from(designations)
      .where(eq(designations.vacancyId, vacancyId)),
    policy: await policyInForce(tx, today),
  };
}

/** By whom else the home is held, the surest first; null where it is free. `ownId`: the request, ours or a fellow's. */
export async function heldFor(tx: Transaction, vacancyId: string, ownId: string): Promise<HeldHome | null> {
  const [vacancy] = await tx
    .select({ status: vacancies.status, signedOn: leases.signedOn })
    .from(vacancies)
    .leftJoin(leases, eq(leases.vacancyId, vacancies.id))
    .where(eq(vacancies.id, vacancyId));
  if (vacancy?.status === 'let' || vacancy?.signedOn) return { code: 'homeLet', on: vacancy.signedOn };
  if (vacancy?.status === 'withdrawn') return { code: 'homeWithdrawn' };
  // On notice, its tenant still lives there.
  if (vacancy?.status === 'notice') return { code: 'homeOccupied' };
  const [apart] = await tx
    .select({ id: specialLettings.vacancyId })
    .from(specialLettings)
    .where(eq(specialLettings.vacancyId, vacancyId));
  if (apart) return { code: 'homeLetApart' };
  return (await heldByCommittee(tx, vacancyId)) ?? (await promised(tx, vacancyId, ownId));
}

async function heldByCommittee(tx: Transaction, vacancyId: string): Promise<HeldHome | null> {
  const [open] = await tx
    .select({ id: offers.id })
    .from(offers)
    .where(and(eq(offers.vacancyId, vacancyId), isNull(offers.answer)));
  if (open) return { code: 'homeOffered' };
  const [decided] = await homesBeingLet(tx, [vacancyId]);
  if (decided) return { code: 'homeDecided', heldOn: decided.heldOn };
  const [waiting] = await tx
    .select({ heldOn: committeeSessions.heldOn })
    .from(agendaHomes)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaHomes.sessionId))
    .where(
      and(
        eq(agendaHomes.vacancyId, vacancyId),
        eq(agendaHomes.state, 'pending'),
        ne(committeeSessions.state, 'cancelled'),
      ),
    )
    .orderBy(desc(committeeSessions.heldOn))
    .limit(1);
  return waiting ? { code: 'homeOnAgenda', heldOn: waiting.heldOn } : null;
}

/** Offered to, or accepted by, another household that the law relocates; or promised to a fellow landlord. */
async function promised(tx: Transaction, vacancyId: string, ownId: string): Promise<HeldHome | null> {
  const [other] = await tx
    .select({ id: relocationOffers.id })
    .from(relocationOffers)
    .innerJoin(transferRequests, eq(transferRequests.id, relocationOffers.requestId))
    .where(
      and(
        eq(relocationOffers.vacancyId, vacancyId),
        ne(relocationOffers.requestId, ownId),
        or(isNull(relocationOffers.answer), eq(relocationOffers.answer, 'accepted')),
        sql`${relocationOffers.facts}->'lost' is null`,
        inArray(transferRequests.state, [...liveStates]),
      ),
    );
  if (other) return { code: 'homePromised' };
  const [fellow] = await tx
    .select({ id: fellowRequests.id })
    .from(fellowRequests)
    .where(
      and(
        ne(fellowRequests.id, ownId),
        inArray(fellowRequests.state, ['accepted', 'signed']),
        sql`${fellowRequests.content}->'answer'->>'vacancyId' = ${vacancyId}`,
      ),
    );
  return fellow ? { code: 'homePromised' } : null;
}

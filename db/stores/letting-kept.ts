/** Keeps beside a lease what indicators read of it (N-09), from the rows as they stand at the signature. */
import { and, count, eq, isNotNull, ne } from 'drizzle-orm';
import { type KeptDecision, keptFacts, type SaidAtSigning } from '../../src/committee/letting/kept-facts.ts';
import type { LeasedHome, LettingHome } from '../../src/committee/letting/letting-home.ts';
import type { Application } from '../../src/domain/application.ts';
import type { LeaseFacts } from '../../src/domain/lease-facts.ts';
import type { Lease } from '../../src/domain/tenancy.ts';
import type { Transaction } from '../connection.ts';
import { agendaCandidates } from '../schema/committee.ts';
import { homes } from '../schema/home.ts';
import { residenceRules } from '../schema/letting.ts';
import { leaseFacts } from '../schema/reporting.ts';
import { leases, lettingOutcomes, tenancies } from '../schema/tenancy.ts';

/** Writes the facts of a lease once it is written; `decision` null for a letting that no sitting decided (C-13). */
export async function keepFacts(
  tx: Transaction,
  landlordId: string,
  home: LeasedHome,
  application: Application,
  lease: Lease,
  decision: KeptDecision | null,
  said: SaidAtSigning | null,
): Promise<void> {
  const freedHome = lease.transfer === 'internal' ? await freedBy(tx, application) : null;
  await tx.insert(leaseFacts).values({
    landlordId,
    leaseId: lease.id,
    facts: keptFacts(home, application, lease, {
      decision,
      said,
      freedHome,
      firstLetting: await isFirstLetting(tx, home, lease),
    }),
  });
}

/** The decision that a lease carries out, as its sitting and the lists before it tell. */
export async function keptDecision(
  tx: Transaction,
  home: LettingHome,
  number: string,
): Promise<KeptDecision> {
  const { vacancy, sessionId, heldOn, candidates } = home;
  const [proposed] = await tx
    .select({ rank: agendaCandidates.proposedRank, points: agendaCandidates.totalPoints })
    .from(agendaCandidates)
    .where(
      and(
        eq(agendaCandidates.sessionId, sessionId),
        eq(agendaCandidates.vacancyId, vacancy.id),
        eq(agendaCandidates.number, number),
      ),
    );
  const [returned] = await tx
    .select({ lists: count() })
    .from(lettingOutcomes)
    .where(and(eq(lettingOutcomes.vacancyId, vacancy.id), eq(lettingOutcomes.outcome, 'returned')));
  return {
    decidedOn: heldOn,
    rank: candidates.find(({ decision }) => decision.number === number)?.decision.rank ?? null,
    list: (returned?.lists ?? 0) + 1,
    proposedRank: proposed?.rank ?? null,
    gridPoints: proposed?.points ?? null,
  };
}

/** A home of a new programme that nobody left, and that had no tenant and no lease before this one. */
async function isFirstLetting(
  tx: Transaction,
  { home, vacancy }: LeasedHome,
  lease: Lease,
): Promise<boolean> {
  if (home.residence === null || vacancy.noticeReceivedOn !== null) return false;
  const [programme] = await tx
    .select({ homes: residenceRules.programmeHomes })
    .from(residenceRules)
    .where(and(eq(residenceRules.residence, home.residence), isNotNull(residenceRules.programmeHomes)));
  if (!programme) return false;
  const [before] = await tx
    .select({ id: tenancies.id })
    .from(tenancies)
    .where(and(eq(tenancies.homeId, home.id), ne(tenancies.id, lease.id)))
    .limit(1);
  const [signed] = await tx
    .select({ id: leases.id })
    .from(leases)
    .where(and(eq(leases.homeId, home.id), ne(leases.id, lease.id)))
    .limit(1);
  return before === undefined && signed === undefined;
}

async function freedBy(tx: Transaction, { current }: Application): Promise<LeaseFacts['freedHome']> {
  if (current.tenancyId === null) return null;
  const [left] = await tx
    .select({ homeId: homes.id, typology: homes.typology, insee: homes.insee })
    .from(tenancies)
    .innerJoin(homes, and(eq(homes.landlordId, tenancies.landlordId), eq(homes.id, tenancies.homeId)))
    .where(eq(tenancies.id, current.tenancyId));
  return left ?? null;
}

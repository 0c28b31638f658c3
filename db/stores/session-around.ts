/** What is known around the candidates of a sitting: opinions, protections, homes declined, fragile residences. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { AdvertisedSearch } from '../../src/committee/candidates-rule.ts';
import type { PriorOpinion } from '../../src/committee/session-view.ts';
import { searchClosings } from '../../src/portal/adverts/search-evidence.ts';
import type { Transaction } from '../connection.ts';
import { adverts } from '../schema/advert.ts';
import { applications } from '../schema/application.ts';
import { agendaCandidates, agendaHomes, priorOpinions } from '../schema/committee.ts';
import { contactAttempts, protections } from '../schema/instruction.ts';
import { residenceRules } from '../schema/letting.ts';
import { domainColumns } from './columns-of.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { type Scope, within } from './session-parts.ts';

/** The numbers of the candidates, as the database finds them: a sitting has more than a query should carry. */
function numbersIn(tx: Transaction, scope: Scope) {
  return tx
    .select({ number: agendaCandidates.number })
    .from(agendaCandidates)
    .where(within(agendaCandidates, scope));
}

/** Opinions on the candidates, newest first. */
export function opinionsOf(tx: Transaction, scope: Scope): Promise<PriorOpinion[]> {
  return tx
    .select(domainColumns(priorOpinions))
    .from(priorOpinions)
    .where(inArray(priorOpinions.number, numbersIn(tx, scope)))
    .orderBy(desc(priorOpinions.on), asc(priorOpinions.id));
}

/** Households protected now or before, or whose label tells of an order: owning a home is no ground against them. */
export async function notOpposableAmong(tx: Transaction, scope: Scope): Promise<ReadonlySet<string>> {
  const numbers = numbersIn(tx, scope);
  const [guarded, labelled] = await Promise.all([
    tx.select({ number: protections.number }).from(protections).where(inArray(protections.number, numbers)),
    tx
      .select({ number: applications.number, content: applications.content })
      .from(applications)
      .where(inArray(applications.number, numbers)),
  ]);
  const ordered = labelled.filter(({ content }) => content.labels.some(({ category }) => category === 'g'));
  return new Set([...guarded, ...ordered].map(({ number }) => number));
}

/** Listed "à enjeu prioritaire de mixité sociale". */
export async function fragileResidences(tx: Transaction): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ residence: residenceRules.residence })
    .from(residenceRules)
    .where(eq(residenceRules.fragile, true));
  return new Set(rows.map(({ residence }) => residence));
}

/** How many households said no to each home: the last contact counts. */
export async function declinedOf(tx: Transaction, scope: Scope): Promise<ReadonlyMap<string, number>> {
  const ofAgenda = tx
    .select({ vacancyId: agendaHomes.vacancyId })
    .from(agendaHomes)
    .where(within(agendaHomes, scope));
  const rows = await tx
    .selectDistinctOn([contactAttempts.vacancyId, contactAttempts.number], {
      vacancyId: contactAttempts.vacancyId,
      outcome: contactAttempts.outcome,
    })
    .from(contactAttempts)
    .where(inArray(contactAttempts.vacancyId, ofAgenda))
    .orderBy(contactAttempts.vacancyId, contactAttempts.number, desc(contactAttempts.at));
  const counts = new Map<string, number>();
  for (const { vacancyId, outcome } of rows) {
    if (outcome === 'declined') counts.set(vacancyId, (counts.get(vacancyId) ?? 0) + 1);
  }
  return counts;
}

/** The search that the public advert of each home was, where it has closed at least once: the last advert counts. */
export async function advertisedOf(
  tx: Transaction,
  scope: Scope,
): Promise<ReadonlyMap<string, AdvertisedSearch>> {
  const ofAgenda = tx
    .select({ vacancyId: agendaHomes.vacancyId })
    .from(agendaHomes)
    .where(within(agendaHomes, scope));
  const rows = await tx
    .select({
      vacancyId: adverts.vacancyId,
      regime: adverts.regime,
      opensOn: adverts.opensOn,
      closings: adverts.closings,
      exportedTo: adverts.exportedTo,
    })
    .from(adverts)
    .where(and(inArray(adverts.vacancyId, ofAgenda), inArray(adverts.state, ['open', 'closed', 'answered'])))
    .orderBy(asc(adverts.createdAt));
  const { postalDays } = await portalPolicyInForce(tx);
  return new Map(
    rows.flatMap(({ vacancyId, ...search }) => {
      const closings = searchClosings({ ...search, postalDays });
      return closings.length === 0
        ? []
        : [[vacancyId, { continuous: search.regime === 'slack', closings }] as const];
    }),
  );
}

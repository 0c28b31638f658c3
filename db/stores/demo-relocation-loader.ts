/** Loads the demonstration's relocations with their offers, its fellow landlord's request and its reviews. */
import { eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Act } from '../../src/domain/act.ts';
import { type CivilDate, instantInParis } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { demoWriter } from '../demo/adverts.ts';
import type { DemoLandlord } from '../demo/demo-landlord.ts';
import { makeRelocations } from '../demo/relocations.ts';
import { accounts } from '../schema/account.ts';
import { tenancies } from '../schema/tenancy.ts';
import {
  fellowRequests,
  occupancyReviews,
  perimeters,
  relocationOffers,
  tenancyFacts,
  transferRequests,
} from '../schema/transfer.ts';
import { appendActs } from './journal-append.ts';
import { transferSubjects } from './transfer-opening.ts';

export async function loadDemoRelocations(
  tx: Transaction,
  landlordId: string,
  demo: DemoLandlord,
): Promise<void> {
  const made = makeRelocations(demo, await tenanciesShown(tx));
  const [officer] = await tx
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(eq(accounts.email, demoWriter));
  const by = officer?.name ?? 'Camille Weber';
  await tx.insert(perimeters).values({ ...made.perimeter, landlordId, kind: 'demolition' });
  for (const { offers, facts, ...request } of made.relocations) {
    await tx
      .insert(tenancyFacts)
      .values({ landlordId, tenancyId: request.tenancyId, content: facts, asOf: request.receivedOn });
    await tx.insert(transferRequests).values({
      ...request,
      landlordId,
      origin: 'landlord',
      state: offers.some(({ answer }) => answer === 'accepted') ? 'moving' : 'searching',
      ownerAccountId: officer?.id ?? null,
      ownerName: officer?.name ?? null,
      requestKey: `demonstration ${request.id}`,
    });
    for (const [index, offer] of offers.entries()) {
      const requestKey = `demonstration ${request.id} ${index}`;
      await tx
        .insert(relocationOffers)
        .values({ ...offer, landlordId, requestId: request.id, by, requestKey });
    }
  }
  await tx.insert(fellowRequests).values({
    ...made.fellow,
    landlordId,
    state: 'received',
    requestKey: 'demonstration fellow',
  });
  await loadReviews(tx, landlordId, made);
  await appendActs(
    tx,
    landlordId,
    made.relocations.map(
      (request): Act => ({
        kind: 'transfer.opened',
        at: instantInParis(request.receivedOn, '10:00'),
        actor: { accountId: officer?.id ?? null, name: by, role: 'agent' },
        subjects: transferSubjects({ ...request, number: null }),
        before: null,
        after: { ground: request.ground, origin: 'landlord', tier: request.tier },
        why: null,
      }),
    ),
  );
}

/** Those that a request or a known fact of the demonstration already tells of. */
async function tenanciesShown(tx: Transaction): Promise<ReadonlySet<string>> {
  const known = await tx.select({ id: tenancyFacts.tenancyId }).from(tenancyFacts);
  const asked = await tx
    .select({ id: transferRequests.tenancyId })
    .from(transferRequests)
    .where(isNotNull(transferRequests.tenancyId));
  const inPerimeters = await tx.select({ homeIds: perimeters.homeIds }).from(perimeters);
  const homeIds = inPerimeters.flatMap((row) => row.homeIds);
  const there =
    homeIds.length === 0
      ? []
      : await tx.select({ id: tenancies.id }).from(tenancies).where(inArray(tenancies.homeId, homeIds));
  return new Set([...known, ...asked, ...there].flatMap(({ id }) => id ?? []));
}

async function loadReviews(
  tx: Transaction,
  landlordId: string,
  { reviewed, reviews }: ReturnType<typeof makeRelocations>,
): Promise<void> {
  const byDay = new Map<CivilDate | null, string[]>();
  for (const { tenancyId, lastReviewedOn } of reviewed) {
    const list = byDay.get(lastReviewedOn) ?? [];
    list.push(tenancyId);
    byDay.set(lastReviewedOn, list);
  }
  for (const [lastReviewedOn, ids] of byDay) {
    await tx
      .update(tenancies)
      .set({ lastReviewedOn })
      .where(sql`${tenancies.id} in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`);
  }
  if (reviews.length === 0) return;
  await tx.insert(occupancyReviews).values(reviews.map((review) => ({ ...review, landlordId })));
}

/** Loads the demonstration's wishes, for adverts that are open. */
import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '../connection.ts';
import type { DemoLandlord } from '../demo/demo-landlord.ts';
import { demoTenant } from '../demo/tenant.ts';
import { makeWishes } from '../demo/wishes.ts';
import { adverts, interests } from '../schema/advert.ts';

export async function loadDemoWishes(tx: Transaction, landlordId: string, demo: DemoLandlord): Promise<void> {
  const open = await tx
    .select({ id: adverts.id, facts: adverts.facts, opensOn: adverts.opensOn })
    .from(adverts)
    .where(and(eq(adverts.state, 'open'), eq(adverts.regime, 'tense')))
    .orderBy(asc(adverts.vacancyId));
  const made = makeWishes(open, demo.applications, demo.date, demoTenant(demo).number);
  if (made.length === 0) return;
  await tx.insert(interests).values(
    made.map((wish) => ({
      ...wish,
      landlordId,
      state: 'live' as const,
      by: wish.source === 'portal' ? 'le ménage' : 'Sonia Peltier, pour le ménage',
      told: {},
      requestKey: `demonstration ${wish.advertId} ${wish.number}`,
    })),
  );
}

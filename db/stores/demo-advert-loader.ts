/** Loads the demonstration's adverts with their pictures, and the policy that makes two communes slack. */
import { eq } from 'drizzle-orm';
import { instantInParis } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { demoPortalPolicy, demoWriter, makeAdverts } from '../demo/adverts.ts';
import type { DemoLandlord } from '../demo/demo-landlord.ts';
import { accounts } from '../schema/account.ts';
import { advertMedia, adverts } from '../schema/advert.ts';
import { portalPolicies } from '../schema/portal.ts';

export async function loadDemoAdverts(
  tx: Transaction,
  landlordId: string,
  demo: DemoLandlord,
): Promise<void> {
  const made = makeAdverts(demo);
  const content = demoPortalPolicy(made);
  await tx
    .insert(portalPolicies)
    .values({ landlordId, version: content.version, content, by: 'Adèle Muller' });
  const [officer] = await tx
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(eq(accounts.email, demoWriter));
  for (const { writer, picture, ...advert } of made) {
    const out = ['open', 'closed'].includes(advert.state);
    const own = writer !== null && officer !== undefined;
    const [row] = await tx
      .insert(adverts)
      .values({
        ...advert,
        landlordId,
        publishedAt: out ? instantInParis(advert.opensOn, '08:00') : null,
        endedAt: advert.state === 'closed' ? instantInParis(advert.closesOn, '23:59') : null,
        writtenBy: own ? officer.name : 'Sonia Peltier',
        writerIds: out || advert.state === 'scheduled' ? [] : [own ? officer.id : 'Sonia Peltier'],
        reviewedBy: out || advert.state === 'scheduled' ? 'Hugo Becker' : null,
        requestKey: `demonstration ${advert.vacancyId}`,
      })
      .returning({ id: adverts.id });
    if (!row) throw new Error('an inserted advert is not there');
    await tx.insert(advertMedia).values({
      landlordId,
      advertId: row.id,
      kind: 'plan',
      alternative: picture.alternative,
      mediaType: 'image/png',
      content: picture.bytes,
      position: 0,
    });
  }
}

/** The pictures of an advert: put and taken away in the transaction that makes their sender one of its writers. */
import { and, count, eq, max, sql } from 'drizzle-orm';
import type { Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import type { AdvertAfter, AdvertPort } from '../../src/portal/adverts/advert-port.ts';
import type { AdvertRefusal } from '../../src/portal/adverts/advert-refusal.ts';
import { checkedAlternative } from '../../src/portal/adverts/words-check.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { advertMedia, adverts } from '../schema/advert.ts';
import { lastHand, lockedAdvert, tellOfAdvert, writerOf } from './advert-locks.ts';
import type { AdvertRow } from './advert-rows.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

type Pictures = Pick<AdvertPort, 'addPicture' | 'removePicture'>;
type Input<Name extends keyof Pictures> = Parameters<Pictures[Name]>[1];
type After = Result<AdvertAfter, AdvertRefusal>;

const picturesAtMost = 12;

export function advertPictures(db: Database): Pictures {
  return {
    addPicture: (asked, input) => withLandlord(db, asked.landlordId, (tx) => addPicture(tx, asked, input)),
    removePicture: (asked, input) =>
      withLandlord(db, asked.landlordId, (tx) => removePicture(tx, asked, input)),
  };
}

async function addPicture(tx: Transaction, asked: Asked, input: Input<'addPicture'>): Promise<After> {
  const row = await lockedAdvert(tx, input.id);
  if (!row) return refuse({ code: 'unknown' });
  if (row.version !== input.version) return refuse({ code: 'changedMeanwhile', by: lastHand(row) });
  if (ended(row)) return refuse({ code: 'notInState', state: row.state });
  const alternative = checkedAlternative(input.alternative);
  if (!alternative.ok) return alternative;
  const [known] = await tx
    .select({ pictures: count(), last: max(advertMedia.position) })
    .from(advertMedia)
    .where(eq(advertMedia.advertId, row.id));
  if ((known?.pictures ?? 0) >= picturesAtMost) return refuse({ code: 'tooManyPictures' });
  await tx.insert(advertMedia).values({
    landlordId: asked.landlordId,
    advertId: row.id,
    kind: input.kind,
    alternative: alternative.value,
    mediaType: input.mediaType,
    content: input.bytes,
    position: (known?.last ?? -1) + 1,
  });
  return touched(tx, asked, row, 'advert.pictureAdded', { alternative: alternative.value });
}

async function removePicture(tx: Transaction, asked: Asked, input: Input<'removePicture'>): Promise<After> {
  const row = await lockedAdvert(tx, input.id);
  if (!row) return refuse({ code: 'unknown' });
  if (row.version !== input.version) return refuse({ code: 'changedMeanwhile', by: lastHand(row) });
  if (ended(row)) return refuse({ code: 'notInState', state: row.state });
  const [gone] = await tx
    .delete(advertMedia)
    .where(and(eq(advertMedia.advertId, row.id), eq(advertMedia.id, input.mediumId)))
    .returning({ alternative: advertMedia.alternative });
  // Sent twice: it is gone already.
  if (!gone) return ok({ id: row.id, version: row.version });
  return touched(tx, asked, row, 'advert.pictureRemoved', gone);
}

/** Pictures are read by the second person too: a new one makes its sender a writer of the advert. */
async function touched(
  tx: Transaction,
  asked: Asked,
  row: AdvertRow,
  act: string,
  picture: { alternative: string },
): Promise<After> {
  const policy = await portalPolicyInForce(tx);
  const again = row.state === 'scheduled' && policy.reviewBeforePublication;
  const [after] = await tx
    .update(adverts)
    .set({
      version: sql`${adverts.version} + 1`,
      writtenBy: asked.actor.name,
      writerIds: [...new Set([...row.writerIds, writerOf(asked)])],
      reviewedBy: row.state === 'open' || again ? null : row.reviewedBy,
      ...(again ? { state: 'review' as const } : {}),
    })
    .where(eq(adverts.id, row.id))
    .returning();
  if (!after) throw new Error('a locked advert is gone');
  await tellOfAdvert(tx, asked, row, act, { after: picture });
  return ok({ id: after.id, version: after.version });
}

function ended({ state }: AdvertRow): boolean {
  return state === 'closed' || state === 'answered' || state === 'withdrawn';
}

/** One advert answered for one standing wish: at most once, never what the household took back, and told at once. */
import { and, eq } from 'drizzle-orm';
import type { Asked } from '../../src/domain/act.ts';
import { standingNotice } from '../../src/portal/choice/standing-notice.ts';
import { isWorthAsking, type StandingWish } from '../../src/portal/choice/standing-wish.ts';
import type { Transaction } from '../connection.ts';
import { type adverts, interests } from '../schema/advert.ts';
import { standingWishes } from '../schema/portal.ts';
import { choiceWithin } from './interest-reading.ts';
import { lockHousehold } from './interest-rows.ts';
import { expressedAct, expressWithin } from './interest-store.ts';
import { appendActs } from './journal-append.ts';
import { notifyWithin } from './portal-notify.ts';

/** 1 where a wish was written; 0 where it stood, was taken back, is refused or is not what was asked for. */
export async function answerAdvert(
  tx: Transaction,
  asked: Asked,
  wish: StandingWish,
  advert: typeof adverts.$inferSelect,
): Promise<0 | 1> {
  const { landlordId, today } = asked;
  if (!(await lockHousehold(tx, wish.number)) || !(await stillRuns(tx, wish.id))) return 0;
  if (await wasAsked(tx, advert.id, wish.number)) return 0;
  const { personal } = await choiceWithin(tx, advert, wish.number, today);
  if (personal === null || !isWorthAsking(wish.criteria, personal)) return 0;
  const written = await expressWithin(tx, asked, {
    advertId: advert.id,
    number: wish.number,
    source: 'standing',
    sourceName: null,
    expressedOn: today,
    requestKey: `standing|${wish.id}|${advert.id}`,
  });
  // Where the household holds as many wishes as it may, the advert is tried again another day.
  if (!written.ok || !written.value.created) return 0;
  const notice = standingNotice(written.value.wish, written.value.chance);
  const told = await notifyWithin(tx, landlordId, notice, asked.now);
  await appendActs(tx, landlordId, [expressedAct(asked, written.value.wish), ...told.acts]);
  return 1;
}

/** The household may have ended it since the day began. */
async function stillRuns(tx: Transaction, id: string): Promise<boolean> {
  const [row] = await tx
    .select({ endedAt: standingWishes.endedAt })
    .from(standingWishes)
    .where(eq(standingWishes.id, id));
  return row?.endedAt === null;
}

/** Whatever became of it: a wish taken back is not made again in the household's name. */
async function wasAsked(tx: Transaction, advertId: string, number: string): Promise<boolean> {
  const rows = await tx
    .select({ id: interests.id })
    .from(interests)
    .where(and(eq(interests.advertId, advertId), eq(interests.number, number)))
    .limit(1);
  return rows.length > 0;
}

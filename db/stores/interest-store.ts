/** Wishes of households for advertised homes: one transaction a gesture, one wish a home, never by the hour of a click. */
import { and, eq, max } from 'drizzle-orm';
import type { Act, Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import type { Chance } from '../../src/portal/chance/chance-port.ts';
import { closingsWith } from '../../src/portal/choice/closing.ts';
import { mayWithdraw, wishRefusal } from '../../src/portal/choice/express-wish.ts';
import type { InterestPort, NewWish, WishRefusal } from '../../src/portal/choice/interest-port.ts';
import {
  expressedForNotice,
  isMadeForHousehold,
  withdrawnForNotice,
} from '../../src/portal/choice/made-for-notice.ts';
import { chanceQuestionOf, keptChance } from '../../src/portal/choice/told-chance.ts';
import type { ToldBefore, Wish } from '../../src/portal/choice/wish.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { adverts, interests } from '../schema/advert.ts';
import { chanceWithin } from './chance-store.ts';
import { interestsToAnswer } from './interest-answers.ts';
import { choiceWithin, publicChoiceOf, toldWithin } from './interest-reading.ts';
import { closeUpAfter, lockHousehold, standingWish, wishesById, wishesOfHousehold } from './interest-rows.ts';
import { appendActs } from './journal-append.ts';
import { notifyWithin } from './portal-notify.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { keptFrames, type ReadFrame } from './snapshot-frame.ts';

export function interestStore(db: Database): InterestPort {
  const readFrame = keptFrames();
  return {
    publicChoice: (advert) => publicChoiceOf(db, advert),
    choiceFor: (advert, number, today) =>
      withLandlord(db, advert.landlordId, (tx) => choiceWithin(tx, advert, number, today, readFrame), {
        accessMode: 'read only',
      }),
    toldOn: (advert, like, number, today) =>
      withLandlord(
        db,
        advert.landlordId,
        (tx) => toldWithin(tx, advert, like, number, { today, readFrame }),
        { accessMode: 'read only' },
      ),
    wishesOf: (landlordId, number) => withLandlord(db, landlordId, (tx) => wishesOfHousehold(tx, number)),
    express: (asked, wish) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const written = await expressWithin(tx, asked, wish, readFrame);
        if (!written.ok) return written;
        const { wish: expressed, created, chance } = written.value;
        if (created) {
          const told = await tellExpressed(tx, asked, expressed, chance);
          await appendActs(tx, asked.landlordId, [expressedAct(asked, expressed), ...told]);
        }
        return ok({ wish: expressed, created });
      }),
    move: (asked, question) => withLandlord(db, asked.landlordId, (tx) => move(tx, asked, question)),
    withdraw: (asked, question) => withLandlord(db, asked.landlordId, (tx) => withdraw(tx, asked, question)),
    interestsToAnswer: (landlordId, today) =>
      withLandlord(db, landlordId, (tx) => interestsToAnswer(tx, today)),
  };
}

/** `chance`: what the household may be told of it; null where it is not on the home's list, or the wish stood. */
type Expressed = { wish: Wish; created: boolean; chance: Chance | null };

/**
 * Writes a wish, or gives the one that stands. The caller appends the act: a standing wish has its own words. The
 * household's file is locked, so that two tabs never pass the limit together, and the advert cannot close meanwhile.
 */
export async function expressWithin(
  tx: Transaction,
  asked: Asked,
  wish: NewWish,
  readFrame?: ReadFrame,
): Promise<Result<Expressed, WishRefusal>> {
  if (!(await lockHousehold(tx, wish.number))) return refuse({ code: 'noSuchAdvert' });
  // A letter that comes after the closing changes what the closing counted.
  const lock = wish.source === 'paper' ? 'update' : 'share';
  const [advert] = await tx.select().from(adverts).where(eq(adverts.id, wish.advertId)).for(lock);
  if (!advert) return refuse({ code: 'noSuchAdvert' });
  const replayed = await writtenByKey(tx, wish);
  if (replayed !== null) return ok({ wish: replayed, created: false, chance: null });
  const standing = await standingWish(tx, advert.id, wish.number);
  if (standing !== null) {
    return standing.state === 'live'
      ? ok({ wish: standing, created: false, chance: null })
      : refuse({ code: 'over', wish: standing });
  }
  const choice = await choiceWithin(
    tx,
    { ...advert, landlordId: asked.landlordId },
    wish.number,
    asked.today,
    readFrame,
  );
  const { policy } = choice;
  const { source, expressedOn } = wish;
  const refusal = wishRefusal({ advert, source, expressedOn, choice, policy, today: asked.today });
  if (refusal !== null) return refuse(refusal);
  const question = chanceQuestionOf(advert, choice, asked.today);
  const chance = question === null ? null : await chanceWithin(tx, question, policy);
  const [created] = await tx
    .insert(interests)
    .values({
      landlordId: asked.landlordId,
      advertId: advert.id,
      number: wish.number,
      state: 'live',
      wishOrder: (await lastOrder(tx, wish.number)) + 1,
      source,
      sourceName: wish.sourceName,
      by: asked.actor.name,
      expressedOn,
      told: toldOf(choice, keptChance(chance)),
      requestKey: wish.requestKey,
    })
    .returning({ id: interests.id });
  if (source === 'paper' && advert.closings.some(({ on }) => expressedOn <= on)) {
    const closings = [...closingsWith(advert.closings, expressedOn)];
    await tx.update(adverts).set({ closings }).where(eq(adverts.id, advert.id));
  }
  const [written] = await wishesById(tx, created ? [created.id] : []);
  if (!written) throw new Error('a wish that was written is not there');
  return ok({ wish: written, created: true, chance });
}

/** Who did not ask by itself is told what was done in its name, with the chance that the page would have shown. */
async function tellExpressed(
  tx: Transaction,
  asked: Asked,
  wish: Wish,
  chance: Chance | null,
): Promise<readonly Act[]> {
  if (!isMadeForHousehold(asked.actor)) return [];
  const { answerDays } = await portalPolicyInForce(tx);
  const notice = expressedForNotice(wish, chance, { today: asked.today, answerDays });
  return (await notifyWithin(tx, asked.landlordId, notice, asked.now)).acts;
}

/** The key belongs to one household and one advert; from elsewhere it opens nothing. */
async function writtenByKey(
  tx: Transaction,
  { requestKey, number, advertId }: NewWish,
): Promise<Wish | null> {
  const [row] = await tx
    .select({ id: interests.id })
    .from(interests)
    .where(
      and(
        eq(interests.requestKey, requestKey),
        eq(interests.number, number),
        eq(interests.advertId, advertId),
      ),
    );
  if (!row) return null;
  return (await wishesById(tx, [row.id]))[0] ?? null;
}

function toldOf(
  { personal, eligibleOthers, interested }: Awaited<ReturnType<typeof choiceWithin>>,
  chance: ToldBefore['chance'],
): ToldBefore {
  if (personal === null || personal.mayApply === 'no') throw new Error('a wish that may not be written');
  const { mayApply, rank, gridPoints } = personal;
  return { verdict: mayApply, rank, eligibleOthers, interested, gridPoints, chance };
}

async function lastOrder(tx: Transaction, number: string): Promise<number> {
  const [row] = await tx
    .select({ last: max(interests.wishOrder) })
    .from(interests)
    .where(and(eq(interests.number, number), eq(interests.state, 'live')));
  return row?.last ?? 0;
}

type Question = { number: string; wishId: string };

async function ownWish(tx: Transaction, { number, wishId }: Question): Promise<Wish | null> {
  const [wish] = await wishesById(tx, [wishId]);
  return wish?.number === number ? wish : null;
}

async function move(
  tx: Transaction,
  asked: Asked,
  question: Question & { towards: 'first' | 'last' },
): Promise<Result<Wish, WishRefusal>> {
  await lockHousehold(tx, question.number);
  const wish = await ownWish(tx, question);
  if (wish === null) return refuse({ code: 'noSuchWish' });
  if (wish.state !== 'live') return refuse({ code: 'over', wish });
  const live = (await wishesOfHousehold(tx, wish.number)).filter(({ state }) => state === 'live');
  const at = live.findIndex(({ id }) => id === wish.id);
  const other = live[question.towards === 'first' ? at - 1 : at + 1];
  // At an end already: asked again, it stays there.
  if (other === undefined) return ok(wish);
  await tx.update(interests).set({ wishOrder: other.order }).where(eq(interests.id, wish.id));
  await tx.update(interests).set({ wishOrder: wish.order }).where(eq(interests.id, other.id));
  await appendActs(tx, asked.landlordId, [
    actOn(asked, wish, 'interest.moved', { order: wish.order }, { order: other.order }),
  ]);
  return ok({ ...wish, order: other.order });
}

async function withdraw(
  tx: Transaction,
  asked: Asked,
  question: Question,
): Promise<Result<Wish, WishRefusal>> {
  await lockHousehold(tx, question.number);
  const wish = await ownWish(tx, question);
  if (wish === null) return refuse({ code: 'noSuchWish' });
  if (wish.state === 'withdrawn') return ok(wish);
  if (wish.state === 'answered') return refuse({ code: 'over', wish });
  const [advert] = await tx.select().from(adverts).where(eq(adverts.id, wish.advert.id)).for('share');
  if (!advert || !mayWithdraw(advert, asked.today)) {
    return refuse({ code: 'closed', closedOn: wish.advert.closesOn });
  }
  await tx
    .update(interests)
    .set({ state: 'withdrawn', answeredOn: asked.today })
    .where(eq(interests.id, wish.id));
  await closeUpAfter(tx, wish.number, wish.order);
  const told = isMadeForHousehold(asked.actor)
    ? await notifyWithin(tx, asked.landlordId, withdrawnForNotice(wish, asked.today), asked.now)
    : null;
  await appendActs(tx, asked.landlordId, [
    actOn(asked, wish, 'interest.withdrawn', { state: 'live' }, { state: 'withdrawn' }),
    ...(told?.acts ?? []),
  ]);
  return ok({ ...wish, state: 'withdrawn', answeredOn: asked.today });
}

export function expressedAct(asked: Asked, wish: Wish): Act {
  return actOn(asked, wish, 'interest.expressed', null, {
    order: wish.order,
    source: wish.source,
    expressedOn: wish.expressedOn,
  });
}

function actOn(asked: Asked, wish: Wish, kind: string, before: Act['before'], after: Act['after']): Act {
  return {
    kind,
    at: asked.now,
    actor: asked.actor,
    subjects: [`application:${wish.number}`, `advert:${wish.advert.id}`, `vacancy:${wish.advert.vacancyId}`],
    before,
    after,
    why: null,
  };
}

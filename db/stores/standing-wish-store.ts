/** Standing wishes: set and ended by the household, answered by the day that begins within the limit of live wishes. */
import { and, asc, desc, eq, gte, isNull, lte } from 'drizzle-orm';
import { type Act, type Asked, serviceActor } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import {
  checkStanding,
  isRunning,
  isSuchAHome,
  type StandingRefusal,
  type StandingWish,
  standingCriteriaSchema,
} from '../../src/portal/choice/standing-wish.ts';
import type { NewStandingWish, StandingWishPort } from '../../src/portal/choice/standing-wish-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { adverts } from '../schema/advert.ts';
import { applications } from '../schema/application.ts';
import { standingWishes } from '../schema/portal.ts';
import { lockHousehold } from './interest-rows.ts';
import { appendActs } from './journal-append.ts';
import { answerAdvert } from './standing-wish-answer.ts';

export function standingWishStore(db: Database): StandingWishPort {
  return {
    of: (landlordId, number) =>
      withLandlord(db, landlordId, async (tx) => {
        const [row] = await tx
          .select({ content: applications.content })
          .from(applications)
          .where(eq(applications.number, number));
        const wishes = row?.content.wishes ?? {
          communes: [],
          typologies: [],
          accessibility: 'none' as const,
        };
        return { wishes: await ofHousehold(tx, number), application: wishes };
      }),
    set: (asked, wish) => withLandlord(db, asked.landlordId, (tx) => set(tx, asked, wish)),
    end: (asked, question) => withLandlord(db, asked.landlordId, (tx) => end(tx, asked, question)),
    answerAdverts: (landlordId, today, now) => answerAdverts(db, landlordId, today, now),
  };
}

type Row = typeof standingWishes.$inferSelect;

function wishOf({ id, number, criteria, until, by, endedAt }: Row): StandingWish {
  const read = standingCriteriaSchema.parse(criteria);
  return { id, number, criteria: read, until, by, ended: endedAt !== null };
}

async function ofHousehold(tx: Transaction, number: string): Promise<StandingWish[]> {
  const rows = await tx
    .select()
    .from(standingWishes)
    .where(eq(standingWishes.number, number))
    .orderBy(desc(standingWishes.id));
  return rows.map(wishOf);
}

async function set(
  tx: Transaction,
  asked: Asked,
  wish: NewStandingWish,
): Promise<Result<StandingWish, StandingRefusal>> {
  if (!(await lockHousehold(tx, wish.number))) return refuse({ code: 'noSuchFile' });
  const [known] = await tx
    .select()
    .from(standingWishes)
    .where(and(eq(standingWishes.requestKey, wish.requestKey), eq(standingWishes.number, wish.number)));
  if (known) return ok(wishOf(known));
  const running = (await ofHousehold(tx, wish.number)).filter((one) => isRunning(one, asked.today));
  const checked = checkStanding(wish.until, running.length, asked.today);
  if (!checked.ok) return checked;
  const [created] = await tx
    .insert(standingWishes)
    .values({ ...wish, landlordId: asked.landlordId, by: asked.actor.name })
    .returning();
  if (!created) throw new Error('a standing wish that was written is not there');
  await appendActs(tx, asked.landlordId, [
    actOn(asked, wish.number, 'standingWish.set', null, { until: wish.until }),
  ]);
  return ok(wishOf(created));
}

async function end(
  tx: Transaction,
  asked: Asked,
  { number, id }: { number: string; id: string },
): Promise<Result<StandingWish, StandingRefusal>> {
  const [row] = await tx
    .select()
    .from(standingWishes)
    .where(and(eq(standingWishes.id, id), eq(standingWishes.number, number)))
    .for('update');
  if (!row) return refuse({ code: 'noSuchWish' });
  if (row.endedAt !== null) return ok(wishOf(row));
  await tx.update(standingWishes).set({ endedAt: asked.now }).where(eq(standingWishes.id, id));
  await appendActs(tx, asked.landlordId, [
    actOn(asked, number, 'standingWish.ended', { until: row.until }, { ended: true }),
  ]);
  return ok(wishOf({ ...row, endedAt: asked.now }));
}

/** Each answer in its own transaction: one that fails keeps none of the others from theirs. */
async function answerAdverts(db: Database, landlordId: string, today: CivilDate, now: Date): Promise<number> {
  const { running, open } = await withLandlord(db, landlordId, async (tx) => ({
    running: (
      await tx
        .select()
        .from(standingWishes)
        .where(and(isNull(standingWishes.endedAt), gte(standingWishes.until, today)))
        .orderBy(asc(standingWishes.id))
    ).map(wishOf),
    open: await tx
      .select()
      .from(adverts)
      .where(and(eq(adverts.state, 'open'), lte(adverts.opensOn, today), gte(adverts.closesOn, today)))
      .orderBy(asc(adverts.closesOn), asc(adverts.id)),
  }));
  const asked: Asked = { landlordId, actor: serviceActor, now, today };
  let written = 0;
  for (const wish of running) {
    for (const advert of open.filter((one) => isSuchAHome(wish.criteria, one))) {
      written += await withLandlord(db, landlordId, (tx) => answerAdvert(tx, asked, wish, advert));
    }
  }
  return written;
}

function actOn(asked: Asked, number: string, kind: string, before: Act['before'], after: Act['after']): Act {
  return {
    kind,
    at: asked.now,
    actor: asked.actor,
    subjects: [`application:${number}`],
    before,
    after,
    why: null,
  };
}

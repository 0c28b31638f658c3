/** Answers wishes day after day: each once, in a transaction of its own, with the message that tells it. */
import { and, asc, eq, inArray, ne, or } from 'drizzle-orm';
import { serviceActor } from '../../src/domain/act.ts';
import { epciOfCommune } from '../../src/domain/territory.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { frenchNumber } from '../../src/kernel/french.ts';
import { bonusCaps } from '../../src/matching/bonus-caps.ts';
import { gridPlanner } from '../../src/matching/grid-plan.ts';
import type { WishAnswerPort } from '../../src/portal/answers/answer-port.ts';
import { commissionInWords } from '../../src/portal/answers/commission-name.ts';
import { isNewsDue, newsOfWishBy } from '../../src/portal/answers/waiting.ts';
import {
  givesToAnother,
  outcomeOf,
  publishedPlace,
  type WishAnswer,
} from '../../src/portal/answers/wish-answer.ts';
import { waitingNotice, wishAnswerNotice } from '../../src/portal/answers/wish-answer-words.ts';
import type { InterestToAnswer } from '../../src/portal/choice/interest-port.ts';
import { toldBeforeSchema, type Wish } from '../../src/portal/choice/wish.ts';
import type { PortalPolicy } from '../../src/portal/policy.ts';
import { documentLabel } from '../../src/portal/standing/document-label.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { adverts, interests } from '../schema/advert.ts';
import { applications } from '../schema/application.ts';
import { commissions } from '../schema/committee.ts';
import { homes } from '../schema/home.ts';
import { landlords } from '../schema/landlord.ts';
import { leases } from '../schema/tenancy.ts';
import { rankedPlaces, tellRanked } from './answer-ranks.ts';
import { applicationOf } from './application-rows.ts';
import { winnersWithin } from './chance-store.ts';
import { interestsToAnswer } from './interest-answers.ts';
import { closeUpAfter, lockHousehold, wishesById } from './interest-rows.ts';
import { appendActs } from './journal-append.ts';
import { currentDecisions, type DecisionRow } from './letting-decisions.ts';
import { notifyWithin } from './portal-notify.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { gridsInForce, policyInForce } from './steering-store.ts';

export function wishAnswerStore(db: Database): WishAnswerPort {
  return {
    answerDay: async (landlordId, today, now) => {
      const due = await withLandlord(db, landlordId, (tx) => interestsToAnswer(tx, today));
      let told = 0;
      for (const one of due) {
        told += await withLandlord(db, landlordId, (tx) => answerOne(tx, landlordId, one, { today, now }));
      }
      for (const id of await withLandlord(db, landlordId, (tx) => waitingWishes(tx, today))) {
        told += await withLandlord(db, landlordId, (tx) => tellWaiting(tx, landlordId, id, { today, now }));
      }
      for (const place of await withLandlord(db, landlordId, (tx) => rankedPlaces(tx, today))) {
        told += await withLandlord(db, landlordId, (tx) => tellRanked(tx, landlordId, place, { today, now }));
      }
      return told;
    },
  };
}

type Day = { today: CivilDate; now: Date };

/** 1 where the wish was answered now; a wish that was taken back or answered meanwhile keeps what it has. */
async function answerOne(
  tx: Transaction,
  landlordId: string,
  due: InterestToAnswer,
  { today, now }: Day,
): Promise<0 | 1> {
  const { wish } = due;
  // An application that is no longer there (removed, its data purged) has nobody to answer to.
  if (!(await lockHousehold(tx, wish.number))) return 0;
  const [row] = await tx
    .select()
    .from(interests)
    .where(and(eq(interests.id, wish.id), eq(interests.state, 'live')))
    .for('update');
  if (!row) return 0;
  const answer = await answerTo(tx, landlordId, due, row.told, today);
  await tx
    .update(interests)
    .set({ state: 'answered', answeredOn: today, answer })
    .where(eq(interests.id, wish.id));
  await closeUpAfter(tx, wish.number, row.wishOrder);
  const notice = wishAnswerNotice(wish, answer, wishedHomeName(wish));
  const told = await notifyWithin(tx, landlordId, notice, now);
  const subjects = [
    `application:${wish.number}`,
    `advert:${wish.advert.id}`,
    `vacancy:${due.vacancyId}`,
  ] as const;
  await appendActs(tx, landlordId, [
    {
      kind: 'interest.answered',
      at: now,
      actor: serviceActor,
      subjects,
      before: { state: 'live' },
      after: { state: 'answered', outcome: answer.outcome.code, on: today },
      why: null,
    },
    ...told.acts,
    ...(await endAdvert(tx, wish.advert.id, now)),
  ]);
  return 1;
}

/** Once nobody waits any more, a closed advert is answered. */
async function endAdvert(tx: Transaction, advertId: string, now: Date) {
  const [waiting] = await tx
    .select({ id: interests.id })
    .from(interests)
    .where(and(eq(interests.advertId, advertId), eq(interests.state, 'live')))
    .limit(1);
  if (waiting) return [];
  const ended = await tx
    .update(adverts)
    .set({ state: 'answered' })
    .where(and(eq(adverts.id, advertId), eq(adverts.state, 'closed')))
    .returning({ vacancyId: adverts.vacancyId });
  return ended.map(({ vacancyId }) => ({
    kind: 'advert.answered',
    at: now,
    actor: serviceActor,
    subjects: [`advert:${advertId}`, `vacancy:${vacancyId}`] as const,
    before: { state: 'closed' },
    after: { state: 'answered' },
    why: null,
  }));
}

async function answerTo(
  tx: Transaction,
  landlordId: string,
  { wish, vacancyId, because, on }: InterestToAnswer,
  told: Record<string, unknown>,
  today: CivilDate,
): Promise<WishAnswer> {
  const policy = await portalPolicyInForce(tx);
  const [decision] = (await currentDecisions(tx, { vacancyId })).map(({ final }) => final);
  const counts = because !== 'withdrawn' && decision && decision.heldOn >= wish.advert.opensOn;
  const own = counts ? decision.candidates.find(({ number }) => number === wish.number) : undefined;
  const [lease] = await tx
    .select({ signedOn: leases.signedOn })
    .from(leases)
    .where(and(eq(leases.vacancyId, vacancyId), eq(leases.applicationNumber, wish.number)));
  const before = toldBeforeSchema.safeParse(told);
  return {
    decidedBy: await whoDecided(tx, landlordId, counts ? decision : null),
    decidedOn: lease?.signedOn ?? (counts ? decision.heldOn : on),
    outcome: outcomeOf({
      because,
      signed: lease !== undefined,
      own: own ?? null,
      documentLabel: (code) => documentLabel(code, today),
      told: before.success ? before.data.verdict : null,
      toAnother: counts ? givesToAnother(decision.candidates, wish.number) : because === 'let',
    }),
    place: await placeOf(tx, wish, today),
    likeLettings: await likeLettingsOf(tx, wish, policy, today),
    correctionDays: policy.correctionDays,
  };
}

async function whoDecided(
  tx: Transaction,
  landlordId: string,
  decision: DecisionRow | null,
): Promise<string> {
  const [landlord] = await tx
    .select({ name: landlords.name })
    .from(landlords)
    .where(eq(landlords.id, landlordId));
  const name = landlord?.name ?? 'votre bailleur';
  if (decision === null) return `le bailleur ${name}`;
  const [commission] = await tx
    .select({ name: commissions.name })
    .from(commissions)
    .where(eq(commissions.id, decision.commissionId));
  return `${commissionInWords(commission?.name ?? null)} du bailleur ${name}`;
}

/** Null where the household's file, or a grid for the place, cannot be read. */
async function placeOf(tx: Transaction, wish: Wish, today: CivilDate): Promise<WishAnswer['place']> {
  const asked = await tx
    .select({ number: interests.number })
    .from(interests)
    .where(and(eq(interests.advertId, wish.advert.id), ne(interests.state, 'withdrawn')));
  const rows = await tx
    .select({ content: applications.content, name: applications.name })
    .from(applications)
    .where(
      inArray(
        applications.number,
        asked.map(({ number }) => number),
      ),
    );
  const people = rows.map(({ content, name }) => applicationOf(content, name));
  const own = people.find(({ number }) => number === wish.number);
  const [home] = await tx
    .select({ habitableRooms: homes.habitableRooms, accessibility: homes.accessibility })
    .from(homes)
    .where(eq(homes.id, wish.advert.facts.homeId));
  if (!own || !home) return null;
  const epci = epciOfCommune(wish.advert.facts.insee, today)?.siren ?? null;
  const grids = await gridsInForce(tx, today);
  return publishedPlace(own, people, {
    home,
    plan: gridPlanner(grids, today)(epci),
    caps: bonusCaps(await policyInForce(tx, today), grids, today),
    date: today,
  });
}

async function likeLettingsOf(
  tx: Transaction,
  { advert: { facts } }: Wish,
  { minimumCell }: PortalPolicy,
  today: CivilDate,
): Promise<WishAnswer['likeLettings']> {
  const epci = epciOfCommune(facts.insee, today);
  const likeness = { epci: epci?.siren ?? null, typology: facts.typology };
  return {
    where: `${facts.typology}, ${epci?.name ?? facts.communeName}`,
    minimum: minimumCell,
    spread: await winnersWithin(tx, likeness, minimumCell),
  };
}

/** Live wishes on closed adverts, or on those of a slack place that go on, whose promised days are over. */
async function waitingWishes(tx: Transaction, today: CivilDate): Promise<string[]> {
  const { answerDays } = await portalPolicyInForce(tx);
  const rows = await tx
    .select({ id: interests.id, expressedOn: interests.expressedOn, advert: adverts })
    .from(interests)
    .innerJoin(adverts, eq(adverts.id, interests.advertId))
    .where(
      and(
        eq(interests.state, 'live'),
        or(eq(adverts.state, 'closed'), and(eq(adverts.state, 'open'), eq(adverts.regime, 'slack'))),
      ),
    )
    .orderBy(asc(interests.id));
  return rows.filter((wish) => isNewsDue(wish, answerDays, today)).map(({ id }) => id);
}

async function tellWaiting(
  tx: Transaction,
  landlordId: string,
  wishId: string,
  { today, now }: Day,
): Promise<0 | 1> {
  const [wish] = await wishesById(tx, [wishId]);
  if (wish?.state !== 'live' || !(await lockHousehold(tx, wish.number))) return 0;
  const { answerDays } = await portalPolicyInForce(tx);
  const nextOn = newsOfWishBy(wish, answerDays, today);
  const notice = waitingNotice(wish, wishedHomeName(wish), nextOn);
  const told = await notifyWithin(tx, landlordId, notice, now);
  if (!told.written) return 0;
  await appendActs(tx, landlordId, told.acts);
  return 1;
}

/** "T3 de 62 m² à Metz". */
function wishedHomeName({ advert: { facts } }: Wish): string {
  return `${facts.typology} de ${frenchNumber(facts.surfaceM2, 0)} m² à ${facts.communeName}`;
}

/** What an advert's page tells a household, read in one transaction: few applications, the landlord's own rules. */
import { sql } from 'drizzle-orm';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { PublicAdvert } from '../../src/portal/adverts/advert-port.ts';
import { type AdvertChoice, type PublicChoice, readChoice } from '../../src/portal/choice/advert-choice.ts';
import type { ToldAdvert } from '../../src/portal/choice/interest-port.ts';
import { betterHomes, chanceQuestionOf } from '../../src/portal/choice/told-chance.ts';
import type { Database, Transaction } from '../connection.ts';
import { chanceTeller } from './chance-store.ts';
import {
  type AskedAdvert,
  type HomeFacts,
  homeFacts,
  type ReaderFacts,
  readerFacts,
} from './choice-facts.ts';
import { frameWithin, type ReadFrame } from './snapshot-frame.ts';

/** What anyone may read of it, in one journey to the database: the page of an advert is asked for more than any other. */
export async function publicChoiceOf(
  db: Database,
  { id, landlordId, vacancyId }: AskedAdvert,
): Promise<PublicChoice> {
  const [row] = await db.execute<{ is_to_let: boolean; interested: number }>(
    sql`select * from public_choice(${landlordId}, ${id}, ${vacancyId})`,
  );
  return { isToLet: row?.is_to_let ?? false, interested: row?.interested ?? 0 };
}

/** The choice of a household on an advert; `number` null, or of no file here: what anyone may read of it. */
export async function choiceWithin(
  tx: Transaction,
  advert: AskedAdvert,
  number: string | null,
  today: CivilDate,
  readFrame: ReadFrame = frameWithin,
): Promise<AdvertChoice & Pick<ReaderFacts, 'policy'>> {
  const facts = readerFacts(tx, number);
  const choice = await choiceOf(tx, advert, { number, facts }, { today, readFrame });
  return { ...choice, policy: (await facts).policy };
}

/** The choice of a household, its chance where one is told, and which of the like homes give it a greater one. */
export async function toldWithin(
  tx: Transaction,
  advert: PublicAdvert,
  like: readonly PublicAdvert[],
  number: string,
  day: { today: CivilDate; readFrame: ReadFrame },
): Promise<ToldAdvert> {
  const facts = readerFacts(tx, number);
  const reader = { number, facts };
  const choice = await choiceOf(tx, advert, reader, day);
  const question = chanceQuestionOf(advert, choice, day.today);
  if (question === null) return { choice, chance: null, better: [] };
  const tell = await chanceTeller(tx, (await facts).policy);
  const [chance] = await tell([question]);
  if (chance?.kind !== 'chance') return { choice, chance: chance ?? null, better: [] };
  const there = await choicesOf(tx, like, reader, day);
  const asked = like.flatMap((home) => {
    const own = there.get(home.id);
    const about = own ? chanceQuestionOf(home, own, day.today) : null;
    return about === null ? [] : [{ advert: home, question: about }];
  });
  const chances = await tell(asked.map((one) => one.question));
  return { choice, chance, better: betterHomes(chance, asked, chances) };
}

/** The household that reads; `facts` may still be under way, so that they are asked together with the homes. */
type Reader = { number: string | null; facts: Promise<ReaderFacts> };

async function choiceOf(
  tx: Transaction,
  advert: AskedAdvert,
  reader: Reader,
  day: { today: CivilDate; readFrame: ReadFrame },
): Promise<AdvertChoice> {
  const choice = (await choicesOf(tx, [advert], reader, day)).get(advert.id);
  if (!choice) throw new Error('an advert that was asked about has no choice');
  return choice;
}

/** The same for several adverts of one landlord, read together; by advert. */
async function choicesOf(
  tx: Transaction,
  asked: readonly AskedAdvert[],
  reader: Reader,
  day: { today: CivilDate; readFrame: ReadFrame },
): Promise<ReadonlyMap<string, AdvertChoice>> {
  const [first, ...others] = asked;
  if (!first) return new Map();
  const [facts, homes] = await Promise.all([
    reader.facts,
    homeFacts(tx, [first, ...others], reader.number, day),
  ]);
  return new Map(asked.map((advert) => [advert.id, choiceFrom(advert, facts, homes)]));
}

function choiceFrom(
  { id, vacancyId }: AskedAdvert,
  { policy, own, household }: ReaderFacts,
  { snapshot, interested }: HomeFacts,
): AdvertChoice {
  const asking = interested.get(id) ?? new Set<string>();
  const base = {
    interested: asking.size,
    liveWishes: own.filter(({ state, advert }) => state === 'live' && advert.state === 'open').length,
    maxLiveWishes: policy.maxLiveWishes,
    // Fewer candidates than a list holds are never enough to narrow it.
    minimumInterested: Math.max(policy.minimumInterested, snapshot.policy.shortlistLength),
    answerDays: policy.answerDays,
    onDay: snapshot.date,
  };
  // Each home alone: the others asked about do not choose its pool.
  const vacancies = snapshot.vacancies.filter(({ vacancy }) => vacancy.id === vacancyId);
  if (vacancies.length === 0) {
    return { ...base, isToLet: false, eligibleOthers: 0, mostQuotaPoints: 0, personal: null };
  }
  const wish = own.find((one) => one.advert.id === id && one.state !== 'withdrawn') ?? null;
  const applications = household ? [...snapshot.applications, household.application] : snapshot.applications;
  const told = readChoice({
    snapshot: { ...snapshot, vacancies, applications },
    vacancyId,
    interested: asking,
    household: household && { ...household, wish },
  });
  return { ...base, ...told };
}

/** What an advert's page tells a household, read in one transaction: few applications, the landlord's own rules. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { type Home, homeSchema } from '../../src/domain/home.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Advert } from '../../src/portal/advert.ts';
import { type AdvertChoice, type PublicChoice, readChoice } from '../../src/portal/choice/advert-choice.ts';
import type { Database, Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes, vacancies } from '../schema/home.ts';
import { designations } from '../schema/reservation.ts';
import { tenancies } from '../schema/tenancy.ts';
import { applicationOf } from './application-rows.ts';
import { domainColumns } from './columns-of.ts';
import { interestedIn, wishesOfHousehold } from './interest-rows.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import type { ReadFrame } from './snapshot-frame.ts';
import { snapshotWithin } from './snapshot-store.ts';

type AskedAdvert = Pick<Advert, 'id' | 'landlordId' | 'vacancyId'>;

/** The choice of a household on an advert; `number` null, or of no file here: what anyone may read of it. */
export async function choiceWithin(
  tx: Transaction,
  advert: AskedAdvert,
  number: string | null,
  today: CivilDate,
  readFrame?: ReadFrame,
): Promise<AdvertChoice> {
  const choice = (await choicesWithin(tx, [advert], number, today, readFrame)).get(advert.id);
  if (!choice) throw new Error('an advert that was asked about has no choice');
  return choice;
}

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

/** The same for several adverts of one landlord, read once; by advert. */
export async function choicesWithin(
  tx: Transaction,
  asked: readonly AskedAdvert[],
  number: string | null,
  today: CivilDate,
  readFrame?: ReadFrame,
): Promise<ReadonlyMap<string, AdvertChoice>> {
  const [first] = asked;
  if (!first) return new Map();
  const vacancyIds = asked.map(({ vacancyId }) => vacancyId);
  const advertIds = asked.map(({ id }) => id);
  const [interested, policy, own, household, telling] = await Promise.all([
    interestedIn(tx, advertIds),
    portalPolicyInForce(tx),
    number === null ? [] : wishesOfHousehold(tx, number),
    number === null ? null : householdOf(tx, number),
    numbersThatTellPools(tx, vacancyIds),
  ]);
  const { maxLiveWishes, minimumInterested, answerDays } = policy;
  const numbers = [
    ...[...interested.values()].flatMap((one) => [...one]),
    ...(number === null ? [] : [number]),
    ...telling,
  ];
  const snapshot = await snapshotWithin(tx, first.landlordId, today, {
    vacancyIds,
    numbers,
    ...(readFrame ? { readFrame } : {}),
  });
  // Fewer candidates than a list holds are never enough to narrow it.
  const minimum = Math.max(minimumInterested, snapshot.policy.shortlistLength);
  const liveWishes = own.filter(({ state, advert }) => state === 'live' && advert.state === 'open').length;
  return new Map(
    asked.map(({ id, vacancyId }) => {
      const asking = interested.get(id) ?? new Set<string>();
      const base = {
        interested: asking.size,
        liveWishes,
        maxLiveWishes,
        minimumInterested: minimum,
        answerDays,
        onDay: today,
      };
      const vacancies = snapshot.vacancies.filter(({ vacancy }) => vacancy.id === vacancyId);
      if (vacancies.length === 0)
        return [id, { ...base, isToLet: false, eligibleOthers: 0, mostQuotaPoints: 0, personal: null }];
      const wish = own.find((one) => one.advert.id === id && one.state !== 'withdrawn') ?? null;
      const told = readChoice({
        // Each home alone: the others asked about do not choose its pool.
        snapshot: { ...snapshot, vacancies },
        vacancyId,
        interested: asking,
        household: household === null ? null : { ...household, wish },
      });
      return [id, { ...base, ...told }];
    }),
  );
}

async function householdOf(tx: Transaction, number: string) {
  const [row] = await tx
    .select({ content: applications.content })
    .from(applications)
    .where(eq(applications.number, number));
  if (!row) return null;
  const application = applicationOf(row.content, null);
  return {
    application,
    currentHome: await homeOfTenancy(tx, application.current.tenancyId),
  };
}

/** The home of a lease of this landlord, at the rent that the lease has; null where it is none of ours. */
async function homeOfTenancy(tx: Transaction, tenancyId: string | null): Promise<Home | null> {
  if (tenancyId === null) return null;
  const [row] = await tx
    .select({ home: domainColumns(homes), rentCents: tenancies.rentCents })
    .from(tenancies)
    .innerJoin(homes, and(eq(homes.landlordId, tenancies.landlordId), eq(homes.id, tenancies.homeId)))
    .where(eq(tenancies.id, tenancyId));
  if (!row) return null;
  return homeSchema.parse({ ...row.home, rentCents: row.rentCents ?? row.home.rentCents });
}

/**
 * Which kind a home draws on is read from whom it was designated for and from whether anyone of each kind wishes it: a
 * few live applications of each stand for the thousands.
 */
async function numbersThatTellPools(tx: Transaction, vacancyIds: readonly string[]): Promise<string[]> {
  const [designated, places] = await Promise.all([
    tx
      .select({ number: designations.applicationNumber })
      .from(designations)
      .where(inArray(designations.vacancyId, [...vacancyIds])),
    tx
      .selectDistinct({ insee: homes.insee, typology: homes.typology })
      .from(vacancies)
      .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
      .where(inArray(vacancies.id, [...vacancyIds])),
  ]);
  const kinds = places.flatMap((place) => [true, false].map((transfer) => ({ ...place, transfer })));
  return [...designated.map(({ number }) => number), ...(await thoseWhoWish(tx, kinds))];
}

/** More than one, for some may no longer be in force on the day. */
const witnesses = 5;

type Kind = { insee: string; typology: Home['typology']; transfer: boolean };

/**
 * For each kind a few live applications that name the place and the size. Nearly always some name the commune first,
 * which an index finds; only where none does are all the wishes of the landlord read.
 */
async function thoseWhoWish(tx: Transaction, kinds: readonly Kind[]): Promise<string[]> {
  const naming = async (asked: readonly Kind[], place: SQL): Promise<Map<Kind, string[]>> => {
    const found = new Map(asked.map((kind): [Kind, string[]] => [kind, []]));
    if (asked.length === 0) return found;
    const rows = await tx.execute<{ at: number; number: string }>(sql`
      select asked.at, one.number
      from jsonb_to_recordset(${JSON.stringify(asked.map((kind, at) => ({ ...kind, at })))}::jsonb)
        as asked(at int, insee text, typology text, transfer boolean)
      cross join lateral (
        select ${applications.number} as number from ${applications}
        where ${applications.status} = 'live' and ${applications.transfer} = asked.transfer and ${place}
          and ${wishesNameIt('typologies', sql`asked.typology`)}
        limit ${witnesses}) as one`);
    for (const { at, number } of rows) found.get(asked[at]!)?.push(number);
    return found;
  };
  const first = await naming(kinds, sql`${applications.firstCommune} = asked.insee`);
  const few = kinds.filter((kind) => (first.get(kind) ?? []).length <= 1);
  const anywhere = await naming(few, wishesNameIt('communes', sql`asked.insee`));
  return kinds.flatMap((kind) => anywhere.get(kind) ?? first.get(kind) ?? []);
}

function wishesNameIt(list: 'communes' | 'typologies', value: SQL) {
  const named = sql`${applications.content}->'wishes'->${sql.raw(`'${list}'`)}`;
  return sql`(${named} @> to_jsonb(array[${value}]) or ${named} = '[]'::jsonb)`;
}

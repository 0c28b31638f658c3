/** What a choice on an advert is computed from: the household that reads, and homes with those who asked for them. */
import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Application } from '../../src/domain/application.ts';
import { type Home, homeSchema } from '../../src/domain/home.ts';
import { storedApplication } from '../../src/domain/stored-application.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { type Snapshot, snapshotSchema } from '../../src/matching/snapshot.ts';
import type { Advert } from '../../src/portal/advert.ts';
import type { Wish } from '../../src/portal/choice/wish.ts';
import type { PortalPolicy } from '../../src/portal/policy.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes } from '../schema/home.ts';
import { designations } from '../schema/reservation.ts';
import { tenancies } from '../schema/tenancy.ts';
import { domainColumns } from './columns-of.ts';
import { inTexts } from './in-texts.ts';
import { interestedIn, wishesOfHousehold } from './interest-rows.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import type { ReadFrame } from './snapshot-frame.ts';
import { vacanciesToLet } from './snapshot-store.ts';

export type AskedAdvert = Pick<Advert, 'id' | 'landlordId' | 'vacancyId'>;

/** The published policy, and the household: its wishes, its application, its home where it is a tenant here. */
export type ReaderFacts = {
  policy: PortalPolicy;
  own: readonly Wish[];
  household: { application: Application; currentHome: Home | null } | null;
};

/** `number` null, or of no file here: a reader without a household. */
export async function readerFacts(tx: Transaction, number: string | null): Promise<ReaderFacts> {
  const [policy, own, household] = await Promise.all([
    portalPolicyInForce(tx),
    number === null ? [] : wishesOfHousehold(tx, number),
    number === null ? null : householdOf(tx, number),
  ]);
  return { policy, own, household };
}

async function householdOf(tx: Transaction, number: string): Promise<ReaderFacts['household']> {
  const [row] = await tx
    .select({ content: applications.content })
    .from(applications)
    .where(eq(applications.number, number));
  if (!row) return null;
  const application = storedApplication({ ...row.content, name: null });
  return { application, currentHome: await homeOfTenancy(tx, application.current.tenancyId) };
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

/** Homes as a session reads them, with few applications: `snapshot` lacks the reader's own. */
export type HomeFacts = {
  snapshot: Snapshot;
  /** Numbers of the households whose wish is live, by advert. */
  interested: ReadonlyMap<string, ReadonlySet<string>>;
};

const ownSchema = snapshotSchema.pick({ vacancies: true, designations: true });

/**
 * Adverts of one landlord, read together. The targets are those that choose whom a home is for: the others price a
 * session, which no page about a few households does. `apart`: the number of the household that reads.
 */
export async function homeFacts(
  tx: Transaction,
  asked: readonly [AskedAdvert, ...AskedAdvert[]],
  apart: string | null,
  { today, readFrame }: { today: CivilDate; readFrame: ReadFrame },
): Promise<HomeFacts> {
  const vacancyIds = asked.map(({ vacancyId }) => vacancyId);
  const [frame, vacancies, designated, interested] = await Promise.all([
    readFrame(tx, asked[0].landlordId, today, 'transfers'),
    vacanciesToLet(tx, vacancyIds),
    tx
      .select(domainColumns(designations))
      .from(designations)
      .where(inTexts(designations.vacancyId, vacancyIds))
      .orderBy(asc(designations.vacancyId), asc(designations.applicationNumber)),
    interestedIn(
      tx,
      asked.map(({ id }) => id),
    ),
  ]);
  const numbers = new Set([
    ...[...interested.values()].flatMap((one) => [...one]),
    ...designated.map(({ applicationNumber }) => applicationNumber),
    ...(await thoseWhoWish(
      tx,
      vacancies.map(({ home }) => home),
    )),
  ]);
  if (apart !== null) numbers.delete(apart);
  return {
    interested,
    snapshot: {
      ...frame,
      ...ownSchema.parse({ vacancies, designations: designated }),
      pins: [],
      bans: [],
      applications: await applicationsNumbered(tx, [...numbers]),
    },
  };
}

async function applicationsNumbered(tx: Transaction, numbers: readonly string[]): Promise<Application[]> {
  if (numbers.length === 0) return [];
  const rows = await tx
    .select({ content: applications.content })
    .from(applications)
    .where(inTexts(applications.number, numbers));
  return rows.map(({ content }) => storedApplication({ ...content, name: null }));
}

/** More than one, for some may no longer be in force on the day. */
const witnesses = 5;

type Kind = Pick<Home, 'insee' | 'typology'> & { transfer: boolean };

/**
 * Which kind a home draws on is read from whom it was designated for and from whether anyone of each kind wishes it: for
 * each kind a few live applications that name the place and the size stand for the thousands. Nearly always some name
 * the commune first, which an index finds; only where none does are all the wishes of the landlord read.
 */
async function thoseWhoWish(
  tx: Transaction,
  places: readonly Pick<Home, 'insee' | 'typology'>[],
): Promise<string[]> {
  const distinct = new Map(
    places.map(({ insee, typology }) => [`${insee} ${typology}`, { insee, typology }]),
  );
  const kinds = [...distinct.values()].flatMap((place) =>
    [true, false].map((transfer) => ({ ...place, transfer })),
  );
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

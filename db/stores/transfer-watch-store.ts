/** Accepted transfers matched with homes whose notice has come: read at each page, so that a notice counts at once. */
import { and, desc, eq, inArray, notInArray, type SQL } from 'drizzle-orm';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { TransferReader } from '../../src/portal/transfers/finding-port.ts';
import { matchesFor, type WaitingTransfer } from '../../src/portal/transfers/watch.ts';
import type { WatchedHome, WatchPort } from '../../src/portal/transfers/watch-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes, vacancies } from '../schema/home.ts';
import { transferRequests } from '../schema/transfer.ts';
import { domainColumns } from './columns-of.ts';
import { livedInByExchange } from './exchange-vacancy.ts';
import { policyInForce } from './steering-store.ts';
import { linesIn } from './transfer-read.ts';

const toLet = ['notice', 'works', 'available'] as const;
const vacancyColumns = {
  id: vacancies.id,
  status: vacancies.status,
  noticeReceivedOn: vacancies.noticeReceivedOn,
  availableOn: vacancies.availableOn,
};

export function watchStore(db: Database): WatchPort {
  return {
    notices: (reader, today) =>
      withLandlord(db, reader.landlordId, async (tx) => {
        const noticed = await homesWhere(tx, reader, eq(vacancies.status, 'notice'));
        const matched = await match(tx, reader, noticed, today);
        return matched.filter(({ matches }) => matches.length > 0);
      }),
    forRequest: (reader, requestId, today) =>
      withLandlord(db, reader.landlordId, async (tx) => {
        // A household may move to another agency's home.
        const everywhere = { ...reader, communes: null };
        const free = await homesWhere(tx, everywhere, inArray(vacancies.status, [...toLet]));
        const matched = await match(tx, reader, free, today, eq(transferRequests.id, requestId));
        return matched.filter(({ matches }) => matches.length > 0).sort(byDayFree);
      }),
    ofVacancy: (reader, vacancyId, today) =>
      withLandlord(db, reader.landlordId, async (tx) => {
        const known = and(eq(vacancies.id, vacancyId), inArray(vacancies.status, [...toLet]));
        const [found] = await match(tx, reader, await homesWhere(tx, reader, known), today);
        return found ?? null;
      }),
  };
}

type Freeing = Omit<WatchedHome, 'matches'>;

function homesWhere(
  tx: Transaction,
  { communes }: TransferReader,
  wanted: ReturnType<typeof and>,
): Promise<Freeing[]> {
  return tx
    .select({ vacancy: vacancyColumns, home: domainColumns(homes) })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(
      and(
        wanted,
        // Nobody gave notice of these: an exchange is before a committee, which may refuse it.
        notInArray(vacancies.id, livedInByExchange(tx)),
        communes === null ? undefined : inArray(homes.insee, [...communes]),
      ),
    )
    .orderBy(desc(vacancies.noticeReceivedOn), desc(vacancies.id));
}

async function match(
  tx: Transaction,
  { landlordId }: TransferReader,
  freeing: readonly Freeing[],
  date: CivilDate,
  only?: SQL,
): Promise<WatchedHome[]> {
  if (freeing.length === 0) return [];
  const waiting = await waitingTransfers(tx, landlordId, only);
  const { sizeScale } = await policyInForce(tx, date);
  return freeing.map((one) => ({ ...one, matches: matchesFor(one.home, waiting, { date, sizeScale }) }));
}

/** Those whose day is known first, the nearest of them first. */
function byDayFree(a: WatchedHome, b: WatchedHome): number {
  return (a.vacancy.availableOn ?? '9999') < (b.vacancy.availableOn ?? '9999') ? -1 : 1;
}

/** A transfer may go to another agency's home: the order is the landlord's, not an agency's. */
async function waitingTransfers(tx: Transaction, landlordId: string, only?: SQL): Promise<WaitingTransfer[]> {
  const lines = await linesIn(tx, { landlordId, communes: null }, [
    inArray(transferRequests.state, ['accepted', 'searching']),
    ...(only ? [only] : []),
  ]);
  const numbers = lines.flatMap(({ number }) => (number === null ? [] : [number]));
  const rows =
    numbers.length === 0
      ? []
      : await tx
          .select({ number: applications.number, content: applications.content })
          .from(applications)
          .where(inArray(applications.number, numbers));
  const contentOf = new Map(rows.map(({ number, content }) => [number, content]));
  return lines.map((line) => ({
    line,
    application: line.number === null ? null : (contentOf.get(line.number) ?? null),
  }));
}

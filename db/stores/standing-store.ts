/** Where a household stands, read from its file, the grids in force, the requests like it and past lettings. */
import { and, eq, ne, sql } from 'drizzle-orm';
import { epciOfCommune } from '../../src/domain/territory.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { type PastWait, standingOf, wishedTerritories } from '../../src/portal/standing/standing.ts';
import type { StandingPort } from '../../src/portal/standing/standing-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { type ApplicationContent, applications } from '../schema/application.ts';
import { pastLettings } from '../schema/portal.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { gridsInForce } from './steering-store.ts';

export function standingStore(db: Database): StandingPort {
  return {
    of: (landlordId, number, today) =>
      withLandlord(db, landlordId, async (tx) => {
        const [row] = await tx
          .select({ content: applications.content })
          .from(applications)
          .where(eq(applications.number, number));
        if (row === undefined) return null;
        const territories = wishedTerritories(row.content, today);
        const requests = new Map<string, readonly ApplicationContent[]>();
        for (const { epci } of territories)
          requests.set(epci, await requestsOf(tx, epci, row.content, today));
        const { minimumCell } = await portalPolicyInForce(tx);
        return standingOf(
          row.content,
          {
            grids: await gridsInForce(tx, today),
            requestsOf: (epci) => requests.get(epci) ?? [],
            waits: await pastWaits(tx),
            minimumCell,
          },
          today,
        );
      }),
    pointsOf: (landlordId, number, today) =>
      withLandlord(db, landlordId, async (tx) => {
        const [row] = await tx
          .select({ content: applications.content })
          .from(applications)
          .where(eq(applications.number, number));
        if (row === undefined) return [];
        const alone = {
          grids: await gridsInForce(tx, today),
          requestsOf: () => [],
          waits: [],
          minimumCell: Number.POSITIVE_INFINITY,
        };
        return standingOf(row.content, alone, today).territories.map(({ territory, score }) => ({
          place: territory.name,
          points: score.total,
        }));
      }),
  };
}

/** Live requests that wish a commune of the territory and a same typology: what a spread of scores is read from. */
async function requestsOf(
  tx: Transaction,
  epci: string,
  { number, wishes, current }: ApplicationContent,
  today: CivilDate,
): Promise<ApplicationContent[]> {
  const communes = wishes.communes.flatMap((insee) => epciOfCommune(insee, today) ?? []);
  const own = communes.find(({ siren }) => siren === epci)?.communes ?? [];
  const sameTypology =
    wishes.typologies.length === 0
      ? undefined
      : sql`${applications.content}->'wishes'->'typologies' ?| ${textArray(wishes.typologies)}`;
  const rows = await tx
    .select({ content: applications.content })
    .from(applications)
    .where(
      and(
        eq(applications.status, 'live'),
        eq(applications.transfer, current.landlord !== null),
        ne(applications.number, number),
        sql`${applications.content}->'wishes'->'communes' ?| ${textArray(own)}`,
        sameTypology,
      ),
    );
  return rows.map(({ content }) => content);
}

function textArray(values: readonly string[]) {
  return sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
}

async function pastWaits(tx: Transaction): Promise<PastWait[]> {
  return tx
    .select({
      epci: pastLettings.epci,
      typology: pastLettings.typology,
      waitMonths: pastLettings.waitMonths,
    })
    .from(pastLettings);
}

/** Who receives the landlord's returns: its holders, the places where it has homes, its convention. */
import { asc, eq, sql } from 'drizzle-orm';
import type { ReturnPlaces } from '../../src/reporting/returns/calendar.ts';
import type { Transaction } from '../connection.ts';
import { homes } from '../schema/home.ts';
import { landlords } from '../schema/landlord.ts';
import { commitments } from '../schema/reporting.ts';
import { holders } from '../schema/reservation.ts';
import { domainColumns } from './columns-of.ts';

/** Throws where the landlord does not exist. */
export async function returnPlaces(tx: Transaction, landlordId: string): Promise<ReturnPlaces> {
  const [landlord] = await tx
    .select({ id: landlords.id, name: landlords.name, aliases: landlords.aliases })
    .from(landlords)
    .where(eq(landlords.id, landlordId));
  if (!landlord) throw new Error(`no such landlord: ${landlordId}`);
  return {
    landlord,
    leases: [],
    holders: await tx.select(domainColumns(holders)).from(holders).orderBy(asc(holders.id)),
    commitments: await tx
      .select(domainColumns(commitments))
      .from(commitments)
      .orderBy(asc(commitments.level), asc(commitments.code)),
    stock: await tx
      .select({
        insee: homes.insee,
        qpvCode: homes.qpvCode,
        typology: homes.typology,
        homes: sql<number>`count(*)::int`,
      })
      .from(homes)
      .groupBy(homes.insee, homes.qpvCode, homes.typology)
      .orderBy(asc(homes.insee), asc(homes.qpvCode), asc(homes.typology)),
  };
}

/** Who receives the landlord's returns: its holders, the places where it has homes, its convention. */
import { asc, eq } from 'drizzle-orm';
import type { ReturnPlaces } from '../../src/reporting/returns/calendar.ts';
import type { Transaction } from '../connection.ts';
import { landlords } from '../schema/landlord.ts';
import { commitments } from '../schema/reporting.ts';
import { holders } from '../schema/reservation.ts';
import { domainColumns } from './columns-of.ts';
import { stockByPlace } from './reporting-facts.ts';

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
    stock: await stockByPlace(tx),
  };
}

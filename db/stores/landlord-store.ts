/** Landlords, and the secrets that the service gave itself on first use. */
import { randomBytes } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Database } from '../connection.ts';
import { landlords, serviceSecrets } from '../schema/landlord.ts';

export type Landlord = { id: string; name: string; aliases: string[]; demonstration: boolean };

const columns = {
  id: landlords.id,
  name: landlords.name,
  aliases: landlords.aliases,
  demonstration: landlords.demonstration,
};

/** Oldest first. */
export function listLandlords(db: Database): Promise<Landlord[]> {
  return db.select(columns).from(landlords).orderBy(asc(landlords.createdAt), asc(landlords.id));
}

/** Creates a landlord and gives its identifier. */
export async function createLandlord(
  db: Database,
  landlord: { name: string; siren: string | null; aliases: string[] },
): Promise<string> {
  const id = v7();
  await db.insert(landlords).values({ id, ...landlord });
  return id;
}

/** The secret of that name, generated on first use; the same for every process on the database. */
export async function serviceSecret(db: Database, name: string): Promise<string> {
  await db
    .insert(serviceSecrets)
    .values({ name, value: randomBytes(48).toString('base64url') })
    .onConflictDoNothing();
  const [row] = await db.select().from(serviceSecrets).where(eq(serviceSecrets.name, name));
  if (!row) throw new Error('an inserted secret is not there');
  return row.value;
}

/** Accounts changed behind the pages' back. */
import { eq } from 'drizzle-orm';
import { type Database, withLandlord } from '../../db/connection.ts';
import { accounts } from '../../db/schema/account.ts';

/** Changes the account of the demonstration that has the address. */
export async function setAccount(
  db: Database,
  email: string,
  values: Partial<typeof accounts.$inferInsert>,
): Promise<void> {
  await withLandlord(db, 'demo', (tx) => tx.update(accounts).set(values).where(eq(accounts.email, email)));
}

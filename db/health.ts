/** Can the database serve, and does it separate landlords? */
import { sql } from 'drizzle-orm';
import { AppError } from '../src/kernel/app-error.ts';
import type { Logger } from '../src/logging.ts';
import { connect, type Database } from './connection.ts';

/** True where the database answers. */
export async function isAnswering(db: Database): Promise<boolean> {
  await db.execute(sql`select 1`);
  return true;
}

/** Throws an AppError where the database cannot be reached; warns where its account escapes row-level security. */
export async function checkDatabase(url: string, logger: Logger): Promise<void> {
  const { db, close } = connect(url, null, 1);
  try {
    const [row] = await db.execute<{ bypasses: boolean }>(
      sql`select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user`,
    );
    if (row?.bypasses) {
      logger.warn(
        'le compte de DATABASE_URL est superutilisateur : la base ne sépare pas les bailleurs ; donnez un compte ordinaire, propriétaire de sa base',
      );
    }
  } catch (cause) {
    const address = new URL(url);
    throw new AppError(
      'unavailable',
      `La base PostgreSQL (${address.host}) ne répond pas ou refuse la connexion.`,
      {
        hint: 'Vérifiez DATABASE_URL : adresse, compte, mot de passe, nom de la base.',
        cause,
      },
    );
  } finally {
    await close();
  }
}

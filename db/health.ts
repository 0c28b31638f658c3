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

type ServiceRole = { name: string; bypasses: boolean; owns: boolean };

/**
 * The account of the service. Throws an AppError where the database cannot be reached; warns where the account escapes
 * row-level security, or could lift it since it owns the database.
 */
export async function checkDatabase(url: string, logger: Logger | null): Promise<ServiceRole> {
  const { db, close } = connect(url, null, 1);
  try {
    const [role] = await db.execute<ServiceRole>(
      sql`select current_user as name, rolsuper or rolbypassrls as bypasses,
          (select datdba from pg_database where datname = current_database()) = pg_roles.oid
            or exists (select from pg_tables where schemaname = 'public' and tableowner = current_user) as owns
        from pg_roles where rolname = current_user`,
    );
    if (!role) throw new Error('the account that asks has no role');
    if (role.bypasses) {
      logger?.warn(
        'le compte de DATABASE_URL est superutilisateur : la base ne sépare pas les bailleurs ; donnez un compte ordinaire, et le propriétaire par DATABASE_OWNER_URL',
      );
    } else if (role.owns) {
      logger?.warn(
        'le compte de DATABASE_URL possède les tables : il pourrait lever la séparation des bailleurs ; donnez un autre compte à DATABASE_URL, et celui-ci à DATABASE_OWNER_URL',
      );
    }
    return role;
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

/** `parcours move`: the embedded database, whole, to an outside PostgreSQL. */
import { parseArgs } from 'node:util';
import { openEmbeddedDatabase } from '../../db/embedded/embedded-database.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { moveDatabase } from '../../db/move-database.ts';
import { loadConfig } from '../config.ts';
import { type CliCommand, UsageError } from './command.ts';

const usage = `Usage : parcours move --owner postgres://…

Copie toute la base embarquée de PARCOURS_DATA_DIR dans une base PostgreSQL extérieure et vide, en une transaction : tout
ou rien. Le service est arrêté pendant ce temps ; le dossier de départ reste tel qu'il est. Ensuite, démarrez avec
DATABASE_URL, et donnez à ENCRYPTION_KEYS les lignes de « encryption-keys » du dossier de données.

  --owner ADRESSE   la base d'arrivée, pour le compte qui en est propriétaire`;

export const command: CliCommand = {
  summary: 'copie la base embarquée dans un PostgreSQL extérieur',
  usage,
  run: async (args, { stdout, stderr }) => {
    const owner = ownerOf(args);
    const config = loadConfig();
    if (config.databaseUrl !== null) {
      throw new UsageError('DATABASE_URL est déjà donnée : il n’y a pas de base embarquée à copier.');
    }
    // Opened, not borrowed: a service that still writes there is refused.
    const embedded = await openEmbeddedDatabase(config.dataDir);
    try {
      await migrateDatabase(embedded.ownerUrl);
      const moved = await moveDatabase(embedded.ownerUrl, owner);
      for (const { table, rows } of moved) if (rows > 0) stdout.write(`${table}\t${rows}\n`);
      stderr.write('Copie terminée. Vérifiez le journal avec la base d’arrivée : parcours journal verify\n');
    } finally {
      await embedded.stop();
    }
    return 0;
  },
};

function ownerOf(args: readonly string[]): string {
  try {
    const { owner } = parseArgs({ args: [...args], options: { owner: { type: 'string' } } }).values;
    if (owner !== undefined && URL.canParse(owner) && /^postgres(ql)?:$/.test(new URL(owner).protocol))
      return owner;
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
  throw new UsageError('--owner : une adresse postgres://… est attendue.');
}

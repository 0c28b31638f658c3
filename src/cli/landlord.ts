/** `parcours landlord`: the landlords of this database. */
import { parseArgs } from 'node:util';
import { createLandlord, listLandlords } from '../../db/stores/landlord-store.ts';
import { sirenSchema } from '../domain/home.ts';
import { type CliCommand, type CliStreams, type ExitStatus, UsageError } from './command.ts';
import { withDatabase } from './database.ts';

const usage = `Usage : parcours landlord create --name NOM [--siren SIREN] [--alias NOM]…
        parcours landlord list

Crée un bailleur et écrit son identifiant sur la sortie. --alias, répétable : comment les fichiers nomment ce
bailleur (bailleur actuel d’un locataire) ; une mutation interne part de l’un de ces noms.`;

export const command: CliCommand = {
  summary: 'crée un bailleur, ou liste ceux qui existent',
  usage,
  run: async ([action, ...rest], streams) => {
    if (action === 'create') return create(rest, streams);
    if (action === 'list') return list(streams);
    throw new UsageError('une action est attendue : create ou list.');
  },
};

async function create(args: readonly string[], { stdout, stderr }: CliStreams): Promise<ExitStatus> {
  const { name, siren, alias } = readOptions(args);
  if (!name?.trim()) throw new UsageError('--name est attendu.');
  if (siren !== undefined && !sirenSchema.safeParse(siren).success) {
    throw new UsageError('--siren : neuf chiffres attendus.');
  }
  const aliases = [...new Set([name.trim(), ...(alias ?? [])])];
  const id = await withDatabase((db) =>
    createLandlord(db, { name: name.trim(), siren: siren ?? null, aliases }),
  );
  stdout.write(`${id}\n`);
  stderr.write('Ensuite : parcours admin create --email ADRESSE\n');
  return 0;
}

async function list({ stdout }: CliStreams): Promise<ExitStatus> {
  const landlords = await withDatabase((db) => listLandlords(db));
  for (const { id, name } of landlords) stdout.write(`${id}\t${name}\n`);
  return 0;
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        name: { type: 'string' },
        siren: { type: 'string' },
        alias: { type: 'string', multiple: true },
      },
    }).values;
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
}

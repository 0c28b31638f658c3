/** `parcours admin create`: the first accounts, through a one-time link. No password is ever printed. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { accountStore } from '../../db/stores/account-store.ts';
import { type Role, roles } from '../access/permissions.ts';
import { inviteAccount } from '../access/sign-in.ts';
import type { Config } from '../config.ts';
import { type CliCommand, UsageError } from './command.ts';
import { chosenLandlord, withDatabase } from './database.ts';

const usage = `Usage : parcours admin create --email ADRESSE [--name NOM] [--landlord BAILLEUR] [--role ROLE]

Crée un compte (administration par défaut) et écrit sur la sortie d’erreur un lien à usage unique, valable
48 heures, qui laisse choisir le mot de passe. Rôles : ${roles.join(', ')}.`;

export const command: CliCommand = {
  summary: 'crée un compte et donne son lien de première connexion',
  usage,
  run: async ([action, ...rest], { stderr }) => {
    if (action !== 'create') throw new UsageError('une action est attendue : create.');
    const { email, name, landlord, role } = readOptions(rest);
    return withDatabase(async (db, config) => {
      const { id: landlordId } = await chosenLandlord(db, landlord);
      const account = { landlordId, email, name: name ?? email, role };
      const invited = await inviteAccount(accountStore(db), account, new Date());
      if (!invited.ok) {
        stderr.write('Cette adresse a déjà un compte ; rien n’a été créé.\n');
        return 2;
      }
      stderr.write(
        `Lien de première connexion (48 heures, une seule fois) :\n${linkOf(config, invited.value)}\n`,
      );
      return 0;
    });
  },
};

function linkOf({ publicUrl, host, port }: Config, token: string): string {
  return new URL(`/lien/${token}`, publicUrl ?? `http://${host}:${port}`).href;
}

function readOptions(args: readonly string[]): {
  email: string;
  name: string | undefined;
  landlord: string | undefined;
  role: Role;
} {
  const { email, name, landlord, role } = parsedOptions(args);
  if (!z.email().safeParse(email).success)
    throw new UsageError('--email : une adresse électronique est attendue.');
  const known = z.enum(roles).safeParse(role ?? 'admin');
  if (!known.success) throw new UsageError(`--role : parmi ${roles.join(', ')}.`);
  return { email: email ?? '', name, landlord, role: known.data };
}

function parsedOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        landlord: { type: 'string' },
        role: { type: 'string' },
      },
    }).values;
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
}

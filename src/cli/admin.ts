/** `parcours admin create`: the first accounts, through a one-time link. No password is ever printed. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Database } from '../../db/connection.ts';
import { accountManagementStore } from '../../db/stores/account-management-store.ts';
import { accountStore } from '../../db/stores/account-store.ts';
import type { NewAccount } from '../access/account-port.ts';
import { type Role, roles } from '../access/permissions.ts';
import { inviteAccount, newLink, normalEmail } from '../access/sign-in.ts';
import type { Config } from '../config.ts';
import { type CliCommand, UsageError } from './command.ts';
import { chosenLandlord, commandLine, withDatabase } from './database.ts';

const usage = `Usage : parcours admin create --email ADRESSE [--name NOM] [--landlord BAILLEUR] [--role ROLE]

Crée un compte (administration par défaut) et écrit sur la sortie d’erreur un lien à usage unique, valable
48 heures, qui laisse choisir le mot de passe. Où le compte existe déjà, sous le même rôle, il reste tel qu’il est
et reçoit un nouveau lien. Rôles : ${roles.join(', ')}.`;

export const command: CliCommand = {
  summary: 'crée un compte et donne son lien de première connexion',
  usage,
  run: async ([action, ...rest], { stderr }) => {
    if (action !== 'create') throw new UsageError('une action est attendue : create.');
    const { email, name, landlord, role } = readOptions(rest);
    return withDatabase(async (db, config) => {
      const { id: landlordId } = await chosenLandlord(db, landlord);
      const account = { landlordId, email, name: name ?? email, role };
      const invited = await inviteAccount(accountStore(db), account, commandLine, new Date());
      if (invited.ok) {
        stderr.write(
          `Lien de première connexion (48 heures, une seule fois) :\n${linkOf(config, invited.value)}\n`,
        );
        return 0;
      }
      const token = await renewedLink(db, account);
      if (token === null) {
        stderr.write(
          'Cette adresse a déjà un compte, fermé, d’un autre rôle ou d’un autre bailleur ; rien n’a changé.\n',
        );
        return 2;
      }
      stderr.write(
        `Ce compte existait. Nouveau lien de connexion (48 heures, une seule fois) :\n${linkOf(config, token)}\n`,
      );
      return 0;
    });
  },
};

/** Another link for the account of that address: the first one was lost or is too old. Null where it is not this account. */
async function renewedLink(
  db: Database,
  { landlordId, email, role }: Pick<NewAccount, 'landlordId' | 'email' | 'role'>,
): Promise<string | null> {
  const known = await accountStore(db).findByEmail(normalEmail(email));
  if (known?.landlordId !== landlordId || known.role !== role) return null;
  const now = new Date();
  const { token, ...link } = newLink(now);
  const made = await accountManagementStore(db).makeLink(landlordId, known.id, link, commandLine, now);
  return made ? token : null;
}

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

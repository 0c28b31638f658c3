/** Who may have a copy: asked when it is asked for, again when it is made, and again when it is taken. */
import type { Account } from '../../access/account-port.ts';
import { indicatorReaderOf } from '../../access/indicator-reader.ts';
import { may, type Permission } from '../../access/permissions.ts';
import type { ScopePort } from '../../access/scope.ts';
import { contentHash } from '../../kernel/canonical-json.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { isWholeYear } from '../../reporting/screen/filter.ts';
import type { ExportSubject } from './export-subject.ts';

type Reader = Omit<Account, 'passwordHash'>;

/** As the pages of the same things ask it. */
const permissionFor: Readonly<Record<ExportSubject['what'], Permission>> = {
  indicator: 'indicator.read',
  register: 'register.write',
  sitting: 'session.prepare',
  return: 'return.read',
};

const notYours = 'Votre compte n’a pas accès à ce que cette copie contient.';

/**
 * How far the account reaches, as one word to compare later: its role, and the communes, départements and holder that it
 * is held to. Refused, in French, where it may not have this copy.
 */
export async function reachOf(
  scopes: Pick<ScopePort, 'communesOf'>,
  account: Reader,
  subject: ExportSubject,
): Promise<Result<string, string>> {
  if (!may(account.role, permissionFor[subject.what])) return refuse(notYours);
  const communes = await scopes.communesOf(account);
  if (subject.what === 'register' && communes !== null) {
    return refuse('Ce fichier porte sur tout le bailleur ; votre compte tient à un périmètre.');
  }
  if (subject.what === 'indicator') {
    const { secret } = indicatorReaderOf(account);
    if (subject.until < subject.from) return refuse('La période finit avant de commencer.');
    if (secret && !isWholeYear(subject)) return refuse('Ces chiffres se lisent par année entière.');
  }
  return ok(
    contentHash({
      role: account.role,
      communes: communes === null ? null : [...communes].sort(),
      departements: account.departements === null ? null : [...account.departements].sort(),
      holder: account.holderId,
    }),
  );
}

/** The same for a copy asked for earlier: whoever reaches less, more or elsewhere since asks for another. */
export async function stillReaches(
  scopes: Pick<ScopePort, 'communesOf'>,
  account: Reader,
  { subject, reach }: { subject: ExportSubject; reach: string },
): Promise<Result<null, string>> {
  const now = await reachOf(scopes, account, subject);
  if (!now.ok) return now;
  if (now.value === reach) return ok(null);
  return refuse('Votre périmètre a changé depuis que cette copie a été demandée : demandez-en une autre.');
}

/** What the routes of letters and cases read before they act: who asks, and whether the file is in their scope. */

import { isInScope } from '../../../access/scope.ts';
import type { FileReader } from '../../../committee/letters/letter-port.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { CurrentUser } from '../../middleware/current-user.ts';

/** The landlord and the communes that the account is held to. */
export async function readerOf(
  user: CurrentUser,
  { scopes }: Pick<HttpDependencies, 'scopes'>,
): Promise<FileReader> {
  return { landlordId: user.landlordId, communes: await scopes.communesOf(user) };
}

/** Throws 403 where the file is outside the person's scope. */
export async function requireFileInScope(
  user: CurrentUser,
  { scopes }: Pick<HttpDependencies, 'scopes'>,
  number: string,
): Promise<void> {
  const scope = await scopes.communesOf(user);
  if (scope === null) return;
  const places = await scopes.communesOfFile(user.landlordId, number);
  if (isInScope(scope, places ?? [])) return;
  throw new AppError('forbidden', 'Ce dossier n’est pas dans votre périmètre.', {
    hint: 'Demandez à l’agence qui en a la charge, ou à votre administrateur d’élargir votre périmètre.',
  });
}

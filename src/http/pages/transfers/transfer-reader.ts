/** The person signed in, as the stores of transfers read for them, and the request that an address names. */
import type { Request } from 'express';
import { z } from 'zod';
import type { Permission } from '../../../access/permissions.ts';
import { isInScope } from '../../../access/scope.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { TransferReader } from '../../../portal/transfers/finding-port.ts';
import type { RequestFile } from '../../../portal/transfers/transfer-port.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { type CurrentUser, userWhoMay } from '../../middleware/current-user.ts';

/** Throws 401 or 403 where the person may not. */
export async function transferReader(
  request: Request,
  { scopes }: Pick<HttpDependencies, 'scopes'>,
  permission: Permission = 'transfer.read',
): Promise<TransferReader> {
  const user = userWhoMay(request, permission);
  return { landlordId: user.landlordId, communes: await scopes.communesOf(user) };
}

/** The request of the address. Throws 404 for an unknown one, 403 for one outside the person's communes. */
export async function requestOfAddress(
  request: Request,
  dependencies: Pick<HttpDependencies, 'scopes' | 'transfers'>,
  permission: Permission,
): Promise<{ user: CurrentUser; file: RequestFile }> {
  const user = userWhoMay(request, permission);
  const id = z.uuid().safeParse(request.params.id);
  const file = id.success ? await dependencies.transfers.find(user.landlordId, id.data) : null;
  if (!file) {
    throw new AppError('not-found', 'Cette demande de mutation n’existe pas.', {
      hint: 'Revenez à la liste des mutations.',
    });
  }
  const scope = await dependencies.scopes.communesOf(user);
  const places = [
    ...(file.home === null ? [] : [file.home.insee]),
    ...(file.application?.wishes.communes ?? []),
  ];
  if (isInScope(scope, places)) return { user, file };
  throw new AppError('forbidden', 'Cette demande n’est pas dans votre périmètre.', {
    hint: 'Demandez à l’agence qui en a la charge, ou à votre administrateur d’élargir votre périmètre.',
  });
}

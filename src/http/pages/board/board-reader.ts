/** The person signed in, as the board's store reads for them. */
import type { Request } from 'express';
import type { Permission } from '../../../access/permissions.ts';
import type { BoardReader } from '../../../committee/board/board-port.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { userWhoMay } from '../../middleware/current-user.ts';

/** Throws 401 or 403 where the person may not. */
export async function boardReader(
  request: Request,
  { scopes }: Pick<HttpDependencies, 'scopes'>,
  permission: Permission = 'board.read',
): Promise<BoardReader> {
  const user = userWhoMay(request, permission);
  return { landlordId: user.landlordId, communes: await scopes.communesOf(user) };
}

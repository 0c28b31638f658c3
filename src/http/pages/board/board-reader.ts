/** The person signed in, as the board's store reads for them. */
import type { Request } from 'express';
import type { Permission } from '../../../access/permissions.ts';
import type { BoardReader } from '../../../committee/board/board-port.ts';
import { userWhoMay } from '../../middleware/current-user.ts';

/** Throws 401 or 403 where the person may not. */
export function boardReader(request: Request, permission: Permission = 'board.read'): BoardReader {
  const { landlordId, agencyIds, communes } = userWhoMay(request, permission);
  return { landlordId, agencyIds, communes };
}

/** Who reads indicators on a page. */
import type { Request } from 'express';
import { type IndicatorReader, indicatorReaderOf } from '../../../access/indicator-reader.ts';
import { userWhoMay } from '../../middleware/current-user.ts';

/** Throws 401 or 403 where the person may not read indicators. */
export function indicatorReader(request: Request): IndicatorReader {
  return indicatorReaderOf(userWhoMay(request, 'indicator.read'));
}

/** The stores of what happens around a committee, from the freed home to the lease: one line each. */
import type { CommitteeFeatures } from '../../src/http/committee-features.ts';
import type { Database } from '../connection.ts';

export function committeeStores(_db: Database): CommitteeFeatures {
  return {};
}

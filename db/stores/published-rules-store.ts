/** Grids and policy in force, for the public rules page: no secret, and no person in them. */
import type { PublishedRulesPort } from '../../src/http/published-rules-port.ts';
import { type Database, withLandlord } from '../connection.ts';
import { listLandlords } from './landlord-store.ts';
import { gridsInForce, policyInForce } from './steering-store.ts';

export function publishedRulesStore(db: Database): PublishedRulesPort {
  return async (date) => {
    const landlords = await listLandlords(db);
    return Promise.all(
      landlords.map(({ id, name }) =>
        withLandlord(db, id, async (tx) => ({
          landlordId: id,
          landlordName: name,
          grids: await gridsInForce(tx, date),
          policy: await policyInForce(tx, date),
        })),
      ),
    );
  };
}

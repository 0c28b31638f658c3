/** Grids and policy in force, for the public rules page: no secret, and no person in them. Read again once they changed. */
import type { PublishedRules, PublishedRulesPort } from '../../src/http/published-rules-port.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { type Database, withLandlord } from '../connection.ts';
import { listLandlords } from './landlord-store.ts';
import { publicMemo } from './public-memo.ts';
import { gridsInForce, policyInForce } from './steering-store.ts';

export function publishedRulesStore(db: Database): PublishedRulesPort {
  const known = publicMemo<readonly PublishedRules[]>(db, 'rules');
  return (date) => known(date, () => publishedOn(db, date));
}

async function publishedOn(db: Database, date: CivilDate): Promise<readonly PublishedRules[]> {
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
}

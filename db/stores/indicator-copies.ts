/** Copies of indicators leave no row of their own, only their act in the journal. */
import type { CopyPort } from '../../src/reporting/copy-port.ts';
import { type Database, withLandlord } from '../connection.ts';
import { appendActs } from './journal-append.ts';

export function indicatorCopyStore(db: Database): CopyPort {
  return {
    record: ({ landlordId, actor, now }, copy) =>
      withLandlord(db, landlordId, (tx) =>
        appendActs(tx, landlordId, [
          {
            kind: 'indicator.copied',
            at: now,
            actor,
            subjects: [`landlord:${landlordId}`],
            before: null,
            after: copy,
            why: null,
          },
        ]),
      ),
  };
}

/** Papers leave no row of their own, only their act in the journal. */
import type { PapersPort } from '../../src/committee/papers/papers-port.ts';
import { type Database, withLandlord } from '../connection.ts';
import { appendActs } from './journal-append.ts';

export function paperStore(db: Database): PapersPort {
  return {
    recordPrinted: ({ landlordId, actor, now }, { sessionId, kind, memberId }) =>
      withLandlord(db, landlordId, (tx) =>
        appendActs(tx, landlordId, [
          {
            kind: 'paper.printed',
            at: now,
            actor,
            subjects: [`session:${sessionId}`],
            before: null,
            after: { paper: kind, memberId },
            why: null,
          },
        ]),
      ),
  };
}

/** The store of sittings: reads in a fixed number of queries, writes in one transaction each. */
import type { SessionPort } from '../../src/committee/session-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { readDecidedHomes, readDepartures, readMinutes } from './session-after.ts';
import { agendaStore } from './session-agenda.ts';
import { ballotStore } from './session-ballots.ts';
import { candidateChangeStore } from './session-candidate-changes.ts';
import { closeStore } from './session-close.ts';
import { decideStore } from './session-decide.ts';
import { sessionHomesStore } from './session-homes.ts';
import { householdStore } from './session-households.ts';
import { listSessions } from './session-list.ts';
import { readSession, readSessionAtHome, readSessionLines } from './session-read.ts';
import { sittingStore } from './session-sitting.ts';
import { homesTaken } from './session-taken.ts';

export function sessionStore(db: Database): SessionPort {
  const inside = <Value>(landlordId: string, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, landlordId, work);
  return {
    list: (landlordId, only) => inside(landlordId, (tx) => listSessions(tx, only)),
    find: (landlordId, sessionId, viewer) => inside(landlordId, (tx) => readSession(tx, sessionId, viewer)),
    findLines: (landlordId, sessionId, viewer) =>
      inside(landlordId, (tx) => readSessionLines(tx, sessionId, viewer)),
    findAtHome: (landlordId, place, viewer) =>
      inside(landlordId, (tx) => readSessionAtHome(tx, place, viewer)),
    minutes: (landlordId, sessionId) => inside(landlordId, (tx) => readMinutes(tx, sessionId)),
    decidedHomes: (landlordId, filter) => inside(landlordId, (tx) => readDecidedHomes(tx, filter)),
    homesTaken: (landlordId, vacancyIds) => inside(landlordId, (tx) => homesTaken(tx, vacancyIds)),
    departures: (landlordId, from, until) => inside(landlordId, (tx) => readDepartures(tx, from, until)),
    ...agendaStore(db),
    ...sessionHomesStore(db),
    ...candidateChangeStore(db),
    ...sittingStore(db),
    ...householdStore(db),
    ...decideStore(db),
    ...ballotStore(db),
    ...closeStore(db),
  };
}

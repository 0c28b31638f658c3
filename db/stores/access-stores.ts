/** The stores of access and of running the service, as the http room is given them. */
import type { AccessFeatures } from '../../src/http/access-features.ts';
import type { Database } from '../connection.ts';
import { accountStore } from './account-store.ts';
import { serviceStateStore } from './service-state-store.ts';
import { attemptStore, webSessionStore } from './web-session-store.ts';

export function accessStores(db: Database): AccessFeatures {
  return {
    serviceState: serviceStateStore(db),
    accounts: accountStore(db),
    webSessions: webSessionStore(db),
    attempts: attemptStore(db),
  };
}

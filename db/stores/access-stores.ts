/** The stores of access and of running the service, as the http room is given them. */
import type { AccessFeatures } from '../../src/http/access-features.ts';
import type { Database } from '../connection.ts';
import { accessLogStore } from './access-log-store.ts';
import { accountStore } from './account-store.ts';
import { breachStore } from './breach-store.ts';
import { exportTaskStore } from './export-task-store.ts';
import { identityStore } from './identity-store.ts';
import { importTaskStore } from './import-task-store.ts';
import { jobFileStore } from './job-file-store.ts';
import { retentionStore } from './retention-store.ts';
import { securityStore } from './security-store.ts';
import { serviceStateStore } from './service-state-store.ts';
import { taskStore } from './task-store.ts';
import { tokenStore } from './token-store.ts';
import { attemptStore, webSessionStore } from './web-session-store.ts';
import { webhookStore } from './webhook-store.ts';

export function accessStores(db: Database): AccessFeatures {
  return {
    serviceState: serviceStateStore(db),
    tasks: taskStore(db),
    jobFiles: jobFileStore(db),
    imports: importTaskStore(db),
    exports: exportTaskStore(db),
    accessLog: accessLogStore(db),
    accounts: accountStore(db),
    breaches: breachStore(db),
    retention: retentionStore(db),
    webSessions: webSessionStore(db),
    webhooks: webhookStore(db),
    attempts: attemptStore(db),
    identities: identityStore(db),
    security: securityStore(db),
    tokens: tokenStore(db),
  };
}

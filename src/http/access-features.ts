/** What the http room is given of access and of running the service: one line a port. */
import type { AccountPort, AttemptPort, WebSessionPort } from '../access/account-port.ts';

export type AccessFeatures = {
  accounts: AccountPort;
  webSessions: WebSessionPort;
  attempts: AttemptPort;
};

/** What the http room is given of access and of running the service: one line a port. */
import type { AccountPort, AttemptPort, WebSessionPort } from '../access/account-port.ts';
import type { ServiceStatePort } from '../access/service-state.ts';

export type AccessFeatures = {
  serviceState: ServiceStatePort;
  accounts: AccountPort;
  webSessions: WebSessionPort;
  attempts: AttemptPort;
};

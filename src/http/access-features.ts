/** What the http room is given of access and of running the service: one line a port. */

import type { AccessLogPort } from '../access/accesses/access-log-port.ts';
import type { AccountPort, AttemptPort, WebSessionPort } from '../access/account-port.ts';
import type { TokenPort } from '../access/api-token.ts';
import type { BreachPort } from '../access/breaches/breach-port.ts';
import type { IdentityPort } from '../access/oidc/agent-identity.ts';
import type { RetentionPort } from '../access/retention/retention-port.ts';
import type { SecurityPort } from '../access/security-port.ts';
import type { ServiceStatePort } from '../access/service-state.ts';
import type { WebhookPort } from '../access/webhooks/webhook-port.ts';
import type { ExportsPort } from '../jobs/exports/exports-port.ts';
import type { JobFilePort } from '../jobs/file-port.ts';
import type { ImportsPort } from '../jobs/imports-port.ts';
import type { TasksPort } from '../jobs/tasks-port.ts';

export type AccessFeatures = {
  accessLog: AccessLogPort;
  breaches: BreachPort;
  retention: RetentionPort;
  serviceState: ServiceStatePort;
  tasks: TasksPort;
  jobFiles: JobFilePort;
  imports: ImportsPort;
  exports: ExportsPort;
  accounts: AccountPort;
  webSessions: WebSessionPort;
  webhooks: WebhookPort;
  attempts: AttemptPort;
  identities: IdentityPort;
  security: SecurityPort;
  tokens: TokenPort;
};

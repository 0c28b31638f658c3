/** What the http room is given of access and of running the service: one line a port. */
import type { AccountPort, AttemptPort, WebSessionPort } from '../access/account-port.ts';
import type { WebhookPort } from '../access/webhooks/webhook-port.ts';
import type { BreachPort } from '../access/breaches/breach-port.ts';
import type { RetentionPort } from '../access/retention/retention-port.ts';
import type { SecurityPort } from '../access/security-port.ts';
import type { ServiceStatePort } from '../access/service-state.ts';
import type { TasksPort } from '../jobs/tasks-port.ts';

export type AccessFeatures = {
  breaches: BreachPort;
  retention: RetentionPort;
  serviceState: ServiceStatePort;
  tasks: TasksPort;
  accounts: AccountPort;
  webSessions: WebSessionPort;
  webhooks: WebhookPort;
  attempts: AttemptPort;
  security: SecurityPort;
};

/** What goes on beside requests: messages leave, delays of the day run out, what is old is swept. */
import type { Database } from '../db/connection.ts';
import { listLandlords } from '../db/stores/landlord-store.ts';
import { outboxStore } from '../db/stores/outbox-store.ts';
import { webhookSendingStore } from '../db/stores/webhook-sending-store.ts';
import { addressRuleOf } from './access/webhooks/address.ts';
import { type Config, todayOf } from './config.ts';
import type { AccessFeatures } from './http/access-features.ts';
import type { CommitteeFeatures } from './http/committee-features.ts';
import type { DayAct } from './jobs/day-acts.ts';
import type { JobService } from './jobs/job-service.ts';
import { createMailer } from './jobs/mail.ts';
import { startOutbox } from './jobs/outbox.ts';
import { startSchedule } from './jobs/schedule.ts';
import { createSmsSender } from './jobs/sms.ts';
import { startWebhooks } from './jobs/webhooks/sender.ts';
import type { Logger } from './logging.ts';
import type { Metrics } from './metrics.ts';

const hour = 3_600_000;
// Somebody waits for the code that opens a file.
const outboxMilliseconds = 5_000;
const webhookMilliseconds = 5_000;

type Means = {
  db: Database;
  stores: Pick<CommitteeFeatures, 'desk'> & Pick<AccessFeatures, 'webSessions'>;
  acts: readonly DayAct[];
  jobs: Pick<JobService, 'enqueueMissing'>;
  config: Config;
  logger: Logger;
  metrics: Metrics;
};

/** Starts them, and adds their ends to those of the service. */
export function startBackground(
  { db, stores, jobs, acts, config, logger, metrics }: Means,
  closers: (() => Promise<void>)[],
): void {
  const outbox = startOutbox(
    {
      outbox: outboxStore(db),
      mailer: createMailer(config),
      sms: createSmsSender(config),
      publicUrl: config.publicUrl,
      logger,
    },
    outboxMilliseconds,
  );
  const deliveries = webhookSendingStore(db);
  const webhooks = startWebhooks(
    { deliveries, rule: addressRuleOf(config), logger, metrics },
    webhookMilliseconds,
  );
  const schedule = startSchedule({
    landlords: async () => (await listLandlords(db)).map(({ id }) => id),
    acts,
    jobs,
    today: () => todayOf(config),
    logger,
  });
  const missed = (fault: unknown) => logger.warn({ err: fault }, 'ménage manqué');
  const cleaning = setInterval(() => {
    stores.webSessions.removeExpired(new Date()).catch(missed);
    stores.desk.dropOldDrafts(new Date()).catch(missed);
  }, hour).unref();
  closers.push(outbox.stop, webhooks.stop, schedule.stop, async () => clearInterval(cleaning));
}

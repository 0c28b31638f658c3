/** What goes on beside requests: messages leave, delays of the day run out, what is old is swept. */
import type { Database } from '../db/connection.ts';
import { listLandlords } from '../db/stores/landlord-store.ts';
import { outboxStore } from '../db/stores/outbox-store.ts';
import { webhookSendingStore } from '../db/stores/webhook-sending-store.ts';
import { addressRuleOf } from './access/webhooks/address.ts';
import { type Config, todayOf } from './config.ts';
import type { AccessFeatures } from './http/access-features.ts';
import type { CommitteeFeatures } from './http/committee-features.ts';
import type { PortalFeatures } from './http/portal-features.ts';
import type { ReportingFeatures } from './http/reporting-features.ts';
import { startDailyActs } from './jobs/daily-acts.ts';
import { createMailer } from './jobs/mail.ts';
import { startOutbox } from './jobs/outbox.ts';
import { createSmsSender } from './jobs/sms.ts';
import { startWebhooks } from './jobs/webhooks/sender.ts';
import type { Logger } from './logging.ts';

const hour = 3_600_000;
// Somebody waits for the code that opens a file.
const outboxMilliseconds = 5_000;
const webhookMilliseconds = 5_000;

type Means = {
  db: Database;
  stores: CommitteeFeatures &
    PortalFeatures &
    Pick<ReportingFeatures, 'returns'> &
    Pick<AccessFeatures, 'webSessions'>;
  config: Config;
  logger: Logger;
};

/** Starts them, and adds their ends to those of the service. */
export function startBackground(
  { db, stores, config, logger }: Means,
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
  const webhooks = startWebhooks({ deliveries, rule: addressRuleOf(config), logger }, webhookMilliseconds);
  const daily = startDailyActs({
    landlords: async () => (await listLandlords(db)).map(({ id }) => id),
    acts: [
      { name: 'propositions sans réponse', run: stores.lettings.lapseOffers },
      { name: 'orientations sans désignation', run: stores.orientation.lapse },
      { name: 'événements du SNE', run: (landlordId, today) => stores.register.gather(landlordId, today) },
      { name: 'fins de mandat', run: stores.mandates.remind },
      {
        name: 'codes du portail',
        run: (landlordId, _today, now) => stores.portalAccess.dropOldCodes(landlordId, now),
      },
      { name: 'annonces', run: stores.adverts.runDay },
      { name: 'recherches gardées', run: stores.alerts.sendDigests },
      { name: 'candidatures permanentes', run: stores.standingWishes.answerAdverts },
      // After the adverts of the day, and before what is learned from the answers.
      { name: 'réponses aux candidatures', run: stores.wishAnswers.answerDay },
      { name: 'envois inachevés', run: stores.sentFiles.sweep },
      { name: 'suites des souhaits', run: stores.chances.gather },
      { name: 'modèle des chances', run: stores.chances.refit },
      { name: 'accords d’échange sans réponse', run: stores.exchanges.lapseDay },
      { name: 'repérages des mutations', run: stores.transferFindings.scanDay },
      { name: 'rappels des états à transmettre', run: stores.returns.remind },
      {
        name: 'événements des liaisons',
        run: (landlordId, _today, now) => deliveries.erase(landlordId, now),
      },
    ],
    today: () => todayOf(config),
    logger,
  });
  const missed = (fault: unknown) => logger.warn({ err: fault }, 'ménage manqué');
  const cleaning = setInterval(() => {
    stores.webSessions.removeExpired(new Date()).catch(missed);
    stores.desk.dropOldDrafts(new Date()).catch(missed);
  }, hour).unref();
  closers.push(outbox.stop, webhooks.stop, daily.stop, async () => clearInterval(cleaning));
}

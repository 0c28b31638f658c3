/** Sends what is due to the landlord's other systems, beside any number of processes that do the same. */
import type { AddressRule } from '../../access/webhooks/address.ts';
import { afterAttempt, askedWaitOf } from '../../access/webhooks/delivery.ts';
import { signedHeaders } from '../../access/webhooks/signature.ts';
import type { ClaimedDelivery, WebhookSendingPort } from '../../access/webhooks/webhook-port.ts';
import type { Logger } from '../../logging.ts';
import type { Metrics } from '../../metrics.ts';
import { type GuardedPost, guardedPost } from './guarded-post.ts';

/** Longer than an attempt can last: its process died before anybody else tries. */
const leaseSeconds = 60;
/** A slow receiver keeps this many others waiting at most. */
const atOnce = 4;

type Means = {
  deliveries: WebhookSendingPort;
  post: GuardedPost;
  logger: Logger;
  metrics: Pick<Metrics, 'webhookDeliveries'>;
  now?: () => Date;
  /** No new delivery is taken once aborted; those under way end. */
  ending?: AbortSignal;
};

/** Attempts all that is due; the counts of what was received and what was not. Nothing personal is logged. */
export async function sweepWebhooks(means: Means): Promise<{ delivered: number; failed: number }> {
  const { deliveries, logger, now = () => new Date(), ending } = means;
  const counts = { delivered: 0, failed: 0 };
  const landlords = await deliveries.landlords();
  let found = true;
  while (found && !ending?.aborted) {
    found = false;
    // In turn, so that no landlord waits behind the backlog of another.
    for (const landlordId of landlords) {
      const batch = await claimSome(deliveries, landlordId, now);
      const received = await Promise.all(batch.map((claimed) => attempt(means, claimed, now)));
      for (const done of received) counts[done ? 'delivered' : 'failed'] += 1;
      found ||= batch.length > 0;
    }
  }
  if (counts.delivered + counts.failed > 0) {
    logger.info({ sent: counts.delivered, failed: counts.failed }, 'liaisons');
  }
  return counts;
}

async function claimSome(
  deliveries: WebhookSendingPort,
  landlordId: string,
  now: () => Date,
): Promise<ClaimedDelivery[]> {
  const batch: ClaimedDelivery[] = [];
  while (batch.length < atOnce) {
    const instant = now();
    const leaseUntil = new Date(instant.getTime() + leaseSeconds * 1000);
    const claimed = await deliveries.claim(landlordId, instant, leaseUntil);
    if (claimed === null) break;
    batch.push(claimed);
  }
  return batch;
}

async function attempt(
  { deliveries, post, logger, metrics }: Means,
  claimed: ClaimedDelivery,
  now: () => Date,
): Promise<boolean> {
  const { eventId: id, url, body, secrets, attempts } = claimed;
  const at = now();
  const started = performance.now();
  const { retryAfter, ...met } = await post({
    url,
    body,
    headers: signedHeaders({ id, sentAt: at, body, secrets }),
  });
  const done = { ...met, at, durationMs: Math.round(performance.now() - started) };
  metrics.webhookDeliveries.inc({ outcome: done.outcome });
  const askedWait = askedWaitOf(done.status, retryAfter, at);
  const kept = await deliveries.settle(claimed, done, (failingSince) =>
    afterAttempt(done, attempts, failingSince, askedWait),
  );
  if (!kept) logger.warn({ delivery: claimed.id }, 'envoi rendu après son délai, repris par un autre');
  return done.outcome === 'delivered';
}

/** Sweeps now and at intervals until stopped; `stop` waits for the sweep under way. */
export function startWebhooks(
  { rule, ...means }: Pick<Means, 'deliveries' | 'logger' | 'metrics'> & { rule: AddressRule },
  everyMilliseconds: number,
): { stop: () => Promise<void> } {
  const post = guardedPost(rule);
  const ending = new AbortController();
  let running: Promise<unknown> | null = null;
  const sweep = () => {
    running ??= sweepWebhooks({ ...means, post, ending: ending.signal })
      .catch((fault: unknown) => means.logger.error({ err: fault }, 'envoi aux liaisons interrompu'))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(sweep, everyMilliseconds).unref();
  sweep();
  return {
    stop: async () => {
      clearInterval(timer);
      ending.abort();
      await running;
    },
  };
}

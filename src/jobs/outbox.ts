/** Empties the outbox at intervals: takes what is due, sends it, waits longer after each failure, then gives up. */
import type { LetterContent } from '../committee/letters/letter-content.ts';
import type { Logger } from '../logging.ts';
import { withPortalAddresses } from '../portal/notifications/notice.ts';
import type { Mailer } from './mail.ts';
import { letterPdf } from './mail-paper.ts';
import type { ClaimedMessage, OutboxPort } from './outbox-port.ts';
import type { SmsSender } from './sms.ts';

/** Minutes before the second attempt, the third…; after the last one the message is left as failed. */
const waits = [2, 10, 60, 240, 720] as const;
const leaseMinutes = 5;

type Means = {
  outbox: OutboxPort;
  mailer: Mailer;
  sms: SmsSender;
  /** Where people find the portal, for the links of messages; null: not known. */
  publicUrl: string | null;
  logger: Logger;
  /** Draws the letter that goes with the message: by default under the name alone, without a postal address. */
  pdfOf?: (letter: LetterContent) => Promise<Buffer>;
  now?: () => Date;
};

/** Sends all that is due; the counts of what left and what did not. Nothing personal is logged. */
export async function sweepOutbox(means: Means): Promise<{ sent: number; failed: number }> {
  const counts = { sent: 0, failed: 0 };
  const now = means.now ?? (() => new Date());
  for (;;) {
    const instant = now();
    const message = await means.outbox.claim(instant, minutesAfter(instant, leaseMinutes));
    if (message === null) break;
    const failure = await sendOne(means, message);
    if (failure === null) {
      await means.outbox.sent(message, now());
      counts.sent += 1;
    } else {
      const wait = failure.lasting ? undefined : waits[message.attempts - 1];
      await means.outbox.failed(
        message,
        failure.cause,
        wait === undefined ? null : minutesAfter(now(), wait),
        now(),
      );
      counts.failed += 1;
    }
  }
  if (counts.sent + counts.failed > 0) means.logger.info(counts, 'messages');
  return counts;
}

const withoutAddress = (content: LetterContent) => letterPdf({ content, address: null });

async function sendOne(means: Means, message: ClaimedMessage) {
  const { mailer, sms, publicUrl, pdfOf = withoutAddress, logger } = means;
  const { id, channel, recipient, subject } = message;
  try {
    const text = withPortalAddresses(message.text, publicUrl);
    if (channel === 'sms') return await sms.send({ id, to: recipient, text });
    const attachments =
      message.letter === null ? [] : [{ filename: 'courrier.pdf', content: await pdfOf(message.letter) }];
    const stop = message.unsubscribePath;
    const unsubscribeUrl = stop === null || publicUrl === null ? null : new URL(stop, publicUrl).href;
    return await mailer.send({ id, to: recipient, subject, text, attachments, unsubscribeUrl });
  } catch (fault) {
    logger.error({ err: fault, message: message.id }, 'message impossible à préparer');
    return { cause: 'Le message n’a pas pu être préparé : voir le journal du service.', lasting: false };
  }
}

/** Sweeps now and every half minute until stopped; `stop` waits for the sweep under way. */
export function startOutbox(means: Means, everyMilliseconds = 30_000): { stop: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const sweep = () => {
    if (busy) return;
    busy = true;
    running = sweepOutbox(means)
      .catch((fault: unknown) => means.logger.error({ err: fault }, 'envoi des messages interrompu'))
      .finally(() => {
        busy = false;
      });
  };
  const timer = setInterval(sweep, everyMilliseconds).unref();
  sweep();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
      means.mailer.close();
    },
  };
}

function minutesAfter(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000);
}

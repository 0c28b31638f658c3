/** What becomes of a message after an attempt: delivered, tried again later, or left; and when an endpoint is given up. */

const minute = 60_000;
const day = 24 * 60 * minute;

/** Minutes before the second attempt, the third…; after the last one the delivery is left as failed. */
const waits = [1, 5, 30, 120, 720] as const;

/** An endpoint whose every attempt failed for so long is disabled. */
export const daysBeforeDisabling = 3;

/** Events can be replayed for so long, then they are erased. */
export const daysKept = 90;

/** How long the former secret still signs after a rotation. */
export const hoursOfFormerSecret = 24;

export const attemptOutcomes = [
  'delivered',
  'refused',
  'redirected',
  'gone',
  'timeout',
  'unreachable',
  'unknownHost',
  'forbiddenAddress',
  'tls',
] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** What one attempt met. */
export type Attempt = {
  at: Date;
  outcome: AttemptOutcome;
  /** HTTP status; null: no answer came. */
  status: number | null;
  durationMs: number;
  /** The beginning of the answer, figures masked; null: none. */
  excerpt: string | null;
};

export type AfterAttempt = {
  state: 'delivered' | 'waiting' | 'failed';
  /** Of the next attempt; null: none is planned. */
  dueAt: Date | null;
  endpoint: {
    failingSince: Date | null;
    /** No other message is tried there before: one at a time finds out that it is back. */
    pausedUntil: Date | null;
    disable: 'failures' | 'gone' | null;
  };
};

/** `attempts` counts this one; `failingSince`: the first failure since the endpoint last took a message. */
export function afterAttempt(
  { outcome, at }: Pick<Attempt, 'outcome' | 'at'>,
  attempts: number,
  failingSince: Date | null,
): AfterAttempt {
  if (outcome === 'delivered') {
    return {
      state: 'delivered',
      dueAt: null,
      endpoint: { failingSince: null, pausedUntil: null, disable: null },
    };
  }
  const since = failingSince ?? at;
  const wait = waits[attempts - 1];
  const tooLong = at.getTime() - since.getTime() >= daysBeforeDisabling * day;
  // 410: the receiver says that it is no more (Standard Webhooks).
  const disable = outcome === 'gone' ? 'gone' : tooLong ? 'failures' : null;
  return {
    state: wait === undefined ? 'failed' : 'waiting',
    dueAt: wait === undefined ? null : new Date(at.getTime() + wait * minute),
    endpoint: { failingSince: since, pausedUntil: new Date(at.getTime() + minute), disable },
  };
}

/** The outcome of an answer by its status. */
export function outcomeOf(status: number): AttemptOutcome {
  if (status >= 200 && status < 300) return 'delivered';
  if (status >= 300 && status < 400) return 'redirected';
  return status === 410 ? 'gone' : 'refused';
}

/** What is kept of an answer: its first words, without the numbers that it may quote. */
export function excerptOf(answer: string): string | null {
  const plain = answer
    .replaceAll(/\p{C}+/gu, ' ')
    .replaceAll(/\d[\d .-]{4,}\d/g, '…')
    .trim();
  return plain === '' ? null : plain.slice(0, 200);
}

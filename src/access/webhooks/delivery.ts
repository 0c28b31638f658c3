/** What becomes of a message after an attempt: delivered, tried again later, or left; and when an endpoint is given up. */

const minute = 60_000;
const day = 24 * 60 * minute;

/** Minutes before the second attempt, the third…; after the last one the delivery is left as failed. */
const waits = [1, 5, 30, 120, 720] as const;

/** An endpoint whose every attempt failed for so long is disabled. */
export const daysBeforeDisabling = 3;

/** Events can be replayed for so long, then they are erased. */
export const daysKept = 90;

/** The longest that a receiver may have us wait: as long as our own last wait. */
const hoursOfAskedWait = 12;

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

/**
 * `attempts` counts this one; `failingSince`: the first failure since the endpoint last took a message; `askedWait`: how
 * long the receiver asks to be left alone, in milliseconds, as `askedWaitOf` reads it. Never sooner than our own wait.
 */
export function afterAttempt(
  { outcome, at }: Pick<Attempt, 'outcome' | 'at'>,
  attempts: number,
  failingSince: Date | null,
  askedWait = 0,
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
    dueAt: wait === undefined ? null : new Date(at.getTime() + Math.max(wait * minute, askedWait)),
    endpoint: {
      failingSince: since,
      pausedUntil: new Date(at.getTime() + Math.max(minute, askedWait)),
      disable,
    },
  };
}

/** The outcome of an answer by its status. */
export function outcomeOf(status: number): AttemptOutcome {
  if (status >= 200 && status < 300) return 'delivered';
  if (status >= 300 && status < 400) return 'redirected';
  return status === 410 ? 'gone' : 'refused';
}

/**
 * Milliseconds during which the receiver asks to be left alone, by the Retry-After of its 429 or 503: seconds, or an HTTP
 * date. 0 where it asks nothing, or nothing readable; twelve hours at most, whatever it says.
 */
export function askedWaitOf(status: number | null, retryAfter: string | undefined, at: Date): number {
  if ((status !== 429 && status !== 503) || retryAfter === undefined) return 0;
  const said = retryAfter.trim();
  const wait = /^\d+$/.test(said) ? Number(said) * 1000 : instantOf(said) - at.getTime();
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(wait, 0), hoursOfAskedWait * 60 * minute);
}

/** The instant of an HTTP date in any of its three forms, always in GMT; NaN where it is none. */
function instantOf(said: string): number {
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(said)) return Number.NaN;
  return Date.parse(said.endsWith('GMT') ? said : `${said} GMT`);
}

/** What is kept of an answer: its first words, without the numbers that it may quote. */
export function excerptOf(answer: string): string | null {
  const plain = answer
    .replaceAll(/\p{C}+/gu, ' ')
    .replaceAll(/\d[\d .-]{4,}\d/g, '…')
    .trim();
  return plain === '' ? null : plain.slice(0, 200);
}

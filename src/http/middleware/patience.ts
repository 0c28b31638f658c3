/**
 * No request waits for ever. A database that a cut network or a full machine keeps silent raises no fault: what has no
 * answer after some seconds asks whether the database still does, and says so to the person where it does not.
 */
import type { RequestHandler, Response } from 'express';
import type { AppError } from '../../kernel/app-error.ts';
import { databaseAway, databaseSlow } from '../outage.ts';
import { withinTime } from '../within-time.ts';

type Means = {
  /** Whether the database answers. */
  isAnswering: () => Promise<boolean>;
  /** Sends the refusal as a page or a problem. */
  refuse: (error: AppError, request: Parameters<RequestHandler>[0], response: Response) => void;
  /** Milliseconds before the first look and between two, for an answer to it, and until the service gives up. */
  lookEvery?: number;
  answerWithin?: number;
  giveUpAfter?: number;
};

const givenUp = new WeakSet<object>();
const plainEnds = new WeakMap<object, Response['end']>();

/** Whether the person was already told to come back: what the late work answers goes nowhere. */
export function isGivenUp(response: object): boolean {
  return givenUp.has(response);
}

/** Ends the answer without saving the web session, which would wait for the very database that is away. */
export function endWithoutSession(response: Response): void {
  const end = plainEnds.get(response);
  if (end) response.end = end;
}

/** To be put before the first reading of the database. */
export function answerInTime({
  isAnswering,
  refuse,
  lookEvery = 5_000,
  answerWithin = 3_000,
  giveUpAfter = 60_000,
}: Means): RequestHandler {
  return (request, response, next) => {
    plainEnds.set(response, response.end);
    const since = performance.now();
    const look = async (): Promise<void> => {
      const answers = await withinTime(isAnswering(), answerWithin).catch(() => false);
      if (response.headersSent || response.destroyed) return;
      if (answers && performance.now() - since < giveUpAfter) {
        timer = setTimeout(look, lookEvery).unref();
        return;
      }
      givenUp.add(response);
      endWithoutSession(response);
      refuse(answers ? databaseSlow() : databaseAway(), request, response);
    };
    let timer = setTimeout(look, lookEvery).unref();
    response.once('close', () => clearTimeout(timer));
    next();
  };
}

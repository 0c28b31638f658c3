/**
 * Room for files that are being read: they stay in memory until their request is answered, so only so many at once. The
 * others wait without being read at all, which costs nothing here; beyond a queue they are asked to come back.
 */
import type { Request, RequestHandler } from 'express';
import { AppError } from '../kernel/app-error.ts';

export type RoomRules = {
  /** Files read at once by this process. */
  places: number;
  /** Of these and of those that wait, how many the same sender may have. */
  perSender: number;
  /** How many may wait. */
  waiting: number;
};

/** To be put before what reads the files; `senderOf` names who sends. Throws 429, or 503 where too many wait. */
export function uploadRoom(rules: RoomRules, senderOf: (request: Request) => string): RequestHandler {
  const bySender = new Map<string, number>();
  const queue: (() => void)[] = [];
  let taken = 0;

  return (request, response, next) => {
    if (!request.is('multipart/form-data')) return next();
    const sender = senderOf(request);
    const own = bySender.get(sender) ?? 0;
    if (own >= rules.perSender) {
      throw new AppError('too-many-requests', 'D’autres envois de ce dossier sont en cours.', {
        hint: 'Attendez qu’ils finissent, puis recommencez.',
      });
    }
    if (taken >= rules.places && queue.length >= rules.waiting) {
      throw new AppError('unavailable', 'Beaucoup de personnes envoient des fichiers en ce moment.', {
        hint: 'Recommencez dans quelques minutes.',
      });
    }
    bySender.set(sender, own + 1);
    let state: 'waiting' | 'reading' | 'gone' = 'waiting';
    const enter = () => {
      if (state === 'gone') return letNextIn();
      state = 'reading';
      taken += 1;
      next();
    };
    // Answered, or broken off: either way its bytes are let go.
    response.once('close', () => {
      const left = (bySender.get(sender) ?? 1) - 1;
      if (left === 0) bySender.delete(sender);
      else bySender.set(sender, left);
      const wasReading = state === 'reading';
      state = 'gone';
      if (!wasReading) return;
      taken -= 1;
      letNextIn();
    });
    if (taken < rules.places) enter();
    else queue.push(enter);
  };

  function letNextIn(): void {
    if (taken < rules.places) queue.shift()?.();
  }
}

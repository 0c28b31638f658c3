/** What is kept of an answer, and what it means. */
import { describe, expect, it } from 'vitest';
import { afterAttempt, askedWaitOf, excerptOf, outcomeOf } from '../../../src/access/webhooks/delivery.ts';

describe('an answer', () => {
  it.each([
    [200, 'delivered'],
    [204, 'delivered'],
    [301, 'redirected'],
    [308, 'redirected'],
    [400, 'refused'],
    [401, 'refused'],
    [410, 'gone'],
    [429, 'refused'],
    [503, 'refused'],
  ])('%i means: %s', (status, outcome) => {
    expect(outcomeOf(status)).toBe(outcome);
  });

  it('is kept for its first words, without the numbers that it quotes or what no screen shows', () => {
    expect(excerptOf('Dossier 057 112 345 678 900 001 inconnu\n')).toBe('Dossier … inconnu');
    expect(excerptOf('erreur 404')).toBe('erreur 404');
    expect(excerptOf('\u0000\r\n ')).toBeNull();
    expect(excerptOf('x'.repeat(5_000))).toHaveLength(200);
  });
});

describe('a receiver that asks to be left alone', () => {
  const at = new Date('2026-11-21T09:00:00Z');
  const [second, minute, hour] = [1_000, 60_000, 3_600_000];

  it.each([
    ['seconds', 429, '120', 120 * second],
    ['seconds of an overloaded service', 503, ' 30 ', 30 * second],
    ['an HTTP date', 429, 'Sat, 21 Nov 2026 09:10:00 GMT', 10 * minute],
    ['an HTTP date in the form of RFC 850', 503, 'Saturday, 21-Nov-26 09:10:00 GMT', 10 * minute],
    [
      'an HTTP date in the form of asctime, which is in GMT too',
      503,
      'Sat Nov 21 09:10:00 2026',
      10 * minute,
    ],
    ['a date that has passed', 429, 'Fri, 20 Nov 2026 09:00:00 GMT', 0],
    ['more than twelve hours', 429, '999999999999', 12 * hour],
    ['a date in ten years', 503, 'Sat, 21 Nov 2036 09:00:00 GMT', 12 * hour],
    ['something else', 429, 'demain', 0],
    ['a negative number', 429, '-5', 0],
    ['nothing', 503, undefined, 0],
    ['it by another status, which does not mean it', 500, '120', 0],
    ['it while it took the message', 200, '120', 0],
  ])('by %s', (_what, status, said, wait) => {
    expect(askedWaitOf(status, said, at)).toBe(wait);
  });

  it('is tried again no sooner than it asks, and never sooner than our own wait', () => {
    const refused = { outcome: 'refused', at } as const;
    const dueIn = (attempts: number, asked: number) => {
      const { dueAt, endpoint } = afterAttempt(refused, attempts, null, asked);
      return [dueAt, endpoint.pausedUntil].map((until) =>
        until === null ? null : until.getTime() - at.getTime(),
      );
    };
    expect(dueIn(1, 10 * minute)).toEqual([10 * minute, 10 * minute]);
    expect(dueIn(3, 10 * minute)).toEqual([30 * minute, 10 * minute]);
    expect(dueIn(1, 0)).toEqual([minute, minute]);
    expect(dueIn(6, 10 * minute)).toEqual([null, 10 * minute]);
  });
});

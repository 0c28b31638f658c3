/** What is kept of an answer, and what it means. */
import { describe, expect, it } from 'vitest';
import { excerptOf, outcomeOf } from '../../../src/access/webhooks/delivery.ts';

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

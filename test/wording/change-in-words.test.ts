import { describe, expect, it } from 'vitest';
import { changeInWords } from '../../src/wording/change-in-words.ts';

describe('what would change an answer', () => {
  it('is a step that a person can take', () => {
    expect(changeInWords({ code: 'renew-application' })).toBe('Renouveler la demande.');
  });

  it('never tells a household to earn less, nor names a state of health', () => {
    const said = (['give-later-income', 'give-tax-income', 'prove-disability'] as const).map((code) =>
      changeInWords({ code }),
    );
    expect(said.join(' ')).not.toMatch(/gagner|moins de revenus|handicap|invalid/i);
  });
});

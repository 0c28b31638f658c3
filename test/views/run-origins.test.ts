import { describe, expect, it } from 'vitest';
import { proposalOf, variantInWords } from '../../src/http/pages/run-origins.ts';

const origin = (parentId: string | null) => ({ parentId, pins: 1, bans: 0 });

describe('where a run comes from', () => {
  it('is the proposal, through as many variants as there were', () => {
    const origins = new Map([
      ['proposal', { parentId: null, pins: 0, bans: 0 }],
      ['first', origin('proposal')],
      ['second', origin('first')],
    ]);
    expect(proposalOf(origins, 'second')).toBe('proposal');
    expect(proposalOf(origins, 'proposal')).toBeNull();
  });

  it('is told as far as it is known, and never in circles', () => {
    expect(proposalOf(new Map(), 'old')).toBeNull();
    const circle = new Map([
      ['a', origin('b')],
      ['b', origin('a')],
    ]);
    expect(proposalOf(circle, 'a')).toBeNull();
  });

  it('is said by the choices that were made', () => {
    expect(variantInWords({ pins: 0, bans: 0 })).toBeNull();
    expect(variantInWords({ pins: 1, bans: 2 })).toBe('Variante : 1 fixé, 2 écartés');
  });
});

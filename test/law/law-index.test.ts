import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lawIndex } from '../../scripts/law-index.ts';
import { ruleCards } from '../../src/law/cards/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the index of the law', () => {
  it('in docs/ is up to date (node dist/scripts/write-law-index.js writes it)', () => {
    expect(readFileSync(`${root}docs/law-index.md`, 'utf8')).toBe(lawIndex(root));
  });

  it('names the code or a case of every rule that is said to compute', () => {
    const text = lawIndex(root);
    const bare = ruleCards.filter((card) => {
      const entry = text.split(`### ${card.id} `)[1]?.split('\n### ')[0] ?? '';
      return card.computes && !entry.includes('- Code:') && !entry.includes('- Cases:');
    });
    expect(bare.map((card) => card.id)).toEqual([]);
  });

  it('has a card for every rule of the rulebook, in the order of its numbers', () => {
    const lastOf = { P: 9, Q: 19, U: 9, I: 10, C: 16, S: 8, F: 8, A: 5, M: 9, N: 10, L: 4, D: 7 };
    const numbered = Object.entries(lastOf).flatMap(([letter, last]) =>
      Array.from({ length: last }, (_, index) => `${letter}-${String(index + 1).padStart(2, '0')}`),
    );
    const extra = ['Q-04b', 'Q-18b', 'M-08b', 'M-08c', 'M-08d'];
    expect(ruleCards.map((card) => card.id).sort()).toEqual([...numbered, ...extra].sort());
  });

  it('gives each rule one card, with a reason where nothing is computed', () => {
    expect(new Set(ruleCards.map((card) => card.id)).size).toBe(ruleCards.length);
    expect(ruleCards.filter((card) => !card.computes && card.note === null)).toEqual([]);
  });
});

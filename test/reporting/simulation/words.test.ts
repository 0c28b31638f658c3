import { expect, it } from 'vitest';
import { simulateYear, strategyNames } from '../../../src/reporting/simulation/simulate.ts';
import { frenchTable } from '../../../src/reporting/simulation/words.ts';
import { tinyYear } from './tiny-year.ts';

it('the table names each strategy, and the targets that one of them misses', () => {
  const results = simulateYear(
    tinyYear(),
    { seed: 1, beliefErrorPermille: 0 },
    { strategies: strategyNames },
  );
  const lines = frenchTable(results.map(({ line }) => line)).split('\n');
  expect(lines[1]).toMatch(/^Ordre de la grille +3 .*0 sur 1 +1 /);
  expect(lines[2]).toMatch(/^Moteur +3 .*1 sur 1 +0 /);
  expect(lines.find((line) => line.startsWith('Mutations du parc social'))).toMatch(/0\/3, 1 +1\/3 +1\/3$/);
});

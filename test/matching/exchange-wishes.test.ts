import { describe, expect, it } from 'vitest';
import { solveExchange } from '../../src/matching/engines/exchange.ts';
import { chainValue } from '../../src/matching/exchange/chain-value.ts';
import { fallbackPlans } from '../../src/matching/exchange/fallback.ts';
import { checkExchangeGraph } from '../../src/matching/exchange/graph.ts';
import { defaultExchangePolicy, exchangeProblem } from '../../src/matching/exchange/wishes.ts';

describe('the graph of wishes', () => {
  const wish = (household: string, leaves: 'T2' | 'T4', ...accepts: string[]) => ({
    household,
    leaves,
    accepts,
  });

  it('is one that the command accepts, without wishes for homes that nobody offers', () => {
    const graph = exchangeProblem(
      [wish('b', 'T2', 'a', 'a', 'v', 'b', 'elsewhere'), wish('a', 'T4', 'b')],
      ['v'],
      { ...defaultExchangePolicy, scarce: { T4: 20 } },
    );
    expect(checkExchangeGraph(graph)).toEqual({ ok: true, value: graph });
    expect(graph.arcs).toEqual([
      ['a', 'b', 99],
      ['b', 'a', 119],
      ['v', 'b', 100],
    ]);
  });

  it('prefers two short chains side by side to a long one that moves as many', async () => {
    const graph = exchangeProblem([wish('a', 'T2', 'v', 'w'), wish('b', 'T2', 'a', 'v')], ['v', 'w'], {
      ...defaultExchangePolicy,
    });
    expect((await solveExchange(graph)).chains).toEqual([
      ['v', 'b'],
      ['w', 'a'],
    ]);
  });

  it('frees the scarce home where only one of two may move', async () => {
    const graph = exchangeProblem([wish('small', 'T2', 'v'), wish('large', 'T4', 'v')], ['v'], {
      ...defaultExchangePolicy,
      scarce: { T4: 30 },
    });
    expect((await solveExchange(graph)).chains).toEqual([['v', 'large']]);
  });
});

describe('a refusal', () => {
  it('is answered by the best plan without that move, and by what changes for whom', async () => {
    const graph = checkExchangeGraph({
      nodes: ['a', 'b', 'c'],
      vacancies: ['v'],
      arcs: [
        ['v', 'a', 10],
        ['a', 'b', 10],
        ['v', 'c', 6],
        ['v', 'b', 5],
      ],
    });
    if (!graph.ok) throw new Error('refused');
    const plan = await solveExchange(graph.value);
    expect(plan.chains).toEqual([['v', 'a', 'b']]);
    const [first, second] = await fallbackPlans(plan, graph.value, 'everything', solveExchange);
    expect(first).toMatchObject({
      refused: { home: 'v', household: 'a' },
      lost: 14,
      solution: { chains: [['v', 'c']], optimal: true },
      added: [{ home: 'v', household: 'c' }],
    });
    expect(first?.fallen).toHaveLength(2);
    expect(second).toMatchObject({ refused: { home: 'a', household: 'b' }, lost: 10, added: [] });
    const [home] = await fallbackPlans(plan, graph.value, 'home', solveExchange);
    expect(home?.solution.chains).toEqual([['v', 'c']]);
  });
});

describe('a chain', () => {
  it('is told in households moved, months of vacancy and rent lost', () => {
    expect(
      chainValue({ rentsCents: [60_000, 50_000, 40_000], daysBetweenMoves: 15, daysToLetLast: 45 }),
    ).toEqual({ householdsMoved: 2, vacancyMonthsTenths: 25, rentLostCents: 115_000 });
  });
});

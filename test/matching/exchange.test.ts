import { describe, expect, it } from 'vitest';
import { verifyExchange } from '../../src/matching/certificate/exchange.ts';
import { exchangeBudget, solveExchange } from '../../src/matching/engines/exchange.ts';
import { checkExchangeGraph, type ExchangeGraph } from '../../src/matching/exchange/graph.ts';
import { bestValueByCounting, drawGraph, draws } from './exchange-graphs.ts';

function checked(json: unknown): ExchangeGraph {
  const graph = checkExchangeGraph(json);
  if (!graph.ok) throw new Error(JSON.stringify(graph.refusal));
  return graph.value;
}

const smallGraphs = Array.from({ length: 200 }, (_, seed) =>
  drawGraph(seed, {
    households: 3 + (seed % 4),
    vacancies: seed % 3,
    arcs: 5 + (seed % 8) * 2,
    weight: (draw) =>
      seed % 4 === 0
        ? 1
        : seed % 4 === 1
          ? Math.round(draw() * 1000) / 100
          : seed % 4 === 2
            ? Math.floor(draw() * 20)
            : draw() * 10,
    maxCycle: 2 + (seed % 3),
    maxChain: 1 + (seed % 4),
  }),
);

const denserGraphs = Array.from({ length: 40 }, (_, seed) =>
  drawGraph(seed, {
    households: 8,
    vacancies: seed % 3,
    arcs: 34,
    weight: (draw) =>
      seed % 3 === 0
        ? 1 + Math.floor(draw() * 10)
        : seed % 3 === 1
          ? 1 + Math.floor(draw() * 100)
          : draw() < 0.2
            ? 130
            : 100,
  }),
);

const middleGraphs = [11, 12, 13].map((seed) =>
  drawGraph(seed, { households: 20, vacancies: 4, arcs: 90, weight: (draw) => Math.floor(draw() * 100) }),
);

describe('exchanges and chains', () => {
  it('are worth as much as the best of all plans counted one by one, with a proof that holds', async () => {
    for (const [seed, graph] of [...smallGraphs, ...denserGraphs].entries()) {
      const best = bestValueByCounting(graph);
      const solution = await solveExchange(checked(graph));
      expect({ seed, optimal: solution.optimal, faults: verifyExchange(graph, solution) }).toEqual({
        seed,
        optimal: true,
        faults: [],
      });
      expect(solution.value).toBeCloseTo(best, 6);
      expect(solution.bound).toBeGreaterThanOrEqual(solution.value);
    }
  });

  it('come out the same from a graph written in any order', async () => {
    for (const graph of middleGraphs) {
      const draw = draws(graph.arcs.length);
      const shuffled = <Item>(list: readonly Item[]): Item[] =>
        list
          .map((item) => ({ item, key: draw() }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
      const other = {
        ...graph,
        nodes: shuffled(graph.nodes),
        vacancies: shuffled(graph.vacancies),
        arcs: shuffled(graph.arcs),
      };
      expect(await solveExchange(checked(other))).toEqual(await solveExchange(checked(graph)));
    }
  });

  it('keep their value when an arc that the plan does not use is taken away', async () => {
    for (const graph of middleGraphs) {
      const { value, cycles, chains, optimal } = await solveExchange(checked(graph));
      expect(optimal).toBe(true);
      const used = new Set([
        ...cycles.flatMap((ids) => ids.map((id, at) => `${id} ${ids[(at + 1) % ids.length]}`)),
        ...chains.flatMap((ids) => ids.slice(1).map((id, at) => `${ids[at]} ${id}`)),
      ]);
      const unused = graph.arcs.findIndex(([from, to]) => !used.has(`${from} ${to}`));
      const without = { ...graph, arcs: graph.arcs.filter((_arc, at) => at !== unused) };
      expect((await solveExchange(checked(without))).value).toBe(value);
    }
  });

  it('say that nothing is proved beyond the bound when their budget of work ends', async () => {
    const graph = checked(middleGraphs[0]);
    const whole = await solveExchange(graph);
    const stopped = await solveExchange(graph, { ...exchangeBudget, pricing: 40, search: 0 });
    expect(stopped.bound).toBeGreaterThanOrEqual(whole.value);
    expect(stopped.value).toBeLessThanOrEqual(whole.value);
    expect(verifyExchange(graph, stopped)).toEqual([]);
  });

  it('prove 40 households and 6 freed homes with weights of the portal: scarce homes count more', async () => {
    const drawn = drawGraph(1, { households: 40, vacancies: 6, arcs: 800, weight: () => 99 });
    const arcs = drawn.arcs.map(([home, household, worth]): [string, string, number] => [
      home,
      household,
      worth + (home.startsWith('v') ? 1 : 0) + (household.endsWith('7') ? 30 : 0),
    ]);
    const graph = checked({ ...drawn, arcs });
    const solution = await solveExchange(graph);
    // Everybody moves: 40 households, 4 of them leaving a scarce home, and every freed home starts a chain.
    expect(solution).toMatchObject({ value: 40 * 99 + 4 * 30 + 6, optimal: true });
    expect(verifyExchange(graph, solution)).toEqual([]);
  });

  it('are proved among 200 households with 7 000 wishes worth 1 to 100 each', async () => {
    const graph = checked(
      drawGraph(1, {
        households: 200,
        vacancies: 0,
        arcs: 7_000,
        weight: (draw) => 1 + Math.floor(draw() * 100),
      }),
    );
    const solution = await solveExchange(graph);
    expect(solution).toMatchObject({ value: 17_437, bound: 17_437, optimal: true });
    expect(verifyExchange(graph, solution)).toEqual([]);
  }, 180_000);

  it('are refused by the checker when a figure, a step or a price was changed', async () => {
    const graph = checked({
      nodes: ['t1', 't2', 't3'],
      vacancies: ['v1'],
      arcs: [
        ['t1', 't2', 10],
        ['t2', 't1', 4],
        ['v1', 't3', 7],
        ['t3', 't1', 2],
      ],
    });
    const solution = await solveExchange(graph);
    expect(solution).toMatchObject({
      value: 21,
      optimal: true,
      cycles: [['t1', 't2']],
      chains: [['v1', 't3']],
    });
    const tampered = [
      { ...solution, value: 22, bound: 22 },
      { ...solution, bound: 20 },
      { ...solution, optimal: false },
      { ...solution, cycles: [['t1', 't3']] },
      { ...solution, chains: [['t3']] },
      { ...solution, chains: [['v1', 't3', 't1']] },
      { ...solution, chains: [], value: 14, bound: 14 },
      { ...solution, bound: 14, certificate: { ...solution.certificate, dualBound: 14 } },
      { ...solution, certificate: { ...solution.certificate, dualBound: 20, search: 'proved' as const } },
      { ...solution, certificate: { ...solution.certificate, prices: { nodes: {}, triples: [] } } },
    ];
    for (const other of tampered) expect(verifyExchange(graph, other)).not.toEqual([]);
  });

  it('rest on their search where it proves less than the prices do, and only where they say so', async () => {
    // Five households in a ring, each may swap with its neighbours: prices of 1 each prove 5, two swaps are worth 4.
    const arcs = ['a', 'b', 'c', 'd', 'e'].flatMap((id, at, ids) => {
      const other = ids[(at + 1) % ids.length]!;
      return [
        [id, other, 1],
        [other, id, 1],
      ];
    });
    const graph = checked({ maxCycle: 2, nodes: ['a', 'b', 'c', 'd', 'e'], arcs });
    const solution = await solveExchange(graph);
    expect(solution).toMatchObject({ value: 4, bound: 4, optimal: true });
    expect(solution.certificate).toMatchObject({ dualBound: 5, search: 'proved' });
    expect(verifyExchange(graph, solution)).toEqual([]);
    const { certificate } = solution;
    for (const search of ['none', 'stopped'] as const) {
      expect(verifyExchange(graph, { ...solution, certificate: { ...certificate, search } })).not.toEqual([]);
    }
  });
});

describe('a graph of moves', () => {
  const fine = { nodes: ['t1', 't2'], vacancies: ['v1'], arcs: [['v1', 't1', 7]] };
  it.each([
    ['an unknown household', { ...fine, arcs: [['v1', 't9', 7]] }, 'arcs.0.1'],
    ['an unknown home', { ...fine, arcs: [['v9', 't1', 7]] }, 'arcs.0.0'],
    ['a repeated identifier', { ...fine, vacancies: ['t1'] }, 'vacancies.0'],
    ['an arc to itself', { ...fine, arcs: [['t1', 't1', 7]] }, 'arcs.0'],
    ['a negative weight', { ...fine, arcs: [['v1', 't1', -1]] }, 'arcs.0.2'],
    ['an arc into a freed home', { ...fine, arcs: [['t1', 'v1', 7]] }, 'arcs.0.1'],
    ['a repeated arc', { ...fine, arcs: [...fine.arcs, ...fine.arcs] }, 'arcs.1'],
    ['a cycle of one', { ...fine, maxCycle: 1 }, 'maxCycle'],
    ['a chain of none', { ...fine, maxChain: 0 }, 'maxChain'],
    ['no nodes', { arcs: [] }, 'nodes'],
    ['no object', 3, ''],
  ])('is refused, with the part, for %s', (_what, graph, path) => {
    const answer = checkExchangeGraph(graph);
    expect(answer.ok ? [] : answer.refusal.map((refusal) => refusal.path)).toContain(path);
  });

  it('may be empty', async () => {
    const empty = await solveExchange(checked({ nodes: [], arcs: [] }));
    expect(empty).toMatchObject({ value: 0, bound: 0, optimal: true, cycles: [], chains: [] });
  });
});

import { describe, expect, it } from 'vitest';
import { adviseBatch, type OrientationSolver } from '../../../src/committee/orientation/advice.ts';
import { adviceProblem } from '../../../src/committee/orientation/advice-problem.ts';
import type { FlowPlan } from '../../../src/committee/orientation/flow-plan.ts';
import type { FlowYear, FreedHome } from '../../../src/committee/orientation/flow-year.ts';
import type { Home } from '../../../src/domain/home.ts';
import type { Lease } from '../../../src/domain/tenancy.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { costOfPlan, excessOf } from '../../../src/matching/engines/orientation-problem.ts';
import { runOrientation } from '../../../src/matching/engines/orientation-run.ts';
import { makeHolder, makeHome, makeVacancy, sessionDate } from '../../support/make-domain.ts';

const solver: OrientationSolver = (problem, alternatives) =>
  runOrientation({ problem, alternatives, nodeLimit: 10_000, planTolerance: 0, priceTolerance: 0 });

const plan: FlowPlan = {
  year: 2026,
  source: 'prévision du test',
  estimated: false,
  vacated: 100,
  newDeliveries: 0,
  newProgrammesInFlow: true,
  deducted: { internalTransfers: 0, urbanRenewal: 0, orcod: 0, unfitHousing: 0, sale: 0 },
  prefetSubstituted: 0,
  namedHomes: 0,
  rounding: 'nearest',
  tenseCommunes: [],
  largeAreaDepartements: [],
  conventions: [],
};

const lease = (holderId: string | null, over: Partial<Lease> = {}): FlowYear['leases'][number] => ({
  id: 'bail',
  homeId: 'ailleurs',
  signedOn: civilDate('2026-03-03'),
  insee: '57463',
  qpvCode: null,
  typology: 'T2',
  financing: 'PLUS',
  holderId,
  reservationFailed: false,
  firstQuartile: false,
  relocated: false,
  dalo: false,
  priority: false,
  employment: 'employee',
  transfer: 'none',
  constructionYear: 1995,
  ...over,
});
const leases = (count: number, holderId: string | null, over: Partial<Lease> = {}) =>
  Array.from({ length: count }, () => lease(holderId, over));

const freed = (id: string, over: Partial<Home> = {}, failed = false): FreedHome => ({
  vacancy: makeVacancy(id, failed ? { holderId: 'prefet', reservationFailed: true } : {}),
  home: makeHome(id, over),
  destination: null,
  firstQuartileExcluded: false,
  designated: 0,
});

const year = (over: Partial<FlowYear> = {}): FlowYear => ({
  date: sessionDate,
  holders: [
    makeHolder('prefet', 'state', { name: 'Préfecture', flowPermille: 300 }),
    makeHolder('als', 'actionLogement', { name: 'Action Logement', flowPermille: 200 }),
    makeHolder('nancy', 'commune', { name: 'Nancy', flowPermille: 100, territory: '54395' }),
  ],
  plan,
  leases: [...leases(17, 'prefet'), ...leases(5, 'als'), ...leases(28, null)],
  freed: [],
  returned: [],
  relocating: [],
  ...over,
});

const advise = async (of: FlowYear, batch: readonly FreedHome[]) => {
  const built = adviceProblem(of, batch);
  const advice = await adviseBatch(of, built, solver, new Set(batch.map(({ vacancy }) => vacancy.id)));
  if (!advice) throw new Error('no advice');
  return { built, advice };
};

describe('the advice on a batch of freed homes', () => {
  it('serves first the share that is furthest behind, and says so with figures', async () => {
    const { advice } = await advise(year(), [freed('a'), freed('b')]);
    expect(advice.homes.map(({ destination }) => destination)).toEqual(['als', 'als']);
    expect(advice.homes[0]?.why).toMatch(
      /Action Logement : il manque \d[\d,]* logements \(5 sur 10,4 dus à ce jour\)/,
    );
    expect(advice.gap).toBe(0);
  });

  it('tells the balance before and after the batch', async () => {
    const { advice } = await advise(year(), [freed('a'), freed('b')]);
    expect(advice.balance.find(({ destination }) => destination === 'als')).toMatchObject({
      before: 5,
      after: 7,
      yearDue: 20,
    });
  });

  it('sends no home outside the territory of a commune', async () => {
    const { advice } = await advise(year(), [freed('metz'), freed('nancy', { insee: '54395' })]);
    const [metz, nancy] = advice.homes;
    expect(metz?.excluded).toContainEqual({ name: 'Nancy', because: 'hors de son territoire' });
    expect(nancy?.excluded.map(({ name }) => name)).not.toContain('Nancy');
  });

  it('gives the commune only what its convention takes', async () => {
    const only = year({
      holders: [makeHolder('nancy', 'commune', { flowPermille: 500, territory: '54395' })],
      leases: leases(10, null, { insee: '54395' }),
      plan: {
        ...plan,
        conventions: [
          {
            holderId: 'nancy',
            designationMonths: null,
            guarantor: false,
            outsideQpvMinimumWaived: false,
            communes: null,
            typologies: ['T3'],
            financings: null,
            returnedHomesCount: false,
          },
        ],
      },
    });
    const { advice } = await advise(only, [
      freed('t2', { insee: '54395' }),
      freed('t3', { insee: '54395', typology: 'T3' }),
    ]);
    expect(advice.homes.map(({ destination }) => destination)).toEqual(['own', 'nancy']);
  });

  it('never advises the State beyond 30 % of the flow of the year, however far behind it seems', async () => {
    const small = year({
      plan: { ...plan, vacated: 10 },
      holders: [makeHolder('prefet', 'state', { flowPermille: 900 })],
      leases: leases(2, 'prefet', { qpvCode: 'QN1' }),
    });
    const { advice } = await advise(
      small,
      ['a', 'b', 'c', 'd'].map((id) => freed(id, { qpvCode: 'QN1' })),
    );
    // 30 % of 10 homes are 3: two are signed, one is left.
    expect(advice.homes.filter(({ destination }) => destination === 'prefet')).toHaveLength(1);
    expect(advice.broken).toEqual([]);
  });

  it('keeps 30 % for the State outside QPV unless the convention waives it', async () => {
    const fresh = (waived: boolean) =>
      year({
        leases: [],
        holders: [
          makeHolder('prefet', 'state', { flowPermille: 10 }),
          makeHolder('als', 'actionLogement', { flowPermille: 500 }),
        ],
        plan: {
          ...plan,
          conventions: [
            {
              holderId: 'prefet',
              designationMonths: null,
              guarantor: false,
              outsideQpvMinimumWaived: waived,
              communes: null,
              typologies: null,
              financings: null,
              returnedHomesCount: false,
            },
          ],
        },
      });
    const batch = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((id) => freed(id));
    const stateOf = ({ advice }: Awaited<ReturnType<typeof advise>>) =>
      advice.homes.filter(({ destination }) => destination === 'prefet').length;
    expect(stateOf(await advise(fresh(false), batch))).toBe(3);
    expect(stateOf(await advise(fresh(true), batch))).toBe(0);
  });

  it('keeps a home for a relocation only where a household waits for one like it', async () => {
    const awaited = (relocating: FlowYear['relocating']) =>
      year({
        relocating,
        plan: { ...plan, deducted: { ...plan.deducted, sale: 30 } },
        holders: [],
      });
    const household = { use: 'saleRelocation', communes: ['57463'], typologies: ['T2'] } as const;
    const batch = [freed('t2'), freed('t5', { typology: 'T5' })];
    const none = await advise(awaited([]), batch);
    const one = await advise(awaited([household]), batch);
    expect(none.advice.homes.map(({ destination }) => destination)).toEqual(['own', 'own']);
    expect(one.advice.homes.map(({ destination }) => destination)).toEqual(['saleRelocation', 'own']);
  });

  it('holds guarantors together to 20 % of their territory', async () => {
    const convention = (holderId: string) => ({
      holderId,
      designationMonths: null,
      guarantor: true,
      outsideQpvMinimumWaived: false,
      communes: null,
      typologies: null,
      financings: null,
      returnedHomesCount: false,
    });
    const guaranteed = year({
      plan: { ...plan, vacated: 10, conventions: [convention('metz')] },
      holders: [makeHolder('metz', 'commune', { flowPermille: 800, territory: '57463' })],
      leases: leases(1, 'metz'),
    });
    const { advice } = await advise(guaranteed, [freed('a'), freed('b'), freed('c')]);
    expect(advice.homes.filter(({ destination }) => destination === 'metz')).toHaveLength(1);
  });

  it('sends a failed home of a QPV to the mayor and one outside back to the landlord: the law, not a choice', async () => {
    const { advice } = await advise(year(), [
      freed('dedans', { insee: '54395', qpvCode: 'QN05401M' }, true),
      freed('dehors', {}, true),
    ]);
    expect(advice.homes.map(({ destination, fallback }) => [destination, fallback])).toEqual([
      ['nancy', 'mayor'],
      ['own', 'landlord'],
    ]);
    expect(advice.homes[0]?.why).toMatch(/hors ménages du premier quartile/);
  });

  it('balances sizes within a share: the holder that lacks large homes gets the large one', async () => {
    const mixed = year({
      holders: [
        makeHolder('als', 'actionLogement', { flowPermille: 300 }),
        makeHolder('prefet', 'state', { flowPermille: 300 }),
      ],
      leases: [
        ...leases(6, 'als', { typology: 'T2' }),
        ...leases(6, 'prefet', { typology: 'T4' }),
        ...leases(4, null, { typology: 'T2' }),
        ...leases(4, null, { typology: 'T4' }),
      ],
    });
    const { advice } = await advise(mixed, [freed('grand', { typology: 'T4' }), freed('petit')]);
    const to = Object.fromEntries(
      advice.homes.map(({ freed: { home }, destination }) => [home.id, destination]),
    );
    expect(to.grand).not.toBe('prefet');
    expect(to.petit).not.toBe('als');
  });

  it('costs as little as the best of all plans, and prices each other choice as the best that keeps it', async () => {
    const batch = [
      freed('a'),
      freed('b', { typology: 'T4', qpvCode: 'QN1' }),
      freed('c', { insee: '54395', financing: 'PLAI' }),
      freed('d', { insee: '54395', typology: 'T3' }),
    ];
    const { built, advice } = await advise(year(), batch);
    const { items } = built.problem;
    const plans = items.reduce<number[][]>(
      (all, { choices }) => all.flatMap((chosen) => choices.map((_choice, place) => [...chosen, place])),
      [[]],
    );
    const cost = (chosen: readonly number[]) => costOfPlan(built.problem, chosen) / 100;
    const least = Math.min(...plans.map(cost));
    expect(advice.distance).toBeCloseTo(least, 9);
    for (const [item, home] of advice.homes.entries()) {
      for (const other of home.alternatives ?? []) {
        const place = items[item]?.choices.indexOf(other.destination) ?? -1;
        const held = Math.min(...plans.filter((chosen) => chosen[item] === place).map(cost));
        expect(other.cost).toBeCloseTo(held - least, 9);
      }
    }
  });

  it('gives the same advice whatever the order in which homes come', async () => {
    const batch = ['a', 'b', 'c', 'd'].map((id) => freed(id));
    const [one, two] = await Promise.all([advise(year(), batch), advise(year(), [...batch].reverse())]);
    expect(two.advice).toEqual(one.advice);
  });

  it('says which limit no plan can keep instead of failing', async () => {
    const stuck = year({
      plan: { ...plan, vacated: 1 },
      holders: [makeHolder('prefet', 'state', { flowPermille: 300 })],
      leases: [],
    });
    const { built, advice } = await advise(
      stuck,
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => freed(id)),
    );
    expect(advice.broken).toEqual(['au moins 30 % du flux hors QPV pour l’État']);
    expect(
      built.problem.limits.some(
        (limit) =>
          excessOf(
            limit,
            built.problem.items.map(() => 0),
          ) > 0,
      ),
    ).toBe(true);
  });
});

/**
 * The batch of freed homes as one problem: every home to one destination, so that the shares of the year and, within
 * each share, the sizes, financings, neighbourhoods and territories end nearest to what is due (Q-09… ).
 */
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import type { OrientationProblem } from '../../matching/engines/orientation-problem.ts';
import { type Aim, type Context, kindCells, limitsOf, shareCells } from './advice-cells.ts';
import { communeHolder, isDeducted, unfitForHolder } from './destination.ts';
import type { FlowPlan } from './flow-plan.ts';
import { type Due, type FlowYear, type FreedHome, planOf, type Use, usesOf, yearDues } from './flow-year.ts';

/** One home of distance to a share, at the gentlest slope: the unit in which costs are told. */
export const unitsPerHome = 100;

export type AdviceProblem = {
  problem: OrientationProblem;
  plan: FlowPlan;
  base: number;
  aims: readonly Aim[];
  /** In the order of the problem's items. */
  batch: readonly FreedHome[];
  /** Choices that are no advice but the law: after a failure. */
  fallbacks: ReadonlyMap<string, 'mayor' | 'landlord'>;
  /** What the cells within a share count, by the cell's id: "T3", "hors QPV", "Metz Métropole"… */
  categories: ReadonlyMap<string, string>;
};

/** The problem of a batch, in a canonical order: the same batch gives the same problem. */
export function adviceProblem(year: FlowYear, homes: readonly FreedHome[]): AdviceProblem {
  const plan = planOf(year);
  const uses = usesOf(year, plan);
  const { base, dues } = yearDues(year, plan, uses);
  const batch = [...homes].sort((a, b) => compareCodeUnits(a.vacancy.id, b.vacancy.id));
  const aims = aimsOf(dues, uses, batch.length);
  const fallbacks = new Map<string, 'mayor' | 'landlord'>();
  const items = batch.map((freed) => {
    if (!freed.vacancy.reservationFailed) {
      return { id: freed.vacancy.id, choices: choicesOf(year, plan, aims, freed) };
    }
    const commune = freed.home.qpvCode === null ? null : communeHolder(year.holders, freed.home, year.date);
    fallbacks.set(freed.vacancy.id, freed.home.qpvCode === null ? 'landlord' : 'mayor');
    return { id: freed.vacancy.id, choices: [commune?.id ?? 'own'] };
  });
  const context: Context = { year, plan, uses, base, aims, batch, items };
  const kinds = aims.flatMap((aim) => (isDeducted(aim.destination) ? [] : kindCells(context, aim)));
  return {
    problem: {
      items,
      cells: [...shareCells(context), ...kinds.map(({ cell: one }) => one)],
      limits: limitsOf(context),
    },
    categories: new Map(kinds.map(({ cell: one, category }) => [one.id, category])),
    plan,
    base,
    aims,
    batch,
    fallbacks,
  };
}

function aimsOf(dues: readonly Due[], uses: readonly Use[], batch: number): Aim[] {
  const total = dues.reduce((sum, { yearDue }) => sum + yearDue, 0);
  return dues.map((due) => ({
    ...due,
    used: uses.filter(({ destination }) => destination === due.destination).length,
    aim: total === 0 ? 0 : (due.yearDue / total) * (uses.length + batch),
  }));
}

/** Where a home may go, most behind first: that order decides between plans of equal cost. */
function choicesOf(year: FlowYear, plan: FlowPlan, aims: readonly Aim[], { home }: FreedHome): string[] {
  const behind = ({ used, aim }: Aim) => (aim === 0 ? 0 : (used - aim) / aim);
  return aims
    .filter(({ destination, yearDue }) => {
      if (destination === 'own') return true;
      if (yearDue === 0) return false;
      if (destination === 'renewal' || destination === 'saleRelocation') {
        return year.relocating.some(
          ({ use, communes, typologies }) =>
            use === destination &&
            (communes.length === 0 || communes.includes(home.insee)) &&
            typologies.includes(home.typology),
        );
      }
      const holder = year.holders.find(({ id }) => id === destination);
      return !holder || unfitForHolder(holder, home, plan, year.date) === null;
    })
    .sort((a, b) => behind(a) - behind(b) || compareCodeUnits(a.destination, b.destination))
    .map(({ destination }) => destination);
}

/** The published figures of the plan, recomputed: entries, order inside lists, quotas, value, empty places. */
import type { Solution } from '../problem.ts';
import type { Plan } from './plan.ts';
import { bonusFigure, comparablePoints, type PairFigure } from './points.ts';
import type { Reading } from './reading.ts';
import { frenchWords } from './words.ts';

const figureTolerance = 1e-9;
/** Figures that are sums over the whole plan: floating-point order counts there. */
const sumTolerance = 1e-6;

export type Figures = {
  /** Bonus of a pair at the published prices. */
  bonus: PairFigure;
  value: number;
  /** Σ score·w_r, what the gap is relative to. */
  scorePart: number;
};

/** Recomputes the figures of a plan and adds to `problems` every published one that differs. */
export function checkFigures(reading: Reading, plan: Plan, solution: Solution, problems: string[]): Figures {
  const prices = publishedPrices(reading, solution, problems);
  const bonus = bonusFigure(reading, prices);
  checkEntries(plan, bonus, problems);
  checkOrder(reading, plan, bonus, problems);
  const missingCost = checkQuotas(reading, plan, solution, problems);
  checkUnfilled(reading, plan, solution, problems);
  const scorePart = plan.holdings.reduce((sum, holding) => sum + holding.score * holding.signs, 0);
  const value = scorePart + plan.holdings.length * reading.slotReward - missingCost;
  return { bonus, value, scorePart };
}

function publishedPrices(reading: Reading, solution: Solution, problems: string[]): number[] {
  const published = new Map(solution.quotas.map((quota) => [quota.id, quota.price]));
  if (published.size !== solution.quotas.length || published.size !== reading.quotas.length)
    problems.push('La solution ne donne pas chaque quota une fois.');
  return reading.quotas.map((quota) => {
    const price = published.get(quota.id);
    if (price === undefined) {
      problems.push(`Quota ${frenchWords.quote(quota.id)}${frenchWords.colon}absent de la solution.`);
      return 0;
    }
    const units = price / reading.priceUnit;
    if (price < 0 || price > quota.penalty + figureTolerance)
      problems.push(
        `Quota ${frenchWords.quote(quota.id)}${frenchWords.colon}prix ${price} hors de 0 à ${quota.penalty}.`,
      );
    if (Math.abs(units - Math.round(units)) > sumTolerance)
      problems.push(
        `Quota ${frenchWords.quote(quota.id)}${frenchWords.colon}prix ${price} qui n'est pas un multiple de ${reading.priceUnit}.`,
      );
    return price;
  });
}

function checkEntries(plan: Plan, bonus: PairFigure, problems: string[]): void {
  for (const holding of plan.holdings) {
    const { published, where } = holding;
    const expected = {
      score: holding.score,
      bonus: bonus(holding.home, holding.applicant),
      offered: holding.offered,
      signs: holding.signs,
    };
    const french = {
      score: 'score',
      bonus: 'bonus',
      offered: "chance d'offre",
      signs: 'chance de signature',
    };
    for (const name of ['score', 'bonus', 'offered', 'signs'] as const) {
      if (!near(published[name], expected[name], name === 'bonus' ? sumTolerance : figureTolerance))
        problems.push(
          `${where}${frenchWords.colon}${french[name]} ${frenchWords.differs(published[name], expected[name])}.`,
        );
    }
  }
}

function checkOrder(reading: Reading, plan: Plan, bonus: PairFigure, problems: string[]): void {
  for (const list of plan.byHome) {
    const free = list.filter((holding) => !holding.pinned);
    for (let i = 1; i < free.length; i += 1) {
      const above = free[i - 1]!;
      const below = free[i]!;
      const lead =
        comparablePoints(above.score + bonus(above.home, above.applicant)) -
        comparablePoints(below.score + bonus(below.home, below.applicant));
      const tied = lead === 0 && reading.tieRank[above.applicant]! < reading.tieRank[below.applicant]!;
      if (lead <= 0 && !tied)
        problems.push(
          `${below.where}${frenchWords.colon}devrait précéder le rang ${above.rank} par ses points.`,
        );
    }
  }
}

/** Checks the published quotas; gives Σ penalty·missing as recomputed. */
function checkQuotas(reading: Reading, plan: Plan, solution: Solution, problems: string[]): number {
  const published = new Map(solution.quotas.map((quota) => [quota.id, quota]));
  let cost = 0;
  reading.quotas.forEach((quota, k) => {
    let expectedTotal = quota.signedTotal ?? 0;
    let expectedInGroup = quota.signedInGroup ?? 0;
    for (const holding of plan.holdings) {
      if (!reading.homeGroups[reading.homeGroup[holding.home]!]!.includes(k)) continue;
      expectedTotal += holding.signs;
      const group = reading.applicantGroups[reading.applicantGroup[holding.applicant]!]!;
      if (group.quotas.has(k)) expectedInGroup += holding.signs;
    }
    const goal = quota.share === undefined ? (quota.number ?? 0) : quota.share * expectedTotal;
    const missing = Math.max(0, goal - expectedInGroup);
    cost += quota.penalty * missing;
    const shown = published.get(quota.id);
    if (!shown) return;
    const expected = { expectedTotal, expectedInGroup, missing };
    for (const name of ['expectedTotal', 'expectedInGroup', 'missing'] as const) {
      if (!near(shown[name], expected[name], sumTolerance))
        problems.push(
          `Quota ${frenchWords.quote(quota.id)}${frenchWords.colon}${name} ${frenchWords.differs(shown[name], expected[name])}.`,
        );
    }
  });
  return cost;
}

function checkUnfilled(reading: Reading, plan: Plan, solution: Solution, problems: string[]): void {
  const published = new Map(solution.unfilled.map((item) => [item.home, item]));
  if (published.size !== solution.unfilled.length) problems.push('Places vides annoncées deux fois.');
  plan.byHome.forEach((list, home) => {
    const { id } = reading.problem.homes[home]!;
    const empty = Math.max(0, reading.lengthOf[home]! - list.length);
    const shown = published.get(id);
    published.delete(id);
    const name = `Logement ${frenchWords.quote(id)}${frenchWords.colon}`;
    if ((shown?.slots ?? 0) !== empty)
      problems.push(`${name}places vides ${frenchWords.differs(shown?.slots ?? 0, empty)}.`);
    else if (shown && !reasonHolds(reading, home, list.length, shown.reason))
      problems.push(`${name}la raison « ${shown.reason} » des places vides ne tient pas.`);
  });
  for (const id of published.keys())
    problems.push(`Places vides d'un logement inconnu${frenchWords.colon}${id}.`);
}

/** `no-candidate`: nobody was ever listed for the place; `banned`: bans took away those who could fill it. */
function reasonHolds(
  reading: Reading,
  home: number,
  filled: number,
  reason: Solution['unfilled'][number]['reason'],
): boolean {
  const listed = reading.listedOf[home]!;
  const banned = reading.bannedOf[home]!;
  if (reason === 'banned') return banned > 0 && listed - banned <= filled;
  if (reason === 'no-candidate') return listed <= filled;
  return listed > 0 && (banned === 0 || listed - banned > filled);
}

function near(published: number, recomputed: number, tolerance: number): boolean {
  return Math.abs(published - recomputed) <= tolerance * Math.max(1, Math.abs(recomputed));
}

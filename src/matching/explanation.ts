/** From a solved problem to what people read: shortlists with their reasons, and targets with theirs. */
import { bonusReader } from './bonus-lines.ts';
import type { VacancyCandidates } from './candidate-sets.ts';
import { explainQuotas } from './explain-quotas.ts';
import { explainShortlist } from './explain-shortlist.ts';
import { type HomeOrder, orderReader } from './home-order.ts';
import type { ProblemHead } from './pair-table.ts';
import { placesOf } from './places.ts';
import { SCORE_PER_POINT } from './policy.ts';
import type { PreparedSession } from './prepare.ts';
import type { Solution } from './problem.ts';
import type { QuotaResult, ShortlistResult } from './run-result.ts';

/** `shortlists` are explained as they are read. */
export type Explanation = { shortlists: Iterable<ShortlistResult>; quotas: QuotaResult[] };

/**
 * Explains a solution of the prepared session in the grid's own points, in the order of vacancies and targets.
 * Reading the shortlists throws where the plan's bonuses are not those of its published prices: a fault that must never
 * be shown as a reason.
 */
export function explainSolution(
  prepared: PreparedSession,
  problem: ProblemHead,
  solution: Solution,
): Explanation {
  const { sets, groups, caps, daloNumbers } = prepared;
  const bonusOf = bonusReader({ groups, caps, prices: solution.quotas, daloNumbers });
  const places = placesOf(solution);
  const homeIds = new Map(sets.vacancies.map(({ vacancy, home }) => [vacancy.id, home.id]));
  const lists = new Map(solution.shortlists.map((shortlist) => [shortlist.home, shortlist]));
  const unfilled = new Map(solution.unfilled.map(({ home, slots, reason }) => [home, { slots, reason }]));
  const banned = bannedByHome(problem);
  const orderOf = orderReader(sets, bonusOf);
  const explain = (candidates: VacancyCandidates): ShortlistResult => {
    const vacancyId = candidates.vacancy.id;
    const shortlist = lists.get(vacancyId) ?? { home: vacancyId, entries: [] };
    const listed = shortlist.entries.map(({ applicant }) => applicant);
    const order = orderOf(candidates, new Set([...listed, ...(banned.get(vacancyId) ?? [])]));
    checkBonuses(shortlist, order);
    return explainShortlist({
      candidates,
      order,
      shortlist,
      places,
      homeIdOf: (id) => homeIds.get(id) ?? id,
      scoreOf: sets.scoreOf,
      sheetOf: prepared.sheetOf,
      unfilled: unfilled.get(vacancyId) ?? null,
    });
  };
  return {
    shortlists: {
      *[Symbol.iterator]() {
        for (const candidates of sets.vacancies) yield explain(candidates);
      },
    },
    quotas: explainQuotas({ groups, sets, caps, problem, solution }),
  };
}

function bannedByHome({ bans = [] }: ProblemHead): ReadonlyMap<string, readonly string[]> {
  const byHome = new Map<string, string[]>();
  for (const { home, applicant } of bans) {
    const known = byHome.get(home);
    if (known) known.push(applicant);
    else byHome.set(home, [applicant]);
  }
  return byHome;
}

/** What is written beside a name must be what the engine ordered by. */
function checkBonuses(shortlist: Solution['shortlists'][number], order: HomeOrder): void {
  for (const entry of shortlist.entries) {
    const points = order.standingOf(entry.applicant)?.bonus.points ?? 0;
    if (points * SCORE_PER_POINT !== entry.bonus) {
      throw new Error(`bonus ${entry.bonus} at ${shortlist.home}, where the prices give ${points} points`);
    }
  }
}

/**
 * The independent check of a solution (contracts §5): the plan's rules, its figures, its envy and its bound are
 * recomputed from the problem alone. Every engine's answer passes here before anyone sees it.
 */
import type { AnyProblem, ProblemHead } from '../pair-table.ts';
import type { Solution } from '../problem.ts';
import { recomputeDualBound } from './dual-bound.ts';
import { countEnvy, type EnvyCount } from './envy.ts';
import { checkFigures } from './figures.ts';
import { readPlan } from './plan.ts';
import { type Reading, readProblem } from './reading.ts';
import { frenchWords } from './words.ts';

const relativeTolerance = 1e-6;
const optimalGap = 1e-6;

export type Verification = {
  holds: boolean;
  /** What does not hold, in French; empty where the solution holds. */
  problems: string[];
  /** What holds but should be known, in French: a search that is not checked again, an envy that a pin imposes. */
  notes: string[];
  /** Recomputed: the plan's value, the certificate's dual bound, the gap, the applicants with justified envy. */
  value: number;
  dualBound: number;
  bound: number;
  gap: number;
  justifiedEnvy: number;
};

/**
 * Checks a solution against a problem that `checkProblem` accepts; tolerance 1e-6·max(1, value).
 * One pass over the pairs for each of: reading, plan, dual bound, envy.
 */
export function verifySolution(
  problem: AnyProblem,
  solution: Solution,
  /** The checker's reading of the same pairs, quotas, pins and bans, where it was made before. */
  reading: Reading = readProblem(problem),
): Verification {
  const problems: string[] = [];
  const notes: string[] = [];
  const plan = readPlan(reading, solution, problems);
  const { bonus, value, scorePart } = checkFigures(reading, plan, solution, problems);
  const tolerance = relativeTolerance * Math.max(1, value);
  const dualBound = recomputeDualBound(reading, solution.certificate, problems);
  if (!(Math.abs(solution.value - value) <= tolerance))
    problems.push(`Valeur${frenchWords.colon}${frenchWords.differs(solution.value, value)}.`);
  checkBound(solution, { value, dualBound, scorePart, tolerance }, problems, notes);
  const envy = countEnvy(reading, plan, bonus);
  if (solution.justifiedEnvy !== envy.count)
    problems.push(
      `Envies justifiées${frenchWords.colon}${frenchWords.differs(solution.justifiedEnvy, envy.count)}.`,
    );
  if ((problem.fairness ?? 'no-justified-envy') === 'no-justified-envy')
    tellEnvy(problem, envy, problems, notes);
  const gap = (solution.bound - value) / Math.max(1, scorePart);
  return {
    holds: problems.length === 0,
    problems,
    notes,
    value,
    dualBound,
    bound: solution.bound,
    gap,
    justifiedEnvy: envy.count,
  };
}

function checkBound(
  solution: Solution,
  found: { value: number; dualBound: number; scorePart: number; tolerance: number },
  problems: string[],
  notes: string[],
): void {
  const { certificate, bound } = solution;
  const { tolerance, dualBound } = found;
  const tell = (what: string) => problems.push(`Borne${frenchWords.colon}${what}.`);
  if (!(Math.abs(certificate.dualBound - dualBound) <= tolerance))
    tell(`celle du certificat, ${frenchWords.differs(certificate.dualBound, dualBound)}`);
  if (certificate.search === 'proved') {
    if (!(bound <= dualBound + tolerance)) tell(`${bound} dépasse celle du certificat, ${dualBound}`);
    if (bound < dualBound - tolerance)
      notes.push(
        `La borne ${bound} vient d'une recherche achevée par le moteur${frenchWords.colon}cette recherche n'est pas revérifiée ici, seule la borne duale ${dualBound} l'est.`,
      );
  } else if (!(Math.abs(bound - dualBound) <= tolerance))
    tell(`${bound} n'est prouvée ni par le certificat (${dualBound}), ni par une recherche achevée`);
  if (!(bound >= found.value - tolerance)) tell(`${bound} est sous la valeur du plan, ${found.value}`);
  const scale = Math.max(1, found.scorePart);
  const gap = (bound - found.value) / scale;
  if (!(Math.abs(solution.gap - gap) <= relativeTolerance + tolerance / scale))
    problems.push(`Écart${frenchWords.colon}${frenchWords.differs(solution.gap, gap)}.`);
  if (solution.optimal !== solution.gap <= optimalGap)
    problems.push(`« optimal » ne dit pas si l'écart ${solution.gap} est d'au plus ${optimalGap}.`);
}

function tellEnvy(problem: ProblemHead, envy: EnvyCount, problems: string[], notes: string[]): void {
  if (envy.example) {
    const id = problem.applicants[envy.example.applicant]?.id ?? '';
    problems.push(
      `Envie justifiée${frenchWords.colon}le candidat ${frenchWords.quote(id)} a plus de points et préférerait cette place${frenchWords.colon}${envy.example.place.where}.`,
    );
  }
  if (envy.count > envy.avoidable)
    notes.push(
      `${envy.count - envy.avoidable} envie(s) justifiée(s) envers une place qu'une épingle oblige à remplir.`,
    );
}

/**
 * The pairs of a problem in columns. A list for each of the four million pairs of a metropolis would take 400 MB and be
 * walked through by every collection of garbage: where a session is solved here, they stand in columns, and are written
 * as lists where the problem leaves for JSON.
 */
import { contentHash, WrittenList } from '../kernel/canonical-json.ts';
import type { Problem } from './problem.ts';

export type PairTable = {
  /** Positions in the problem's homes and applicants. */
  home: Int32Array;
  applicant: Int32Array;
  score: Int32Array;
  /** Told for every pair, 1 = most wanted. */
  wish: Int32Array;
};

/** All of a problem but its pairs. */
export type ProblemHead = Omit<Problem, 'pairs'>;

/** A problem that a session makes. */
export type TabledProblem = ProblemHead & { pairs: PairTable };

export type AnyProblem = Problem | TabledProblem;

export function isTabled(problem: AnyProblem): problem is TabledProblem {
  return !Array.isArray(problem.pairs);
}

export function pairCount({ pairs }: AnyProblem): number {
  return Array.isArray(pairs) ? pairs.length : pairs.home.length;
}

/** Home and applicant of every pair, whichever way the pairs stand. */
export function* pairIds(problem: AnyProblem): Generator<readonly [home: string, applicant: string]> {
  if (!isTabled(problem)) {
    for (const [home, applicant] of problem.pairs) yield [home, applicant];
    return;
  }
  const { homes, applicants, pairs } = problem;
  for (let row = 0; row < pairs.home.length; row += 1) {
    yield [homes[pairs.home[row]!]!.id, applicants[pairs.applicant[row]!]!.id];
  }
}

/** The problem of contracts §4. */
export function listedProblem(problem: TabledProblem): Problem {
  const { homes, applicants, pairs } = problem;
  return {
    ...problem,
    pairs: Array.from(pairs.home, (home, row) => [
      homes[home]!.id,
      applicants[pairs.applicant[row]!]!.id,
      pairs.score[row]!,
      pairs.wish[row]!,
    ]),
  };
}

/** The hash of the problem of contracts §4, whose lists are never made. */
export function tabledHash(problem: TabledProblem): string {
  return contentHash({ ...problem, pairs: new WrittenList(writtenPairs(problem)) });
}

const pairsPerText = 1_000;

function* writtenPairs({ homes, applicants, pairs }: TabledProblem): Generator<string> {
  const homeTexts = homes.map(({ id }) => JSON.stringify(id));
  const applicantTexts = applicants.map(({ id }) => JSON.stringify(id));
  for (let start = 0; start < pairs.home.length; start += pairsPerText) {
    const end = Math.min(pairs.home.length, start + pairsPerText);
    let text = '';
    for (let row = start; row < end; row += 1) {
      const ids = `${homeTexts[pairs.home[row]!]!},${applicantTexts[pairs.applicant[row]!]!}`;
      text += `${row === start ? '' : ','}[${ids},${pairs.score[row]!},${pairs.wish[row]!}]`;
    }
    yield text;
  }
}

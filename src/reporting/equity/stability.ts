/**
 * How far one household's leaving is felt: the problem of a stored run is solved again without it, and the ranks that
 * move are counted, in the lists where it stood and elsewhere. A list that hangs on one person is a fragile list.
 */
import { solveProblem } from '../../matching/engines/solve.ts';
import type { Problem, Solution } from '../../matching/problem.ts';

export type Leaving = {
  /** Ranks of other households that changed in the lists where the household stood. */
  near: number;
  /** And in the other lists of the session. */
  elsewhere: number;
};

export type StabilityReport = {
  /** Ranks given by the run to all households. */
  ranks: number;
  listed: number;
  /** One a household taken out, in the order of the draw; no name and no number. */
  leavings: readonly Leaving[];
};

/**
 * Takes out a seeded sample of the households that stand in a list, one at a time. Every solution is verified by the
 * independent checker before it is read.
 */
export async function stabilityOf(
  problem: Problem,
  solution: Solution,
  { seed, sample }: { seed: number; sample: number },
): Promise<StabilityReport> {
  const listed = [
    ...new Set(solution.shortlists.flatMap(({ entries }) => entries.map(({ applicant }) => applicant))),
  ].sort();
  const drawn = draw(listed, seed, sample);
  const leavings: Leaving[] = [];
  for (const applicant of drawn) {
    const again = await solveProblem(without(problem, applicant), { engine: solution.engine });
    if (!again.ok) throw new Error('a stored problem is refused once a household leaves it');
    leavings.push(movedBetween(solution, again.value, applicant));
  }
  const ranks = solution.shortlists.reduce((sum, { entries }) => sum + entries.length, 0);
  return { ranks, listed: listed.length, leavings };
}

/** The same session where the household never was. */
export function without(problem: Problem, applicant: string): Problem {
  return {
    ...problem,
    applicants: problem.applicants.filter(({ id }) => id !== applicant),
    pairs: problem.pairs.filter((pair) => pair[1] !== applicant),
    ...(problem.quotas && {
      quotas: problem.quotas.map((quota) => ({
        ...quota,
        applicants: quota.applicants.filter((id) => id !== applicant),
      })),
    }),
    ...(problem.pins && { pins: problem.pins.filter((pin) => pin.applicant !== applicant) }),
    ...(problem.bans && { bans: problem.bans.filter((ban) => ban.applicant !== applicant) }),
  };
}

/** Ranks of others that are not the same in both: changed, lost or gained. */
export function movedBetween(before: Solution, after: Solution, applicant: string): Leaving {
  const ranksAfter = new Map(after.shortlists.map((list) => [list.home, ranksOf(list, applicant)]));
  let [near, elsewhere] = [0, 0];
  for (const list of before.shortlists) {
    const [old, now] = [ranksOf(list, applicant), ranksAfter.get(list.home) ?? new Map<string, number>()];
    const moved = [...new Set([...old.keys(), ...now.keys()])].filter(
      (id) => old.get(id) !== now.get(id),
    ).length;
    if (list.entries.some((entry) => entry.applicant === applicant)) near += moved;
    else elsewhere += moved;
  }
  return { near, elsewhere };
}

function ranksOf(list: Solution['shortlists'][number], except: string): Map<string, number> {
  return new Map(
    list.entries
      .filter(({ applicant }) => applicant !== except)
      .map(({ applicant, rank }) => [applicant, rank]),
  );
}

/** The same draw from the same seed: the first `sample` of a shuffle (Fisher and Yates, with mulberry32). */
function draw(ids: readonly string[], seed: number, sample: number): string[] {
  const left = [...ids];
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const drawn: string[] = [];
  while (drawn.length < sample && left.length > 0) {
    drawn.push(...left.splice(Math.floor(next() * left.length), 1));
  }
  return drawn;
}

/** A group of towns whose households each ask in one: territories coupled by two quotas only. */
import type { Problem } from '../../src/matching/problem.ts';

type Size = { territories: number; homesEach: number; applicantsEach: number };

/** A third of the households of a town are candidates for each of its homes. The same size gives the same problem. */
export function groupProblem({ territories, homesEach, applicantsEach }: Size): Problem {
  let state = 7;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  const homes = Array.from({ length: territories * homesEach }, (_, at) => ({
    id: `h${at}`,
    acceptance: (30 + draw(60)) / 100,
  }));
  const applicants = Array.from({ length: territories * applicantsEach }, (_, at) => ({
    id: `a${at}`,
    order: draw(1_000),
  }));
  const pairs: Problem['pairs'] = [];
  for (const [home, { id }] of homes.entries()) {
    for (let at = home % territories; at < applicants.length; at += territories) {
      if (draw(3) === 0) pairs.push([id, `a${at}`, 100 + draw(400), 1 + draw(3)]);
    }
  }
  const idsOf = (all: readonly { id: string }[], every: number, from = 0) =>
    all.filter((_, at) => at % every === from).map(({ id }) => id);
  return {
    ...{ shortlistLength: 3, fairness: 'no-justified-envy', homes, applicants, pairs },
    quotas: [
      { id: 'share', homes: idsOf(homes, 1), applicants: idsOf(applicants, 3), share: 0.6, penalty: 300 },
      {
        ...{ id: 'number', homes: idsOf(homes, 2), applicants: idsOf(applicants, 2, 1) },
        ...{ number: homes.length / 4, penalty: 200 },
      },
    ],
  };
}

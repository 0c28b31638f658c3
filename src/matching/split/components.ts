/** Territories that share no applicant: the connected components of homes and their candidates. */
import type { Instance } from '../engines/instance-types.ts';

type Pairs = Pick<Instance, 'homeIds' | 'applicantIds' | 'pairHome' | 'pairApplicant'>;

/** The territory of each home, numbered from 0 in the order of their first homes; a home without candidates is its own. */
export function territoriesOf({ homeIds, applicantIds, pairHome, pairApplicant }: Pairs): {
  ofHome: Int32Array;
  count: number;
} {
  const root = Int32Array.from(homeIds, (_, home) => home);
  const find = (home: number): number => {
    let at = home;
    while (root[at] !== at) {
      root[at] = root[root[at]!]!;
      at = root[at]!;
    }
    return at;
  };
  const firstHome = new Int32Array(applicantIds.length).fill(-1);
  for (let pair = 0; pair < pairHome.length; pair += 1) {
    const applicant = pairApplicant[pair]!;
    if (firstHome[applicant] === -1) firstHome[applicant] = pairHome[pair]!;
    const [one, other] = [find(firstHome[applicant]!), find(pairHome[pair]!)];
    // The first home stands for its territory.
    if (one < other) root[other] = one;
    else root[one] = other;
  }
  const numbers = new Int32Array(root.length).fill(-1);
  let count = 0;
  const ofHome = Int32Array.from(root, (_, home) => {
    const first = find(home);
    if (numbers[first] === -1) {
      numbers[first] = count;
      count += 1;
    }
    return numbers[first]!;
  });
  return { ofHome, count };
}

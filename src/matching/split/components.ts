/** Territories that share no applicant: the connected components of homes and their candidates. */
import type { Instance } from '../engines/instance-types.ts';

type Pairs = Pick<Instance, 'homeIds' | 'applicantStart' | 'applicantPairs' | 'pairHome'>;

/** The territory of each home, numbered from 0 in the order of their first homes; a home without candidates is its own. */
export function territoriesOf(instance: Pairs): { ofHome: Int32Array; count: number } {
  const { applicantStart, applicantPairs, pairHome } = instance;
  const root = Int32Array.from(instance.homeIds, (_, home) => home);
  const find = (home: number): number => {
    let at = home;
    while (root[at] !== at) {
      root[at] = root[root[at]!]!;
      at = root[at]!;
    }
    return at;
  };
  for (let applicant = 0; applicant + 1 < applicantStart.length; applicant += 1) {
    const from = applicantStart[applicant]!;
    for (let i = from + 1; i < applicantStart[applicant + 1]!; i += 1) {
      const [one, other] = [find(pairHome[applicantPairs[from]!]!), find(pairHome[applicantPairs[i]!]!)];
      // The first home stands for its territory.
      if (one < other) root[other] = one;
      else root[one] = other;
    }
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

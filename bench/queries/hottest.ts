/** Statements by the time that they take in all, each with its slowest plan. */
import { type Explained, readWhole } from './plans.ts';

export type Hot = {
  query: string;
  /** Pages that ask it. */
  pages: string[];
  times: number;
  totalMilliseconds: number;
  slowest: Explained;
  wholeTables: string[];
};

export function hottest(found: readonly (Explained & { page: string })[], many: number): Hot[] {
  const byQuery = new Map<string, (Explained & { page: string })[]>();
  for (const one of found) byQuery.set(one.query, [...(byQuery.get(one.query) ?? []), one]);
  return [...byQuery]
    .map(([query, all]) => {
      const total = all.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
      const [slowest] = [...all].sort((a, b) => b.milliseconds - a.milliseconds);
      return slowest === undefined
        ? null
        : {
            query,
            pages: [...new Set(all.map(({ page }) => page))],
            times: all.length,
            totalMilliseconds: Math.round(total * 10) / 10,
            slowest,
            wholeTables: [...new Set(all.flatMap(({ plan }) => readWhole(plan)))].sort(),
          };
    })
    .filter((one) => one !== null)
    .sort((a, b) => b.totalMilliseconds - a.totalMilliseconds)
    .slice(0, many);
}

/** Times the three reads of a sitting beside each other, in turn, in one run: whole, as lines, at one home. */
import type { SessionPort } from '../../src/committee/session-port.ts';
import { type Spread, spread, tenth } from './measure-pages.ts';
import type { PreparedSitting } from './prepare-sitting.ts';

type Reads = Record<'whole' | 'lines' | 'oneHome', Spread>;

/** `wholeTimes`: how many times as long the whole takes, at the median. */
export async function measureReads(
  sessions: SessionPort,
  landlordId: string,
  { id, vacancyIds }: PreparedSitting,
  turns: number,
): Promise<Reads & { wholeTimes: { lines: number; oneHome: number } }> {
  const taken: Record<keyof Reads, number[]> = { whole: [], lines: [], oneHome: [] };
  const time = async (kind: keyof Reads, read: () => Promise<unknown>) => {
    const start = performance.now();
    if ((await read()) === null) throw new Error(`the sitting is not read: ${kind}`);
    taken[kind].push(performance.now() - start);
  };
  const vacancyAt = (turn: number) => vacancyIds[turn % vacancyIds.length] ?? '';
  for (let turn = 0; turn < turns; turn += 1) {
    await time('whole', () => sessions.find(landlordId, id, null));
    await time('lines', () => sessions.findLines(landlordId, id, null));
    const place = { sessionId: id, vacancyId: vacancyAt(turn) };
    await time('oneHome', () => sessions.findAtHome(landlordId, place, null));
  }
  const reads = { whole: spread(taken.whole), lines: spread(taken.lines), oneHome: spread(taken.oneHome) };
  const times = (kind: 'lines' | 'oneHome') => tenth(reads.whole.p50 / reads[kind].p50);
  return { ...reads, wholeTimes: { lines: times('lines'), oneHome: times('oneHome') } };
}

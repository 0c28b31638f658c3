import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type DailyAct, runDailyActs, startDailyActs } from '../../src/jobs/daily-acts.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { createLogger } from '../../src/logging.ts';

const today = civilDate('2026-11-21');

function setting(acts: readonly DailyAct[]) {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const logger = createLogger('info', destination);
  const means = { landlords: async () => ['l1', 'l2'], acts, today: () => today, logger };
  return { means, log: () => lines.join('') };
}

describe('what a day does by itself', () => {
  it('is done for every landlord, and one act that fails keeps no other from being done', async () => {
    const seen: string[] = [];
    const { means, log } = setting([
      { name: 'offres', run: async () => Promise.reject(new Error('panne')) },
      {
        name: 'sne',
        run: async (landlordId, day) => {
          seen.push(`${landlordId} ${day}`);
          return 1;
        },
      },
    ]);
    await runDailyActs(means);
    expect(seen).toEqual(['l1 2026-11-21', 'l2 2026-11-21']);
    expect(log()).toContain('acte du jour manqué');
  });

  it('ends with the act under way, and leaves the others for the next start', async () => {
    let ended = 0;
    let begun = () => {};
    const underWay = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { means } = setting([
      {
        name: 'offres',
        run: async () => {
          begun();
          await new Promise((resolve) => setImmediate(resolve));
          ended += 1;
          return 0;
        },
      },
    ]);
    const acts = startDailyActs(means);
    await underWay;
    await acts.stop();
    // Of two landlords, the first was begun.
    expect(ended).toBe(1);
  });
});

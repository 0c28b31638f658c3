/** What a day that begins does by itself, for every landlord: silence becomes a refusal, delays end. Each act is idempotent. */
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Logger } from '../logging.ts';

/** Acts on one landlord at a day; how many things it changed. Asked again the same day, it changes nothing more. */
export type DailyAct = {
  name: string;
  run: (landlordId: string, today: CivilDate, now: Date) => Promise<number>;
};

type Means = {
  landlords: () => Promise<readonly string[]>;
  acts: readonly DailyAct[];
  today: () => CivilDate;
  logger: Logger;
  /** True once the service stops: the acts that are left wait for its next start. */
  isStopping?: () => boolean;
};

/** Runs every act for every landlord; one that fails keeps none of the others from running. Only counts are logged. */
export async function runDailyActs({ landlords, acts, today, logger, isStopping }: Means): Promise<void> {
  for (const landlordId of await landlords()) {
    for (const act of acts) {
      if (isStopping?.()) return;
      try {
        const changed = await act.run(landlordId, today(), new Date());
        if (changed > 0) logger.info({ act: act.name, changed }, 'acte du jour');
      } catch (fault) {
        logger.error({ err: fault, act: act.name }, 'acte du jour manqué');
      }
    }
  }
}

/** Runs them now and every hour, so that a service that was off at midnight catches up; `stop` waits for the last. */
export function startDailyActs(means: Means, everyMilliseconds = 3_600_000): { stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let stopping = false;
  const run = () => {
    running = running
      .then(() => runDailyActs({ ...means, isStopping: () => stopping }))
      .catch((fault: unknown) => means.logger.error({ err: fault }, 'actes du jour interrompus'));
  };
  const timer = setInterval(run, everyMilliseconds).unref();
  run();
  return {
    stop: async () => {
      stopping = true;
      clearInterval(timer);
      await running;
    },
  };
}

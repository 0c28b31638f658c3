/** Asks for the tasks of the day. Any number of processes may: the key of each task makes it one. */
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Logger } from '../logging.ts';
import { type DayAct, dayActTask } from './day-acts.ts';
import type { JobService } from './job-service.ts';

type Means = {
  landlords: () => Promise<readonly string[]>;
  acts: readonly DayAct[];
  jobs: Pick<JobService, 'enqueueMissing'>;
  today: () => CivilDate;
  logger: Logger;
  now?: () => Date;
};

/**
 * Asks now and every minute, so that a day that begins is seen soon and a service that was off at midnight catches up.
 * `stop` waits for the asking under way.
 */
export function startSchedule(means: Means, everyMilliseconds = 60_000): { stop: () => Promise<void> } {
  // Keys asked for already: the database is asked once a period.
  const asked = new Set<string>();
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = running
      .then(() => askForDay(means, asked))
      .catch((fault: unknown) => means.logger.error({ err: fault }, 'tâches du jour non demandées'));
  };
  const timer = setInterval(run, everyMilliseconds).unref();
  run();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

async function askForDay(
  { landlords, acts, jobs, today, now = () => new Date() }: Means,
  asked: Set<string>,
): Promise<void> {
  const [day, instant] = [today(), now()];
  const tasks = (await landlords()).flatMap((landlordId) =>
    acts.map((act) => dayActTask(act, landlordId, day, instant)),
  );
  const nameOf = ({ landlordId, onceKey }: (typeof tasks)[number]) => `${landlordId} ${onceKey}`;
  const current = new Set(tasks.map(nameOf));
  await jobs.enqueueMissing(tasks.filter((task) => !asked.has(nameOf(task))));
  asked.clear();
  for (const name of current) asked.add(name);
}

/** What working on tasks needs, from the one who composes the service or a worker. */
import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics.ts';
import type { JobDefinition, JobKind } from './job.ts';
import type { JobPort } from './job-port.ts';

export type WorkDependencies = {
  store: JobPort;
  definitions: Readonly<Record<JobKind, JobDefinition>>;
  logger: Logger;
  metrics: Metrics;
  /** How often a worker says that it lives. */
  beatMilliseconds?: number;
  /** Seconds before a task that broke down so often is tried again. */
  waitAfter?: (faults: number) => number;
};

/** Why a task is interrupted where the service or the worker stops. */
export const stopping = Symbol('the service stops');

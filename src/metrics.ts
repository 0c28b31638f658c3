/** What Prometheus reads: http, jobs, and how good the last plan was. No label ever carries a personal datum. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = {
  registry: Registry;
  httpSeconds: Histogram<'method' | 'route' | 'status'>;
  jobSeconds: Histogram<'kind' | 'outcome'>;
  jobs: Gauge<'state'>;
  oldestJobSeconds: Gauge;
  planGap: Gauge;
  signInsRefused: Counter;
};

/** A registry of its own, so that tests can make several services in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'parcours_http_request_duration_seconds',
      help: 'Time to answer a request, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'parcours_job_duration_seconds',
      help: 'Time that a job took, by kind and outcome',
      labelNames: ['kind', 'outcome'],
      buckets: [0.5, 1, 2.5, 5, 10, 30, 60, 300],
      registers,
    }),
    jobs: new Gauge({
      name: 'parcours_jobs',
      help: 'Rows of long tasks by state, read from the database; "dead" ones wait for an administrator',
      labelNames: ['state'],
      registers,
    }),
    oldestJobSeconds: new Gauge({
      name: 'parcours_jobs_oldest_waiting_seconds',
      help: 'How long the oldest task that could be taken has been waiting',
      registers,
    }),
    planGap: new Gauge({
      name: 'parcours_plan_gap',
      help: 'Gap of the last stored plan to its proved bound',
      registers,
    }),
    signInsRefused: new Counter({
      name: 'parcours_sign_ins_refused_total',
      help: 'Refused sign-ins',
      registers,
    }),
  };
}

/** What Prometheus reads: http, tasks, sign-ins and what other systems were told. No label ever carries a personal datum. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = {
  registry: Registry;
  /** All of it as Prometheus reads it. */
  text: () => Promise<string>;
  httpSeconds: Histogram<'method' | 'route' | 'status'>;
  jobSeconds: Histogram<'kind' | 'outcome'>;
  jobs: Gauge<'state'>;
  oldestJobSeconds: Gauge;
  signInsRefused: Counter;
  filesScanned: Counter<'verdict'>;
  cspReports: Counter<'directive'>;
  webhookDeliveries: Counter<'outcome'>;
};

/** A registry of its own, so that tests can make several services in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    text: () => registry.metrics(),
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
    signInsRefused: new Counter({
      name: 'parcours_sign_ins_refused_total',
      help: 'Refused sign-ins',
      registers,
    }),
    filesScanned: new Counter({
      name: 'parcours_files_scanned_total',
      help: 'Files received that clamd was asked about, by verdict; "away": it did not tell, and the file was not kept',
      labelNames: ['verdict'],
      registers,
    }),
    cspReports: new Counter({
      name: 'parcours_csp_reports_total',
      help: 'Reports of browsers that refused something on a page, by directive of the policy',
      labelNames: ['directive'],
      registers,
    }),
    webhookDeliveries: new Counter({
      name: 'parcours_webhook_deliveries_total',
      help: 'Attempts to tell other systems of the landlord, by what each met; "delivered" ones were received',
      labelNames: ['outcome'],
      registers,
    }),
  };
}

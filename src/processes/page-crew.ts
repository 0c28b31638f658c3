/** The page processes as the leading one sees them: started, told what they need, replaced where one is lost. */
import cluster, { type Worker } from 'node:cluster';
import { setTimeout as pause } from 'node:timers/promises';
import { AggregatorRegistry } from 'prom-client';
import type { JobService } from '../jobs/job-service.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics.ts';
import { type ToLead, type ToPages, toLeadSchema } from './messages.ts';

const replacedAfterMilliseconds = 1_000;
/** Longer than a process lets its present requests end. */
const stopMilliseconds = 15_000;

/** What page processes are given once the database is ready. */
type Given = { databaseUrl: string; jobs: Pick<JobService, 'announce'>; metrics: Metrics };
type Member = { worker: Worker; measures: readonly object[] };

export type PageCrew = {
  /** The address that all share. Rejects where the port cannot be had: the first process then said why. */
  listening: Promise<string>;
  /** Lets them serve; resolves when all do. */
  open: (given: Given) => Promise<void>;
  /** Tells them to stop, and waits. */
  stop: () => Promise<void>;
};

/** Starts so many; the others once the first has the port, so that a port taken is told once. */
export function forkPages(count: number, logger: Logger): PageCrew {
  const members = new Map<number, Member>();
  let given: Given | null = null;
  let stopping = false;

  const add = (): Worker => {
    const worker = cluster.fork();
    const member: Member = { worker, measures: [] };
    members.set(worker.id, member);
    worker.on('message', (raw: unknown) => void hear(member, toLeadSchema.parse(raw)));
    worker.once('exit', (code, signal) => {
      members.delete(worker.id);
      if (!stopping && given !== null) void replace({ code, signal });
    });
    return worker;
  };
  const replace = async (end: { code: number | null; signal: string | null }): Promise<void> => {
    logger.error(end, 'processus de pages perdu ; un autre le remplace');
    await pause(replacedAfterMilliseconds, null, { ref: false });
    if (!stopping) add();
  };
  const hear = async (member: Member, message: ToLead): Promise<void> => {
    if (given === null) return;
    const { databaseUrl, jobs, metrics } = given;
    // One that took the place of another.
    if (message.kind === 'listening') send(member.worker, { kind: 'open', databaseUrl });
    if (message.kind === 'announce') await jobs.announce([message.message]);
    if (message.kind !== 'measures') return;
    member.measures = message.measures;
    const own = await metrics.registry.getMetricsAsJSON();
    const all = [own, ...[...members.values()].map(({ measures }) => [...measures])];
    const text = await AggregatorRegistry.aggregate(all).metrics();
    for (const { worker } of members.values()) send(worker, { kind: 'measured', text });
  };
  const startAll = async (): Promise<string> => {
    const { url } = await said(add(), 'listening');
    await Promise.all(Array.from({ length: count - 1 }, () => said(add(), 'listening')));
    return url;
  };
  return {
    listening: startAll(),
    open: async (all) => {
      given = all;
      const { databaseUrl } = all;
      const opened = [...members.values()].map(({ worker }) => {
        send(worker, { kind: 'open', databaseUrl });
        return said(worker, 'serving');
      });
      await Promise.all(opened);
    },
    stop: async () => {
      stopping = true;
      await Promise.all([...members.values()].map(({ worker }) => ended(worker)));
    },
  };
}

/** The first message of that kind. Rejects where the process leaves before. */
function said<Kind extends ToLead['kind']>(
  worker: Worker,
  kind: Kind,
): Promise<Extract<ToLead, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const hear = (raw: unknown) => {
      const message = toLeadSchema.parse(raw);
      if (!isOf(message, kind)) return;
      letGo();
      resolve(message);
    };
    const leave = () => {
      letGo();
      reject(
        new AppError('bad-configuration', 'Les processus qui servent les pages ne démarrent pas.', {
          hint: 'La raison est écrite au-dessus.',
        }),
      );
    };
    const letGo = () => worker.off('message', hear).off('exit', leave);
    worker.on('message', hear).on('exit', leave);
  });
}

function isOf<Kind extends ToLead['kind']>(
  message: ToLead,
  kind: Kind,
): message is Extract<ToLead, { kind: Kind }> {
  return message.kind === kind;
}

async function ended(worker: Worker): Promise<void> {
  if (worker.isDead()) return;
  const exit = new Promise((resolve) => worker.once('exit', resolve));
  const late = setTimeout(() => worker.process.kill('SIGKILL'), stopMilliseconds);
  send(worker, { kind: 'stop' });
  await exit;
  clearTimeout(late);
}

function send(worker: Worker, message: ToPages): void {
  if (worker.isConnected()) worker.send(message);
}

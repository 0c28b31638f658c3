/**
 * A group's problem on one process, then shared with one and with two other processes of this machine through a Redis of
 * its own; writes bench/results/spread.json. Needs redis-server. Run: node dist/bench/spread/main.js
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { crewOver } from '../../src/jobs/run-parts/crew-over.ts';
import { joinSearches } from '../../src/jobs/run-parts/join-searches.ts';
import { contentHash } from '../../src/kernel/canonical-json.ts';
import { createLogger } from '../../src/logging.ts';
import { buildInstance } from '../../src/matching/engines/instance.ts';
import { solveProblem } from '../../src/matching/engines/solve.ts';
import type { CrewUse } from '../../src/matching/split/crew-types.ts';
import { partBytes } from '../../src/matching/split/part-messages.ts';
import { homesOfParts, partOf } from '../../src/matching/split/parts.ts';
import { groupProblem } from './group.ts';

const redisUrl = 'redis://127.0.0.1:7397';
const size = { territories: 12, homesEach: 100, applicantsEach: 900 };

if (process.argv[2] === 'member') {
  const entry = new URL('../../src/jobs/run-parts/member-worker.js', import.meta.url);
  joinSearches({ redisUrl, entry, isIdle: () => true, logger: createLogger('error') }).start();
} else {
  const children: ChildProcess[] = [];
  const started = (command: string, args: readonly string[]): void => {
    children.push(spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }));
  };
  try {
    started('redis-server', ['--port', '7397', '--save', '', '--appendonly', 'no']);
    const problem = groupProblem(size);
    const results: Awaited<ReturnType<typeof measured>>[] = [];
    for (const others of [0, 1, 2]) {
      if (others > 0) started(process.execPath, [fileURLToPath(import.meta.url), 'member']);
      await pause(5_000);
      results.push(await measured(problem, others));
    }
    const report = {
      measuredBy: 'bench/spread/main.ts',
      machine: { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version },
      ...{ ...size, pairs: problem.pairs.length, partBytesByPair: await bytesByPair(problem) },
      results: results.map((result) => ({
        ...result,
        timesAlone: Math.round((100 * result.seconds) / (results[0]?.seconds ?? 1)) / 100,
      })),
    };
    writeFileSync('bench/results/spread.json', `${JSON.stringify(report, null, 2)}\n`);
    process.stderr.write(`${JSON.stringify(report)}\n`);
  } finally {
    for (const child of children) child.kill('SIGKILL');
  }
}

type Problem = ReturnType<typeof groupProblem>;

async function measured(problem: Problem, others: number) {
  let shared: CrewUse | null = null;
  const before = process.cpuUsage();
  const limits = { redisUrl, fewestPairs: 0, patienceMilliseconds: 10_000 };
  const solved = await solveProblem(problem, {
    ...(others === 0 ? {} : { crew: crewOver(limits) }),
    onShared: (use) => {
      shared = use;
    },
  });
  if (!solved.ok) throw new Error(solved.refusal.map(({ message }) => message).join('\n'));
  const { user, system } = process.cpuUsage(before);
  const { seconds, ...solution } = solved.value;
  return {
    ...{ otherProcesses: others, seconds, processorSecondsHere: Math.round((user + system) / 1e5) / 10 },
    ...{ shared, solution: contentHash(solution).slice(0, 16) },
    loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

/** What travels to one of three processes. */
async function bytesByPair(problem: Problem): Promise<number> {
  const instance = buildInstance(problem);
  const part = partOf(instance, homesOfParts(instance, 3)[1] ?? new Int32Array(0));
  return Math.round((10 * (await partBytes(part)).length) / part.pairs.length) / 10;
}

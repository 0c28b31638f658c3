/**
 * Plays every fault with real processes and tells what became of the landlord's decisions. Writes
 * bench/results/faults.json and the table of docs/reliability.md. Run: npm run faults [-- words of one fault's name]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { compareCodeUnits } from '../../src/kernel/canonical-json.ts';
import { databaseFaults } from './database-faults.ts';
import { type Fault, type Outcome, outcomesSchema } from './fault.ts';
import { layGround } from './ground.ts';
import { lettingFaults } from './letting-faults.ts';
import { messageFaults } from './message-faults.ts';
import { processFaults } from './process-faults.ts';
import { hasRedis } from './processes.ts';
import { queueFaults } from './queue-faults.ts';
import { restoreFault } from './restore-fault.ts';
import type { Fact } from './wave.ts';
import { workerFaults } from './worker-faults.ts';
import { writeTable } from './write-table.ts';

const file = 'bench/results/faults.json';
const wanted = process.argv.slice(2).join(' ').toLowerCase();
const ground = await layGround();
const faults: readonly Fault[] = [
  ...queueFaults(ground),
  ...workerFaults(ground),
  ...processFaults(ground),
  ...lettingFaults(ground),
  ...messageFaults(ground),
  restoreFault,
  ...databaseFaults(ground),
];
const outcomes: Outcome[] = [];
try {
  for (const fault of faults) {
    if (!fault.name.toLowerCase().includes(wanted)) continue;
    process.stderr.write(`${fault.name}\n`);
    const outcome = await played(fault);
    outcomes.push(outcome);
    keep(outcome);
    for (const { what, holds, seen } of outcome.facts) {
      process.stderr.write(`  ${holds ? 'holds' : 'DOES NOT HOLD'}: ${what} (${seen})\n`);
    }
    if (outcome.leftOut !== null) process.stderr.write(`  left out: ${outcome.leftOut}\n`);
  }
} finally {
  await ground.stop();
}
const failed = outcomes.some(({ facts }) => facts.some(({ holds }) => !holds));
process.exitCode = failed ? 1 : 0;

/** Writes the outcome beside those of the other faults; one that was played before is replaced. */
function keep(outcome: Outcome): void {
  const others = existsSync(file)
    ? outcomesSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).outcomes
    : [];
  // What no longer is a fault of ours goes with its name.
  const kept = others.filter(
    ({ fault }) => fault !== outcome.fault && faults.some(({ name }) => name === fault),
  );
  const known = [...kept, outcome];
  known.sort((a, b) => compareCodeUnits(a.fault, b.fault));
  writeFileSync(file, `${JSON.stringify({ command: 'npm run faults', outcomes: known }, null, 2)}\n`);
  writeTable(known);
}

async function played({ name, done, redis, root, play }: Fault): Promise<Outcome> {
  const since = performance.now();
  const missing = redis && !hasRedis ? 'redis-server is not installed' : rootMissing(root === true);
  const outcome = (facts: Fact[]): Outcome => ({
    fault: name,
    done,
    seconds: Math.round((performance.now() - since) / 1000),
    facts,
    leftOut: missing,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      node: process.version,
      loadAverageOfFiveMinutes: Math.round((loadavg()[1] ?? 0) * 10) / 10,
    },
  });
  if (missing !== null) return outcome([]);
  try {
    return outcome(await play());
  } catch (fault) {
    const seen = fault instanceof Error ? fault.message : String(fault);
    return outcome([{ what: 'the play went to its end', holds: false, seen }]);
  }
}

function rootMissing(needsRoot: boolean): string | null {
  return needsRoot && process.getuid?.() !== 0 ? 'only root can make a disk of a chosen size' : null;
}

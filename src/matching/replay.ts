/** Replay: a stored run computed again from its snapshot, and compared to the byte (seconds of the clock excepted). */
import { canonicalJson } from '../kernel/canonical-json.ts';
import { type RunOptions, runSession } from './run.ts';
import type { RunResult } from './run-result.ts';
import type { Snapshot } from './snapshot.ts';

export type ReplayDifference = { path: string; stored: string; recomputed: string };

export type Replay = { same: boolean; differences: readonly ReplayDifference[]; recomputed: RunResult };

/** More differences than this tell nothing more. */
const maximumDifferences = 20;

/** What tells at once where a difference comes from is compared first: the data, the rules, the problem. */
const tellTales = ['snapshotHash', 'versions', 'problemHash', 'solutionHash'] as const;

/** Computes the run of a snapshot again and says where it differs from the stored one. */
export async function replayRun(
  snapshot: Snapshot,
  stored: unknown,
  options: RunOptions = {},
): Promise<Replay> {
  // A variant was solved without the plain optimum beside it: so is its replay.
  const plain = !(isRecord(stored) && stored.plain === null);
  const recomputed = await runSession(snapshot, { plain, ...options });
  const [before, after] = [withoutSeconds(stored), withoutSeconds(recomputed)];
  const same = canonicalJson(before) === canonicalJson(after);
  const differences: ReplayDifference[] = [];
  if (!same) {
    for (const key of tellTales) compare(key, valueAt(before, key), valueAt(after, key), differences);
    compare('', before, after, differences);
  }
  return { same, differences, recomputed };
}

/** A run as JSON carries it, without the only figure that a clock made. */
function withoutSeconds(run: unknown): unknown {
  const json: unknown = JSON.parse(JSON.stringify(run));
  if (!isRecord(json) || !isRecord(json.solution)) return json;
  const { seconds: _seconds, ...solution } = json.solution;
  return { ...json, solution };
}

function compare(path: string, stored: unknown, recomputed: unknown, found: ReplayDifference[]): void {
  if (found.length >= maximumDifferences) return;
  if (isRecord(stored) && isRecord(recomputed)) {
    for (const key of [...new Set([...Object.keys(stored), ...Object.keys(recomputed)])].sort()) {
      if (path === '' && tellTales.some((told) => told === key)) continue;
      compare(path === '' ? key : `${path}.${key}`, stored[key], recomputed[key], found);
    }
  } else if (Array.isArray(stored) && Array.isArray(recomputed) && stored.length === recomputed.length) {
    for (const [index, item] of stored.entries())
      compare(`${path}[${index}]`, item, recomputed[index], found);
  } else if (textOf(stored) !== textOf(recomputed)) {
    found.push({ path, stored: textOf(stored), recomputed: textOf(recomputed) });
  }
}

function valueAt(run: unknown, key: string): unknown {
  return isRecord(run) ? run[key] : undefined;
}

function textOf(value: unknown): string {
  return value === undefined ? '(absent)' : canonicalJson(value).slice(0, 200);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

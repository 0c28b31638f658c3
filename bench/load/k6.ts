/** k6, which is not on npm: where it is, and one script run by it. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const valuesSchema = z.record(z.string(), z.number());
const summarySchema = z.object({
  metrics: z.record(
    z.string(),
    z.object({
      values: valuesSchema,
      thresholds: z.record(z.string(), z.object({ ok: z.boolean() })).optional(),
    }),
  ),
});
export type K6Metrics = z.infer<typeof summarySchema>['metrics'];

/** The command: on PATH, or where `go install` puts it. Throws with how to get it. */
export function findK6(): string {
  for (const candidate of ['k6', path.join(homedir(), 'go', 'bin', 'k6'), ...ofGo()]) {
    if (candidate !== 'k6' && !existsSync(candidate)) continue;
    try {
      execFileSync(candidate, ['version'], { stdio: 'ignore' });
      return candidate;
    } catch {
      // Not there: the next place is looked at.
    }
  }
  throw new Error('k6 was not found: go install go.k6.io/k6@latest, or put it on PATH');
}

function ofGo(): string[] {
  try {
    return [path.join(execFileSync('go', ['env', 'GOPATH'], { encoding: 'utf8' }).trim(), 'bin', 'k6')];
  } catch {
    return [];
  }
}

/** "k6 v1.2.3 (…)". */
export function versionOfK6(k6: string): string {
  return execFileSync(k6, ['version'], { encoding: 'utf8' }).trim();
}

/** Runs the script on what it is given and gives its measures. Throws where k6 could not run; a missed goal is a result. */
export async function runK6(
  k6: string,
  script: string,
  given: Readonly<Record<string, unknown>>,
  folder: string,
): Promise<K6Metrics> {
  const [input, summary] = [path.join(folder, 'given.json'), path.join(folder, 'summary.json')];
  rmSync(summary, { force: true });
  writeFileSync(input, JSON.stringify({ ...given, summary }), { mode: 0o600 });
  const args = ['run', '--quiet', '--no-usage-report', '--env', `LOAD_GIVEN=${input}`, script];
  const child = spawn(k6, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${String(chunk)}`.slice(-4000);
  });
  await new Promise((resolve) => child.once('close', resolve));
  if (!existsSync(summary)) throw new Error(`k6 left no summary of ${script}: ${said}`);
  return summarySchema.parse(JSON.parse(readFileSync(summary, 'utf8'))).metrics;
}

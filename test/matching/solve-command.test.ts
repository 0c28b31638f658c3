import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import { solveProblem } from '../../src/matching/engines/solve.ts';
import { type Solution, solutionSchema } from '../../src/matching/problem.ts';
import { problems } from './problem-arbitrary.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'parcours-solve-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Ending = { status: number; stdout: string; stderr: string };

function parcours(...args: string[]): Promise<Ending> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(root, 'dist/src/cli/main.js'), ...args],
      (fault, stdout, stderr) => {
        resolve({ status: typeof fault?.code === 'number' ? fault.code : 0, stdout, stderr });
      },
    );
  });
}

function file(name: string, content: unknown): string {
  const full = path.join(folder, name);
  writeFileSync(full, typeof content === 'string' ? content : JSON.stringify(content));
  return full;
}

const [problem] = fc.sample(problems({ homes: 6, applicants: 20, quotas: 3 }), { numRuns: 1, seed: 11 });

function hashable({ seconds: _seconds, ...rest }: Solution): string {
  return canonicalJson(rest);
}

describe('parcours solve and verify', () => {
  it('print a solution that verify accepts, the same in a worker thread and in the calling one', async () => {
    const problemFile = file('problem.json', problem);
    const solved = await parcours('solve', problemFile);
    expect(solved.status).toBe(0);
    const solution = solutionSchema.parse(JSON.parse(solved.stdout));
    const inline = await solveProblem(problem);
    if (!inline.ok) throw new Error('refused');
    expect(hashable(solution)).toBe(hashable(inline.value));
    const verified = await parcours('verify', problemFile, file('solution.json', solution));
    expect(verified.status).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ holds: true });
    const worse = file('tampered.json', { ...solution, value: solution.value + 10 });
    const refused = await parcours('verify', problemFile, worse);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('Ne tient pas');
  });

  it('answer 2 and nothing on stdout to bad input', async () => {
    const cases = [
      ['solve', file('bad.json', '{')],
      ['solve', path.join(folder, 'absent.json')],
      ['solve', file('refused.json', { ...problem, shortlistLength: -1 })],
      ['solve', file('fine.json', problem), '--engine', 'magic'],
      ['solve', file('fine.json', problem), '--seconds', 'soon'],
      ['solve'],
      ['verify', file('fine.json', problem)],
      ['verify', file('fine.json', problem), file('shapeless.json', {})],
    ];
    for (const args of cases) {
      const ended = await parcours(...args);
      expect({ args, status: ended.status, stdout: ended.stdout }).toEqual({ args, status: 2, stdout: '' });
      expect(ended.stderr.length).toBeGreaterThan(20);
    }
  });
});

describe('a search', () => {
  it('that the safety limit stops is discarded whole, says so, and leaves a solution that holds', async () => {
    const stopped = await solveProblem(problem, { seconds: 1e-9 });
    expect(stopped.ok && stopped.value.certificate.search).toBe('stopped');
    const again = await solveProblem(problem, { seconds: 1e-9 });
    expect(again.ok && stopped.ok && hashable(again.value) === hashable(stopped.value)).toBe(true);
  });

  it('rejects with the reason of the one who aborts it, and ends its worker', async () => {
    const built = new URL('../../dist/src/matching/engines/solve.js', import.meta.url).href;
    const door: typeof import('../../src/matching/engines/solve.ts') = await import(built);
    const controller = new AbortController();
    const solving = door.solveProblem(problem, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('assez')),
    });
    controller.abort(new Error('assez'));
    await expect(solving).rejects.toThrow('assez');
  });
});

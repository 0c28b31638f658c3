import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'parcours-exchange-'));
afterAll(() => rmSync(folder, { recursive: true }));

function exchange(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(root, 'dist/src/cli/main.js'), 'exchange', ...args],
      (fault, stdout, stderr) => {
        resolve({ status: typeof fault?.code === 'number' ? fault.code : 0, stdout, stderr });
      },
    );
  });
}

function file(name: string, content: unknown): string {
  const full = path.join(folder, name);
  writeFileSync(full, JSON.stringify(content));
  return full;
}

const graph = {
  maxCycle: 3,
  maxChain: 3,
  nodes: ['t1', 't2'],
  vacancies: ['v1'],
  arcs: [
    ['t1', 't2', 10],
    ['v1', 't1', 7],
  ],
};

describe('parcours exchange', () => {
  it('prints the plan of the graph, proved', async () => {
    const ended = await exchange(file('graph.json', graph));
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      value: 17,
      bound: 17,
      optimal: true,
      cycles: [],
      chains: [['v1', 't1', 't2']],
    });
  });

  it('answers 2, names the part and prints nothing for a graph that it refuses', async () => {
    const refused = await exchange(file('refused.json', { ...graph, arcs: [['t1', 't9', 1]] }));
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain('arcs.0.1');
    expect(await exchange()).toMatchObject({ status: 2, stdout: '' });
    expect(await exchange(path.join(folder, 'absent.json'))).toMatchObject({ status: 2, stdout: '' });
  });
});

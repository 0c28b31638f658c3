import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { onTaskThread } from '../../src/jobs/task-thread.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'parcours-thread-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function entry(name: string, code: string): URL {
  const file = path.join(folder, `${name}.mjs`);
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\n${code}`);
  return pathToFileURL(file);
}
const watch = () => ({ onProgress: () => {}, signal: new AbortController().signal });

describe('a task on a thread of its own', () => {
  it('that asks for more memory than it is left ends alone, with an answer that trying again would not change', async () => {
    const greedy = entry(
      'greedy',
      'const all = []; for (;;) all.push(Array.from({ length: 100000 }, () => ({})));',
    );
    await expect(onTaskThread(greedy, null, z.number(), watch(), { mebibytes: 32 })).rejects.toMatchObject({
      code: 'conflict',
      publicMessage: expect.stringContaining('plus de mémoire'),
    });
    const modest = entry('modest', 'parentPort.postMessage({ result: 7 });');
    expect(await onTaskThread(modest, null, z.number(), watch(), { mebibytes: 32 })).toBe(7);
  });

  it('that ends without a result is a breakdown', async () => {
    const silent = entry('silent', 'process.exit(3);');
    await expect(onTaskThread(silent, null, z.number(), watch())).rejects.toThrow('stopped with code 3');
  });
});

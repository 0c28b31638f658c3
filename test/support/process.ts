/** The built service and the built command as processes of their own, as people start them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

export type Spawned = {
  child: ChildProcess;
  stdout: () => string;
  stderr: () => string;
  /** Exit status, or null after a signal. */
  ended: Promise<number | null>;
};

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Starts a built program with this environment and no other. */
export function spawnBuilt(
  entry: string,
  args: readonly string[],
  environment: Record<string, string>,
): Spawned {
  const child = spawn(process.execPath, [`dist/src/${entry}`, ...args], {
    env: { PATH: path, LANG: 'C', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    text.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    text.stderr += String(chunk);
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, stdout: () => text.stdout, stderr: () => text.stderr, ended };
}

/** The address in "parcours prêt : …". Throws with what was said where the process ends first. */
export async function readyAddress({ child, stderr }: Spawned): Promise<string> {
  for (;;) {
    const url = /^parcours prêt : (http:\S+)$/m.exec(stderr())?.[1];
    if (url) return url;
    if (child.exitCode !== null) throw new Error(`the service left: ${stderr()}`);
    await pause(50);
  }
}

/**
 * Machines that share a network and nothing else, made of Linux namespaces: each has its own network card, processes,
 * name, folders and copy of the program. What they have in common of this machine's disk they can only read.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../faults/processes.ts';

export type Machine = {
  name: string;
  address: string;
  /** Its only writable folder, `/opt` within it. */
  folder: string;
  /** Starts a program on it as an account without rights; nothing of this process's environment goes with it. */
  start: (command: readonly string[], environment?: Record<string, string>) => Running;
  /** Its network cable. No message says that it was pulled. */
  unplug: () => void;
  plug: () => void;
};

export type Running = { told: () => string; ended: Promise<number | null>; isGone: () => boolean };

export const nobody = 65_534;
/** Of the switch that all are plugged into: where this process stands in their network. */
const officeAddress = '10.90.0.254';
const programs = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Folders of this machine that programs write to or that hold this checkout: empty ones stand in their place. */
const hidden = ['/tmp', '/run', '/dev/shm', '/home', '/root', '/var', `/${root.split('/')[1]}`];

/** The network that machines are plugged into, in the namespace of this process. */
export function layNetwork(): void {
  ip('link', 'add', 'lan', 'type', 'bridge');
  ip('addr', 'add', `${officeAddress}/24`, 'dev', 'lan');
  ip('link', 'set', 'lan', 'up');
  ip('link', 'set', 'lo', 'up');
}

/** Starts a machine of that name; `hosts` are the names that it knows. It lasts as long as this process. */
export async function startMachine(
  name: string,
  address: string,
  base: string,
  hosts: string,
): Promise<Machine> {
  const folder = path.join(base, name);
  mkdirSync(path.join(folder, 'parcours/node_modules'), { recursive: true });
  mkdirSync(path.join(folder, 'data'));
  for (const part of ['dist', 'package.json']) {
    cpSync(path.join(root, part), path.join(folder, 'parcours', part), { recursive: true });
  }
  writeFileSync(path.join(folder, 'hosts'), hosts);
  execFileSync('chown', ['-R', `${nobody}:${nobody}`, path.join(folder, 'data')]);
  const life = spawn(
    'unshare',
    [
      ...'--net --mount --pid --ipc --uts --fork --kill-child --mount-proc'.split(' '),
      'sh',
      '-c',
      boot(name, folder),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const first = watched(life);
  await until(`${name} is up`, async () => first.told().includes('up') || first.isGone());
  if (first.isGone()) throw new Error(`${name} did not start: ${first.told()}`);
  const pid = readFileSync(`/proc/${life.pid}/task/${life.pid}/children`, 'utf8').trim();
  const inside = ['--target', pid, ...'--net --mount --pid --ipc --uts'.split(' ')];
  ip('link', 'add', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', pid);
  for (const settings of [`addr add ${address}/24 dev eth0`, 'link set eth0 up', 'link set lo up']) {
    execFileSync('nsenter', ['--target', pid, '--net', 'ip', ...settings.split(' ')]);
  }
  const cable = (...settings: string[]) => ip('link', 'set', name, ...settings);
  cable('master', 'lan', 'up');
  const account = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  return {
    ...{ name, address, folder },
    start: (command, environment = {}) =>
      watched(
        spawn(
          'nsenter',
          [...inside, 'sh', '-c', 'cd /opt/parcours && exec "$@"', 'sh', ...account, ...command],
          {
            env: { PATH: programs, LANG: 'C', HOME: '/opt/data', ...environment },
            stdio: ['ignore', 'pipe', 'pipe'],
          },
        ),
      ),
    unplug: () => cable('down'),
    plug: () => cable('up'),
  };
}

/** What a machine does first, in its own view of the disk: the whole of it to be read only, but its own folder. */
function boot(name: string, folder: string): string {
  return [
    'set -e',
    'mount --make-rprivate /',
    `mount --bind ${folder} /opt`,
    `mount --bind ${path.join(root, 'node_modules')} /opt/parcours/node_modules`,
    'mount -o remount,bind,ro /opt/parcours/node_modules',
    'mount --bind /opt/hosts /etc/hosts',
    ...hidden.map((each) => `mount -t tmpfs none ${each}`),
    'mount -o remount,bind,ro /',
    `hostname ${name}`,
    'cd /opt',
    'echo up',
    'exec sleep infinity',
  ].join('\n');
}

function watched(child: ChildProcess): Running {
  let text = '';
  let gone = false;
  const hear = (chunk: unknown) => {
    text += String(chunk);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      gone = true;
      resolve(code);
    });
  });
  return { told: () => text, ended, isGone: () => gone };
}

function ip(...settings: string[]): void {
  execFileSync('ip', settings, { stdio: 'pipe' });
}

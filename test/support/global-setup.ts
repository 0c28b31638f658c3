/** Names the folder of this run's database cluster, and takes away the server and the folder at the end. */
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureCluster } from '../../db/embedded/cluster.ts';
import { startServer, stopServer } from '../../db/embedded/server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresFolder: string;
  }
}

export default function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'parcours-test-'));
  // Root lends the server another account, which must be able to enter.
  chmodSync(folder, 0o711);
  project.provide('postgresFolder', folder);
  return async () => {
    if (existsSync(path.join(folder, 'postgres', 'postmaster.pid'))) {
      const cluster = await ensureCluster(folder);
      await stopServer(cluster, (await startServer(cluster)).pid);
    }
    rmSync(folder, { recursive: true, force: true });
  };
}

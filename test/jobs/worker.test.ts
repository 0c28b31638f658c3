import { describe, expect, it } from 'vitest';
import { spawnBuilt } from '../support/process.ts';

describe('a worker', () => {
  it('refuses to start without the database and the queue of a service, and names what to set', async () => {
    const worker = spawnBuilt('worker-main.js', [], { LOG_LEVEL: 'silent' });
    expect(await worker.ended).toBe(1);
    expect(worker.stderr()).toContain('DATABASE_URL : la base PostgreSQL du service');
    expect(worker.stderr()).toContain('REDIS_URL :');
  });

  it('says that its database does not answer, and leaves', async () => {
    const worker = spawnBuilt('worker-main.js', [], {
      LOG_LEVEL: 'silent',
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    expect(await worker.ended).toBe(1);
    expect(worker.stderr()).toMatch(/^parcours : La base PostgreSQL \(127\.0\.0\.1:1\) ne répond pas/);
  });
});

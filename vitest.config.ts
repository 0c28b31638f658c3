import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/support/global-setup.ts'],
    // A machine that does ten other things must not turn a slow start into a failure.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // What is waited for is looked at often, and given up late, for the same reason.
    expect: { poll: { interval: 20, timeout: 20_000 } },
    pool: 'forks',
    // A third of a run was the house read anew for each file. What a file needs for itself (a database, a service, a
    // memory) it makes itself; nothing that counts is kept by a module.
    isolate: false,
    // Files wait on PostgreSQL, Redis or a browser half of the time: two at once even on two cores.
    maxWorkers: 2,
    // Every file reads most of the house: what was transformed once is read again from the disk.
    experimental: { fsModuleCache: true },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});

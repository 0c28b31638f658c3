import { it } from 'vitest';

it('benches', async () => {
  await import('../../../bench/pages/session-pages.ts');
}, 580_000);

import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { everySealedColumn } from '../../db/encryption/reseal.ts';

it('a rotation knows every sealed column that a table declares, whatever the process had loaded', async () => {
  const folder = new URL('../../db/schema/', import.meta.url);
  const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const declared = sources.join('\n').match(/: sealed(Text|Json|Bytes|Application)\b/g) ?? [];
  const known = await everySealedColumn();
  expect(known.length).toBe(declared.length);
  expect(known.map(({ place }) => place)).toContain('run_snapshots.content');
});

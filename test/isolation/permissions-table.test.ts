import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { permissionsTable } from '../../scripts/permissions-table.ts';

it('docs/permissions.md says who may enter where today (node dist/scripts/write-permissions.js writes it)', () => {
  const file = new URL('../../docs/permissions.md', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(permissionsTable());
});

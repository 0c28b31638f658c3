import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { softwareVersion } from '../../src/matching/versions.ts';

it('the version written with a run is that of the package', () => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(text).version).toBe(softwareVersion);
});

/** What is shipped: each package under a licence that may be, and the list in docs/ says so. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isAllowed, licencesDocument, shippedPackages } from '../../scripts/licences.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bill = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.object({ name: z.string(), version: z.string() })),
});

describe('what is shipped', () => {
  it('holds no package without a licence, nor under one that nobody agreed to', () => {
    expect(shippedPackages(root).filter(({ licence }) => !isAllowed(licence))).toEqual([]);
  });

  it('reads a choice of licences as one that may be taken, and a sum as all of them', () => {
    expect([isAllowed('(MIT OR GPL-3.0)'), isAllowed('MIT AND GPL-3.0'), isAllowed(null)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is listed in docs/licences.md (node dist/scripts/write-licences.js writes it)', () => {
    expect(readFileSync(`${root}docs/licences.md`, 'utf8')).toBe(licencesDocument(root));
  });

  it('has a bill of materials that names the web server and the driver of the database', () => {
    const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 32 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const names = bill.parse(JSON.parse(text)).components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['express', 'postgres', 'zod']));
  }, 60_000);
});

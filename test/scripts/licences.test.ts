/** What is shipped: each package under a licence that may be, and the list in docs/ says so. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { billOfMaterials } from '../../scripts/bill-of-materials.ts';
import { isAllowed, licencesDocument, shippedPackages } from '../../scripts/licences.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bill = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.looseObject({ name: z.string(), version: z.string(), purl: z.string() })),
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

  it('has a bill of materials that names each of them with its licence and its hash', () => {
    const { components } = bill.parse(billOfMaterials(root));
    expect(components.map(({ name }) => name)).toEqual(shippedPackages(root).map(({ name }) => name));
    expect(components.find(({ name }) => name === 'zod')).toMatchObject({
      purl: expect.stringMatching(/^pkg:npm\/zod@4/),
      licenses: [{ license: { id: 'MIT' } }],
      hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
    });
    expect(new Set(components.map(({ purl }) => purl)).size).toBe(components.length);
  });
});

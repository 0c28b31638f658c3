/**
 * The bill of materials in CycloneDX 1.5, from the lock file. `npm sbom --omit dev` was tried and leaves out packages
 * that a development tool uses too (zod, with npm 11): a list that misses what is shipped is worth nothing.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { shippedPackages } from './licences.ts';

const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** The document for a checkout at `root`; without a date, so that the same lock gives the same bytes. */
export function billOfMaterials(root: string): Record<string, unknown> {
  const own = packageSchema.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `${own.name}@${own.version}`,
        name: own.name,
        version: own.version,
        licenses: [{ license: { id: own.license } }],
      },
    },
    components: shippedPackages(root).map(({ name, version, licence, optional, integrity }) => ({
      type: 'library',
      'bom-ref': `${name}@${version}`,
      name,
      version,
      scope: optional ? 'optional' : 'required',
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      licenses: licence === null ? [] : [licencesOf(licence)],
      hashes: integrity === null ? [] : [hashOf(integrity)],
    })),
  };
}

function licencesOf(licence: string) {
  return /[ ()]/.test(licence) ? { expression: licence } : { license: { id: licence } };
}

/** "sha512-base64" of the lock as CycloneDX writes it. */
function hashOf(integrity: string) {
  const [algorithm = '', digest = ''] = integrity.split('-', 2);
  return {
    alg: algorithm.toUpperCase().replace('SHA', 'SHA-'),
    content: Buffer.from(digest, 'base64').toString('hex'),
  };
}

/** Builds docs/licences.md from the lock file: what is shipped, under which licence. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      integrity: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      optional: z.boolean().optional(),
    }),
  ),
});

/** Licences that may be shipped with a programme under the MIT licence, without asking a lawyer first. */
const allowedLicences: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MIT-CMU',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
];

/** Their package.json says it otherwise than the lock file reads; their LICENSE file was read. */
const readByHand: Readonly<Record<string, string>> = { busboy: 'MIT', 'png-js': 'MIT', streamsearch: 'MIT' };

export type ShippedPackage = {
  name: string;
  version: string;
  licence: string | null;
  /** Installed on some machines only. */
  optional: boolean;
  /** Hash of what the registry serves, as the lock file writes it. */
  integrity: string | null;
};

/** Packages that an installation without development tools brings, by name and version. */
export function shippedPackages(root: string): ShippedPackage[] {
  const lock = lockSchema.parse(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));
  const marker = 'node_modules/';
  const found = new Map<string, ShippedPackage>();
  for (const [place, { version = '', license, integrity, dev, optional, devOptional }] of Object.entries(
    lock.packages,
  )) {
    if (!place.includes(marker) || dev === true) continue;
    const name = place.slice(place.lastIndexOf(marker) + marker.length);
    // The same version may be installed in two places.
    found.set(`${name}@${version}`, {
      name,
      version,
      licence: license ?? readByHand[name] ?? null,
      optional: optional === true || devOptional === true,
      integrity: integrity ?? null,
    });
  }
  return [...found.values()].sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1,
  );
}

/** True where one of the licences that the package offers is on the list ("MIT OR Apache-2.0"). */
export function isAllowed(licence: string | null): boolean {
  if (licence === null) return false;
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => allowedLicences.includes(one.trim())));
}

/** The text of docs/licences.md for a checkout at `root`. */
export function licencesDocument(root: string): string {
  const shipped = shippedPackages(root);
  const counts = new Map<string, number>();
  for (const { licence } of shipped) counts.set(licence ?? 'none', (counts.get(licence ?? 'none') ?? 0) + 1);
  const summary = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `| ${name} | ${count} |`);
  const lines = shipped.map(
    ({ name, version, licence, optional }) =>
      `| ${name} | ${version} | ${licence ?? 'none'} |${optional ? ' on some machines' : ''} |`,
  );
  return `# Licences of what is shipped

Generated from package-lock.json (node dist/scripts/write-licences.js). A test keeps it up to date and refuses a licence outside the list of scripts/licences.ts. The bill of materials in CycloneDX is made on demand, never stored: \`node dist/scripts/write-sbom.js > sbom.json\`.

| licence | packages |
|---|---|
${summary.join('\n')}

| package | version | licence | |
|---|---|---|---|
${lines.join('\n')}
`;
}

/** Writes docs/permissions.md. Run at the root of the checkout, after a build: node dist/scripts/write-permissions.js */
import { writeFileSync } from 'node:fs';
import { permissionsTable } from './permissions-table.ts';

writeFileSync('docs/permissions.md', permissionsTable());
process.stderr.write('docs/permissions.md est à jour.\n');

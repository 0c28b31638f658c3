/** Writes docs/licences.md. Run at the root of the checkout, after a build: node dist/scripts/write-licences.js */
import { writeFileSync } from 'node:fs';
import { licencesDocument } from './licences.ts';

writeFileSync('docs/licences.md', licencesDocument(process.cwd()));
process.stderr.write('docs/licences.md est à jour.\n');

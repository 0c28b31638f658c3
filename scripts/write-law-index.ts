/** Writes docs/law-index.md. Run at the root of the checkout, after a build: node dist/scripts/write-law-index.js */
import { mkdirSync, writeFileSync } from 'node:fs';
import { lawIndex } from './law-index.ts';

mkdirSync('docs', { recursive: true });
writeFileSync('docs/law-index.md', lawIndex(process.cwd()));
process.stderr.write('docs/law-index.md est à jour.\n');

/** Writes docs/privacy/*.md. Run at the root of the checkout, after a build: node dist/scripts/write-privacy-papers.js */
import { mkdirSync, writeFileSync } from 'node:fs';
import { privacyPapers } from './privacy-papers.ts';

mkdirSync('docs/privacy', { recursive: true });
for (const [name, text] of privacyPapers()) writeFileSync(`docs/privacy/${name}`, text);
process.stderr.write('docs/privacy est à jour.\n');

/** Writes the tables of docs/webhooks.md again. After a build, at the root: node dist/scripts/write-webhook-docs.js */
import { readFileSync, writeFileSync } from 'node:fs';
import { typesEnd, typesStart, webhookTypesSection } from './webhook-types.ts';

const file = 'docs/webhooks.md';
const text = readFileSync(file, 'utf8');
const [before, rest = ''] = text.split(typesStart);
const [, after] = rest.split(typesEnd);
if (before === undefined || after === undefined) throw new Error(`${file} has lost its marks`);
writeFileSync(file, `${before}${webhookTypesSection()}${after}`);
process.stderr.write(`${file} est à jour.\n`);

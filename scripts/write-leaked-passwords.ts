/**
 * Writes `src/access/leaked-passwords.json` from a list of leaked passwords, one a line (that of SecLists,
 * `10-million-password-list-top-1000000.txt`): `node dist/scripts/write-leaked-passwords.js LIST`. The words themselves are
 * not kept: truncated hashes are enough to refuse, and nobody has to read them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { leakHash } from '../src/access/leaked-passwords.ts';
import { minimumPasswordLength, plainLetters } from '../src/access/password-rules.ts';

const [, , list] = process.argv;
if (list === undefined) throw new Error('usage: write-leaked-passwords LIST');
const words = readFileSync(list, 'utf8').split(/\r?\n/).map(plainLetters);
const hashes = new Set(words.filter((word) => word.length >= minimumPasswordLength).map(leakHash));
const bytes = Buffer.from([...hashes].sort().join(''), 'hex');
writeFileSync(
  'src/access/leaked-passwords.json',
  `${JSON.stringify({ hashes: bytes.toString('base64') }, null, 2)}\n`,
);

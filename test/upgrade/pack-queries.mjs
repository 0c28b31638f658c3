/**
 * Packs noted queries, the shortest of each shape: `node test/upgrade/pack-queries.mjs <folder> <last migration>`.
 * Their values are not in them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const [folder = '', release = ''] = process.argv.slice(2);
const shapes = new Map();
for (const file of readdirSync(folder)) {
  const lines = readFileSync(path.join(folder, file), 'utf8').split('\n').slice(0, -1);
  for (const query of lines.map((line) => JSON.parse(line))) {
    if (!/^\s*(select|insert|update|delete|with)\b/i.test(query)) continue;
    const shape = shapeOf(query);
    const known = shapes.get(shape);
    if (known === undefined || query.length < known.length) shapes.set(shape, query);
  }
}
const queries = [...shapes.values()].sort();
writeFileSync(`test/upgrade/queries-${release}.json.gz`, gzipSync(JSON.stringify(queries), { level: 9 }));
process.stderr.write(`${queries.length} queries\n`);

/** Without how many rows or values: lists of any length are one shape. */
function shapeOf(query) {
  const value = '(?:\\?|default|null|true|false)';
  return query
    .replaceAll(/\$\d+/g, '?')
    .replaceAll(/'[^']*'/g, '?')
    .replaceAll(new RegExp(`\\(${value}(?:, ${value})*\\)`, 'g'), '(?)')
    .replaceAll(/\(\?\)(?:, ?\(\?\))+/g, '(?)');
}

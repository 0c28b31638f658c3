// tsc copies only code: the data files that stand beside it (figures of law, SQL, styles) go to dist/ here.
import { cpSync, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const kept = /\.(json|csv|sql|css|js|svg|ttf|woff2|yaml)$/;

for (const folder of ['src', 'db']) {
  const from = path.join(root, folder);
  if (!existsSync(from)) continue;
  cpSync(from, path.join(root, 'dist', folder), {
    recursive: true,
    filter: (source) => statSync(source).isDirectory() || kept.test(source),
  });
}

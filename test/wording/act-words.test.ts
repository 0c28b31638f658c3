import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { erasureKind } from '../../src/access/journal-check.ts';
import { obligationRows } from '../../src/law/obligation-figures.ts';
import { actInWords } from '../../src/wording/act-words.ts';

const root = new URL('../../', import.meta.url).pathname;
const places = ['db/stores', 'src/committee', 'src/portal'];

/** Kinds of acts as the code writes them: a noun, a dot, what happened to it. */
function kindsWritten(): string[] {
  const figures = new Set(obligationRows().map(({ id }) => String(id)));
  const files = places.flatMap((place) =>
    readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.join(root, place, name)),
  );
  const found = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/'([a-z][A-Za-z]*\.[a-z][A-Za-z]+)'/g)].map(
      ([, kind = '']) => kind,
    ),
  );
  return [...new Set([...found, erasureKind])].filter((kind) => !figures.has(kind)).sort();
}

describe('the story of a file', () => {
  it('has French words for every act that the code can write', () => {
    const kinds = kindsWritten();
    expect(kinds.length).toBeGreaterThan(40);
    const wordless = kinds.filter((kind) => {
      try {
        return actInWords(kind) === '';
      } catch {
        return true;
      }
    });
    expect(wordless).toEqual([]);
  });
});

/** The checklist of docs/security.md: what it names exists. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const text = readFileSync('docs/security.md', 'utf8');

describe('the security checklist', () => {
  it('names only files that exist', () => {
    const named = [...text.matchAll(/`((?:test|src|db|docs|scripts|bench)\/[\w./*-]+)`/g)].map(
      ([, path]) => path ?? '',
    );
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((path) => !existsSync(path.replace(/\/\*\*$/, '')))).toEqual([]);
  });

  it('says of each line what shows it, why it does not apply, or that it is missing', () => {
    const lines = text.split('\n').filter((line) => /^\| \d+\.\d+/.test(line));
    expect(lines.length).toBeGreaterThan(50);
    const without = lines.filter((line) => {
      const [, , state = '', proof = ''] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim());
      return (
        !(state === 'shown' && /`(test|docs)\//.test(proof)) &&
        !(['reason', 'read', 'missing'].includes(state) && proof !== '')
      );
    });
    expect(without).toEqual([]);
  });
});

/** The papers in docs/privacy are those that the pages print. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { privacyPapers } from '../../scripts/privacy-papers.ts';
import { registerSheet } from '../../src/access/privacy-papers/register-sheet.ts';
import { retentionRules } from '../../src/access/retention/rules.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the papers of data protection', () => {
  it.each([...privacyPapers()])('in docs/privacy are up to date: %s', (name, text) => {
    expect(readFileSync(`${root}docs/privacy/${name}`, 'utf8')).toBe(text);
  });

  it('print each duration in force, and say which one the landlord chose', () => {
    const policy = { version: 2, durations: { letter: 24 } };
    const sheet = JSON.stringify(registerSheet({ landlordName: 'Habitat', siren: null, policy }));
    for (const { name } of retentionRules) expect(sheet).toContain(name);
    expect(sheet).toContain('24 mois (choix du bailleur)');
    expect(sheet).toContain('Responsable du traitement : Habitat');
  });
});

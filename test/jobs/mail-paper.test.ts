/** Letters as papers: read back by the tools that people's readers are made of. */
import { describe, expect, it } from 'vitest';
import { composeLetter } from '../../src/committee/letters/compose-letter.ts';
import { defaultTemplates } from '../../src/committee/letters/default-templates.ts';
import type { LetterKind } from '../../src/committee/letters/letter-kind.ts';
import { sampleHousehold, sampleSituation } from '../../src/committee/letters/sample-situations.ts';
import { letterPdf, lettersPdf } from '../../src/jobs/mail-paper.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { pdfInfo, pdfPages, pdfStructure, pdfText, skipsPapers, unmarkedDrawings } from '../support/pdf.ts';

const on = civilDate('2026-12-04');
const letter = (kind: LetterKind, name: string) =>
  composeLetter(sampleSituation(kind, on), {
    sender: { name: 'Habitat Exemple', lines: ['1 place d’Armes', '57000 Metz'], place: 'Metz' },
    household: { ...sampleHousehold, name },
    on,
    template: { ...defaultTemplates[kind], version: 0 },
    reviewDays: 30,
  });
const address = ['24 rue du Moulin', '57100 Thionville'];

describe.skipIf(skipsPapers)('a letter on paper', () => {
  it('is tagged French text, addressed and dated, whole', async () => {
    const pdf = await letterPdf({ content: letter('irrecevability', 'Camille Martin'), address });
    expect(pdfInfo(pdf).get('Tagged')).toBe('yes');
    const text = pdfText(pdf);
    for (const expected of [
      'Camille Martin 24 rue du Moulin 57100 Thionville',
      'Metz, le 4 décembre 2026',
      'lettre recommandée avec avis de réception',
      'Ce courrier est un avertissement',
      'tribunal administratif',
    ]) {
      expect(text).toContain(expected);
    }
    expect(pdfStructure(pdf)).toMatch(/H1[\s\S]*Votre demande est jugée irrecevable/);
    expect(unmarkedDrawings(pdf)).toEqual([]);
  });

  it('shows no address where none may be shown', async () => {
    const text = pdfText(await letterPdf({ content: letter('rank', 'Camille Martin'), address: null }));
    expect(text).toContain('Camille Martin');
    expect(text).not.toContain('rue du Moulin');
  });

  it('never shares a sheet with another household’s, and counts its own pages', async () => {
    const names = ['Anne Un', 'Bruno Deux', 'Chloé Trois'];
    const kinds = ['postponed', 'nonAttribution', 'postponed'] as const;
    const letters = names.map((name, index) => ({
      content: letter(kinds[index] ?? 'postponed', name),
      address,
    }));
    const pages = pdfPages(await lettersPdf(letters));
    for (const name of names) {
      // Page 1 of the file is the front of a sheet: so is each odd page.
      expect(pages.findIndex((page) => page.includes(name)) % 2).toBe(0);
    }
    const firsts = pages.filter((page) => page.includes('Page 1 sur'));
    expect(firsts).toHaveLength(3);
  });
});

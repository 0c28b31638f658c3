import { describe, expect, it } from 'vitest';
import { composeLetter } from '../../../src/committee/letters/compose-letter.ts';
import { defaultTemplates } from '../../../src/committee/letters/default-templates.ts';
import { letterText } from '../../../src/committee/letters/letter-content.ts';
import { letterKinds } from '../../../src/committee/letters/letter-kind.ts';
import type { LetterSituation } from '../../../src/committee/letters/letter-situation.ts';
import { placeholdersOf, placeholderValues } from '../../../src/committee/letters/placeholders.ts';
import { checkTemplate } from '../../../src/committee/letters/template.ts';
import { frenchSpaces } from '../../../src/documents/typography.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { readLetterCases } from './read-situations.ts';

const cases = readLetterCases();

const write = (situation: LetterSituation, text = defaultTemplates[situation.kind]) =>
  composeLetter(situation, {
    sender: { name: 'Habitat Exemple', lines: ['1 place d’Armes', '57000 Metz'], place: 'Metz' },
    household: { number: '057112345678912345', name: 'Camille Martin' },
    on: civilDate('2026-12-04'),
    template: { ...text, version: 0 },
    reviewDays: 30,
  });

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

// Nobody outside learns these of a household (D-03, D-04), whatever the situation.
const neverAnywhere = [
  /violence/i,
  /nationalit/i,
  /handicap/i,
  /prostitution/i,
  /traite\b/i,
  /undefined|null|NaN/,
];

describe('what a letter says', () => {
  it.each(cases.map((row) => [row.nom, row] as const))('%s', (_name, row) => {
    const content = write(row.courrier);
    const text = plain(letterText(content));
    for (const expected of row.contient) expect(text).toContain(expected);
    for (const forbidden of row.jamais) expect(text).not.toContain(forbidden);
    for (const pattern of neverAnywhere) expect(text).not.toMatch(pattern);
    expect(content.traceable).toBe(row.recommande);
  });

  it('has a case for each kind of letter', () => {
    expect(new Set(cases.map(({ courrier }) => courrier.kind))).toEqual(new Set(letterKinds));
  });

  it('keeps sentences short enough to be read once', () => {
    const long = cases.flatMap(({ courrier }) =>
      write(courrier)
        .body.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
        .flatMap((text) => text.split(/(?<=[.!?]) /))
        .filter((sentence) => sentence.split(/\s+/).length > 34),
    );
    expect(long).toEqual([]);
  });

  it('writes apostrophes and spaces as French print does', () => {
    for (const { courrier } of cases) {
      const text = letterText(write(courrier));
      expect(text).not.toContain("'");
      expect(frenchSpaces(text)).not.toMatch(/ [;:!?]/);
    }
  });
});

describe('a template', () => {
  it.each(letterKinds)('of the software holds for %s, and every word it may use has a value', (kind) => {
    expect(checkTemplate(kind, defaultTemplates[kind])).toMatchObject({ ok: true });
    const situation = cases.find(({ courrier }) => courrier.kind === kind)?.courrier;
    if (!situation) throw new Error(`no case for ${kind}`);
    const given = { ...placeholderValues(situation), organisme: '', numero: '', date: '' };
    expect(Object.keys(given).sort()).toEqual([...placeholdersOf[kind].allowed].sort());
  });

  const faultsOf = (kind: (typeof letterKinds)[number], text: { subject: string; body: string }) => {
    const checked = checkTemplate(kind, text);
    return checked.ok ? [] : checked.refusal;
  };
  const { subject, body } = defaultTemplates.nonAttribution;

  it('with a word that does not exist is refused, and the words that do are named', () => {
    const [fault] = faultsOf('nonAttribution', { subject, body: `${body}\n\n{{nationalite}}` });
    expect(fault).toContain('« {{nationalite}} » n’existe pas');
    expect(fault).toContain('{{motifs}}');
    expect(faultsOf('nonAttribution', { subject, body: `${body}\n\n{{rang}}` })).toHaveLength(1);
  });

  it('of a refusal without its reasons is refused', () => {
    const without = body.replace('{{motifs}}', '');
    expect(faultsOf('nonAttribution', { subject, body: without })[0]).toContain('Il manque « {{motifs}} »');
  });

  it('holds a list only alone in its paragraph, never in the subject', () => {
    const inside = { subject, body: body.replace('{{motifs}}', 'Parce que {{motifs}}') };
    expect(faultsOf('nonAttribution', inside)[0]).toContain('seul dans son paragraphe');
    expect(faultsOf('nonAttribution', { subject: '{{motifs}}', body })[0]).toContain('dans l’objet');
  });

  it('with a brace left open is refused', () => {
    expect(faultsOf('nonAttribution', { subject, body: `${body} {{date` })[0]).toContain('accolade');
  });

  it('emptied of all but its words keeps what the law has it say', () => {
    const situation = cases.find(({ courrier }) => courrier.kind === 'irrecevability')?.courrier;
    if (!situation) throw new Error('no case');
    const text = plain(
      letterText(write(situation, { subject: 'Objet', body: '{{date_decision}}\n\n{{motifs}}' })),
    );
    expect(text).toContain('Ce courrier est un avertissement');
    expect(text).toContain('tribunal administratif');
    expect(text).toContain('L311-3-1');
  });

  it('does not read what a household or a committee wrote as a placeholder', () => {
    const situation = cases.find(({ courrier }) => courrier.kind === 'caseAnswered')?.courrier;
    if (situation?.kind !== 'caseAnswered') throw new Error('no case');
    const text = letterText(write({ ...situation, answer: 'Voir {{numero}} et {{motifs}}.' }));
    expect(text).toContain('Voir {{numero}} et {{motifs}}.');
  });
});

import { describe, expect, it } from 'vitest';
import { convocationPaper, voiceInWords } from '../../../src/committee/papers/convocation-paper.ts';
import { folderPaper } from '../../../src/committee/papers/folder-paper.ts';
import { minutesPaper } from '../../../src/committee/papers/minutes-paper.ts';
import { minutesSheets } from '../../../src/committee/papers/minutes-sheets.ts';
import type { SessionView } from '../../../src/committee/session-view.ts';
import { sheetRows } from '../../../src/committee/sheet-rows.ts';
import type { Paper } from '../../../src/documents/pdf/model.ts';
import { paperBytes } from '../../../src/documents/pdf/write-paper.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { pdfBookmarks, pdfPages, pdfText, skipsPapers, unmarkedDrawings } from '../../support/pdf.ts';
import { chair, makeAgendaHome, makeMinutes, makeSitting, mayor, members, proof } from './make-sitting.ts';

const createdAt = new Date('2026-11-12T08:00:00Z');
const landlordName = 'Moselle & Meurthe Habitat';
const folderOf = (view: SessionView): Paper =>
  folderPaper({ view, homes: view.homes, landlordName, createdAt });
const convocationOf = (view: SessionView, member: (typeof members)[number] | null): Paper =>
  convocationPaper({ view, landlordName, member, on: civilDate('2026-11-12'), createdAt });
/** Everything that a paper says, as one text. */
const said = (paper: Paper): string => JSON.stringify(paper);

// Names of columns and of values as the code writes them: none may reach a reader.
const codeWords =
  /[a-z]+[A-Z][a-z]+(?![^"]*":)|\bundefined\b|\bnull\b|\[object|NaN|rankedAttribution|proposedRank/;

describe('the convocation of a member', () => {
  const view = makeSitting(6);

  it('says for each home whether the member votes, is heard or is not concerned', () => {
    const voice = (id: string, home: number) => {
      const member = members.find((one) => one.id === id) ?? chair;
      return voiceInWords(makeAgendaHome(home), member, members, view.bylaws);
    };
    expect(voice('admin-1', 1)).toBe('vote');
    expect(voice('maire', 1)).toBe('vote, voix prépondérante');
    // Home 3 stands in Thionville.
    expect(voice('maire', 3)).toBeNull();
    expect(voice('insertion', 3)).toBe('voix consultative');
    expect(voice('suppleant-2', 3)).toBe('vote, en l’absence de Jean Klein');
  });

  it('lists for a mayor the homes of the commune only, under their numbers of the agenda', () => {
    const table = convocationOf(view, mayor).blocks.find((block) => block.kind === 'table');
    expect(table?.kind === 'table' && table.rows.map(([position]) => position)).toEqual(['1', '2', '4', '5']);
    expect(said(convocationOf(view, mayor))).toContain('Vous siégez pour 4');
  });

  it('labels what the règlement leaves by default, and nothing that the board adopted', () => {
    const rules = (defaults: string[]) =>
      said(convocationOf({ ...view, bylaws: { ...view.bylaws, defaults } }, chair));
    expect(rules(['quorum'])).toContain('présents ou représentés (valeur par défaut)');
    expect(rules([])).not.toContain('par défaut');
  });

  it('says day, hour and place, and that a draft is not yet a convocation', () => {
    const paper = said(convocationOf(view, chair));
    for (const word of ['samedi 21', '9 h 30', 'Salle du conseil']) expect(paper).toContain(word);
    expect(paper).not.toContain('pas encore convoquée');
    const draft = { ...view, session: { ...view.session, state: 'draft' as const } };
    expect(said(convocationOf(draft, chair))).toContain('pas encore convoquée');
  });

  it('says that a member whom no home concerns has none', () => {
    const thionville = { ...view, homes: [makeAgendaHome(3)] };
    expect(said(convocationOf(thionville, mayor))).toContain(
      'Aucun logement de l’ordre du jour ne vous concerne.',
    );
  });
});

describe('the members’ folder', () => {
  const view = makeSitting(4);

  it('shows the same facts in the same order for every candidate, by unique number and never by rank', () => {
    const { candidates } = makeAgendaHome(1);
    const rows = sheetRows(candidates);
    for (const { cells } of rows) expect(cells).toHaveLength(candidates.length);
    expect(rows.map(({ label }) => label)).not.toContain('Rang proposé');
  });

  it('marks only what differs from most of the others', () => {
    const rows = sheetRows(makeAgendaHome(1).candidates);
    const row = (label: string) =>
      rows.find((one) => one.label === label)?.cells.map(({ differs }) => differs);
    expect(row('1er quartile')).toEqual([false, true, false]);
    expect(row('Taux d’effort')).toEqual([false, false, false]);
    expect(row('Demande depuis')).toEqual([true, true, true]);
  });

  it('says no unique number while identities are masked, and none of the next five', () => {
    const [home] = view.homes;
    const numbers = [...(home?.candidates ?? []), ...(home?.agenda.next ?? [])].map(({ number }) => number);
    const paper = (identitiesMasked: boolean) =>
      said(folderOf({ ...view, bylaws: { ...view.bylaws, identitiesMasked } }));
    expect(numbers).toHaveLength(8);
    expect(numbers.filter((number) => paper(true).includes(number))).toEqual([]);
    expect(numbers.filter((number) => !paper(false).includes(number))).toEqual([]);
  });

  it('puts what the calculation proposes after the candidates, with the five who come next', () => {
    const captions = folderOf(makeSitting(1)).blocks.flatMap((block) => {
      const blocks = block.kind === 'together' ? block.blocks : [block];
      return blocks.flatMap((one) => ('caption' in one ? [one.caption] : []));
    });
    expect(captions).toEqual([
      'Logements de la séance',
      'Demandes à examiner, dans l’ordre des numéros uniques',
      'Ce que le calcul propose',
      'Les 5 suivants que la commission peut demander à voir',
    ]);
  });

  it('never says that owning a home cannot be opposed, from which a protection could be guessed', () => {
    const [open] = makeSitting(1).homes;
    if (!open) throw new Error('no home');
    const other = open.candidates.map((candidate) => ({ ...candidate, ownershipNotOpposable: false }));
    const paper = (home: typeof open) => said(folderOf({ ...view, homes: [home] }));
    expect(open.candidates.some(({ ownershipNotOpposable }) => ownershipNotOpposable)).toBe(true);
    expect(paper(open)).toBe(paper({ ...open, candidates: other }));
  });

  it('keeps the numbers of the agenda where a reader may read some homes only', () => {
    const paper = folderPaper({ view, homes: view.homes.slice(2), landlordName, createdAt });
    const headings = paper.blocks.flatMap((block) =>
      block.kind === 'heading' && block.level === 2 ? [block.text.slice(0, 2)] : [],
    );
    expect(headings).toEqual(['3.', '4.']);
  });

  it('says the exception to the three candidates with its evidence, or that none is established', () => {
    const home = makeAgendaHome(1, 2);
    const paper = (candidatesCheck: typeof home.candidatesCheck) =>
      said(folderOf({ ...view, homes: [{ ...home, candidatesCheck }] }));
    const exception = {
      ground: 'notEnoughCandidates',
      evidence: 'Recherche du 12 novembre : 2 ménages éligibles sur 1 240.',
      on: civilDate('2026-11-12'),
    } as const;
    expect(paper({ state: 'exception', count: 2, exception })).toContain(exception.evidence);
    expect(paper({ state: 'blocked', count: 2, possible: null })).toContain('Aucune exception n’est établie');
  });
});

describe('the minutes', () => {
  const content = makeMinutes(3);
  const paper = minutesPaper({ content, proof, homes: [] });

  it('carry the record of each decision: number, rank, condition and day, reasons with article, criteria', () => {
    const text = said(paper);
    for (const word of [
      'Attribution sous condition suspensive',
      'Rang 1',
      'Avis d’imposition 2025, avant le 06/12/2026',
      'sont trop élevés au regard des ressources (CCH L441-1, R441-3-1).',
      'Critères examinés : composition du ménage',
      'Informations à compléter',
      'celle de Quentin Walter, maire de la commune du logement, l’a emporté',
      'Karima Benali : sans part à ce logement',
      'L’ordre décidé n’est pas celui que le calcul proposait : urgence sociale signalée.',
    ])
      expect(text).toContain(word);
  });

  it('carry their proof: the hash of the text and the place in the journal, on each page and at the end', () => {
    expect(paper.footer).toMatch(/ligne 1.412, empreinte b81d55e0c7f3429a$/);
    expect(said(paper)).toContain(proof.contentHash);
    expect(said(paper)).toContain(proof.journalHash);
  });

  it('stay the same to the byte, and tell a later correction apart', async () => {
    const again = minutesPaper({ content, proof, homes: [] });
    expect((await paperBytes(again)).equals(await paperBytes(paper))).toBe(true);
    const home = makeAgendaHome(1);
    const correction = {
      id: 'd2',
      sessionId: 's',
      vacancyId: 'v',
      decidedAt: new Date('2026-11-24T09:00:00Z'),
      recordedBy: 'Sophie Œuvrard',
      candidates: [],
      vote: null,
      departure: null,
      supersedes: 'd1',
      sitting: { voices: home.voices, examined: 3 },
      why: 'Le numéro du deuxième candidat était faux.',
    };
    const corrected = said(minutesPaper({ content, proof, homes: [{ ...home, history: [correction] }] }));
    expect(corrected).toContain('Rectifications après la clôture');
    expect(corrected).toContain('Le numéro du deuxième candidat était faux.');
    const before = { ...correction, decidedAt: new Date('2026-11-21T10:00:00Z') };
    expect(said(minutesPaper({ content, proof, homes: [{ ...home, history: [before] }] }))).not.toContain(
      'Rectifications',
    );
  });

  it('become a workbook with one row for each candidate’s decision', () => {
    const [decisions, homes] = minutesSheets(content, proof);
    expect(decisions?.rows).toHaveLength(6);
    expect(homes?.rows).toHaveLength(3);
    for (const sheet of minutesSheets(content, proof)) {
      for (const row of sheet.rows) expect(row).toHaveLength(sheet.columns.length);
    }
    const rank = decisions?.columns.findIndex(({ header }) => header === 'Rang') ?? -1;
    expect(decisions?.rows[0]?.[rank]).toBe(1);
  });
});

describe.skipIf(skipsPapers)('the papers of a sitting, read back from the PDF', () => {
  const view = makeSitting(30, (home) => 3 + (home % 3));
  const papers: [string, Paper][] = [
    ['convocation', convocationOf(view, mayor)],
    ['folder', folderOf(view)],
    ['minutes', minutesPaper({ content: makeMinutes(3), proof, homes: [] })],
  ];

  it.each(papers)('the %s speaks French only: no name of a field, no empty value', async (_, paper) => {
    expect(pdfText(await paperBytes(paper))).not.toMatch(codeWords);
  });

  it.each(papers)('the %s leaves nothing outside of its structure', async (_, paper) => {
    expect(unmarkedDrawings(await paperBytes(paper))).toEqual([]);
  });

  it('the folder has a bookmark for each home and every page says its place', async () => {
    const bytes = await paperBytes(folderOf(view));
    const [folder] = pdfBookmarks(bytes);
    expect(folder?.under).toHaveLength(30);
    expect(folder?.under[2]?.title).toBe('3. T3, Thionville');
    const pages = pdfPages(bytes);
    expect(pages.at(-1)).toContain(`Page ${pages.length} sur ${pages.length}`);
  });

  it('a home with three candidates takes one page of the folder', async () => {
    expect(pdfPages(await paperBytes(folderOf(makeSitting(8))))).toHaveLength(9);
  });
});

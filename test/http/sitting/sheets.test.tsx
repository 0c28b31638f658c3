import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { decisionNames } from '../../../src/committee/decision.ts';
import type { AgendaCandidate } from '../../../src/committee/session.ts';
import type { CandidateView } from '../../../src/committee/session-view.ts';
import { columnName, sheetRows } from '../../../src/committee/sheet-rows.ts';
import { frenchSpaces } from '../../../src/documents/typography.ts';
import { isBrief, SharedLists } from '../../../src/http/pages/sitting/brief-fields.tsx';
import { codesByWords, decisionChoices } from '../../../src/http/pages/sitting/decision-choices.ts';
import { CandidateFieldset } from '../../../src/http/pages/sitting/decision-fields.tsx';
import { ProposedOrder } from '../../../src/http/pages/sitting/home-sections.tsx';
import { SheetsTable } from '../../../src/http/pages/sitting/sheets-table.tsx';
import { targetMoves } from '../../../src/http/pages/sitting/target-moves.ts';
import {
  emptyDecision,
  readTypedDecision,
  type TypedDecision,
} from '../../../src/http/pages/sitting/typed-decision.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import type { QuotaResult } from '../../../src/matching/run-result.ts';

const candidate = (
  number: string,
  sheet: Partial<AgendaCandidate['sheet']> = {},
  more: Partial<AgendaCandidate> = {},
): CandidateView => ({
  opinions: [],
  ownershipNotOpposable: false,
  sessionId: 's',
  vacancyId: 'v',
  number,
  position: 0,
  proposedRank: null,
  totalPoints: null,
  origin: 'proposal',
  priorityInWords: null,
  sheet: {
    number,
    householdInWords: '2 adultes',
    persons: 2,
    monthlyResourcesCents: 150_000,
    resourcesEvidence: 'proved',
    seniorityMonths: 14,
    dalo: false,
    priority: false,
    firstQuartile: false,
    transfer: 'none',
    aplCents: null,
    aplEstimated: false,
    netCostCents: 40_000,
    effortRate: 0.26,
    residualPerUnitPerDayCents: null,
    toExamine: [],
    ...sheet,
  },
  ...more,
});

const cellsOf = (candidates: CandidateView[], fact: string) =>
  sheetRows(candidates).find((row) => row.label === fact)?.cells ?? [];

describe('sheets side by side', () => {
  it('give everybody the same facts in the same order', () => {
    const rows = sheetRows([candidate('1'), candidate('2', { persons: 5, dalo: true })]);
    expect(rows.every(({ cells }) => cells.length === 2)).toBe(true);
    expect(rows.map(({ label }) => label)).toEqual(sheetRows([candidate('3')]).map(({ label }) => label));
  });

  it('mark who differs from most, and nobody where all are alike', () => {
    const three = [candidate('1'), candidate('2'), candidate('3', { persons: 4 })];
    expect(cellsOf(three, 'Personnes à loger').map(({ differs }) => differs)).toEqual([false, false, true]);
    expect(cellsOf(three, 'Demande depuis').some(({ differs }) => differs)).toBe(false);
  });

  it('mark everybody where no two are alike', () => {
    const two = [candidate('1'), candidate('2', { monthlyResourcesCents: 90_000 })];
    expect(cellsOf(two, 'Ressources par mois').map(({ differs }) => differs)).toEqual([true, true]);
  });

  it('say whether income is proved, and that an unknown is unknown', () => {
    const [declared, unknown] = cellsOf(
      [candidate('1', { resourcesEvidence: 'declared' }), candidate('2', { monthlyResourcesCents: null })],
      'Ressources par mois',
    );
    expect(declared?.note).toBe('déclarées, sans justificatif');
    expect(unknown?.text).toBe('inconnues');
  });

  it('say a priority without its ground', () => {
    const [cell] = cellsOf([candidate('1', { priority: true })], 'Priorité reconnue');
    expect(cell?.text).toBe('situation prioritaire (L441-1)');
  });

  it('never hold the unique number nor a proposed rank', () => {
    const rows = sheetRows([candidate('057012345678901234', {}, { proposedRank: 1, totalPoints: 87 })]);
    expect(JSON.stringify(rows)).not.toMatch(/057012345678901234|"87"|rang/i);
  });
});

describe('"si cette décision passe"', () => {
  const quota: QuotaResult = {
    targetId: 'q1',
    name: '1er quartile hors QPV',
    class: 'statutory',
    share: 0.25,
    number: null,
    signedTotal: 10,
    signedInGroup: 2,
    unknown: 0,
    expectedTotal: 12,
    expectedInGroup: 3,
    missing: 0,
    pricePoints: 0,
    candidatesInGroup: 2,
    atCap: false,
    shortage: null,
    capPoints: 10,
    homes: 2,
    vacanciesWithoutCandidate: [],
  };
  const map = {
    acceptance: new Map([
      ['h1', 0.5],
      ['h2', 0.5],
    ]),
    targets: [{ id: 'q1', homes: new Set(['h1', 'h2']), numbers: new Set(['low']) }],
  };
  const proposed = new Map([
    ['h1', ['low', 'other']],
    ['h2', ['other']],
  ]);
  const moved = (chosen: readonly string[], decided: [string, string[]][] = []) =>
    targetMoves({ map, quotas: [quota], proposed, decided: new Map(decided), vacancyId: 'h1', chosen })[0];

  it('stays where it was when the proposal is followed', () => {
    const move = moved(['low', 'other']);
    expect(move?.after).toEqual(move?.before);
    expect(move?.before).toEqual({ inGroup: 3, total: 12 });
  });

  it('moves by the chance that an offer at each rank signs', () => {
    expect(moved(['other', 'low'])?.after).toEqual({ inGroup: 2.75, total: 12 });
    expect(moved(['other'])?.after).toEqual({ inGroup: 2.5, total: 11.75 });
  });

  it('counts what the sitting has already decided elsewhere', () => {
    expect(moved(['low', 'other'], [['h2', ['low']]])?.before).toEqual({ inGroup: 3.5, total: 12 });
  });

  it('is silent for a home that no target counts', () => {
    const other = { ...map, targets: [{ id: 'q1', homes: new Set(['h2']), numbers: new Set(['low']) }] };
    const input = {
      map: other,
      quotas: [quota],
      proposed,
      decided: new Map(),
      vacancyId: 'h1',
      chosen: ['low'],
    };
    expect(targetMoves(input)).toEqual([]);
  });
});

describe('a form of many candidates', () => {
  const choices = decisionChoices({ fragileResidence: false }, civilDate('2026-11-21'));
  const codes = codesByWords(choices);

  it('takes reasons and documents by their words, and leaves what it does not know to be refused', () => {
    const reason = choices.reasons[0]?.options[0];
    const document = choices.documents[0];
    const body = { candidat: ['a', 'b'], 'motif-0': [reason?.label, ''], 'piece-1': document?.label };
    const [first, second] = readTypedDecision({ ...body, 'motif-1': 'inconnu' }, codes).candidates;
    expect(first?.reasons).toEqual([reason?.code]);
    expect(second?.document).toBe(document?.code);
    expect(second?.reasons).toEqual(['inconnu']);
  });

  it('takes every reason and document of its lists as the page shows them', () => {
    const html = frenchSpaces(renderToString(<SharedLists choices={choices} />));
    const values = [...html.matchAll(/<option value="([^"]*)"/g)].map(([, value = '']) => value);
    const body = { candidat: values, ...Object.fromEntries(values.map((one, at) => [`motif-${at}`, one])) };
    const reasons = readTypedDecision(body, codes).candidates.flatMap((one) => one.reasons);
    const known = choices.reasons.flatMap(({ options }) => options.map(({ code }) => code));
    expect(reasons.slice(0, known.length)).toEqual(known);
    const asked = { candidat: values, ...Object.fromEntries(values.map((one, at) => [`piece-${at}`, one])) };
    const documents = readTypedDecision(asked, codes).candidates.map(({ document }) => document);
    expect(documents.slice(known.length)).toEqual(choices.documents.map(({ code }) => code));
  });

  const forty = Array.from({ length: 40 }, (_, index) =>
    candidate(String(index).padEnd(18, '0'), {
      householdInWords: `2 adultes, 3 enfants de ${index % 3}, 5 et 10 ans`,
      monthlyResourcesCents: 150_000 + index,
      resourcesEvidence: 'declared',
      residualPerUnitPerDayCents: 1_000 + index,
    }),
  );
  const empty = emptyDecision(
    forty.map(({ number }) => number.padEnd(62, 'x')),
    [],
    { key: 'k', version: 1 },
  );
  const fields = (typed: TypedDecision) =>
    typed.candidates
      .map((own, index) =>
        renderToString(
          <CandidateFieldset
            index={index}
            brief={isBrief(forty)}
            name={columnName(index)}
            household={forty[index]?.sheet.householdInWords ?? ''}
            typed={own}
            ranks={10}
            choices={choices}
            problems={[]}
          />,
        ),
      )
      .join('');

  it('weighs less than 95 kB for forty candidates with their sheets, with nothing ticked', () => {
    const sheets = <SheetsTable candidates={forty} identities={null} />;
    const form = fields(empty) + renderToString(<SharedLists choices={choices} />);
    const html = renderToString(sheets) + form + renderToString(<ProposedOrder candidates={forty} />);
    expect(Buffer.byteLength(html)).toBeLessThan(95_000);
    expect(form).not.toMatch(/\s(checked|selected)/);
    for (const name of Object.values(decisionNames)) expect(form.split(name)).toHaveLength(41);
  });

  it('shows again what was typed for a candidate, opened where something is', () => {
    const document = choices.documents[0];
    const filled = {
      kind: 'suspensiveAttribution',
      rank: '2',
      document: document?.code ?? '',
      dueOn: '2026-12-15',
    };
    const note = 'Réponse attendue le 15';
    const candidates = empty.candidates.map((own, index) =>
      index === 0 ? { ...own, ...filled, note } : own,
    );
    const html = fields({ ...empty, candidates });
    expect(html.match(/<details open/g)).toHaveLength(1);
    const fieldset = html.slice(0, html.indexOf('</fieldset>'));
    for (const value of [
      'value="2"',
      `value="${document?.label}"`,
      'value="2026-12-15"',
      `>${note}<`,
      'checked',
    ])
      expect(fieldset).toContain(value);
  });
});

describe('the foot of a home', () => {
  it('orders those whom the run ordered, and names the others without a rank', () => {
    const html = renderToString(
      <ProposedOrder
        candidates={[candidate('1', {}, { proposedRank: 1, totalPoints: 87 }), candidate('2')]}
      />,
    );
    expect(html.match(/<th scope="row"/g)).toHaveLength(1);
    expect(html).toContain('Hors du calcul, sans rang proposé : Candidat B.');
  });
});

/** What the other returns hold: flows by holder, deductions by département, public designations, quarters, the board, the convention. */
import { describe, expect, it } from 'vitest';
import type { FlowPlan } from '../../../src/committee/orientation/flow-plan.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import type { ReportingFacts } from '../../../src/reporting/facts.ts';
import { returnOf } from '../../../src/reporting/returns/calendar.ts';
import { factsPeriodOf, makeReturn } from '../../../src/reporting/returns/make-return.ts';
import type { ReturnContent } from '../../../src/reporting/returns/return-content.ts';
import { cellInWords } from '../../../src/reporting/screen/cell-words.ts';
import { factsWith, makeLeases } from '../indicators/make-leases.ts';
import { readYear } from '../indicators/year-fixture.ts';

const nancy = '54395';
const january = civilDate('2027-01-20');

const plan2027: FlowPlan = {
  year: 2027,
  source: 'prévision du bailleur',
  estimated: false,
  vacated: 900,
  newDeliveries: 60,
  newProgrammesInFlow: true,
  deducted: { internalTransfers: 10, urbanRenewal: 4, orcod: 0, unfitHousing: 0, sale: 3 },
  prefetSubstituted: 0,
  namedHomes: 0,
  rounding: 'nearest',
  tenseCommunes: null,
  largeAreaDepartements: null,
  conventions: [],
};

const year: ReportingFacts = {
  ...factsWith([
    ...makeLeases(3, { holderId: 'als', constructionYear: 1975 }),
    ...makeLeases(2, { typology: 'T2', qpvCode: 'QN05711M', constructionYear: 1960 }),
    ...makeLeases(3, { transfer: 'internal' }, { deducted: 'internalTransfer' }),
    ...makeLeases(1, { transfer: 'internal', insee: nancy }, { deducted: 'internalTransfer' }),
    ...makeLeases(1, { insee: nancy, relocated: true }, { deducted: 'sale' }),
  ]),
  stock: [
    { insee: '57463', qpvCode: null, typology: 'T3', homes: 800 },
    { insee: nancy, qpvCode: null, typology: 'T3', homes: 200 },
  ],
  flowPlans: [plan2027],
};

function made(key: string, facts: ReportingFacts, today = january): ReturnContent {
  const due = returnOf(key, facts)!;
  return makeReturn(due, { ...facts, ...factsPeriodOf(due) }, { today, k: 11 });
}

function rowsOf(content: ReturnContent, table: string): string[] {
  const rows = content.tables.find(({ key }) => key === table)?.rows ?? [];
  return rows.map((row) => row.map(cellInWords).join(' | ').replaceAll('\u00a0', ' '));
}

const keysOf = ({ checks }: ReturnContent) => checks.map(({ key }) => key);

describe('the report of the flow to a holder', () => {
  const content = made('flow.2026.als', year);

  it('names what was let by holder, typology, financing, QPV, commune and period of construction', () => {
    expect(content.tables.find(({ key }) => key === 'homes')?.columns.map(({ title }) => title)).toEqual([
      ...['Réservataire', 'Typologie', 'Financement', 'Quartier', 'Commune', 'Période de construction'],
      ...['Logements proposés', 'Logements attribués (bail signé)'],
    ]);
    expect(rowsOf(content, 'homes')).toContain(
      'Action Logement | T3 | PLUS | hors QPV | Metz | 1975 à 1989 | 0 | 3',
    );
    expect(
      rowsOf(content, 'homes').some((row) => /T2 \| PLUS \| QPV \| Metz \| 1949 à 1974 \| 0 \| 2$/.test(row)),
    ).toBe(true);
    expect(content.whole).toEqual({ count: 10, unit: 'bail' });
    expect(keysOf(content)).toContain('let-without-offer');
  });

  it('shares the forecast of each category by last year’s result, else by the stock, in whole homes', () => {
    // Mutations : 3 en Moselle, 1 en Meurthe-et-Moselle : 10 se partagent 7,5 et 2,5. Renouvellement urbain : aucun
    // l’an passé, 4 se partagent comme le parc, 3,2 et 0,8. Ventes : un seul relogement, à Nancy.
    const rows = rowsOf(content, 'deducted');
    expect(rows.filter((row) => row.includes('Mutations'))).toEqual([
      'Meurthe-et-Moselle | Mutations de locataires du bailleur | 3 | 1',
      'Moselle | Mutations de locataires du bailleur | 7 | 3',
    ]);
    expect(rows.filter((row) => row.includes('renouvellement'))).toEqual([
      'Meurthe-et-Moselle | Relogements du renouvellement urbain | 1 | 0',
      'Moselle | Relogements du renouvellement urbain | 3 | 0',
    ]);
    expect(rows).toContain('Meurthe-et-Moselle | Relogements pour une vente | 3 | 1');
    expect(rows).toContain('Moselle | Relogements pour une vente | 0 | 0');
    expect(content.notes.join(' ')).toContain('répartie entre les départements');
  });

  it('is blocked while the forecast is missing or estimated', () => {
    expect(keysOf(content)).not.toContain('flow-plan-missing');
    expect(keysOf(made('flow.2026.als', { ...year, flowPlans: [] }))).toContain('flow-plan-missing');
    const estimated = { ...year, flowPlans: [{ ...plan2027, estimated: true }] };
    expect(keysOf(made('flow.2026.als', estimated))).toContain('flow-plan-estimated');
  });

  it('holds for a conference the homes of its EPCI alone', () => {
    const metz = made('conference.2026.200039865', year);
    expect(metz.whole.count).toBe(8);
    expect(rowsOf(metz, 'homes').some((row) => row.includes('Nancy'))).toBe(false);
  });
});

describe('the other returns of a year', () => {
  const { facts: byHand } = readYear();

  it('hide small counts of the public account of designations, and never hold the grounds of a priority', () => {
    const content = made('designations.2026.57', year);
    expect(content.tables.map(({ columns }) => columns.length)).toEqual([5]);
    for (const row of rowsOf(content, 'contingents')) {
      expect(
        row
          .split(' | ')
          .slice(1)
          .every((cell) => cell === 'secret'),
      ).toBe(true);
    }
    const many = { ...year, leases: makeLeases(400, { dalo: true, priority: true }) };
    expect(rowsOf(made('designations.2026.57', many), 'contingents').join(' ')).toContain('400');
  });

  it('give each holder’s quarter in the département, and what it lacks over the whole stock', () => {
    // 25 % de 10 logements réservés à Action Logement : 3 (2,5 arrondi) ; un seul ménage DALO : il en manque 2.
    const quarter = {
      ...year,
      leases: [
        ...makeLeases(1, { holderId: 'als', dalo: true }),
        ...makeLeases(8, { holderId: 'als' }),
        ...makeLeases(1, { holderId: 'als', insee: nancy }),
      ],
    };
    const content = made('quarters.2026.57', quarter);
    expect(rowsOf(content, 'departement')).toContain(
      'Action Logement | Contingent d’Action Logement Services | 9 | 1 | 0 | 11,11 % | 25 %',
    );
    expect(rowsOf(content, 'whole')).toContain(
      'Action Logement | Contingent d’Action Logement Services | 10 | 1 | 0 | 10 % | 25 % | 2',
    );
  });

  it('tell the board of three sittings, nine homes and twenty-six files', () => {
    const stock = [{ insee: '57463', qpvCode: null, typology: 'T3' as const, homes: 800 }];
    const content = made('committee.2026', { ...byHand, stock });
    expect(content.whole).toEqual({ count: 26, unit: 'dossier' });
    expect(rowsOf(content, 'sittings').map((row) => row.split(' | ').slice(1))).toEqual([['3', '9', '26']]);
    expect(keysOf(made('committee.2026', { ...byHand, stock, sittings: [] }))).toContain('no-sitting');
  });

  it('print PP-5 with its reference and its commitment, year by year, and name the years that are not held', () => {
    const signed = {
      ...byHand,
      commitments: byHand.commitments.map((row) => ({ ...row, rates: [{ year: 2024, share: 0.3 }] })),
    };
    const content = made('convention.2024-2026', signed);
    const moselle = rowsOf(content, 'pp5').find((row) => row.startsWith('2026 | Moselle'));
    expect(moselle).toMatch(/^2026 \| Moselle \| 1 280 \| 29 % \| 30 % \| /);
    expect(rowsOf(content, 'pp5').find((row) => row.includes('Parc en vente'))).toMatch(/\| —$/);
    expect(keysOf(content)).toEqual(expect.arrayContaining(['no-lease-2024', 'late-start-2025']));
    expect(content.tables.map(({ key }) => key)).toEqual([
      ...['pp5', 'ps1', 'ps2', 'ps2OutsideQpv', 'ps3', 'moves'],
    ]);
  });
});

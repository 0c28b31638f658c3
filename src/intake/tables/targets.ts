/**
 * Targets by territory and year, in the shape that conventions print them: a share, a number, "Parc en vente",
 * "non significatif" or an empty cell; one column `goal` with its `year`, or one column a year (`goal_2026`).
 */
import {
  type ScarceHomes,
  type Target,
  type TargetClass,
  type TargetGoal,
  type TargetKind,
  type TargetProgress,
  targetKinds,
} from '../../domain/target.ts';
import { parseDecimal } from '../amount.ts';
import type { Cells } from '../cells.ts';
import { readCommunes } from '../compact-values.ts';
import type { RowContext, Table } from '../csv/table.ts';
import { readTypology } from '../words.ts';
import { isWhole } from './homes.ts';

export type TargetRow = { target: Target; progress: TargetProgress };

const kindWords: Readonly<Record<string, TargetKind>> = {
  ...Object.fromEntries(targetKinds.map((kind) => [kind.toLowerCase(), kind])),
  'q1-hors-qpv': 'q1OutsideQpv',
  'hors-q1-en-qpv': 'nonQ1InQpv',
  'quart-bailleur': 'quarterLandlord',
  'quart-collectivites': 'quarterCollectivity',
  'quart-action-logement': 'quarterActionLogement',
  mutations: 'transfersAnyLandlord',
  'mutations-internes': 'internalTransfers',
  'logements-liberes': 'scarceHomesFreed',
};

/** What a target is where its row does not say: quotas of the Code, the convention's PP-5, the landlord's own aim. */
const classOfKind: Readonly<Record<TargetKind, TargetClass>> = {
  q1OutsideQpv: 'statutory',
  nonQ1InQpv: 'statutory',
  quarterLandlord: 'statutory',
  quarterCollectivity: 'statutory',
  quarterActionLogement: 'statutory',
  transfersAnyLandlord: 'convention',
  internalTransfers: 'own',
  scarceHomesFreed: 'own',
};

const nameOfKind: Readonly<Record<TargetKind, string>> = {
  q1OutsideQpv: '1er quartile hors QPV',
  nonQ1InQpv: '2e à 4e quartiles en QPV',
  quarterLandlord: 'Quart des ménages prioritaires, logements non réservés',
  quarterCollectivity: 'Quart des ménages prioritaires, contingents des collectivités',
  quarterActionLogement: 'Quart des ménages prioritaires, contingent d’Action Logement',
  transfersAnyLandlord: 'Mutations de locataires du parc social',
  internalTransfers: 'Mutations internes',
  scarceHomesFreed: 'Logements recherchés libérés par une mutation',
};

const classWords = { statutory: 'statutory', convention: 'convention', own: 'own' } as const;
const levelWords = {
  landlord: 'landlord',
  bailleur: 'landlord',
  ensemble: 'landlord',
  departement: 'departement',
  département: 'departement',
  epci: 'epci',
  holder: 'holder',
  reservataire: 'holder',
} as const;
const yearColumn = /^goal_(\d{4})$/;
export const codePatterns = {
  departement: /^(\d{2}|2[AB]|97\d)$/,
  epci: /^\d{9}$/,
  holder: /^.+$/,
} as const;

/** The year's commitments and what was signed so far. */
export const targetsTable: Table<readonly TargetRow[]> = {
  name: 'Objectifs',
  key: [['target_id']],
  mandatory: ['target_id', 'kind'],
  optional: [
    'year',
    'goal',
    'name',
    'class',
    'level',
    'code',
    'communes',
    'source',
    'freed_typologies',
    'freed_communes',
    'signed_total',
    'signed_in_group',
    'signed_unknown',
  ],
  acceptsColumn: (column) => yearColumn.test(column),
  read: readTargetRow,
};

function readTargetRow(
  cells: Cells,
  { communes }: RowContext,
  header: readonly string[],
): readonly TargetRow[] | undefined {
  const shared = {
    id: cells.required('target_id', 'identifiant de l’objectif', 100),
    kind: cells.word('kind', kindWords, Object.keys(kindWords).slice(targetKinds.length).join(', ')),
    territory: readTerritory(cells, communes),
    progress: readProgress(cells),
  };
  const read = readGoals(cells, header);
  if (!isWhole(shared)) return undefined;
  const goals = shared.kind === 'scarceHomesFreed' ? goalsOfFreedHomes(cells, read, communes) : read;
  const kindClass = cells.word('class', classWords, 'statutory, convention ou own', classOfKind[shared.kind]);
  if (kindClass === undefined) return undefined;
  const { id, kind, territory, progress } = shared;
  return goals.map(({ year, goal }) => ({
    target: {
      id: goals.length > 1 ? `${id}-${year}` : id,
      kind,
      name: cells.textOrNull('name') ?? nameOfKind[kind],
      class: kindClass,
      year,
      territory,
      goal,
      source: cells.text('source'),
    },
    progress,
  }));
}

function readGoals(cells: Cells, header: readonly string[]): { year: number; goal: TargetGoal }[] {
  const years = header.flatMap((column) => {
    const year = yearColumn.exec(column)?.[1];
    return year === undefined ? [] : [{ column, year: Number(year) }];
  });
  if (header.includes('goal') || years.length === 0) {
    const year = cells.requiredInteger('year', 2000, 2100);
    const goal = readGoal(cells, 'goal');
    return year === undefined || goal === undefined ? [] : [{ year, goal }];
  }
  return years.flatMap(({ column, year }) => {
    const goal = readGoal(cells, column);
    return goal === undefined ? [] : [{ year, goal }];
  });
}

/** A target of homes freed is a number of leases, and says which homes: else the row is refused. */
function goalsOfFreedHomes(
  cells: Cells,
  goals: readonly { year: number; goal: TargetGoal }[],
  communes: ReadonlySet<string>,
): { year: number; goal: TargetGoal }[] {
  const isAsked = goals.some(({ goal }) => goal.kind === 'number');
  const freeing = isAsked ? readScarceHomes(cells, communes) : undefined;
  return goals.flatMap(({ year, goal }): { year: number; goal: TargetGoal }[] => {
    if (goal.kind === 'share') {
      return (
        cells.note('goal', cells.text('goal'), 'une part de logements libérés', 'un nombre entier') ?? []
      );
    }
    if (goal.kind === 'none') return [{ year, goal }];
    return freeing === undefined ? [] : [{ year, goal: { ...goal, freeing } }];
  });
}

function readScarceHomes(cells: Cells, communes: ReadonlySet<string>): ScarceHomes | undefined {
  const parts = cells.parts('freed_typologies');
  const known = parts.flatMap((part) => readTypology(part) ?? []);
  const perimeter = readCommunes(cells, 'freed_communes', communes);
  if (parts.length === 0 || known.length < parts.length) {
    const text = cells.text('freed_typologies');
    return cells.note('freed_typologies', text, 'typologie absente ou inconnue', 'T4|T5|T6');
  }
  return { typologies: [...new Set(known)].sort(), communes: perimeter.length > 0 ? perimeter : null };
}

/** "30 %" and "0,3" are shares; a whole number is a number of leases; words and an empty cell are no goal. */
export function readGoal(cells: Cells, column: string): TargetGoal | undefined {
  const text = cells.text(column).toLowerCase();
  if (text === '') return { kind: 'none', because: 'empty' };
  if (/\bvente\b/.test(text)) return { kind: 'none', because: 'forSale' };
  if (/non[\s-]*significati(?:f|ve)s?/.test(text)) return { kind: 'none', because: 'notSignificant' };
  const percent = text.endsWith('%');
  const expected =
    'une part (30 % ou 0,3), un nombre entier, « Parc en vente », « non significatif » ou vide';
  const number = parseDecimal(text.replace(/[\s\u00a0]*%$/, ''));
  if (!number.ok) return cells.note(column, text, number.fault.reason, expected);
  const value = Number(number.text);
  if (value < 0 || (percent && value > 100)) return cells.note(column, text, 'hors de portée', expected);
  if (percent) return { kind: 'share', share: value / 100 };
  if (!number.text.includes('.')) return { kind: 'number', number: value };
  if (value > 1) return cells.note(column, text, 'ni une part ni un nombre entier', expected);
  return { kind: 'share', share: value };
}

/** Where a target holds: level, code and perimeter of the row; undefined, and noted, where they do not go together. */
export function readTerritory(cells: Cells, communes: ReadonlySet<string>): Target['territory'] | undefined {
  const level = cells.word(
    'level',
    levelWords,
    'landlord, departement, epci ou holder',
    cells.text('code') === '' ? 'landlord' : undefined,
  );
  const code = cells.textOrNull('code');
  const perimeter = readCommunes(cells, 'communes', communes);
  if (level === undefined) return undefined;
  if (level === 'landlord') return { level, code: null, communes: perimeter.length > 0 ? perimeter : null };
  if (code === null || !codePatterns[level].test(code)) {
    return cells.note('code', code ?? '', 'code du territoire manquant ou mal écrit', 'SIREN, département…');
  }
  return { level, code, communes: perimeter.length > 0 ? perimeter : null };
}

function readProgress(cells: Cells): TargetProgress | undefined {
  const progress = {
    signedTotal: cells.integer('signed_total', 0, 1_000_000) ?? 0,
    signedInGroup: cells.integer('signed_in_group', 0, 1_000_000) ?? 0,
    unknown: cells.integer('signed_unknown', 0, 1_000_000) ?? 0,
  };
  if (progress.signedInGroup > progress.signedTotal) {
    return cells.note(
      'signed_in_group',
      String(progress.signedInGroup),
      'plus de baux dans le groupe qu’au total',
      `au plus ${progress.signedTotal}`,
    );
  }
  return progress;
}

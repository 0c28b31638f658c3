/** Objectives that are counted and never priced, and the State's numeric objectives by public. */
import { priorityLetterSchema, sensitiveLetters } from '../../domain/application.ts';
import type { Objective } from '../../domain/objective.ts';
import type { Cells } from '../cells.ts';
import { readCategory } from '../compact-values.ts';
import type { RowContext, Table } from '../csv/table.ts';
import { isWhole } from './homes.ts';
import { readGoal, readTerritory } from './targets.ts';

const kindWords: Readonly<Record<string, Objective['kind']>> = {
  essentialworkers: 'essentialWorkers',
  'travailleurs-essentiels': 'essentialWorkers',
  volunteerfirefighters: 'volunteerFirefighters',
  'pompiers-volontaires': 'volunteerFirefighters',
  statepublic: 'statePublic',
  'public-etat': 'statePublic',
};
const kindForm = 'travailleurs-essentiels, pompiers-volontaires ou public-etat';

const nameOfKind: Readonly<Record<Objective['kind'], string>> = {
  essentialWorkers: 'Travailleurs essentiels',
  volunteerFirefighters: 'Sapeurs-pompiers volontaires',
  statePublic: 'Public de l’État',
};
// D-04: households of these publics are counted together; a name would tell of which one a count speaks.
const protectedName = 'Situations prioritaires protégées (L441-1)';

/** One objective of one year a row. */
export const objectivesTable: Table<Objective> = {
  name: 'Objectifs comptés',
  key: [['objective_id']],
  mandatory: ['objective_id', 'kind', 'year', 'goal'],
  optional: ['name', 'public', 'level', 'code', 'communes', 'source'],
  read: readObjective,
};

function readObjective(cells: Cells, { communes }: RowContext): Objective | undefined {
  const kind = cells.word('kind', kindWords, kindForm);
  const objective = {
    id: cells.required('objective_id', 'identifiant de l’objectif', 100),
    kind,
    public: kind && readPublic(cells, kind),
    year: cells.requiredInteger('year', 2000, 2100),
    territory: readPlace(cells, communes),
    goal: readCountedGoal(cells),
    source: cells.text('source'),
  };
  if (!isWhole(objective)) return undefined;
  const given = cells.textOrNull('name') ?? nameOfKind[objective.kind];
  return { ...objective, name: objective.public === 'protected' ? protectedName : given };
}

/** The State's publics only: a letter that leases keep, or a name of its own that nothing here counts. */
function readPublic(cells: Cells, kind: Objective['kind']): string | null | undefined {
  const text = cells.text('public');
  const expected =
    'une lettre de L441-1 (c, d, k…), protected pour les situations protégées, ou un nom court';
  if (kind !== 'statePublic') {
    return text === '' ? null : cells.note('public', text, 'public sans objet ici', 'vide, sauf public-etat');
  }
  if (text === '') return cells.note('public', '', 'valeur manquante', expected);
  if (text.toLowerCase() === 'protected') return 'protected';
  if (text.length > 60) return cells.note('public', text, 'texte de plus de 60 caractères', expected);
  const letter = priorityLetterSchema.safeParse(readCategory(text));
  if (!letter.success) return text;
  return sensitiveLetters.has(letter.data)
    ? cells.note('public', text, 'situation protégée : elle n’est jamais comptée à part', expected)
    : letter.data;
}

function readPlace(cells: Cells, communes: ReadonlySet<string>): Objective['territory'] | undefined {
  const territory = readTerritory(cells, communes);
  if (territory === undefined) return undefined;
  const { level, code, communes: perimeter } = territory;
  return level === 'holder' || level === 'residence'
    ? cells.note(
        'level',
        level,
        'un objectif compté ne tient ni à un réservataire ni à une résidence',
        'landlord, departement ou epci',
      )
    : { level, code, communes: perimeter === null ? null : [...perimeter] };
}

function readCountedGoal(cells: Cells): Objective['goal'] | undefined {
  const goal = readGoal(cells, 'goal');
  if (goal === undefined) return undefined;
  if (goal.kind === 'none') {
    return cells.note(
      'goal',
      cells.text('goal'),
      'objectif sans chiffre',
      'une part (10 %) ou un nombre entier',
    );
  }
  return goal.kind === 'share'
    ? { kind: 'share', share: goal.share }
    : { kind: 'number', number: goal.number };
}

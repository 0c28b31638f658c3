/** Lists that a cell holds between bars: persons, labels, facts of the grid, refusals, designations. */
import {
  type GridFact,
  type Label,
  type PriorityLetter,
  priorityLetterSchema,
} from '../domain/application.ts';
import type { Person } from '../domain/household.ts';
import { type CivilDate, isCivilDate } from '../kernel/civil-date.ts';
import { parseCents } from './amount.ts';
import { birthBounds, maxEuros, pastBounds, planBounds } from './bounds.ts';
import type { Cells } from './cells.ts';

const roles: Readonly<Record<string, Person['role']>> = {
  holder: 'holder',
  titulaire: 'holder',
  partner: 'partner',
  conjoint: 'partner',
  dependant: 'dependant',
  acharge: 'dependant',
  other: 'other',
  autre: 'other',
};
const personForm = '1988-03-02 holder|1990-01-01 partner|2015-05-05 dependant disabled';

/**
 * `1988-03-02 holder|2015-05-05 dependant disabled`: exactly one holder, put first. A disability that is not written
 * is not claimed.
 */
export function readPersons(cells: Cells, column: string, today: CivilDate): Person[] {
  const persons = cells.parts(column).flatMap((part) => readPerson(cells, column, part, today) ?? []);
  const holders = persons.filter((person) => person.role === 'holder');
  if (cells.text(column) === '') {
    cells.note(column, '', 'aucune personne', personForm);
  } else if (holders.length !== 1 && !cells.problems.some((problem) => problem.field === column)) {
    cells.note(
      column,
      cells.text(column),
      `${holders.length} titulaires`,
      'exactement une personne « holder »',
    );
  } else if (persons.length > 30) {
    cells.note(column, cells.text(column), 'plus de 30 personnes', '30 personnes au plus');
  }
  return [...holders, ...persons.filter((person) => person.role !== 'holder')];
}

function readPerson(cells: Cells, column: string, part: string, today: CivilDate): Person | undefined {
  const [born = '', roleWord = '', flag = '', ...rest] = part.split(/\s+/);
  const role = Object.hasOwn(roles, roleWord.toLowerCase()) ? roles[roleWord.toLowerCase()] : undefined;
  if (role === undefined || rest.length > 0 || !['', 'disabled', 'invalidite'].includes(flag)) {
    return cells.note(column, part, 'personne mal écrite', personForm);
  }
  const bornOn = cells.dateOf(column, born, birthBounds(today));
  return bornOn && { bornOn, role, disabled: flag !== '' };
}

const labelForm = 'dalo@2026-02-01|c@2026-03-03@prefet57 (puis @fin où le label a pris fin)';
/** Who gave a label where the file does not say: the mediation commission for a DALO, nobody named otherwise. */
const defaultBody = { dalo: 'commission de médiation', letter: 'organisme non précisé' };

/** `dalo@2026-02-01|c@2026-03-03@prefet57`: category, day, body, last day. */
export function readLabels(cells: Cells, column: string, today: CivilDate): Label[] {
  return cells.parts(column).flatMap((part) => {
    const [category = '', on = '', by = '', until = '', ...rest] = part.split('@').map((item) => item.trim());
    const kind = readCategory(category);
    if (kind === undefined || on === '' || rest.length > 0) {
      cells.note(column, part, 'label mal écrit', labelForm);
      return [];
    }
    const given = cells.dateOf(column, on, pastBounds(today));
    const end = until === '' ? null : cells.dateOf(column, until, planBounds(today));
    if (given === undefined || end === undefined) return [];
    const body = by || (kind === 'dalo' ? defaultBody.dalo : defaultBody.letter);
    return [{ category: kind, by: body, on: given, until: end }];
  });
}

/** A label's category: "dalo" or a letter of L441-1; "g bis" and "g_bis" are `gbis`. */
export function readCategory(text: string): 'dalo' | PriorityLetter | undefined {
  const word = text.toLowerCase().replace(/[ _-]/g, '');
  if (word === 'dalo') return 'dalo';
  const letter = priorityLetterSchema.safeParse(word);
  return letter.success ? letter.data : undefined;
}

const factForm = 'critere=valeur (puis @date et @verified ou @declared si besoin)';
const factPattern = /^([^=@]+)=(.*?)(?:@(\d{4}-\d{2}-\d{2}))?(?:@(declared|verified))?$/;

/** `criterion=value|…`; a fact without a date is of the last renewal, and declared. */
export function readGridFacts(cells: Cells, column: string, asOf: CivilDate, today: CivilDate): GridFact[] {
  const facts = cells.parts(column).flatMap((part): GridFact[] => {
    const [, criterion = '', value = '', on, evidence] = factPattern.exec(part) ?? [];
    if (criterion.trim() === '' || value.trim() === '') {
      cells.note(column, part, 'fait mal écrit', factForm);
      return [];
    }
    const day = on === undefined ? asOf : cells.dateOf(column, on, pastBounds(today));
    if (day === undefined) return [];
    return [
      {
        criterion: criterion.trim(),
        value: factValue(value.trim()),
        asOf: day,
        evidence: evidence === 'verified' ? 'verified' : 'declared',
      },
    ];
  });
  const sameFact = (one: GridFact, other: GridFact) =>
    one.criterion === other.criterion && one.asOf === other.asOf && one.evidence === other.evidence;
  const twice = facts.find((fact, at) => facts.findIndex((other) => sameFact(other, fact)) !== at);
  if (twice) {
    cells.note(column, twice.criterion, 'fait répété à la même date', 'un seul fait par critère et par date');
  }
  return facts;
}

function factValue(text: string): boolean | number | string {
  if (/^(?:oui|true|vrai)$/i.test(text)) return true;
  if (/^(?:non|false|faux)$/i.test(text)) return false;
  return /^-?\d{1,12}(?:[.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : text;
}

/** `home_id@2026-05-01@adapted|…`: refusals of offers, "adapted" where the home suited the household's needs. */
export function readRefusals(
  cells: Cells,
  column: string,
  today: CivilDate,
): { homeId: string; on: CivilDate; adapted: boolean }[] {
  return cells.parts(column).flatMap((part) => {
    const [homeId = '', on = '', flag = '', ...rest] = part.split('@').map((item) => item.trim());
    if (homeId === '' || rest.length > 0 || !['', 'adapted', 'adapte'].includes(flag)) {
      cells.note(column, part, 'refus mal écrit', 'logement@2026-05-01@adapted');
      return [];
    }
    const day = cells.dateOf(column, on, pastBounds(today));
    return day === undefined ? [] : [{ homeId, on: day, adapted: flag !== '' }];
  });
}

/** A designation as an application's row gives it; the vacancy is named by its home. */
export type DesignatedFor = { homeId: string; holderId: string; on: CivilDate; dalo: boolean };

/** `home_id@holder@2026-11-02@dalo|…`. */
export function readDesignatedFor(cells: Cells, column: string, today: CivilDate): DesignatedFor[] {
  return cells.parts(column).flatMap((part) => {
    const [homeId = '', holderId = '', on = '', flag = '', ...rest] = part
      .split('@')
      .map((item) => item.trim());
    if (homeId === '' || holderId === '' || rest.length > 0 || !['', 'dalo'].includes(flag.toLowerCase())) {
      cells.note(column, part, 'désignation mal écrite', 'logement@réservataire@2026-11-02@dalo');
      return [];
    }
    const day = cells.dateOf(column, on, pastBounds(today));
    return day === undefined ? [] : [{ homeId, holderId, on: day, dalo: flag !== '' }];
  });
}

/** `1250,00@2026-10-01@plan`: debt, its date, and "plan" where a plan runs. Empty: none known. */
export function readArrears(
  cells: Cells,
  column: string,
  today: CivilDate,
): { amountCents: number; asOf: CivilDate; underPlan: boolean } | null {
  const text = cells.text(column);
  if (text === '') return null;
  const [amount = '', on = '', flag = '', ...rest] = text.split('@').map((item) => item.trim());
  const cents = parseCents(amount, maxEuros.arrears);
  if (!cents.ok || !isCivilDate(on) || rest.length > 0 || !['', 'plan'].includes(flag)) {
    cells.note(column, text, cents.ok ? 'dette mal écrite' : cents.fault.reason, '1250,00@2026-10-01@plan');
    return null;
  }
  const day = cells.dateOf(column, on, pastBounds(today));
  return day === undefined ? null : { amountCents: cents.cents, asOf: day, underPlan: flag === 'plan' };
}

/** INSEE codes between bars, each known to the official geography, none repeated. */
export function readCommunes(cells: Cells, column: string, communes: ReadonlySet<string>): string[] {
  const codes = cells.parts(column).map((code) => code.toUpperCase());
  for (const code of codes) {
    if (!communes.has(code)) {
      cells.note(column, code, 'code INSEE inconnu', 'code d’une commune actuelle, comme 57463');
    }
  }
  return [...new Set(codes)];
}

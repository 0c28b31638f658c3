/** The homes table (contract of `match`): a home, and the vacancy that its row may describe. */
import type { Home, Vacancy } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { parseDecimal } from '../amount.ts';
import { maxEuros, planBounds } from '../bounds.ts';
import { type Cells, yesNoWords } from '../cells.ts';
import type { Table } from '../csv/table.ts';
import { readTypology } from '../words.ts';

/** A row: the home, its vacancy, and whether the row says that the home is or will be to let. */
export type HomeRow = { home: Home; vacancy: Vacancy; saysVacant: boolean };

export const accessibilityWords = {
  none: 'none',
  non: 'none',
  aucune: 'none',
  stepfree: 'stepFree',
  'sans marche': 'stepFree',
  'plain-pied': 'stepFree',
  wheelchair: 'wheelchair',
  fauteuil: 'wheelchair',
  ufr: 'wheelchair',
  pmr: 'wheelchair',
} as const;

export const financingWords = { plai: 'PLAI', 'pla-i': 'PLAI', plus: 'PLUS', pls: 'PLS' } as const;
const energyWords = { a: 'A', b: 'B', c: 'C', d: 'D', e: 'E', f: 'F', g: 'G' } as const;
export const withdrawalWords = {
  sale: 'sale',
  vente: 'sale',
  demolition: 'demolition',
  démolition: 'demolition',
  heavyworks: 'heavyWorks',
  travaux: 'heavyWorks',
  other: 'other',
  autre: 'other',
} as const;

/** Homes to let, or the stock: one row a home. */
export const homesTable: Table<HomeRow> = {
  name: 'Logements',
  key: [['home_id']],
  mandatory: [
    'home_id',
    'insee',
    'typology',
    'habitable_rooms',
    'surface_m2',
    'financing',
    'rent',
    'charges',
    'qpv_code',
    'energy_class',
    'holder',
    'acceptance',
  ],
  optional: [
    'rpls_id',
    'address',
    'residence',
    'floor',
    'lift',
    'accessibility',
    'construction_year',
    'adapted_plai',
    'annex_rent',
    'flat_charges',
    'notice_received_on',
    'available_on',
    'withdrawal',
    'oriented_on',
    'designation_due_on',
    'reservation_failed',
  ],
  read: (cells, { today, communes }) => {
    const home = readHome(cells, communes);
    const vacancy = readVacancy(cells, today);
    if (!home || !vacancy) return undefined;
    const saysVacant = ['available_on', 'notice_received_on', 'withdrawal', 'oriented_on'].some(
      (column) => cells.text(column) !== '',
    );
    return { home, vacancy: { ...vacancy, id: home.id, homeId: home.id }, saysVacant };
  },
};

function readHome(cells: Cells, communes: ReadonlySet<string>): Home | undefined {
  const home = {
    id: cells.required('home_id', 'identifiant du logement', 100),
    rplsId: cells.textOrNull('rpls_id'),
    insee: readInsee(cells, 'insee', communes),
    address: cells.text('address'),
    residence: cells.textOrNull('residence'),
    typology: readTypologyCell(cells, 'typology'),
    habitableRooms: cells.requiredInteger('habitable_rooms', 1, 20),
    surfaceM2: required(cells, 'surface_m2', cells.measure('surface_m2', 1000), 'surface en m²'),
    floor: cells.integer('floor', -5, 60),
    lift: cells.word('lift', yesNoWords, 'oui ou non', null),
    accessibility: cells.word('accessibility', accessibilityWords, 'none, stepFree ou wheelchair', 'none'),
    constructionYear: cells.integer('construction_year', 1700, 2100),
    financing: cells.word('financing', financingWords, 'PLAI, PLUS ou PLS'),
    adaptedPlai: cells.word('adapted_plai', yesNoWords, 'oui ou non', false),
    rentCents: cells.requiredCents('rent', maxEuros.rent),
    annexRentCents: cells.cents('annex_rent', maxEuros.rent) ?? 0,
    chargesCents: cells.requiredCents('charges', maxEuros.charges),
    flatChargesCents: cells.cents('flat_charges', maxEuros.charges) ?? 0,
    qpvCode: readQpv(cells, 'qpv_code'),
    energyClass: cells.word('energy_class', energyWords, 'une lettre de A à G, ou vide', null),
  };
  return isWhole(home) ? home : undefined;
}

function readVacancy(cells: Cells, today: CivilDate): Omit<Vacancy, 'id' | 'homeId'> | undefined {
  const bounds = planBounds(today);
  const availableOn = cells.date('available_on', bounds);
  const withdrawal = cells.word('withdrawal', withdrawalWords, 'vente, démolition, travaux ou autre', null);
  const vacancy = {
    status: statusOf(availableOn ?? null, withdrawal ?? null, today),
    noticeReceivedOn: cells.date('notice_received_on', bounds),
    availableOn,
    withdrawal,
    holderId: cells.textOrNull('holder'),
    orientedOn: cells.date('oriented_on', bounds),
    designationDueOn: cells.date('designation_due_on', bounds),
    reservationFailed: cells.word('reservation_failed', yesNoWords, 'oui ou non', false),
    acceptancePermille: readAcceptance(cells, 'acceptance'),
  };
  return isWhole(vacancy) ? vacancy : undefined;
}

function statusOf(
  availableOn: CivilDate | null,
  withdrawal: string | null,
  today: CivilDate,
): Vacancy['status'] {
  if (withdrawal !== null) return 'withdrawn';
  return availableOn !== null && availableOn > today ? 'notice' : 'available';
}

/** True where no field was refused: `undefined` stands for a noted problem, null for an unknown value. */
export function isWhole<Value extends object>(
  value: Value,
): value is { [Key in keyof Value]: Exclude<Value[Key], undefined> } & Value {
  return Object.values(value).every((field) => field !== undefined);
}

/** A value that a column must give: null becomes a noted problem. */
export function required<Value>(
  cells: Cells,
  column: string,
  value: Value | null | undefined,
  expected: string,
): Value | undefined {
  return value === null ? cells.note(column, '', 'valeur manquante', expected) : value;
}

/** The INSEE code of a commune that exists. */
export function readInsee(cells: Cells, column: string, communes: ReadonlySet<string>): string | undefined {
  const code = cells.required(column, 'code INSEE de la commune')?.toUpperCase();
  if (code === undefined || communes.has(code)) return code;
  const reason = /^(\d{5}|2[AB]\d{3})$/.test(code)
    ? 'code INSEE inconnu (un code postal ?)'
    : 'code INSEE mal écrit';
  return cells.note(column, code, reason, 'code à cinq caractères d’une commune actuelle, comme 57463');
}

/** A typology that must be there. */
export function readTypologyCell(cells: Cells, column: string): Home['typology'] | undefined {
  const text = cells.required(column, 'T1 à T6');
  if (text === undefined) return undefined;
  return (
    readTypology(text) ?? cells.note(column, text, 'typologie inconnue', 'T1 à T6 (T6 pour six et plus)')
  );
}

/** The code of a priority neighbourhood; empty is outside. */
export function readQpv(cells: Cells, column: string): string | null | undefined {
  const code = cells.text(column).toUpperCase();
  if (code === '') return null;
  if (/^Q[NP][0-9A-Z]{4,8}$/.test(code)) return code;
  return cells.note(column, code, 'code de quartier mal écrit', 'code comme QN05717M, vide hors QPV');
}

/** A chance between 0 (excluded) and 1, or a percentage, in thousandths; empty is null: the policy's figure. */
export function readAcceptance(cells: Cells, column: string): number | null | undefined {
  const text = cells.text(column);
  if (text === '') return null;
  const expected = 'part entre 0 et 1, comme 0,7, ou 70 %';
  const percent = /%\s*$/.test(text);
  const number = parseDecimal(text.replace(/[\s\u00a0]*%\s*$/, ''));
  if (!number.ok) return cells.note(column, text, number.fault.reason, expected);
  const permille = Math.round(Number(number.text) * (percent ? 10 : 1000));
  if (permille < 1 || permille > 1000) return cells.note(column, text, 'part hors de portée', expected);
  return permille;
}

/** Reservation holders, and the households that they designated. */
import { numberPattern } from '../../domain/application.ts';
import { type Designation, holderKinds, type ReservationHolder } from '../../domain/reservation.ts';
import { parseDecimal } from '../amount.ts';
import { pastBounds } from '../bounds.ts';
import { type Cells, yesNoWords } from '../cells.ts';
import type { Table } from '../csv/table.ts';
import { type HolderKind, holderKindOf, holderTerritoryOf } from '../words.ts';
import { isWhole } from './homes.ts';

const kindWords: Readonly<Record<string, HolderKind>> = Object.fromEntries(
  holderKinds.map((kind) => [kind.toLowerCase(), kind]),
);

/** One holder a row. */
export const holdersTable: Table<ReservationHolder> = {
  name: 'Réservataires',
  key: [['holder_id']],
  mandatory: ['holder_id', 'name'],
  optional: ['kind', 'territory', 'flow'],
  read: (cells) => {
    const id = cells.required('holder_id', 'identifiant du réservataire', 100);
    const holder = {
      id,
      kind: cells.word('kind', kindWords, holderKinds.join(', '), holderKindOf(id ?? '')),
      name: cells.required('name', 'nom du réservataire'),
      territory: cells.textOrNull('territory') ?? holderTerritoryOf(id ?? ''),
      flowPermille: readFlow(cells),
    };
    return isWhole(holder) ? holder : undefined;
  },
};

/** The share of the yearly flow: 0,3 or 30 %. */
function readFlow(cells: Cells): number | null | undefined {
  const text = cells.text('flow');
  if (text === '') return null;
  const percent = text.endsWith('%');
  const number = parseDecimal(text.replace(/[\s\u00a0]*%$/, ''));
  const expected = 'part du flux annuel, comme 30 % ou 0,3';
  if (!number.ok) return cells.note('flow', text, number.fault.reason, expected);
  const permille = Math.round(Number(number.text) * (percent ? 10 : 1000));
  if (permille < 0 || permille > 1000) return cells.note('flow', text, 'part hors de portée', expected);
  return permille;
}

/** One designation a row. */
export const designationsTable: Table<Designation> = {
  name: 'Désignations',
  key: [['vacancy_id'], ['nur']],
  mandatory: ['vacancy_id', 'nur', 'holder', 'on'],
  optional: ['dalo'],
  read: (cells, { today }) => {
    const designation = {
      vacancyId: cells.required('vacancy_id', 'identifiant de la vacance (ou du logement)', 100),
      applicationNumber: cells.pattern(
        'nur',
        numberPattern,
        'numéro unique mal écrit',
        '18 chiffres ou majuscules',
      ),
      holderId: cells.required('holder', 'identifiant du réservataire', 100),
      on: cells.requiredDate('on', pastBounds(today)),
      dalo: cells.word('dalo', yesNoWords, 'oui ou non', false),
    };
    return isWhole(designation) ? designation : undefined;
  },
};

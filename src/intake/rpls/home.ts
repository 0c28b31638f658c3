/** From one RPLS line to a home and, where field 40 says that it is empty, its vacancy. */
import type { Home, Typology, Vacancy } from '../../domain/home.ts';
import { typologies } from '../../domain/home.ts';
import { departementOfInsee } from '../../domain/territory.ts';
import type { Cells } from '../cells.ts';
import { skipRow, type Table } from '../csv/table.ts';
import { type HomeRow, isWhole, readInsee, required } from '../tables/homes.ts';
import { ceilingOfCode, contingentHolders, financingOfCode, rplsField, rplsLayout } from './layout.ts';

const energyWords = { a: 'A', b: 'B', c: 'C', d: 'D', e: 'E', f: 'F', g: 'G' } as const;
const qpvWords = { '1': true, '2': false } as const;
const occupancyWords = {
  '1': 'let',
  '2': 'available',
  '3': 'withdrawn',
  '4': 'let',
  '5': 'let',
  '9': 'let',
} as const satisfies Record<string, Vacancy['status']>;
/** Values by which the layout says "sans objet". */
const noAmount = { rent: '9999', annex: '999' } as const;

/** The stock of a landlord, one home a line. */
export const rplsTable: Table<HomeRow> = {
  name: 'RPLS',
  mandatory: [],
  optional: [],
  key: [[rplsField(2), rplsField(1)]],
  layout: rplsLayout,
  read: (cells, { communes }) => {
    // Field 37: sold, demolished or otherwise gone; the file still lists it once.
    if (/^[1-5]$/.test(cells.text(rplsField(37)))) return skipRow;
    const home = readRplsHome(cells, communes);
    const status = cells.word(rplsField(40), occupancyWords, 'code 1, 2, 3, 4, 5 ou 9', 'let');
    if (!home || status === undefined) return undefined;
    const vacancy: Vacancy = {
      id: home.id,
      homeId: home.id,
      status,
      noticeReceivedOn: null,
      availableOn: null,
      withdrawal: status === 'withdrawn' ? 'other' : null,
      holderId: readContingent(cells, home.insee),
      orientedOn: null,
      designationDueOn: null,
      reservationFailed: false,
      acceptancePermille: null,
    };
    return { home, vacancy, saysVacant: status !== 'let' };
  },
};

function readRplsHome(cells: Cells, communes: ReadonlySet<string>): Home | undefined {
  const rplsId = cells.required(rplsField(1), 'identifiant au répertoire, 10 caractères', 10);
  const rooms = cells.requiredInteger(rplsField(24), 1, 9);
  const insee = readInsee(cells, rplsField(4), communes);
  const inQpv = cells.word(rplsField(22), qpvWords, '1 (oui) ou 2 (non)');
  const home = {
    id: cells.textOrNull(rplsField(2)) ?? rplsId,
    rplsId,
    insee,
    address: addressOf(cells),
    residence: cells.textOrNull(rplsField(20)),
    typology: rooms && typologyOfRooms(rooms),
    habitableRooms: rooms,
    surfaceM2: required(cells, rplsField(25), cells.measure(rplsField(25), 999), 'surface en m²'),
    floor: floorOf(cells.text(rplsField(15))),
    lift: null,
    accessibility: 'none' as const,
    constructionYear: cells.integer(rplsField(26), 1700, 2100),
    financing: readFinancing(cells),
    adaptedPlai: false,
    rentCents: readRent(cells),
    annexRentCents: readSmallAmount(cells, 45),
    // The layout has no charges; the share of energy savings (field 46) is all that it knows of them.
    chargesCents: readSmallAmount(cells, 46),
    flatChargesCents: 0,
    // The layout says whether, not which: the code stands for "a QPV of this commune, not named".
    qpvCode: inQpv === undefined ? undefined : inQpv ? `QPV-${insee ?? ''}` : null,
    energyClass: cells.word(rplsField(49), energyWords, 'une lettre de A à G, ou vide', null),
  };
  return isWhole(home) && home.typology !== 0 ? { ...home, typology: home.typology } : undefined;
}

function typologyOfRooms(rooms: number): Typology {
  return typologies[Math.min(rooms, 6) - 1] ?? 'T6';
}

function readFinancing(cells: Cells): Home['financing'] | undefined {
  const ceiling = cells.text(rplsField(47));
  const initial = cells.text(rplsField(32));
  const financing = ceiling === '' ? financingOfCode[initial] : ceilingOfCode[ceiling];
  return (
    financing ??
    cells.note(
      rplsField(ceiling === '' ? 32 : 47),
      ceiling || initial,
      'financement sans plafond PLAI, PLUS ou PLS',
      'champ 47 à 11 (PLAI), 13 (PLUS) ou 14 (PLS)',
    )
  );
}

/** The January rent, or the highest rent allowed (CUS, then APL convention) for a home that nobody rents. */
function readRent(cells: Cells): number | undefined {
  for (const position of [44, 57, 56]) {
    const text = cells.text(rplsField(position));
    if (text !== '' && text !== noAmount.rent && text !== '0') {
      return cells.requiredCents(rplsField(position), 9998);
    }
  }
  return cells.note(
    rplsField(44),
    cells.text(rplsField(44)),
    'loyer inconnu',
    'loyer en champ 44, ou loyer maximal en champ 57 ou 56',
  );
}

function readSmallAmount(cells: Cells, position: number): number | undefined {
  const text = cells.text(rplsField(position));
  return text === noAmount.annex ? 0 : (cells.cents(rplsField(position), 998) ?? 0);
}

function readContingent(cells: Cells, insee: string): string | null {
  const code = cells.text(rplsField(63));
  const holder = contingentHolders[code] ?? null;
  if (code !== '' && !Object.hasOwn(contingentHolders, code)) {
    cells.note(rplsField(63), code, 'contingent inconnu', 'code 1 à 7');
  }
  if (!holder) return null;
  return holder.byDepartement ? `${holder.prefix}${departementOfInsee(insee)}` : holder.prefix;
}

function addressOf(cells: Cells): string {
  const street = [7, 8, 9, 10]
    .map((position) => cells.text(rplsField(position)))
    .filter(Boolean)
    .join(' ');
  const town = [5, 6]
    .map((position) => cells.text(rplsField(position)))
    .filter(Boolean)
    .join(' ');
  return [street, town].filter(Boolean).join(', ');
}

function floorOf(text: string): number | null {
  if (/^(?:rdc?|rc|r)$/i.test(text)) return 0;
  return /^-?\d{1,2}$/.test(text) ? Number(text) : null;
}

import { describe, expect, it } from 'vitest';
import { homeSchema } from '../../src/domain/home.ts';
import { bytesSource } from '../../src/intake/byte-source.ts';
import { readHomesFile } from '../../src/intake/readers.ts';
import type { RejectedRow } from '../../src/intake/refusal.ts';
import type { HomeRow } from '../../src/intake/tables/homes.ts';
import { options, reasons } from './samples.ts';

/** A line of 64 fields; those that are not given are empty. */
function line(fields: Readonly<Record<number, string>> = {}): string {
  const right: Record<number, string> = {
    1: '5700000001',
    2: 'L-0001',
    4: '57463',
    5: '57000',
    6: 'METZ',
    7: '12',
    9: 'RUE',
    10: 'DES LILAS',
    15: '3',
    22: '1',
    24: '3',
    25: '62',
    26: '1974',
    32: '52',
    40: '2',
    44: '412',
    45: '999',
    46: '999',
    47: '13',
    49: 'D',
    63: '2',
    ...fields,
  };
  return Array.from({ length: 64 }, (_, at) => right[at + 1] ?? '').join(';');
}

function file(lines: readonly string[], announced = lines.length): string {
  return [`2026;A57;Bailleur;;;;;;57000 METZ;36280101100012;${announced};`, ...lines, ''].join('\n');
}

async function readRpls(content: string | Uint8Array, encoding: 'utf-8' | 'windows-1252' = 'utf-8') {
  const rows: HomeRow[] = [];
  const rejects: RejectedRow[] = [];
  const result = await readHomesFile(
    bytesSource('rpls.txt', content),
    {
      onRow: (row) => {
        rows.push(row);
      },
      onReject: (rejected) => {
        rejects.push(rejected);
      },
    },
    { ...options, encoding },
  );
  return { rows, rejects, result };
}

describe('the RPLS record layout', () => {
  it('becomes a home that the domain accepts, in a QPV where field 22 says so', async () => {
    const { rows, result } = await readRpls(file([line()]));
    expect(homeSchema.parse(rows[0]?.home)).toMatchObject({
      id: 'L-0001',
      rplsId: '5700000001',
      insee: '57463',
      address: '12 RUE DES LILAS, 57000 METZ',
      typology: 'T3',
      habitableRooms: 3,
      surfaceM2: 62,
      floor: 3,
      financing: 'PLUS',
      rentCents: 41200,
      annexRentCents: 0,
      chargesCents: 0,
      qpvCode: 'QPV-57463',
      energyClass: 'D',
    });
    expect(rows[0]?.vacancy).toMatchObject({ status: 'available', holderId: 'prefet57' });
    expect(result).toMatchObject({ ok: true, value: { format: 'rpls', accepted: 1 } });
  });

  it.each([
    ['47', '11', 'PLAI'],
    ['47', '14', 'PLS'],
  ] as const)(
    'takes the ceiling of field %s before the initial financing',
    async (_field, code, financing) => {
      const { rows } = await readRpls(file([line({ 47: code })]));
      expect(rows[0]?.home.financing).toBe(financing);
    },
  );

  it('falls back on the initial financing of field 32', async () => {
    const { rows } = await readRpls(
      file([line({ 32: '10', 47: '' }), line({ 1: '5700000002', 2: 'L2', 32: '12', 47: '' })]),
    );
    expect(rows.map(({ home }) => home.financing)).toEqual(['PLAI', 'PLUS']);
  });

  it('sets aside a home whose financing has no ceiling here, or whose rent nobody knows', async () => {
    const { rejects } = await readRpls(
      file([line({ 47: '16' }), line({ 1: '5700000002', 2: 'L2', 44: '9999' })]),
    );
    expect(reasons(rejects)).toEqual([
      '2 champ 47 : financement sans plafond PLAI, PLUS ou PLS',
      '3 champ 44 : loyer inconnu',
    ]);
  });

  it('takes the highest rent allowed for a home that nobody rents', async () => {
    const { rows } = await readRpls(file([line({ 44: '9999', 56: '455' })]));
    expect(rows[0]?.home.rentCents).toBe(45500);
  });

  it('leaves out homes that left the stock, and says how many', async () => {
    const { rows, result } = await readRpls(file([line(), line({ 1: '5700000002', 2: 'L2', 37: '4' })]));
    expect(rows).toHaveLength(1);
    expect(result).toMatchObject({ ok: true, value: { rows: 2, accepted: 1, skipped: 1, rejected: 0 } });
  });

  it('refuses a file whose header announces another number of homes: it was cut', async () => {
    const { result } = await readRpls(file([line()], 2));
    expect(result).toMatchObject({ ok: false, refusal: { code: 'truncated' } });
  });

  it('is read in windows-1252 where that is declared, and refused with that word where it is not', async () => {
    const latin = Buffer.from(file([line({ 20: 'Les Cèdres' })]), 'latin1');
    expect((await readRpls(latin)).result).toMatchObject({
      ok: false,
      refusal: { code: 'encoding', hint: expect.stringContaining('windows-1252') },
    });
    expect((await readRpls(latin, 'windows-1252')).rows[0]?.home.residence).toBe('Les Cèdres');
  });
});

import { describe, expect, it } from 'vitest';
import { applicationsTable } from '../../src/intake/tables/applications.ts';
import { homesTable } from '../../src/intake/tables/homes.ts';
import { applicationLine, applicationsHeader, homeLine, homesHeader, read, reasons } from './samples.ts';

const homes = `${homesHeader}\n${homeLine}\n`;

describe('a file that is not what it should be', () => {
  it.each([
    ['empty', '', 'empty', /vide/],
    ['blank', '\n \n', 'empty', /vide/],
    ['with its header only', `${homesHeader}\n`, 'empty', /aucune ligne/],
    ['in UTF-16 with a mark', Buffer.from(`\ufeff${homes}`, 'utf16le'), 'binary', /UTF-16/],
    ['in UTF-16 without a mark', Buffer.from(homes, 'utf16le'), 'binary', /octet nul/],
    ['with a NUL byte', homes.replace('412', '4\u00002'), 'binary', /octet nul.*ligne/],
    ['in Latin-1', Buffer.from(homes.replace(';T3;', ';T3é;'), 'latin1'), 'encoding', /ligne 2/],
    ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), 'binary', /classeur/],
    ['a PDF', '%PDF-1.7 …', 'binary', /PDF/],
    ['with an endless line', `${homes}${'x'.repeat(1_100_000)}`, 'endless-line', /ligne 3.*million/],
    ['with an endless header', 'x'.repeat(1_100_000), 'endless-line', /ligne 1.*million/],
    ['with a quotation mark never closed', `${homesHeader}\n"L1;57463;T3\n`, 'quotes', /guillemet/],
    ['with a column twice', `${homesHeader};rent\n${homeLine};1\n`, 'header', /« rent ».*deux fois/],
    ['random bytes', Buffer.from([0x80, 0x81, 0xfe, 0x10, 0x33]), 'encoding', /UTF-8/],
  ])('%s is refused with a clear word', async (_name, content, code, message) => {
    const { refusal, rows } = await read(homesTable, content);
    expect(refusal).toMatchObject({ code });
    expect(refusal?.message).toMatch(message);
    expect(refusal?.hint.length).toBeGreaterThan(10);
    expect(rows).toEqual([]);
  });

  it('in windows-1252 is read once that is declared', async () => {
    const content = Buffer.from(`${homesHeader};residence\n${homeLine};Résidence des Cèdres\n`, 'latin1');
    const { rows } = await read(homesTable, content, { encoding: 'windows-1252' });
    expect(rows[0]?.home.residence).toBe('Résidence des Cèdres');
  });
});

describe('a row that is not what it should be', () => {
  it.each([
    ['412,30', '-412,30', 'rent : montant négatif'],
    ['412,30', '1e308', 'rent : écriture scientifique'],
    ['412,30', '9'.repeat(309), 'rent : montant hors de portée'],
    ['412,30', '1.234,50', 'rent : séparateur de milliers ambigu'],
    ['412,30', '1,000', 'rent : point ou virgule de milliers possible'],
    ['412,30', '412,305', 'rent : plus de deux décimales (un séparateur de milliers ?)'],
    ['412,30', 'NaN', 'rent : ce n’est pas un nombre'],
    ['412,30', '0x19c', 'rent : ce n’est pas un nombre'],
    ['62,5', '0', 'surface_m2 : nombre hors de portée'],
    ['PLUS', 'PLI', 'financing : valeur inconnue'],
    ['0,7', '70', 'acceptance : part hors de portée'],
    ['57463', '99999', 'insee : code INSEE inconnu (un code postal ?)'],
  ])('a home with %s written %s is set aside', async (right, wrong, reason) => {
    const { rejects, rows, report } = await read(homesTable, homes.replace(right, wrong));
    expect(reasons(rejects)).toEqual([`2 ${reason}`]);
    expect(rejects[0]?.problems[0]?.expected.length).toBeGreaterThan(3);
    expect(rows).toEqual([]);
    expect(report).toMatchObject({ rejected: 1, accepted: 0 });
  });

  it.each([
    ['1988-03-02', '1899-12-31', 'persons : date hors de portée'],
    ['2015-05-05', '2099-01-01', 'persons : date hors de portée'],
    ['2015-05-05', '2015-02-30', 'persons : jour qui n’existe pas'],
    ['2015-05-05', '05/05/2015', 'persons : date mal écrite'],
    ['2024-03-02', '2099-03-02', 'filed_on : date hors de portée'],
    ['2026-03-01', '2023-03-01', 'renewed_on : renouvellement avant le dépôt'],
    ['dalo@', 'dali@', 'labels : label mal écrit'],
    ['57463|', '57000|', 'wished_communes : code INSEE inconnu'],
    ['T3|T4', 'T3|grand', 'wished_typologies : typologie inconnue'],
    ['057032400000100001', '57032400000100001', 'nur : numéro unique mal écrit'],
  ])('an application with %s written %s is set aside', async (right, wrong, reason) => {
    const text = `${applicationsHeader}\n${applicationLine().replace(right, wrong)}\n`;
    const { rejects } = await read(applicationsTable, text);
    expect(reasons(rejects)[0]).toBe(`2 ${reason}`);
  });

  it('spaces between thousands are understood, breaking or not', async () => {
    const text = `${homesHeader}\n${homeLine.replace('412,30', '1 412,30')}\n${homeLine.replace('L1;', 'L2;').replace('412,30', '1\u00a0412,30 €')}\n`;
    const { rows } = await read(homesTable, text);
    expect(rows.map(({ home }) => home.rentCents)).toEqual([141230, 141230]);
  });

  it('a formula stays the text that it is', async () => {
    const header = `${homesHeader};address`;
    const { rows } = await read(homesTable, `${header}\n${homeLine};=HYPERLINK(1)\n`);
    expect(rows[0]?.home.address).toBe('=HYPERLINK(1)');
  });

  it('a row with too many or too few cells is set aside, not shifted', async () => {
    const { rejects } = await read(homesTable, `${homesHeader}\n${homeLine};x\nL2;57463\n`);
    expect(reasons(rejects)).toEqual([
      '2 ligne : cellules en trop (un séparateur dans un texte ?)',
      '3 ligne : ligne incomplète',
    ]);
  });

  it('quotes only a short part of a long value, without control characters', async () => {
    const long = `"${'a\tb'.repeat(500)}"`;
    const { rejects } = await read(homesTable, `${homesHeader}\n${homeLine.replace('PLUS', long)}\n`);
    const quoted = rejects[0]?.problems[0]?.value ?? '';
    expect(quoted.length).toBeLessThanOrEqual(201);
    expect(quoted).not.toContain('\t');
  });
});

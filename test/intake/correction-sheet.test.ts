import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { correctionSheet } from '../../src/intake/correction-sheet.ts';
import { homesTable } from '../../src/intake/tables/homes.ts';
import { homeLine, homesHeader, read } from './samples.ts';

async function sheetOf(rejects: Parameters<ReturnType<typeof correctionSheet>['add']>[0][]): Promise<string> {
  const stream = new PassThrough();
  const written = buffer(stream);
  const sheet = correctionSheet(() => stream);
  for (const rejected of rejects) sheet.add(rejected);
  await sheet.end();
  return (await written).toString('utf8');
}

describe('the correction sheet', () => {
  it('has the columns of the file and why each row was set aside', async () => {
    const { rejects } = await read(homesTable, `${homesHeader}\n${homeLine.replace('412,30', '-3')}\n`);
    expect(await sheetOf(rejects)).toBe(
      `\ufeff${homesHeader};motif\r\nL1;57463;T3;3;62,5;PLUS;'-3;85;;D;prefet57;0,7;"rent : montant négatif (-3) ; attendu : montant positif ou nul"\r\n`,
    );
  });

  it('is taken back once corrected, its column of motives ignored', async () => {
    const header = `${homesHeader};address`;
    const first = await read(homesTable, `${header}\n${homeLine.replace('412,30', '-3')};=SUM(A1)\n`);
    const sheet = await sheetOf(first.rejects);
    expect(sheet).toContain("'=SUM(A1)");
    const again = await read(homesTable, sheet.replace("'-3", '412,30'));
    expect(again.report).toMatchObject({ accepted: 1, rejected: 0, unknownColumns: [] });
    expect(again.rows[0]?.home).toMatchObject({ rentCents: 41230, address: '=SUM(A1)' });
  });

  it('sent back twice gives the same sheet', async () => {
    const { rejects } = await read(homesTable, `${homesHeader}\n${homeLine.replace('412,30', '-3')}\n`);
    const sheet = await sheetOf(rejects);
    const again = await read(homesTable, sheet);
    expect(await sheetOf(again.rejects)).toBe(sheet);
  });

  it('is not created where nothing was rejected', async () => {
    let opened = false;
    const sheet = correctionSheet(() => {
      opened = true;
      return new PassThrough();
    });
    await sheet.end();
    expect(opened).toBe(false);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { leases } from '../../db/schema/tenancy.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { UsageError } from '../../src/cli/command.ts';
import { command } from '../../src/cli/report.ts';
import { writeOds } from '../../src/documents/ods.ts';
import type { SheetCell } from '../../src/documents/sheet-model.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { indicatorNames } from '../../src/reporting/indicator.ts';
import { indicatorSheets } from '../../src/reporting/indicators/export.ts';
import { indicatorOf } from '../../src/reporting/indicators/indicator-of.ts';
import { message, request as sneRequest } from '../intake/sne-messages.ts';
import { readYear } from '../reporting/indicators/year-fixture.ts';
import { makeNumber } from '../support/make-domain.ts';
import { openOds } from '../support/open-ods.ts';
import { type TestDatabase, testDatabase, testEncryption } from '../support/postgres.ts';
import { testDemo } from '../support/service.ts';

/** Runs the command in this process, as `parcours report` would, and gives what it wrote. */
async function report(...args: string[]): Promise<Buffer> {
  const written: Buffer[] = [];
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      written.push(Buffer.from(chunk));
      done();
    },
  });
  expect(await command.run(args, { stdin: Readable.from([]), stdout, stderr: stdout })).toBe(0);
  return Buffer.concat(written);
}

const json = async (...args: string[]) => JSON.parse((await report(...args)).toString('utf8'));

describe('parcours report', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await loadDemo(database.db, testDemo, []);
    vi.stubEnv('DATABASE_URL', database.url);
    vi.stubEnv('DATABASE_OWNER_URL', database.ownerUrl);
    vi.stubEnv('ENCRYPTION_KEYS', testEncryption.keys.map(({ name, key }) => `${name}:${key}`).join(','));
    vi.stubEnv('PARCOURS_DEMO', '1');
    vi.stubEnv('PARCOURS_TODAY', '2026-11-21');
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await database.drop();
  });

  it('writes every indicator of the year, as the leases of the database give it', async () => {
    const q02 = await json('q1-outside-qpv', '--year', '2026');
    const outside = testDemo.leases.filter(({ qpvCode }) => qpvCode === null);
    const legal = new Set(
      testDemo.leaseFacts.filter(({ facts }) => facts.legalPerson).map(({ leaseId }) => leaseId),
    );
    const counted = outside.filter(({ id }) => !legal.has(id)).length;
    const landlord = q02.figures.find(
      (one: { measure: string; place: { level: string } }) =>
        one.measure === 'period' && one.place.level === 'landlord',
    );
    const elsewhere = q02.notCounted
      .filter(({ because }: { because: string }) => because.includes('EPCI'))
      .reduce((sum: number, { count }: { count: number }) => sum + count, 0);
    expect(landlord.total + elsewhere).toBe(counted);
    expect(Object.keys(landlord)).toEqual(
      expect.arrayContaining(['place', 'period', 'inGroup', 'total', 'rate', 'goal', 'missing', 'split']),
    );
    expect(q02.asOf).toBe('2026-11-21');
    for (const name of indicatorNames) {
      expect((await json(name, '--year', '2026')).name).toBe(name);
    }
  });

  it('keeps to the days asked, both included', async () => {
    const base = async (...period: string[]) => {
      const { figures } = await json('flow', '--year', '2026', ...period);
      return figures[0].total as number;
    };
    const halves = [
      await base('--from', '2026-01-01', '--to', '2026-06-30'),
      await base('--from', '2026-07-01', '--to', '2026-12-31'),
    ];
    expect(halves[0]).toBe(testDemo.leases.filter(({ signedOn }) => signedOn <= '2026-06-30').length);
    expect((halves[0] ?? 0) + (halves[1] ?? 0)).toBe(await base());
  });

  it('names nobody: no unique number leaves, in any form', async () => {
    for (const format of ['json', 'csv']) {
      const text = (await report('dalo', '--year', '2026', '--format', format)).toString('utf8');
      expect(text).not.toMatch(/\b\d{3}\d{4}[0-9A-Z]{11}\b/);
    }
  });

  it('lays the leases of the period beside an extract of the SNE', async () => {
    const [housed, live, unknown] = [makeNumber(1), makeNumber(2), makeNumber(9)];
    const [first, second] = testDemo.leases.map(({ id }) => id);
    const number = (id: string | undefined, value: string) =>
      withLandlord(database.db, 'demo', (tx) =>
        tx
          .update(leases)
          .set({ applicationNumber: value })
          .where(eq(leases.id, id ?? '')),
      );
    await number(first, housed);
    await number(second, live);
    const radiation = '<radiation><motifRadiation code="RADATT"/></radiation>';
    const ended = [housed, unknown].map((value) => sneRequest({ number: value, body: radiation }));
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'parcours-sne-')), 'extrait.xml');
    writeFileSync(file, message('RAD', ended));
    const { register } = await json('pp5', '--year', '2026', '--sne', file);
    expect(register).toMatchObject({
      agreeing: 1,
      absent: [second],
      notRemoved: [],
      withoutLease: [unknown],
      differing: [],
      rejectedRows: 0,
    });
    writeFileSync(file, message('CRE', [sneRequest({ number: live })]));
    expect((await json('pp5', '--year', '2026', '--sne', file)).register.notRemoved).toEqual([second]);
    rmSync(path.dirname(file), { recursive: true });
    await expect(json('pp5', '--year', '2026', '--sne', file)).rejects.toThrow('aucun fichier');
  });

  it('gives in CSV the figures of the JSON, with French decimals', async () => {
    const { figures } = await json('pp5', '--year', '2026');
    const csv: Record<string, string>[] = parse(
      (await report('pp5', '--year', '2026', '--format', 'csv')).toString('utf8'),
      { bom: true, delimiter: ';', columns: true },
    );
    expect(csv).toHaveLength(figures.length);
    for (const [index, row] of csv.entries()) {
      const { inGroup, total, rate } = figures[index];
      expect([row.Comptés, row.Ensemble, row.Part]).toEqual([
        String(inGroup),
        String(total),
        rate === null ? '' : String(rate).replace('.', ','),
      ]);
    }
  });

  it.each([
    [['pp6', '--year', '2026'], 'indicateur inconnu « pp6 »'],
    [[], 'dites quel indicateur'],
    [['pp5'], '--year'],
    [['pp5', '--year', 'deux mille'], '--year'],
    [['pp5', '--year', '2026', '--format', 'pdf'], '--format'],
    [['pp5', '--year', '2026', '--from', '2026-02-30'], '--from'],
    [['pp5', '--year', '2026', '--from', '2026-06-01', '--to', '2026-05-01'], '--to vient avant'],
    [['pp5', '--year', '2026', '--landlord', 'inconnu'], 'précisez --landlord'],
    [['pp5', '--years', '2026'], '--years'],
  ])('refuses %j with a sentence', async (args, words) => {
    const refusal = await report(...args).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UsageError);
    expect(String(refusal)).toContain(words);
  });
});

describe('the workbook of an indicator', () => {
  it.each([...indicatorNames])('holds every cell of %s when another reader opens it', (name) => {
    const period = { from: civilDate('2026-01-01'), until: civilDate('2026-12-31') };
    const sheets = indicatorSheets(indicatorOf(name, readYear().facts, { period, asOf: period.until }));
    const opened = openOds(writeOds(sheets));
    expect(opened.map((sheet) => sheet.name)).toEqual(sheets.map((sheet) => sheet.name));
    for (const [index, { columns, rows }] of sheets.entries()) {
      const [header, ...body] = opened[index]?.rows ?? [];
      expect(header).toEqual(columns.map((column) => column.header));
      expect(body).toEqual(rows.map((row) => withoutEnd(row.map(plain))));
    }
  });
});

/** Days by their text, an empty cell as null. */
function plain(cell: SheetCell): SheetCell {
  if (cell !== null && typeof cell === 'object') return cell.date;
  return cell === '' ? null : cell;
}

function withoutEnd(cells: SheetCell[]): SheetCell[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);
}

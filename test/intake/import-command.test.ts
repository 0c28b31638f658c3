import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/command.ts';
import { command } from '../../src/cli/import.ts';
import { homeLine, homesHeader } from './samples.ts';

async function run(args: readonly string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const status = await command.run(args, { stdin: new PassThrough(), stdout, stderr });
  const textOf = (stream: PassThrough) => String(stream.read() ?? '');
  return { status, out: textOf(stdout), told: textOf(stderr) };
}

function fileOf(content: string): { file: string; sheet: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'parcours-import-'));
  const file = path.join(folder, 'logements.csv');
  writeFileSync(file, content);
  return { file, sheet: path.join(folder, 'rejets.csv') };
}

describe('parcours import --check', () => {
  it('reads a file without a database, says what is set aside and writes the sheet to correct', async () => {
    const { file, sheet } = fileOf(
      `${homesHeader}\n${homeLine}\n${homeLine.replace('L1;', 'L2;').replace('412,30', '-3')}\n`,
    );
    const { status, out, told } = await run(['homes', file, '--check', '--rejects', sheet]);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      kind: 'homes',
      state: 'checked',
      report: { rows: 2, accepted: 1 },
    });
    expect(told).toContain('ligne 3, rent : montant négatif ; attendu : montant positif ou nul');
    expect(told).not.toContain('-3');
    expect(readFileSync(sheet, 'utf8')).toContain('L2;57463');
  });

  it('refuses a file with the exit status of bad input, and leaves no sheet behind', async () => {
    const { file, sheet } = fileOf(`${homesHeader}\n${homeLine.replace('412,30', '-3')}\n"L2`);
    const { status, out, told } = await run(['homes', file, '--check', '--rejects', sheet]);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(told).toContain('Rien n’a été écrit.');
    expect(existsSync(sheet) || existsSync(`${sheet}.part`)).toBe(false);
  });

  it.each([
    [[]],
    [['maisons', 'x.csv']],
    [['homes', 'x.csv', '--full', '--difference']],
    [['homes', 'x.csv', '--encoding', 'latin9']],
    [['homes', 'x.csv', '--date', '2026-02-30']],
    [['homes', 'x.csv', '--inconnue']],
  ])('says what is wrong with %j', async (args) => {
    await expect(
      command.run(args, { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() }),
    ).rejects.toThrow(UsageError);
  });
});

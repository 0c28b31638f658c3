import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/command.ts';
import { command as match } from '../../src/cli/match.ts';
import { command as replay } from '../../src/cli/replay.ts';

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'parcours-match-'));
const inFolder = (...parts: string[]) => path.join(folder, ...parts);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function parcours(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function matchFiles(inputs: string, out: string, ...more: string[]) {
  const file = (name: string) => path.join(inputs, name);
  return parcours(
    'match',
    ...['--homes', file('homes.csv'), '--applications', file('applications.csv')],
    ...['--tenancies', file('tenancies.csv'), '--targets', file('targets.csv')],
    ...['--policy', file('policy.json'), '--grids', file('grids.json')],
    ...['--date', '2026-11-21', '--out', out, ...more],
  );
}

const read = (...parts: string[]) => readFileSync(inFolder(...parts), 'utf8');
const json = (...parts: string[]) => JSON.parse(read(...parts));
const rows = (...parts: string[]): Record<string, string>[] =>
  parse(read(...parts), { bom: true, delimiter: ';', columns: true });
const withoutSeconds = (text: string) => text.replace(/"seconds":[\d.]+/, '');

/** A copy of the example with its applications changed line by line. */
function exampleWith(name: string, change: (lines: string[]) => string[]): string {
  mkdirSync(inFolder(name));
  for (const file of readdirSync(inFolder('exemple')))
    writeFileSync(inFolder(name, file), read('exemple', file));
  const [header = '', ...lines] = read('exemple', 'applications.csv').trim().split('\n');
  writeFileSync(inFolder(name, 'applications.csv'), `${[header, ...change(lines)].join('\n')}\n`);
  return inFolder(name);
}

beforeAll(() => {
  expect(parcours('match', '--example', inFolder('exemple')).status).toBe(0);
  const run = matchFiles(inFolder('exemple'), inFolder('resultat'));
  expect(run.status, run.stderr).toBe(0);
  expect(run.stdout).toContain('Calcul vérifié');
});

describe('match on the example', () => {
  it('leaves the files of the contract, and nothing else', () => {
    expect(readdirSync(inFolder('resultat')).sort()).toEqual([
      'explanations.json',
      'inputs.json',
      'problem.json',
      'rejects.csv',
      'report.html',
      'shortlists.csv',
      'shortlists.json',
      'solution.json',
    ]);
    expect(readdirSync(folder).sort()).toEqual(['exemple', 'resultat']);
  });

  it('lists the bad row with its row, field, value and reason, and serves the rest', () => {
    expect(rows('resultat', 'rejects.csv').map(({ row, field, value }) => [row, field, value])).toEqual([
      ['152', 'filed_on', '2026-02-31'],
      ['152', 'monthly_resources', "'-100"],
    ]);
    expect(json('resultat', 'explanations.json').shortlists).toHaveLength(12);
  });

  it('gives a problem and a solution that the independent check accepts', () => {
    const verified = parcours(
      'verify',
      inFolder('resultat', 'problem.json'),
      inFolder('resultat', 'solution.json'),
    );
    expect(verified.status, verified.stdout).toBe(0);
  });

  it('explains every rank by lines that add up, the same in the spreadsheet', () => {
    const entries = json('resultat', 'explanations.json').shortlists.flatMap(
      (shortlist: { entries: unknown[] }) => shortlist.entries,
    );
    const table = rows('resultat', 'shortlists.csv');
    expect(table).toHaveLength(entries.length);
    expect(entries.length).toBeGreaterThan(25);
    entries.forEach((entry: { lines: { points: number }[]; totalPoints: number }, index: number) => {
      expect(entry.lines.reduce((sum, { points }) => sum + points, 0)).toBe(entry.totalPoints);
      expect(table[index]?.total_points).toBe(String(entry.totalPoints));
    });
  });

  it('writes a report that stands alone, says what is proved and explains its words', () => {
    const html = read('resultat', 'report.html');
    // Found as lists, so that a failure does not print the whole page.
    expect(html.match(/<script|https?:\/\/|<link|@import|url\((?!#)/gi)).toBeNull();
    expect(html.match(/>[^<]* [:;!?][^<]*</g)).toBeNull();
    const expected = [
      '<html lang="fr">',
      'Personne n’est lésé par un rang.',
      'Ce calcul ne dit pas qui choisir.',
      'droit au logement opposable',
      'parc en vente',
    ];
    expect(expected.filter((text) => !html.includes(text))).toEqual([]);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is computed again to the byte', () => {
    expect(parcours('replay', inFolder('resultat'))).toMatchObject({ status: 0 });
  });

  it('gives the same solution whatever the order of the rows', () => {
    const permuted = exampleWith('permute', (lines) => [...lines].reverse());
    expect(matchFiles(permuted, inFolder('resultat-permute')).status).toBe(0);
    expect(withoutSeconds(read('resultat-permute', 'solution.json'))).toBe(
      withoutSeconds(read('resultat', 'solution.json')),
    );
    expect(read('resultat-permute', 'shortlists.csv')).toBe(read('resultat', 'shortlists.csv'));
  });
});

describe('rows planted among the example’s', () => {
  const [rich, stale, hurt, unread] = [1, 2, 3, 4].map((index) => `05726111111111111${index}`);
  const grounds = 'mise-en-securite=oui@2026-03-03@verified|handicap=oui@2026-03-03@verified';
  const common = 'proved;57463|57227|57672;T1|T2|T3';
  const planted = [
    // Over every ceiling, then an application that nobody renewed for two years: both with many points.
    `${rich};2019-01-01;2026-10-01;1980-01-01 holder;90000;7000;${common};;dalo@2026-02-01;;employee;`,
    `${stale};2019-01-01;2024-01-01;1980-01-01 holder;9000;800;${common};;dalo@2026-02-01;;employee;`,
    `${hurt};2020-01-01;2026-10-01;1991-01-01 holder|2019-02-02 dependant disabled;9000;900;${common};;gbis@2026-03-03|a@2026-03-03;${grounds};employee;`,
    `${unread};2020-01-01;2026-10-01;1991-01-01 holder;9000;900;${common};;g@2026-02-31;handicap=;employee;`,
  ];
  const texts = new Map<string, string>();

  beforeAll(() => {
    const files = exampleWith('plante', (lines) => [...planted, ...lines]);
    const run = matchFiles(files, inFolder('resultat-plante'));
    expect(run.status, run.stderr).toBe(0);
    for (const name of readdirSync(inFolder('resultat-plante')))
      texts.set(name, read('resultat-plante', name));
  });

  it('that the law keeps out are proposed for no home, however many points they would have', () => {
    const holding = [...texts].flatMap(([name, text]) =>
      [rich, stale].some((number) => number && text.includes(number)) ? [name] : [],
    );
    expect(holding).toEqual([]);
  });

  it('with a sensitive ground are proposed, and no file says which ground (D-03, D-04)', () => {
    expect(texts.get('shortlists.csv')?.includes(`${hurt}`)).toBe(true);
    const telling = /gbis|g@2026|a@2026|mise.en.s.curit|handicap|disabled|invalid|violence/gi;
    expect([...texts.values()].flatMap((text) => text.match(telling) ?? [])).toEqual([]);
    expect(texts.get('explanations.json')?.match(/situation prioritaire \(L441-1\)/)).not.toBeNull();
  });
});

describe('bad usage', () => {
  it.each([
    [match, []],
    [match, ['--homes', 'x']],
    [match, ['--example', inFolder('a'), '--date', '2026-11-21']],
    [match, ['--sortie', 'x']],
    [match, ['--homes', 'x', '--applications', 'y', '--date', '2026-02-30', '--out', inFolder('b')]],
    [replay, []],
    [replay, [inFolder('nulle-part')]],
    [replay, [folder]],
  ])('is refused before anything is read or written: %#', async (command, args) => {
    await expect(command.run(args, process)).rejects.toThrow(UsageError);
    expect(existsSync(inFolder('a')) || existsSync(inFolder('b'))).toBe(false);
  });

  it('gives exit status 2, with the usage on stderr', () => {
    const { status, stdout, stderr } = parcours('match', '--homes', 'x');
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('Usage');
  });

  it('never touches a folder that holds anything else', () => {
    const foreign = inFolder('a-quelqu-un');
    mkdirSync(foreign);
    writeFileSync(path.join(foreign, 'notes.txt'), 'à garder');
    const { status, stderr } = matchFiles(inFolder('exemple'), foreign);
    expect(status).toBe(2);
    expect(stderr).toContain('notes.txt');
    expect(readdirSync(foreign)).toEqual(['notes.txt']);
  });

  it('refuses a file without a mandatory column, whole', () => {
    const files = exampleWith('colonne', (lines) => lines);
    const homes = read('colonne', 'homes.csv').replace('financing', 'financement');
    writeFileSync(inFolder('colonne', 'homes.csv'), homes);
    const { status, stderr } = matchFiles(files, inFolder('resultat-colonne'));
    expect(status).toBe(2);
    expect(stderr).toContain('financing');
    expect(existsSync(inFolder('resultat-colonne'))).toBe(false);
  });
});

describe('replay', () => {
  it('tells a file of the folder that was touched, and an input that has changed', () => {
    const table = inFolder('resultat-permute', 'shortlists.csv');
    writeFileSync(table, readFileSync(table, 'utf8').replace('EX-01', 'EX-99'));
    const touched = parcours('replay', inFolder('resultat-permute'));
    expect(touched.status).toBe(1);
    expect(touched.stdout).toContain('shortlists.csv diffère');
    writeFileSync(inFolder('permute', 'policy.json'), '{}');
    const changed = parcours('replay', inFolder('resultat-permute'));
    expect(changed.status).toBe(1);
    expect(changed.stdout).toContain('policy.json');
  });
});

/** `parcours match`: files in, explained shortlists out; no server and no database. */
import { parseArgs } from 'node:util';
import { type CivilDate, isCivilDate } from '../kernel/civil-date.ts';
import type { RunResult } from '../matching/run-result.ts';
import { certificateSentence, fairnessSentence } from '../wording/run-sentences.ts';
import { type CliCommand, type CliStreams, type ExitStatus, UsageError } from './command.ts';
import { runWithProgress } from './match/compute.ts';
import { exampleFileNames, exampleFiles } from './match/example.ts';
import { checkFolder, writeFolder } from './match/output-folder.ts';
import { readSession, type SessionPaths } from './match/read-session.ts';
import { runFileNames, runFiles } from './match/run-files.ts';
import { describeFiles, type RunInputs } from './match/run-inputs.ts';

const usage = `Usage : parcours match --homes F --applications F [--tenancies F] [--targets F]
                       [--policy F] [--grids F] [--landlord NOM] --date AAAA-MM-JJ --out DOSSIER
        parcours match --example DOSSIER

Lit les logements et les demandes (CSV ; politique et grilles en JSON), propose les listes et écrit dans DOSSIER :
shortlists.csv, shortlists.json, explanations.json, problem.json, solution.json, report.html, inputs.json,
et rejects.csv où des lignes sont mises de côté. Rien n'est écrit à moitié.
--example écrit un jeu complet de fichiers qui tourne.`;

export const command: CliCommand = {
  summary: 'propose les listes d’une séance à partir de fichiers, expliquées et vérifiées',
  usage,
  run: async (args, streams) => {
    const options = readOptions(args);
    if ('example' in options) return writeExample(options.example, streams);
    return match(options, streams);
  },
};

type MatchOptions = { paths: SessionPaths; date: CivilDate; landlord: string | null; out: string };

function readOptions(args: readonly string[]): MatchOptions | { example: string } {
  const { values } = parse(args);
  if (values.example !== undefined) {
    if (Object.keys(values).length > 1) throw new UsageError('--example ne va avec aucune autre option.');
    return { example: values.example };
  }
  const { homes, applications, date, out, landlord, ...files } = values;
  if (homes === undefined || applications === undefined || date === undefined || out === undefined) {
    throw new UsageError('--homes, --applications, --date et --out sont obligatoires.');
  }
  if (!isCivilDate(date))
    throw new UsageError(`--date « ${date} » : un jour existant, comme 2026-11-21, est attendu.`);
  return { paths: { homes, applications, ...files }, date, landlord: landlord ?? null, out };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        homes: text,
        applications: text,
        tenancies: text,
        targets: text,
        policy: text,
        grids: text,
        landlord: text,
        date: text,
        out: text,
        example: text,
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function match(options: MatchOptions, { stdout, stderr }: CliStreams): Promise<ExitStatus> {
  const { paths, date, landlord, out } = options;
  await checkFolder(out, runFileNames);
  const read = await readSession(paths, { date, landlord });
  for (const warning of read.warnings) stderr.write(`Attention : ${warning}\n`);
  const run = await runWithProgress(read.snapshot, stderr);
  if (!run.check.holds) {
    stderr.write(`${certificateSentence(run)}\n${run.check.problems.join('\n')}\nRien n’est écrit.\n`);
    return 1;
  }
  const files = runFiles({ snapshot: read.snapshot, run, rejects: read.rejects, warnings: read.warnings });
  const inputs: RunInputs = {
    date,
    landlord,
    snapshotHash: run.snapshotHash,
    versions: { ...run.versions, grids: [...run.versions.grids] },
    files: await describeFiles(paths, out),
  };
  files.set('inputs.json', `${JSON.stringify(inputs, null, 2)}\n`);
  await writeFolder(out, files, runFileNames);
  stdout.write(`${summaryOf(run, out)}\n`);
  if (read.rejects.length > 0) {
    stderr.write(`Des lignes sont mises de côté : voir ${out}/rejects.csv.\n`);
  }
  return 0;
}

function summaryOf(run: RunResult, out: string): string {
  const places = run.shortlists.reduce((sum, { entries }) => sum + entries.length, 0);
  return [
    `${run.counts.homes} logements, ${run.counts.applicants} demandes vivantes, ${places} rangs proposés.`,
    certificateSentence(run),
    fairnessSentence(run),
    `Résultats dans ${out} ; ouvrez ${out}/report.html.`,
  ].join('\n');
}

async function writeExample(folder: string, { stdout }: CliStreams): Promise<ExitStatus> {
  await writeFolder(folder, exampleFiles(), exampleFileNames);
  const file = (name: string) => `${folder}/${name}`;
  stdout.write(
    [
      `Exemple écrit dans ${folder}. Pour le calculer :`,
      `parcours match --homes ${file('homes.csv')} --applications ${file('applications.csv')} \\`,
      `  --tenancies ${file('tenancies.csv')} --targets ${file('targets.csv')} \\`,
      `  --policy ${file('policy.json')} --grids ${file('grids.json')} --date 2026-11-21 --out resultat\n`,
    ].join('\n'),
  );
  return 0;
}

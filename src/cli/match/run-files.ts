/** The files that a run leaves: names and contents, a pure function of the run (contracts §3). */
import { writeCsv } from '../../documents/csv.ts';
import type { MatchReject } from '../../intake/match-files.ts';
import type { RunResult } from '../../matching/run-result.ts';
import type { Snapshot } from '../../matching/snapshot.ts';
import { reportPage } from './report-page.tsx';
import { reportView } from './report-view.ts';
import { explanationsJson, shortlistsJson } from './run-json.ts';
import { shortlistTable } from './shortlist-rows.ts';

/** Every name that a run may write; a folder that holds only these is one of ours. */
export const runFileNames: ReadonlySet<string> = new Set([
  'shortlists.csv',
  'shortlists.json',
  'explanations.json',
  'problem.json',
  'solution.json',
  'report.html',
  'rejects.csv',
  'inputs.json',
]);

export type RunFilesParts = {
  snapshot: Snapshot;
  run: RunResult;
  rejects: readonly MatchReject[];
  warnings: readonly string[];
};

/** The contents by name, without `inputs.json`, which tells of the files that were read. */
export function runFiles({ snapshot, run, rejects, warnings }: RunFilesParts): Map<string, string> {
  const rejected = new Set(rejects.map(({ file, row }) => `${file}:${row}`)).size;
  const view = reportView(snapshot, run, { warnings, rejected });
  return new Map([
    ['shortlists.csv', writeCsv(shortlistTable(run, view.homes))],
    ['shortlists.json', indented(shortlistsJson(run))],
    ['explanations.json', indented(explanationsJson(run, view.homes))],
    ['problem.json', `${JSON.stringify(run.problem)}\n`],
    ['solution.json', `${JSON.stringify(run.solution)}\n`],
    ['report.html', reportPage(view)],
    ...(rejects.length === 0 ? [] : ([['rejects.csv', rejectsCsv(rejects)]] as const)),
  ]);
}

/** One row a problem: where it is, what was found, why it is not taken and what was expected. */
function rejectsCsv(rejects: readonly MatchReject[]): string {
  return writeCsv({
    columns: ['file', 'row', 'field', 'value', 'reason', 'expected'],
    rows: rejects.flatMap(({ file, row, problems }) =>
      problems.map(({ field, value, reason, expected }) => [
        file,
        row,
        field,
        shownValue(field, value),
        reason,
        expected,
      ]),
    ),
  });
}

/** Letters of violence, trafficking or health never enter a file that is handed on, not even misspelt (D-04). */
function shownValue(field: string, value: string): string {
  const sensitive =
    field === 'grid_facts' || (field === 'labels' && /(^|\|)\s*(a|b|g[ _-]?(bis)?|h|i)\b/i.test(value));
  return sensitive ? '(donnée sensible, non recopiée)' : value;
}

function indented(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

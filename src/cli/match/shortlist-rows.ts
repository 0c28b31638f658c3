/** shortlists.csv: one row a rank, for a spreadsheet; codes in the words of the input files. */
import type { CsvTable } from '../../documents/csv.ts';
import { eurosOfCents } from '../../kernel/money.ts';
import type { ExplainedEntry, RunResult } from '../../matching/run-result.ts';
import { flagSentence, marginSentence } from '../../wording/run-sentences.ts';
import type { ReportHome } from './report-view.ts';

const columns = [
  'home_id',
  'insee',
  'commune',
  'typology',
  'holder',
  'rank',
  'nur',
  'household',
  'grid_points',
  'bonus_points',
  'total_points',
  'tie_break',
  'margin',
  'pinned',
  'offered_percent',
  'signs_percent',
  'filed_months_ago',
  'dalo',
  'priority',
  'first_quartile',
  'transfer',
  'monthly_resources',
  'resources_evidence',
  'housing_benefit',
  'net_cost',
  'effort_percent',
  'to_examine',
] as const;

/** The table of all shortlists, in the order of homes and ranks. */
export function shortlistTable(run: RunResult, homes: ReadonlyMap<string, ReportHome>): CsvTable {
  return {
    columns,
    rows: run.shortlists.flatMap(({ vacancyId, entries }) => {
      const place = homes.get(vacancyId);
      if (!place) throw new Error(`no home for vacancy ${vacancyId}`);
      return entries.map((entry) => rowOf(place, entry));
    }),
  };
}

function rowOf(place: ReportHome, entry: ExplainedEntry): CsvTable['rows'][number] {
  const { home, communeName, holderName } = place;
  const { sheet } = entry;
  return [
    home.id,
    home.insee,
    communeName,
    home.typology,
    holderName,
    entry.rank,
    sheet.number,
    sheet.householdInWords,
    entry.gridPoints,
    entry.bonusPoints,
    entry.totalPoints,
    entry.tieBreak,
    marginSentence(entry),
    entry.pinned,
    percent(entry.offered),
    percent(entry.signs),
    sheet.seniorityMonths,
    sheet.dalo,
    sheet.priority,
    sheet.firstQuartile,
    sheet.transfer,
    euros(sheet.monthlyResourcesCents),
    sheet.resourcesEvidence,
    euros(sheet.aplCents),
    euros(sheet.netCostCents),
    sheet.effortRate === null ? null : percent(sheet.effortRate),
    sheet.toExamine.map(({ code }) => flagSentence(code)).join(' | '),
  ];
}

/** One decimal is what a spreadsheet needs. */
function percent(share: number): number {
  return Math.round(share * 1000) / 10;
}

function euros(cents: number | null): number | null {
  return cents === null ? null : eurosOfCents(cents);
}

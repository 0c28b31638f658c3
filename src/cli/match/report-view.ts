/** What the report page needs beside the run: the homes as people name them, and what to know before reading. */
import type { Home } from '../../domain/home.ts';
import { geography } from '../../domain/territory.ts';
import { frenchCount } from '../../kernel/french.ts';
import type { RunResult } from '../../matching/run-result.ts';
import type { Snapshot } from '../../matching/snapshot.ts';
import { type RunView, runView } from '../../views/run-view.ts';

export type ReportHome = {
  home: Home;
  communeName: string;
  holderName: string | null;
  /** Anchor of its section in the page. */
  anchor: string;
};

export type ReportView = {
  landlordName: string;
  run: RunResult;
  /** The run as every page draws it. */
  shown: RunView;
  homes: ReadonlyMap<string, ReportHome>;
  /** Commitments without a figure this year, by name, with the word that stands in the cell. */
  targetsWithoutGoal: readonly { name: string; word: string }[];
  warnings: readonly string[];
};

const withoutGoalWords = {
  forSale: 'parc en vente',
  notSignificant: 'patrimoine non significatif',
  empty: 'cellule vide',
} as const;

/** Gathers the view. `fileWarnings` are what the readers of files said; `rejected` counts the rows set aside. */
export function reportView(
  snapshot: Snapshot,
  run: RunResult,
  files: { warnings: readonly string[]; rejected: number },
): ReportView {
  const { communes } = geography();
  const holders = new Map(snapshot.holders.map((holder) => [holder.id, holder.name]));
  return {
    landlordName: snapshot.landlord.name,
    run,
    shown: runView(snapshot, run),
    homes: new Map(
      snapshot.vacancies.map(({ vacancy, home }, index) => [
        vacancy.id,
        {
          home,
          communeName: communes.get(home.insee)?.name ?? home.insee,
          holderName: vacancy.holderId === null ? null : (holders.get(vacancy.holderId) ?? vacancy.holderId),
          anchor: `logement-${index + 1}`,
        },
      ]),
    ),
    targetsWithoutGoal: snapshot.targets.flatMap(({ target }) =>
      target.goal.kind === 'none' ? [{ name: target.name, word: withoutGoalWords[target.goal.because] }] : [],
    ),
    warnings: warningsOf(snapshot, files),
  };
}

function warningsOf(snapshot: Snapshot, files: { warnings: readonly string[]; rejected: number }): string[] {
  return [
    ...(snapshot.policy.isDefault
      ? ['La politique est celle par défaut : personne chez le bailleur ne l’a encore validée.']
      : []),
    ...(snapshot.grids.some((grid) => grid.fictive)
      ? ['La grille de cotation est fictive : elle sert à la démonstration et n’a été votée par personne.']
      : []),
    ...(files.rejected > 0
      ? [
          `${frenchCount(files.rejected, 'ligne mise', 'lignes mises')} de côté à la lecture des fichiers : voir rejects.csv.`,
        ]
      : []),
    ...files.warnings,
  ];
}

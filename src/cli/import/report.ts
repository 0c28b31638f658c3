/** What `parcours import` says of an import: French lines on stderr, one JSON value on stdout. */

import { collectionNames } from '../../intake/collection-names.ts';
import type { FileReport } from '../../intake/csv/table.ts';
import type { DuplicateEvidence, PossibleDuplicate } from '../../intake/duplicates.ts';
import type { CollectionChange } from '../../intake/import-batches.ts';
import type { ImportOutcome } from '../../intake/import-file.ts';
import type { ImportCollection } from '../../intake/import-port.ts';
import type { FileRefusal, RejectedRow } from '../../intake/refusal.ts';
import { frenchCount, frenchLongDate } from '../../kernel/french.ts';

const rejectsShown = 10;
const duplicatesShown = 10;
const numbersShown = 5;
const orphansShown = 5;

const evidenceNames: Readonly<Record<DuplicateEvidence, string>> = {
  namesAndBirthDates: 'mêmes nom et dates de naissance',
  email: 'même adresse électronique',
  phone: 'même téléphone',
  tenancy: 'même bail',
};

/** Why a file was refused, where, and what to do. */
export function refusalLines(refusal: FileRefusal): string[] {
  const where = refusal.row === null ? '' : ` (ligne ${refusal.row})`;
  return [`Fichier refusé${where} : ${refusal.message}`, refusal.hint, 'Rien n’a été écrit.'];
}

/** The first rejected rows. Values stay out: they may be of a person, and stderr often ends in a log. */
export class RejectTelling {
  readonly #lines: string[] = [];
  #count = 0;

  add({ row, problems }: RejectedRow): void {
    this.#count += 1;
    if (this.#count > rejectsShown) return;
    for (const { field, reason, expected } of problems) {
      this.#lines.push(`  ligne ${row}, ${field} : ${reason} ; attendu : ${expected}`);
    }
  }

  /** The lines to show; empty where nothing was rejected. */
  lines(sheet: string | null): string[] {
    if (this.#count === 0) return [];
    const more = this.#count - rejectsShown;
    return [
      `${frenchCount(this.#count, 'ligne mise de côté', 'lignes mises de côté')} :`,
      ...this.#lines,
      ...(more > 0 ? [`  … et ${frenchCount(more, 'autre')}`] : []),
      sheet === null
        ? 'Relancez avec --rejects FICHIER pour les recevoir dans une feuille à corriger.'
        : `Feuille à corriger, puis à renvoyer avec --difference : ${sheet}`,
    ];
  }
}

/** What was done, or what would be. */
export function outcomeLines(outcome: ImportOutcome): string[] {
  if (outcome.state === 'alreadyImported') {
    return [`Ce contenu a déjà été importé le ${frenchLongDate(outcome.on)} : rien à faire.`];
  }
  const { report, changes, duplicates } = outcome;
  return [
    ...reportLines(report),
    ...Object.entries(changes).flatMap(([collection, change]) => changeLine(collection, change) ?? []),
    ...duplicateLines(duplicates),
    outcome.state === 'dryRun' ? 'Essai à blanc : rien n’a été écrit.' : 'Import terminé.',
  ];
}

/** Rows read, taken, set aside, and the warnings of the file. */
export function reportLines(report: FileReport): string[] {
  const skipped = report.skipped > 0 ? `, ${frenchCount(report.skipped, 'sans effet', 'sans effet')}` : '';
  return [
    `${frenchCount(report.rows, 'ligne lue', 'lignes lues')} : ${frenchCount(report.accepted, 'retenue')}, ${frenchCount(report.rejected, 'rejetée')}${skipped}.`,
    ...report.warnings.map((warning) => `Attention : ${warning}`),
  ];
}

function changeLine(collection: string, change: CollectionChange): string | null {
  const { created, updated, unchanged, orphans, retirement } = change;
  if (created + updated + unchanged + orphans === 0 && retirement === null) return null;
  const name = isCollection(collection) ? collectionNames[collection] : collection;
  const parts = [
    frenchCount(created, 'création'),
    frenchCount(updated, 'modification'),
    `${frenchCount(unchanged, 'sans changement', 'sans changement')}`,
  ];
  if (retirement !== null) {
    parts.push(
      `${frenchCount(retirement.retired, 'retrait')} sur ${frenchCount(retirement.before, 'présent')}`,
    );
  }
  if (orphans > 0) {
    const some = change.orphanKeys.slice(0, orphansShown).join(', ');
    parts.push(
      `${frenchCount(orphans, 'laissé', 'laissés')} de côté, sans logement, bail ni demande connus (${some})`,
    );
  }
  return `${name} : ${parts.join(', ')}`;
}

/** The groups of possible duplicates, with what they share. */
export function duplicateLines(duplicates: readonly PossibleDuplicate[]): string[] {
  if (duplicates.length === 0) return [];
  const shown = duplicates.slice(0, duplicatesShown).map(({ evidence, numbers }) => {
    const some = numbers.slice(0, numbersShown).join(', ');
    const more = numbers.length > numbersShown ? ` et ${numbers.length - numbersShown} autres` : '';
    return `  ${evidenceNames[evidence]} : ${some}${more}`;
  });
  const count = frenchCount(duplicates.length, 'doublon possible', 'doublons possibles');
  return [`${count}, à examiner (rien n’est fusionné) :`, ...shown];
}

function isCollection(name: string): name is ImportCollection {
  return Object.hasOwn(collectionNames, name);
}

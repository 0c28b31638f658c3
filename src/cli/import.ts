/** `parcours import`: a file into the database, whole or not at all. */
import { importStore } from '../../db/stores/import-store.ts';
import { todayOf } from '../config.ts';
import { geography } from '../domain/territory.ts';
import { type ImportRequest, importFile } from '../intake/import-file.ts';
import { importKinds } from '../intake/import-kinds.ts';
import { type CivilDate, civilDateInParis } from '../kernel/civil-date.ts';
import type { CliCommand, CliStreams, ExitStatus } from './command.ts';
import { chosenLandlord, withDatabase } from './database.ts';
import { checkFile } from './import/check.ts';
import { countedSource } from './import/counted-source.ts';
import { type ImportOptions, readOptions } from './import/options.ts';
import { rejectSheet } from './import/reject-sheet.ts';
import { duplicateLines, outcomeLines, RejectTelling, refusalLines, reportLines } from './import/report.ts';
import { progressOn } from './progress.ts';

export const command: CliCommand = {
  summary: 'importe un fichier (logements, demandes, labels, objectifs…), en entier ou pas du tout',
  usage: `Usage : parcours import GENRE FICHIER [--full | --difference] [--check | --dry-run] [--rejects F]
                        [--allow-shrink] [--encoding utf-8|windows-1252] [--landlord NOM] [--date AAAA-MM-JJ]

Genres : ${importKinds.join(', ')}.
Formats : CSV ; XML d'échange du SNE pour les demandes ; RPLS pour les logements ; JSON pour grids et policy.
--difference (par défaut) ajoute et modifie ; --full remplace tout, sans toucher aux lignes mises de côté.
--check lit le fichier sans base de données ; --dry-run dit ce qui changerait, sans l'écrire.
--rejects écrit la feuille des lignes mises de côté, à corriger et à renvoyer avec --difference.
--allow-shrink permet à un fichier complet de retirer plus d'un cinquième de ce qui existe.`,
  run: async (args, streams) => {
    const options = readOptions(args);
    const importing = new Importing(options, streams);
    if (options.run === 'check') return importing.check();
    return withDatabase(async (db, config) => {
      const landlord = await chosenLandlord(db, options.landlord ?? undefined);
      const today = options.date ?? todayOf(config);
      return importing.write(importStore(db, landlord.id, today), today);
    });
  },
};

/** One run of the command: what it reads, and what it tells while and after it does. */
class Importing {
  readonly #options: ImportOptions;
  readonly #streams: CliStreams;
  readonly #told = new RejectTelling();
  readonly #sheet: ReturnType<typeof rejectSheet> | null;

  constructor(options: ImportOptions, streams: CliStreams) {
    this.#options = options;
    this.#streams = streams;
    this.#sheet = options.rejects === null ? null : rejectSheet(options.rejects);
  }

  /** Reads the file with no database. */
  async check(): Promise<ExitStatus> {
    const today = this.#options.date ?? civilDateInParis(new Date());
    const checked = await this.#reading((request) => checkFile(request), today);
    if (!checked.ok) return this.#refused(checked.refusal);
    const { report, duplicates } = checked.value;
    this.#tell([
      ...reportLines(report),
      ...duplicateLines(duplicates),
      'Fichier lu, base de données non consultée.',
    ]);
    return this.#done({ state: 'checked', report, duplicates });
  }

  /** Reads the file into the store, or says what it would change there. */
  async write(store: ReturnType<typeof importStore>, today: CivilDate): Promise<ExitStatus> {
    const imported = await this.#reading((request) => importFile(store, request), today);
    if (!imported.ok) return this.#refused(imported.refusal);
    this.#tell(outcomeLines(imported.value));
    return this.#done(imported.value);
  }

  async #reading<Value>(read: (request: ImportRequest) => Promise<Value>, today: CivilDate): Promise<Value> {
    const { kind, file, mode, run, allowShrink, encoding } = this.#options;
    const progress = progressOn(this.#streams.stderr);
    try {
      return await read({
        kind,
        source: countedSource(file, (share) => progress.tell(share, 'lecture')),
        mode,
        dryRun: run === 'dryRun',
        allowShrink,
        options: { today, communes: new Set(geography().communes.keys()), encoding },
        onReject: (rejected) => {
          this.#told.add(rejected);
          this.#sheet?.add(rejected);
        },
      });
    } catch (fault) {
      await this.#sheet?.discard();
      throw fault;
    } finally {
      progress.end();
    }
  }

  async #refused(refusal: Parameters<typeof refusalLines>[0]): Promise<ExitStatus> {
    await this.#sheet?.discard();
    this.#tell(refusalLines(refusal));
    return 2;
  }

  async #done(outcome: object): Promise<ExitStatus> {
    await this.#sheet?.end();
    this.#tell(this.#told.lines(this.#options.rejects));
    const { kind, mode } = this.#options;
    this.#streams.stdout.write(`${JSON.stringify({ kind, mode, ...outcome })}\n`);
    return 0;
  }

  #tell(lines: readonly string[]): void {
    for (const line of lines) this.#streams.stderr.write(`${line}\n`);
  }
}

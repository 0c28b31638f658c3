/** The options of `parcours import`, checked; anything wrong is a UsageError. */
import { parseArgs } from 'node:util';
import type { TextEncodingName } from '../../intake/decode.ts';
import type { ImportMode } from '../../intake/import-file.ts';
import { type ImportKind, importKinds } from '../../intake/import-kinds.ts';
import { type CivilDate, isCivilDate } from '../../kernel/civil-date.ts';
import { UsageError } from '../command.ts';

export type ImportOptions = {
  kind: ImportKind;
  file: string;
  mode: ImportMode;
  /** `check` reads the file alone; `dryRun` also says what the database would become; `write` does it. */
  run: 'check' | 'dryRun' | 'write';
  rejects: string | null;
  allowShrink: boolean;
  encoding: TextEncodingName;
  /** Identifier or name; null: the only landlord there is. */
  landlord: string | null;
  /** Null: the application's today. */
  date: CivilDate | null;
};

/** Reads the arguments after `import`. */
export function readOptions(args: readonly string[]): ImportOptions {
  const { values, positionals } = parse(args);
  const [kind, file, ...rest] = positionals;
  if (kind === undefined || file === undefined || rest.length > 0) {
    throw new UsageError('un genre et un fichier sont attendus, comme : import applications demandes.csv');
  }
  const known = importKinds.find((name) => name === kind);
  if (known === undefined)
    throw new UsageError(`genre inconnu « ${kind} ». Genres : ${importKinds.join(', ')}.`);
  if (values.full && values.difference) throw new UsageError('--full et --difference s’excluent.');
  if (values.check && values['dry-run']) throw new UsageError('--check et --dry-run s’excluent.');
  const encoding = values.encoding ?? 'utf-8';
  if (encoding !== 'utf-8' && encoding !== 'windows-1252') {
    throw new UsageError(`--encoding « ${encoding} » : utf-8 ou windows-1252 est attendu.`);
  }
  const { date } = values;
  if (date !== undefined && !isCivilDate(date)) {
    throw new UsageError(`--date « ${date} » : un jour existant, comme 2026-11-21, est attendu.`);
  }
  return {
    kind: known,
    file,
    mode: values.full ? 'full' : 'difference',
    run: values.check ? 'check' : values['dry-run'] ? 'dryRun' : 'write',
    rejects: values.rejects ?? null,
    allowShrink: values['allow-shrink'] ?? false,
    encoding,
    landlord: values.landlord ?? null,
    date: date ?? null,
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        full: flag,
        difference: flag,
        check: flag,
        'dry-run': flag,
        'allow-shrink': flag,
        rejects: text,
        encoding: text,
        landlord: text,
        date: text,
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'options illisibles.');
  }
}

/** What a reader says of a file it will not take, or of a row it sets aside: French, precise, with what to do. */

export type FileRefusalCode =
  | 'empty'
  | 'encoding'
  | 'binary'
  | 'endless-line'
  | 'quotes'
  | 'header'
  | 'format'
  | 'truncated'
  | 'forbidden-xml'
  | 'too-deep'
  | 'unreadable'
  | 'changed';

/** The whole file is refused; nothing of it may be kept. */
export type FileRefusal = {
  code: FileRefusalCode;
  /** Row as a spreadsheet counts it (the header is 1), or null where it concerns the whole file. */
  row: number | null;
  /** What was found and what was expected. */
  message: string;
  /** What to do. */
  hint: string;
};

/** One datum of a row that cannot be taken. */
export type CellProblem = {
  /** Name of the column (CSV), path of the element (XML) or number of the field (RPLS). */
  field: string;
  /** What was found, at most 200 characters of it. */
  value: string;
  reason: string;
  expected: string;
};

/** A row set aside, with everything needed to correct it and send it back. */
export type RejectedRow = {
  /** As a spreadsheet counts rows: the header is 1. For XML, the order of the application in the file. */
  row: number;
  problems: readonly CellProblem[];
  /** Identifier of what the row speaks of, its parts joined by a space, where it can be read. */
  key: string | null;
  /** The file's columns; empty where the file is not a table. */
  columns: readonly string[];
  /** The cells as they were read, in the order of the file's columns; empty where the file is not a table. */
  cells: readonly string[];
};

/** Thrown inside the readers, turned into a `FileRefusal` value at their edge by `asRefusal`. */
export class IntakeRefusal extends Error {
  override readonly name = 'IntakeRefusal';
  readonly refusal: FileRefusal;

  constructor(refusal: FileRefusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Throws the refusal of a whole file. */
export function refuseFile(
  code: FileRefusalCode,
  message: string,
  hint: string,
  row: number | null = null,
): never {
  throw new IntakeRefusal({ code, row, message, hint });
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'Le fichier n’existe pas.',
  EISDIR: 'C’est un dossier, pas un fichier.',
  EACCES: 'Le fichier ne peut pas être lu : droits insuffisants.',
};

/** The refusal carried by an error, or the error itself thrown again where it is a fault. */
export function asRefusal(error: unknown): FileRefusal {
  if (error instanceof IntakeRefusal) return error.refusal;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = Object.hasOwn(unreadable, code) ? unreadable[code] : undefined;
  if (message === undefined) throw error;
  return { code: 'unreadable', row: null, message, hint: 'Vérifiez le nom du fichier et ses droits.' };
}

const longestQuotedValue = 200;

/** A value as it may be quoted in a message: cut, and without control characters. */
export function quotedValue(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const clean = value.slice(0, longestQuotedValue).replace(/[\u0000-\u001f\u007f]/g, ' ');
  return value.length > longestQuotedValue ? `${clean}…` : clean;
}

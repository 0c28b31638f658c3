/**
 * Files that a form sends (`enctype="multipart/form-data"`): the general reader, for an officer's extract as for the
 * documents that an applicant sends on the portal. Three steps for a page that takes files:
 *
 * 1. mount `readUpload(rules)` on its address in pages-router.ts, before the check of tokens (fields reach
 *    `request.body` as for any form; put `_csrf` before the file in the form), after a guard of who may;
 * 2. in its route, `uploadedFiles(request)` gives the files, or the first refusal, which `uploadRefusalSentence` says;
 * 3. in its form, `acceptOf(rules)` for the file input and `uploadHint(rules)` beside its label.
 *
 * Files stay in memory and nothing is written on the disk. Size and number are limits while reading, so that a larger
 * file is never held. The kind is told by the bytes; the sender's name of the file and its declared type are dropped.
 * A file kept is served back as an attachment, with the media type of its kind.
 */
import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FileScanner } from './clamd.ts';
import { type FileKind, isWhole, kindOf, mediaTypes } from './file-kind.ts';

export type UploadRules = {
  /** The name of the form's file input. */
  field: string;
  kinds: readonly FileKind[];
  /** Of one file; whole mebibytes read well. */
  maximumBytes: number;
  maximumFiles: number;
};

export type UploadedFile = { kind: FileKind; bytes: Buffer };

/** Why nothing of what was sent is taken. */
export type UploadRefusal =
  | 'tooLarge'
  | 'tooMany'
  | 'empty'
  | 'wrongKind'
  | 'cut'
  | 'unreadable'
  | 'infected'
  | 'notScanned';

const maximumTextFields = 100;
const maximumTextBytes = 100_000;
const read = new WeakMap<Request, Result<readonly UploadedFile[], UploadRefusal>>();

/**
 * Reads a form with files; every other request passes. What is wrong with a file is the page's to say. Where there is a
 * scanner, a file that it does not find clean is not given to the page.
 */
export function readUpload(rules: UploadRules, scanner: FileScanner | null = null): RequestHandler {
  const take = multer({
    storage: multer.memoryStorage(),
    limits: {
      fileSize: rules.maximumBytes,
      files: rules.maximumFiles,
      fields: maximumTextFields,
      fieldSize: maximumTextBytes,
      fieldNameSize: 100,
      // Our names are plain: a bracket would build objects.
      fieldNestingDepth: 0,
      parts: maximumTextFields + rules.maximumFiles,
    },
  }).array(rules.field, rules.maximumFiles);
  return (request, response, next) => {
    if (!request.is('multipart/form-data')) return next();
    take(request, response, (fault: unknown) => {
      const files = fault ? refuse(refusalOf(fault)) : checked(buffersOf(request), rules);
      // The bytes have one way to a page, and it is checked.
      delete request.files;
      request.body ??= {};
      scanned(files, scanner).then((clean) => {
        read.set(request, clean);
        next();
      }, next);
    });
  };
}

/** The files of a form, in their order: none where none was chosen. One file that is not right refuses them all. */
export function uploadedFiles(request: Request): Result<readonly UploadedFile[], UploadRefusal> {
  return read.get(request) ?? ok([]);
}

/** What is wrong and what to do, in one or two French sentences. */
export function uploadRefusalSentence(refusal: UploadRefusal, rules: UploadRules): string {
  return {
    tooLarge: `Le fichier dépasse ${sizeOf(rules)}. Envoyez-en un plus petit, ou partagez-le en plusieurs.`,
    tooMany:
      rules.maximumFiles === 1
        ? 'Un seul fichier à la fois.'
        : `Pas plus de ${rules.maximumFiles} fichiers à la fois : envoyez les autres ensuite.`,
    empty: 'Le fichier est vide. Ouvrez-le pour le vérifier, puis choisissez-le de nouveau.',
    wrongKind: `Le contenu du fichier n’est pas celui attendu, quel que soit son nom. Envoyez ${kindWords(rules)}.`,
    cut: 'Le fichier est incomplet : son envoi a été coupé, ou il est abîmé. Choisissez-le de nouveau.',
    unreadable: 'L’envoi a été interrompu avant la fin. Recommencez.',
    infected:
      'Ce fichier contient un programme dangereux (un virus) : il n’a pas été gardé. Faites examiner votre appareil, puis refaites le fichier, par exemple en photographiant le document.',
    notScanned:
      'Les fichiers ne peuvent pas être examinés en ce moment, et le vôtre n’a pas été gardé. Réessayez plus tard.',
  }[refusal];
}

/** What to say beside the file input. */
export function uploadHint(rules: UploadRules): string {
  const number = rules.maximumFiles === 1 ? '' : `, ${rules.maximumFiles} fichiers au plus`;
  const capital = kindWords(rules);
  return `${capital.charAt(0).toUpperCase()}${capital.slice(1)}, ${sizeOf(rules)} au plus${number}.`;
}

/** The value of the file input's `accept`: a help to choose, never a check. */
export function acceptOf(rules: UploadRules): string {
  return rules.kinds.flatMap((kind) => [extensions[kind], mediaTypes[kind]]).join(',');
}

const extensions: Readonly<Record<FileKind, string>> = {
  pdf: '.pdf',
  jpeg: '.jpg,.jpeg',
  png: '.png',
  csv: '.csv',
  xml: '.xml',
};

const words: Readonly<Record<FileKind, string>> = {
  pdf: 'un PDF',
  jpeg: 'une photo JPEG',
  png: 'une image PNG',
  csv: 'un tableau CSV',
  xml: 'un message XML',
};

function kindWords({ kinds }: UploadRules): string {
  const all = kinds.map((kind) => words[kind]);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ou ${all.at(-1)}`;
}

function sizeOf({ maximumBytes }: UploadRules): string {
  return sizeInWords(maximumBytes);
}

/** "3 Mo", "120 Ko". */
export function sizeInWords(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes >= 1 ? `${Math.floor(mebibytes)} Mo` : `${Math.max(1, Math.floor(bytes / 1024))} Ko`;
}

function buffersOf({ files }: Request): Buffer[] {
  return Array.isArray(files) ? files.map(({ buffer }) => buffer) : [];
}

function checked(
  files: readonly Buffer[],
  rules: UploadRules,
): Result<readonly UploadedFile[], UploadRefusal> {
  const taken: UploadedFile[] = [];
  for (const bytes of files) {
    if (bytes.length === 0) return refuse('empty');
    const kind = kindOf(bytes);
    if (kind === null || !rules.kinds.includes(kind)) return refuse('wrongKind');
    if (!isWhole(kind, bytes)) return refuse('cut');
    taken.push({ kind, bytes });
  }
  return ok(taken);
}

async function scanned(
  files: Result<readonly UploadedFile[], UploadRefusal>,
  scanner: FileScanner | null,
): Promise<Result<readonly UploadedFile[], UploadRefusal>> {
  if (!files.ok || scanner === null) return files;
  for (const { bytes } of files.value) {
    const verdict = await scanner.scan(bytes);
    if (verdict !== 'clean') return refuse(verdict === 'infected' ? 'infected' : 'notScanned');
  }
  return files;
}

function refusalOf(fault: unknown): UploadRefusal {
  if (!(fault instanceof multer.MulterError)) return 'unreadable';
  if (fault.code === 'LIMIT_FILE_SIZE') return 'tooLarge';
  return fault.code === 'LIMIT_FILE_COUNT' ? 'tooMany' : 'unreadable';
}

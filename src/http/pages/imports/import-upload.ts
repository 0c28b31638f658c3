/** A file to import, kept piece by piece as it comes: however large, it is never held whole by the service. */
import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import type { JobFilePort } from '../../../jobs/file-port.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { kindOf } from '../../file-kind.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { outageOf } from '../../outage.ts';

/** A landlord of 270 000 applications sends less. */
const maximumBytes = 512 * 1024 * 1024;
const bytesToTellKind = 4096;

const refusals = {
  none: 'Choisissez un fichier.',
  empty: 'Le fichier est vide. Ouvrez-le pour le vérifier, puis choisissez-le de nouveau.',
  tooLarge: 'Le fichier dépasse 512 Mo. Partagez-le en plusieurs.',
  wrongKind:
    'Le contenu du fichier n’est pas celui attendu, quel que soit son nom. Envoyez un tableau CSV ou un fichier XML.',
  cut: 'L’envoi a été interrompu avant la fin. Recommencez.',
} as const;
type Refusal = keyof typeof refusals;

const received = new WeakMap<Request, Result<string, Refusal>>();
const taken = new WeakSet<Request>();

/** Keeps the file of a form (field "fichier"). A request that ends without its being taken leaves nothing of it. */
export function keepImport({ jobFiles }: Pick<HttpDependencies, 'jobFiles'>): RequestHandler {
  const take = multer({
    storage: storageIn(jobFiles),
    limits: { fileSize: maximumBytes, files: 1, fields: 20, fieldSize: 1_000, fieldNestingDepth: 0 },
  }).single('fichier');
  return (request, response, next) => {
    if (!request.is('multipart/form-data')) return next();
    take(request, response, (fault: unknown) => {
      // Sending it again at once would be of no use: the database is what is missing.
      if (outageOf(fault)) return next(fault);
      const fileId = request.file?.path;
      received.set(request, fault ? refuse(refusalOf(fault)) : fileId ? ok(fileId) : refuse('none'));
      if (fileId) {
        const { landlordId } = userWhoMay(request, 'import.write');
        response.once('close', () => {
          if (!taken.has(request)) jobFiles.drop(landlordId, fileId).catch(() => {});
        });
      }
      delete request.file;
      request.body ??= {};
      next();
    });
  };
}

/** The name under which the file is kept, or what to say of it in French. */
export function keptImport(request: Request): Result<string, string> {
  const file = received.get(request) ?? refuse('none' as const);
  return file.ok ? file : refuse(refusals[file.refusal]);
}

/** Says that a task has the file from now on. */
export function takeImport(request: Request): void {
  taken.add(request);
}

class UploadFault extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

function storageIn(files: JobFilePort): multer.StorageEngine {
  return {
    _handleFile: (request, file, done) => {
      const { landlordId } = userWhoMay(request, 'import.write');
      files.keep(landlordId, checked(file.stream)).then(
        ({ fileId, bytes }) => done(null, { path: fileId, size: bytes }),
        (fault: unknown) => done(fault),
      );
    },
    _removeFile: (request, file, done) => {
      const { landlordId } = userWhoMay(request, 'import.write');
      files.drop(landlordId, file.path).then(() => done(null), done);
    },
  };
}

/** The same bytes, once the first of them tell a table or XML. */
async function* checked(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let start: Buffer = Buffer.alloc(0);
  let isKnown = false;
  for await (const chunk of stream) {
    if (isKnown) {
      yield chunk;
      continue;
    }
    start = Buffer.concat([start, chunk]);
    if (start.length < bytesToTellKind) continue;
    yield known(start);
    isKnown = true;
  }
  if (!isKnown) yield known(start);
}

function known(start: Buffer): Buffer {
  if (start.length === 0) throw new UploadFault('empty');
  const kind = kindOf(start);
  if (kind !== 'csv' && kind !== 'xml') throw new UploadFault('wrongKind');
  return start;
}

function refusalOf(fault: unknown): Refusal {
  if (fault instanceof UploadFault) return fault.refusal;
  return fault instanceof multer.MulterError && fault.code === 'LIMIT_FILE_SIZE' ? 'tooLarge' : 'cut';
}

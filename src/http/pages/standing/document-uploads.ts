/** How a household's documents are read from requests: whole from a form, or piece by piece from our script. */
import { type Request, type RequestHandler, Router } from 'express';
import multer from 'multer';
import { AppError } from '../../../kernel/app-error.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type SentKind, sentKinds, sentLimits } from '../../../portal/standing/sent-file.ts';
import type { KindCheck } from '../../../portal/standing/sent-file-port.ts';
import type { FileScanner } from '../../clamd.ts';
import { type FileKind, isWhole, kindOf } from '../../file-kind.ts';
import { openedFile, requireOpenedFile } from '../../middleware/portal-visitor.ts';
import { readUpload, type UploadRules } from '../../upload.ts';
import { uploadRoom } from '../../upload-room.ts';

export const documentRules: UploadRules = {
  field: 'fichier',
  kinds: sentKinds,
  maximumBytes: sentLimits.fileBytes,
  maximumFiles: 1,
};

/** Sixteen of the largest files, with their copies on the way to the database, fit beside the rest of the service. */
const room = { places: 16, perSender: 3, waiting: 200 };

const pieces = new WeakMap<Request, Buffer>();

/** Mounted before the check of tokens, as a form with a file asks; nobody without an opened file is read. */
export function documentUploads(scanner: FileScanner | null): Router {
  const router = Router();
  const readWhole = readUpload(documentRules, scanner);
  const waitForRoom = uploadRoom(room, (request) => {
    const { landlordId, number, tenancyId } = openedFile(request);
    return `${landlordId} ${number ?? tenancyId}`;
  });
  router.use(requireOpenedFile, waitForRoom, (request, response, next) =>
    request.path === '/' ? readWhole(request, response, next) : readPiece(request, response, next),
  );
  return router;
}

const takePiece = multer({
  storage: multer.memoryStorage(),
  limits: {
    fileSize: sentLimits.pieceBytes,
    files: 1,
    fields: 5,
    fieldSize: 1000,
    parts: 6,
    fieldNestingDepth: 0,
  },
}).single('morceau');

/** A piece has no kind of its own: only the whole is told by its bytes. */
const readPiece: RequestHandler = (request, response, next) => {
  if (!request.is('multipart/form-data')) return next();
  takePiece(request, response, (fault: unknown) => {
    if (!fault && request.file) pieces.set(request, request.file.buffer);
    delete request.file;
    request.body ??= {};
    next();
  });
};

/** The bytes of the piece; null where none came, or it is larger than a piece. */
export function pieceOf(request: Request): Buffer | null {
  return pieces.get(request) ?? null;
}

/** The kind that the bytes tell, where a household may send it and its end is there. */
export function sentKindOf(bytes: Buffer): Result<SentKind, 'wrongKind' | 'cut'> {
  const kind = kindOf(bytes);
  if (!isSentKind(kind)) return refuse('wrongKind');
  return isWhole(kind, bytes) ? ok(kind) : refuse('cut');
}

/** The same of a file that came piece by piece, once it is whole. Throws 503 where the scanner does not answer. */
export function wholeFileCheck(scanner: FileScanner | null): KindCheck {
  return async (bytes) => {
    const kind = sentKindOf(bytes);
    if (!kind.ok || scanner === null) return kind;
    const verdict = await scanner.scan(bytes);
    if (verdict === 'clean') return kind;
    if (verdict === 'infected') return refuse('infected');
    throw new AppError('unavailable', 'Les fichiers ne peuvent pas être examinés en ce moment.', {
      hint: 'Réessayez plus tard : l’envoi reprendra où il s’est arrêté.',
    });
  };
}

/** Whether the first bytes can begin a file that may be sent: a page or a program is refused before the rest comes. */
export function mayBegin(bytes: Buffer): boolean {
  return isSentKind(kindOf(bytes));
}

function isSentKind(kind: FileKind | null): kind is SentKind {
  return sentKinds.some((known) => known === kind);
}

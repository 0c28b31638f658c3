/** `/demandeur/documents`: what is asked, received and checked; a file sent whole by a form or resumed by the script. */
import type { Request, Response, Router } from 'express';
import { validate } from 'uuid';
import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import type { SendRefusal } from '../../../portal/standing/sent-file.ts';
import { mayAct, type PortalVisitor } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import {
  askedByVisitor,
  openedFile,
  openedFileToAct,
  requireOpenedFile,
} from '../../middleware/portal-visitor.ts';
import { sendPage } from '../../render-page.ts';
import { uploadedFiles, uploadRefusalSentence } from '../../upload.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { documentRules, mayBegin, pieceOf, sentKindOf, wholeFileCheck } from './document-uploads.ts';
import { sendRefusalWords } from './document-words.ts';
import { DocumentsPage } from './documents-page.tsx';
import { lifeOf } from './home-routes.tsx';

const path = '/demandeur/documents';
const document = z.string().min(1).max(60);
const sendForm = z.object({ document });
const beginForm = z.object({
  document,
  /** The browser's mark of the file: it finds again what broke off. */
  marque: z.string().regex(/^[\w.-]{1,80}$/),
  taille: z.coerce.number<string>().int().min(0).max(2_000_000_000),
});
const pieceForm = z.object({ debut: z.coerce.number<string>().int().min(0) });
const removeForm = z.object({ fichier: z.string().refine(validate, 'identifiant attendu') });
const pageQuery = z.object({
  recu: z.string().max(60).optional().catch(undefined),
  repris: z.literal('oui').optional().catch(undefined),
});

export function documentRoutes(router: Router, dependencies: HttpDependencies): void {
  const { sentFiles } = dependencies;
  const show = showDocuments(dependencies);
  router.get(path, requireOpenedFile, (request, response) => show(request, response, null));
  router.post(path, async (request, response) => {
    const visitor = openedFileToAct(request);
    const { document: code } = readInput(sendForm, request.body);
    const files = uploadedFiles(request);
    if (!files.ok) {
      return show(request, response, { code, words: uploadRefusalSentence(files.refusal, documentRules) });
    }
    const [file] = files.value;
    if (file === undefined) {
      return show(request, response, { code, words: 'Choisissez d’abord un fichier, ou prenez une photo.' });
    }
    const kind = sentKindOf(file.bytes);
    const sent = kind.ok
      ? await sentFiles.send(askedByVisitor(visitor, dependencies), {
          number: numberOf(visitor),
          document: code,
          kind: kind.value,
          bytes: file.bytes,
        })
      : kind;
    if (!sent.ok) return show(request, response, { code, words: sendRefusalWords(sent.refusal) });
    response.redirect(303, `${path}?recu=${encodeURIComponent(code)}#document-${encodeURIComponent(code)}`);
  });
  router.post(`${path}/retirer`, async (request, response) => {
    const visitor = openedFileToAct(request);
    const { fichier } = readInput(removeForm, request.body);
    const removed = await sentFiles.remove(askedByVisitor(visitor, dependencies), {
      number: numberOf(visitor),
      id: fichier,
    });
    if (!removed.ok) throw noSuchFile();
    response.redirect(303, `${path}?repris=oui`);
  });
  pieceRoutes(router, dependencies);
}

/** What the script asks, in JSON: where to go on from, or why nothing more is taken. */
function pieceRoutes(router: Router, dependencies: HttpDependencies): void {
  const { sentFiles, scanner } = dependencies;
  const check = wholeFileCheck(scanner);
  router.post(`${path}/debut`, async (request, response) => {
    const visitor = openedFileToAct(request);
    const { document: code, marque, taille } = readInput(beginForm, request.body);
    const begun = await sentFiles.begin(askedByVisitor(visitor, dependencies), {
      number: numberOf(visitor),
      document: code,
      mark: marque,
      bytes: taille,
    });
    if (!begun.ok) return refused(response, begun.refusal);
    response.json(begun.value);
  });
  router.post(`${path}/:uploadId/morceau`, async (request: Request<{ uploadId: string }>, response) => {
    const visitor = openedFileToAct(request);
    const { debut } = readInput(pieceForm, request.body);
    const bytes = pieceOf(request);
    const { uploadId } = request.params;
    if (bytes === null || !validate(uploadId)) return refused(response, 'noSuchFile');
    if (debut === 0 && !mayBegin(bytes)) return refused(response, 'wrongKind');
    const taken = await sentFiles.addPiece(
      askedByVisitor(visitor, dependencies),
      { number: numberOf(visitor), id: uploadId, offset: debut, bytes },
      check,
    );
    if (!taken.ok) return refused(response, taken.refusal);
    response.json(taken.value);
  });
}

function refused(response: Response, refusal: SendRefusal): void {
  response.status(refusal === 'noSuchFile' ? 404 : 422).json({ refusal: sendRefusalWords(refusal) });
}

function showDocuments(dependencies: HttpDependencies) {
  const { sentFiles, today } = dependencies;
  return async (request: Request, response: Response, problem: { code: string; words: string } | null) => {
    const visitor = openedFile(request);
    const life = await lifeOf(dependencies, visitor);
    const { recu, repris } = readInput(pageQuery, request.query);
    sendPage(
      response,
      <DocumentsPage
        frame={portalFrameOf(request, dependencies)}
        today={today()}
        application={{ ...life.application, name: null }}
        held={life.documents}
        sent={await sentFiles.ofFile(visitor.landlordId, numberOf(visitor))}
        mayAct={mayAct(visitor)}
        problem={problem}
        received={problem === null ? (recu ?? null) : null}
        removed={repris === 'oui'}
      />,
      problem === null ? 200 : 422,
    );
  };
}

function numberOf({ number }: PortalVisitor): string {
  if (number !== null) return number;
  throw new AppError('not-found', 'Aucune demande de logement n’est liée à ce bail.', {
    hint: 'Faites une demande de logement social, puis donnez-nous son numéro unique.',
  });
}

function noSuchFile(): AppError {
  return new AppError('not-found', 'Ce fichier n’est pas dans votre dossier, ou il est déjà vérifié.', {
    hint: 'Revenez à la page « Mes documents ».',
  });
}

/** Files that a household sent, for the officers who may read its file: kept on their machine, never shown inline. */
import type { Request, Router } from 'express';
import { validate } from 'uuid';
import { AppError } from '../../../kernel/app-error.ts';
import { actorOf } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { userWhoMay } from '../../middleware/current-user.ts';

export function sentFileRoutes(
  router: Router,
  { files, sentFiles }: Pick<HttpDependencies, 'files' | 'sentFiles'>,
): void {
  router.get(
    '/agent/dossiers/:ref/documents/:uploadId',
    async (request: Request<{ ref: string; uploadId: string }>, response) => {
      const user = userWhoMay(request, 'file.read');
      const { ref, uploadId } = request.params;
      const number = files.numberOf(ref);
      const found =
        number === null || !validate(uploadId)
          ? null
          : await sentFiles.open(user.landlordId, { number, id: uploadId }, actorOf(user), new Date());
      if (found === null) {
        throw new AppError('not-found', 'Ce fichier n’est pas dans ce dossier.', {
          hint: 'Le ménage l’a peut-être repris : revenez au dossier.',
        });
      }
      response
        .set('content-type', found.file.mediaType)
        .set('content-disposition', `attachment; filename="${found.file.fileName}"`)
        .set('x-content-type-options', 'nosniff')
        .set('content-security-policy', "default-src 'none'; sandbox")
        .set('cache-control', 'no-store')
        .send(found.bytes);
    },
  );
}

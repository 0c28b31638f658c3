/** The files of a return: as it would leave today, and the very bytes that were sent. Each is in the journal before it leaves. */
import type { Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import { periodInWords } from '../../../reporting/returns/return-content.ts';
import type { ReturnScene } from '../../../reporting/returns/returns-port.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { type CurrentUser, userWhoMay } from '../../middleware/current-user.ts';
import { returnFile } from './return-files.ts';

const formatSchema = z.enum(['ods', 'pdf']);

export function returnCopies(router: Router, dependencies: HttpDependencies): void {
  const { returns } = dependencies;
  router.get('/agent/retours/envois/:id/:format', async (request, response) => {
    const user = userWhoMay(request, 'return.read');
    const [id, format] = [
      z.uuid().safeParse(request.params.id),
      formatSchema.safeParse(request.params.format),
    ];
    const copy =
      id.success && format.success ? await returns.copy(user.landlordId, id.data, format.data) : null;
    if (!copy || !format.success) throw unknownReturn();
    await record(dependencies, user, copy.fileName, 'copie transmise', format.data);
    send(response, copy.fileName, copy.mediaType, copy.content);
  });

  router.get('/agent/retours/:key/:format', async (request, response) => {
    const user = userWhoMay(request, 'return.read');
    const format = formatSchema.safeParse(request.params.format);
    if (!format.success) throw unknownReturn();
    const { content } = await sceneOf(dependencies, user, request.params.key);
    const file = await returnFile(content, format.data);
    await record(dependencies, user, file.name, periodInWords(content.due), format.data);
    send(response, file.name, file.mediaType, file.bytes);
  });
}

/** The return of a key as it stands today. Throws 404 where the landlord has none. */
export async function sceneOf(
  { returns, today }: HttpDependencies,
  { landlordId }: CurrentUser,
  key: string,
): Promise<ReturnScene> {
  const scene = await returns.scene(landlordId, key, today());
  if (scene === null) throw unknownReturn();
  return scene;
}

function unknownReturn(): AppError {
  return new AppError('not-found', 'Cet état n’est pas dans le calendrier.', {
    hint: 'Choisissez un état dans le calendrier des états à transmettre.',
  });
}

/** In the journal before it leaves: a copy that nobody recorded must not exist. */
async function record(
  dependencies: HttpDependencies,
  user: CurrentUser,
  name: string,
  filter: string,
  format: 'ods' | 'pdf',
): Promise<void> {
  await dependencies.indicatorCopies.record(askedBy(user, dependencies), { name, filter, format });
}

function send(response: Response, name: string, mediaType: string, bytes: Buffer): void {
  response.set('cache-control', 'no-store').attachment(name).type(mediaType).send(bytes);
}

/** Guards by place: an officer held to agencies or communes opens neither the homes nor the files of others. */
import { type Request, type RequestHandler, Router } from 'express';
import { isInScope } from '../../access/scope.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { currentUser } from './current-user.ts';

// Everything under these addresses bears on the home, or the file, that the address names.
const homePaths = ['/agent/logements/:vacancyId', '/agent/suites/:vacancyId'];
const filePaths = [
  '/agent/dossiers/:ref',
  '/agent/guichet/:ref',
  '/agent/logements/:vacancyId/candidats/:ref',
];

/** Guards every address that names a home or a file; pages that list narrow what they read by `scopeOf`. */
export function placeGuards({ scopes, files }: Pick<HttpDependencies, 'scopes' | 'files'>): Router {
  const router = Router();
  const guard =
    (placesOf: (request: Request, landlordId: string) => Promise<readonly string[] | null>): RequestHandler =>
    async (request, _response, next) => {
      const user = currentUser(request);
      const scope = user && (await scopes.communesOf(user));
      if (!user || !scope) return next();
      const places = await placesOf(request, user.landlordId);
      // An unknown home or file is the page's own answer.
      if (places === null || isInScope(scope, places)) return next();
      throw outOfScope();
    };
  router.use(
    homePaths,
    guard(async (request, landlordId) => {
      const insee = await scopes.communeOfVacancy(landlordId, String(request.params.vacancyId));
      return insee === null ? null : [insee];
    }),
  );
  router.use(
    filePaths,
    guard(async (request, landlordId) => {
      const number = files.numberOf(String(request.params.ref));
      return number === null ? null : scopes.communesOfFile(landlordId, number);
    }),
  );
  return router;
}

/** Throws 403 where one of the homes is outside the person's scope: for forms that name homes in their body. */
export async function requireHomesInScope(
  { scopes }: Pick<HttpDependencies, 'scopes'>,
  user: Parameters<HttpDependencies['scopes']['communesOf']>[0],
  vacancyIds: readonly string[],
): Promise<void> {
  const scope = await scopes.communesOf(user);
  if (scope === null) return;
  for (const vacancyId of new Set(vacancyIds)) {
    const insee = await scopes.communeOfVacancy(user.landlordId, vacancyId);
    if (insee !== null && !scope.has(insee)) throw outOfScope();
  }
}

/** The refusal of what belongs to other places. */
export function outOfScope(): AppError {
  return new AppError('forbidden', 'Ce dossier ou ce logement n’est pas dans votre périmètre.', {
    hint: 'Demandez à l’agence qui en a la charge, ou à votre administrateur d’élargir votre périmètre.',
  });
}

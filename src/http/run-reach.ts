/**
 * What of a run an officer held to places reads: the homes in those places with their lists. The targets and the
 * certificate are figures of the landlord, for every reader; the problem and the solution, which name every household
 * and home, are for who reads the whole run.
 */
import { isInScope } from '../access/scope.ts';
import { AppError } from '../kernel/app-error.ts';
import type { ShortlistResult, WhyNot } from '../matching/run-result.ts';
import type { HttpDependencies } from './dependencies.ts';
import type { CurrentUser } from './middleware/current-user.ts';
import { outOfScope } from './middleware/scope.ts';

/** Homes of the run, by both identifiers, that the person reads. */
export type RunReach = { vacancyIds: ReadonlySet<string>; homeIds: ReadonlySet<string> };

type Means = Pick<HttpDependencies, 'runs' | 'scopes'>;

/** Stands for a home of other places wherever a list names one. */
export const outsideHomeId = 'hors-perimetre';

/** Null: the whole run (or no such run, which its page says). Throws 403 where no home of it is the person's. */
export async function runReach(
  { runs, scopes }: Means,
  user: CurrentUser,
  runId: string,
): Promise<RunReach | null> {
  const scope = await scopes.communesOf(user);
  if (scope === null) return null;
  const places = await runs.places(user.landlordId, runId);
  const within = places.filter(({ insee }) => isInScope(scope, [insee]));
  if (within.length === places.length) return null;
  if (within.length === 0) throw outOfScope();
  return {
    vacancyIds: new Set(within.map(({ vacancyId }) => vacancyId)),
    homeIds: new Set(within.map(({ homeId }) => homeId)),
  };
}

/** Throws 403 where the run holds homes that are not the person's. */
export async function requireWholeRun(means: Means, user: CurrentUser, runId: string): Promise<void> {
  if ((await runReach(means, user, runId)) !== null) throw outOfScope();
}

/** A list of the reach, without the names of homes beyond it. */
export function listWithin(list: ShortlistResult, reach: RunReach | null): ShortlistResult {
  if (reach === null) return list;
  const { entries, next } = list;
  return {
    ...list,
    entries: entries.map((entry) => ({
      ...entry,
      elsewhere: entry.elsewhere.map((place) => placeWithin(place, reach)),
    })),
    next: next.map((row) => ({ ...row, placedAt: row.placedAt && placeWithin(row.placedAt, reach) })),
  };
}

/** The question "pourquoi pas ?" asked of a home of the person's, about a household of the person's or on its list. */
export async function whyNotWithin(
  { runs, scopes, calculations }: Means & Pick<HttpDependencies, 'calculations'>,
  user: CurrentUser,
  question: { runId: string; vacancyId: string; number: string },
): Promise<WhyNot> {
  const { landlordId } = user;
  const { runId, vacancyId, number } = question;
  const scope = await scopes.communesOf(user);
  const reach = await runReach({ runs, scopes }, user, runId);
  if (reach && !reach.vacancyIds.has(vacancyId)) throw outOfScope();
  const places = scope && (await scopes.communesOfFile(landlordId, number));
  if (places && !isInScope(scope, places)) {
    const list = await runs.shortlist(landlordId, runId, vacancyId);
    const listed = [...(list?.entries ?? []), ...(list?.next ?? [])].some(
      ({ sheet }) => sheet.number === number,
    );
    if (!listed) throw outOfScope();
  }
  const answer = await calculations.whyNot({ landlordId, ...question });
  return reach && answer.placedAt ? { ...answer, placedAt: placeWithin(answer.placedAt, reach) } : answer;
}

/** The free homes of the person's places, for a run without a choice of homes; null: those of the whole landlord. */
export async function homesToPropose(
  { scenarios, scopes }: Pick<HttpDependencies, 'scenarios' | 'scopes'>,
  user: CurrentUser,
): Promise<string[] | null> {
  const scope = await scopes.communesOf(user);
  if (scope === null) return null;
  const homes = await scenarios.homesToLet(user.landlordId);
  return homes
    .filter(({ status, insee }) => status === 'available' && isInScope(scope, [insee]))
    .map(({ vacancyId }) => vacancyId);
}

/** The refusal of a run on no home. */
export function nothingToPropose(): AppError {
  return new AppError('conflict', 'Aucun logement n’est disponible dans votre périmètre.', {
    hint: 'Choisissez des logements bientôt libres, ou revenez quand l’un d’eux le sera.',
  });
}

function placeWithin(place: { homeId: string; rank: number }, { homeIds }: RunReach) {
  return homeIds.has(place.homeId) ? place : { ...place, homeId: outsideHomeId };
}

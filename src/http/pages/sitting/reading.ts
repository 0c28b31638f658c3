/** What the routes of a sitting read before they act: the sitting, the home, who asks. */
import type { Request } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import type { SessionAtHome, SessionLines } from '../../../committee/session-excerpt.ts';
import type { AgendaHomeView, SessionView } from '../../../committee/session-view.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { CurrentUser } from '../../middleware/current-user.ts';
import type { NextRooms } from './after-closing.tsx';

type Sessions = Pick<HttpDependencies, 'sessions'>;

/** The whole of the sitting that the address names, for its papers. Throws 404 where the landlord has none. */
export function sittingOf({ sessions }: Sessions, request: Request, user: CurrentUser): Promise<SessionView> {
  return named(request, (id) => sessions.find(user.landlordId, id, { accountId: user.id }));
}

/** The sitting that the address names, with its homes as lines. Throws 404 where the landlord has none. */
export function linesOf({ sessions }: Sessions, request: Request, user: CurrentUser): Promise<SessionLines> {
  return named(request, (id) => sessions.findLines(user.landlordId, id, { accountId: user.id }));
}

/** The sitting and the home that the address names. Throws 404 where the landlord has none, or it has no such home. */
export async function homeOf(
  { sessions }: Sessions,
  request: Request,
  user: CurrentUser,
): Promise<{ view: SessionAtHome; place: AgendaHomeView }> {
  const vacancyId = String(request.params.vacancyId);
  const view = await named(request, (sessionId) =>
    sessions.findAtHome(user.landlordId, { sessionId, vacancyId }, { accountId: user.id }),
  );
  if (view.place) return { view, place: view.place };
  throw new AppError('not-found', 'Ce logement n’est pas à l’ordre du jour de cette séance.', {
    hint: 'Revenez à la séance et choisissez un logement de sa liste.',
  });
}

async function named<View>(
  request: Request,
  read: (sessionId: string) => Promise<View | null>,
): Promise<View> {
  const id = z.uuid().safeParse(request.params.id);
  const view = id.success ? await read(id.data) : null;
  if (view) return view;
  throw new AppError('not-found', 'Cette séance n’existe pas.', { hint: 'Revenez à la liste des séances.' });
}

/** What may be opened from a sitting that is closed or a home that is decided. */
export function roomsAfter({ role }: CurrentUser): NextRooms {
  return {
    letters: may(role, 'letter.write'),
    lettings: may(role, 'offer.write'),
    specials: may(role, 'orientation.decide'),
  };
}

/** A text of the form, without spaces around; empty where absent. */
export function textOf(body: unknown, name: string): string {
  return allOf(body, name)[0]?.trim() ?? '';
}

/** Every value that the form gives under a name. */
export function allOf(body: unknown, name: string): string[] {
  if (typeof body !== 'object' || body === null) return [];
  const found: unknown = Object.entries(body).find(([key]) => key === name)?.[1];
  const values: unknown[] = Array.isArray(found) ? found : [found];
  return values.filter((value): value is string => typeof value === 'string');
}

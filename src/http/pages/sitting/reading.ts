/** What the routes of a sitting read before they act: the sitting, the home, who asks. */
import type { Request } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import type { AgendaHomeView, SessionView } from '../../../committee/session-view.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { CurrentUser } from '../../middleware/current-user.ts';
import type { NextRooms } from './after-closing.tsx';

/** The sitting that the address names. Throws 404 where the landlord has none. */
export async function sittingOf(
  { sessions }: Pick<HttpDependencies, 'sessions'>,
  request: Request,
  user: CurrentUser,
): Promise<SessionView> {
  const id = z.uuid().safeParse(request.params.id);
  const view = id.success ? await sessions.find(user.landlordId, id.data, { accountId: user.id }) : null;
  if (view) return view;
  throw new AppError('not-found', 'Cette séance n’existe pas.', { hint: 'Revenez à la liste des séances.' });
}

/** The home that the address names. Throws 404 where it is not on this agenda. */
export function homeOf(view: SessionView, request: Request): AgendaHomeView {
  const place = view.homes.find(({ agenda }) => agenda.vacancyId === request.params.vacancyId);
  if (place) return place;
  throw new AppError('not-found', 'Ce logement n’est pas à l’ordre du jour de cette séance.', {
    hint: 'Revenez à la séance et choisissez un logement de sa liste.',
  });
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

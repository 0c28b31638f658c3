/** What a member may open: the sittings of the own commission, once convened, and the homes on which that member sits. */
import type { Request } from 'express';
import type { Member } from '../../../committee/member.ts';
import type { SessionLines } from '../../../committee/session-excerpt.ts';
import type { AgendaHomeView, SessionHead, SessionView } from '../../../committee/session-view.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { CurrentUser } from '../../middleware/current-user.ts';
import { sitsForHome } from '../sitting/members.ts';
import { homeOf, linesOf, sittingOf } from '../sitting/reading.ts';

type Sessions = Pick<HttpDependencies, 'sessions'>;
type Sitting<View> = { view: View; member: Member };

/** The whole sitting, for its papers. Throws 403 for someone who does not sit there, and before the convocation. */
export async function memberSitting(
  dependencies: Sessions,
  request: Request,
  user: CurrentUser,
): Promise<Sitting<SessionView>> {
  return ofMember(await sittingOf(dependencies, request, user));
}

/** The sitting with its homes as lines. Throws as `memberSitting`. */
export async function memberLines(
  dependencies: Sessions,
  request: Request,
  user: CurrentUser,
): Promise<Sitting<SessionLines>> {
  return ofMember(await linesOf(dependencies, request, user));
}

function ofMember<View extends SessionHead>(view: View): Sitting<View> {
  if (view.viewer === null) {
    throw new AppError('forbidden', 'Vous ne siégez pas dans cette commission.', {
      hint: 'Revenez à vos séances, ou demandez au secrétariat de la commission.',
    });
  }
  if (view.session.state === 'draft') {
    throw new AppError('forbidden', 'Cette séance n’est pas encore convoquée : son dossier n’est pas prêt.', {
      hint: 'Le secrétariat de la commission vous convoquera.',
    });
  }
  return { view, member: view.viewer };
}

/** Throws 403 for a home on which the member does not sit, and for one from which the member withdrew. */
export async function memberHome(
  dependencies: Sessions,
  request: Request,
  user: CurrentUser,
  needs: { taking?: 'part' } = {},
): Promise<Sitting<SessionHead> & { place: AgendaHomeView }> {
  const { view: read, place } = await homeOf(dependencies, request, user);
  const { view, member } = ofMember<SessionHead>(read);
  if (!sitsForHome(place, member)) {
    throw new AppError('forbidden', 'Vous ne siégez pas pour ce logement.', {
      hint: 'Chacun lit les logements de sa commune, de son territoire ou de son contingent.',
    });
  }
  if (needs.taking === 'part' && place.withdrawnMemberIds.includes(member.id)) {
    throw new AppError('forbidden', 'Vous vous êtes retiré pour ce logement.', {
      hint: 'Un membre qui a un lien avec un candidat ne prend pas part à son examen.',
    });
  }
  return { view, member, place };
}

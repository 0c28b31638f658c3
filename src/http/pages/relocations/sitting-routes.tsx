/** The reviews that a sitting examines and the relocations that it is told of (C-12, C-13), beside its homes. */
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { opinionSchema } from '../../../portal/relocations/occupancy-review.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { memberLines } from '../commission/member-reading.ts';
import { frameOf } from '../frame.ts';
import { linesOf } from '../sitting/reading.ts';
import { emptyIsNull, versioned } from './relocation-forms.ts';
import { reviewRefusalInWords } from './relocation-refusals.ts';
import { SittingReviewsPage } from './sitting-page.tsx';

const opinionForm = versioned
  .extend({
    examen: z.uuid(),
    avis: z.enum(opinionSchema.shape.kind.options, 'choisissez l’avis'),
    situation: z.enum(opinionSchema.shape.situation.options, 'choisissez la situation constatée'),
    logement: z.string().trim().min(5, 'dites quel logement conviendrait').max(300),
    note: emptyIsNull(z.string().trim().max(500)),
  })
  .transform(({ examen, version, avis, situation, logement, note }) => ({
    id: examen,
    version,
    opinion: { kind: avis, situation, suitableHome: logement, note },
  }));

export function sittingReviewRoutes(router: Router, dependencies: HttpDependencies): void {
  const { occupancyReviews } = dependencies;
  const show = async (request: Request, response: Response, refusal: string | null): Promise<void> => {
    const user = userWhoMay(request, 'session.read');
    const isMember = user.role === 'member';
    const { session, member } = isMember
      ? await memberLines(dependencies, request, user).then(({ view, member }) => ({
          session: view.session,
          member,
        }))
      : { session: (await linesOf(dependencies, request, user)).session, member: null };
    const { reviews, relocations } = await occupancyReviews.ofSitting(user.landlordId, session.id);
    const seesAll = member === null || member.quality === 'boardMember';
    sendPage(
      response,
      <SittingReviewsPage
        frame={frameOf(request, dependencies)}
        session={session}
        reviews={reviews.filter(({ home }) => seesAll || member.territory === home.insee)}
        relocations={seesAll ? relocations : []}
        mayExamine={session.state === 'open' && may(user.role, 'session.hold')}
        mayOpenFiles={may(user.role, 'transfer.read')}
        refusal={refusal}
        done={refusal === null && request.query.fait === 'oui'}
      />,
      refusal === null ? 200 : 409,
    );
  };
  router.get('/commission/seances/:id/occupation', (request, response) => show(request, response, null));
  router.post('/agent/seances/:id/occupation', async (request, response) => {
    const user = userWhoMay(request, 'session.hold');
    const { session } = await linesOf(dependencies, request, user);
    const input = readInput(opinionForm, request.body);
    const { reviews } = await occupancyReviews.ofSitting(user.landlordId, session.id);
    if (!reviews.some(({ id }) => id === input.id)) {
      throw new AppError('not-found', 'Cet examen n’est pas sur la liste de la séance.', {
        hint: 'Revenez à la liste d’examens de la séance.',
      });
    }
    const done = await occupancyReviews.examine(askedBy(user, dependencies), input);
    if (!done.ok) return show(request, response, reviewRefusalInWords(done.refusal));
    response.redirect(303, `/commission/seances/${session.id}/occupation?fait=oui`);
  });
}

/** A household answers the offers made to it; what is answered twice has one effect. */
import type { Router } from 'express';
import { v5 } from 'uuid';
import { z } from 'zod';
import { refusalReasons } from '../../../domain/offer.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { mayAct } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import {
  askedByVisitor,
  openedFile,
  openedFileToAct,
  requireOpenedFile,
} from '../../middleware/portal-visitor.ts';
import { sendPage } from '../../render-page.ts';
import { portalFrameOf } from '../portal-frame.ts';
import { type OfferNotice, OffersPage } from './offers-page.tsx';

const answerForm = z.discriminatedUnion('reponse', [
  z.object({ reponse: z.literal('accepted'), _key: z.uuid() }),
  z.object({
    reponse: z.literal('refused'),
    _key: z.uuid(),
    motif: z.enum(refusalReasons, 'dites pourquoi vous n’acceptez pas'),
  }),
]);
const noticeQuery = z.object({ suite: z.enum(['accepted', 'refused', 'tooLate', 'over']).optional() });

// The same offer gives the same key: a form sent twice, from two pages, is one answer.
const keySpace = '6f3f5f8e-4b0c-4a3e-9a53-5b8f3d1c2e70';

export function offerRoutes(router: Router, dependencies: HttpDependencies): void {
  const { householdOffers, lettings, today } = dependencies;
  router.get('/demandeur/offres', requireOpenedFile, async (request, response) => {
    const visitor = openedFile(request);
    const offers =
      visitor.number === null ? [] : await householdOffers.of(visitor.landlordId, visitor.number, today());
    const notice: OfferNotice = readInput(noticeQuery, request.query).suite ?? null;
    sendPage(
      response,
      <OffersPage
        frame={portalFrameOf(request, dependencies)}
        offers={offers}
        mayAct={mayAct(visitor)}
        keyOf={(offerId) => v5(offerId, keySpace)}
        notice={notice}
      />,
    );
  });
  router.post('/demandeur/offres/:offerId', requireOpenedFile, async (request, response) => {
    const visitor = openedFileToAct(request);
    const form = readInput(answerForm, request.body);
    const { offerId } = request.params;
    const offers =
      visitor.number === null ? [] : await householdOffers.of(visitor.landlordId, visitor.number, today());
    const offer = offers.find(({ id }) => id === offerId);
    if (offer === undefined) {
      throw new AppError('not-found', 'Cette proposition n’est pas dans votre dossier.');
    }
    const refused = form.reponse === 'refused';
    const answered = await lettings.answerOffer(askedByVisitor(visitor, dependencies), {
      offerId: offer.id,
      given: {
        answer: form.reponse,
        on: today(),
        reason: refused ? form.motif : null,
        // Whether the home suited is for a person of the landlord to say; until then the refusal costs no point (S-08).
        adapted: refused ? false : null,
      },
      key: form._key,
    });
    const after = answered.ok
      ? answered.value.offer.details?.late !== undefined
        ? 'tooLate'
        : form.reponse
      : 'over';
    response.redirect(303, `/demandeur/offres?suite=${after}`);
  });
}

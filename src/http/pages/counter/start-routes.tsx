/** The counter's first page: finding the household, and recording the contact of a lease that has no application. */
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { numberPattern } from '../../../domain/application.ts';
import { actingFor } from '../../../portal/counter/counter.ts';
import { identityChecks, type TenancyContactRefusal } from '../../../portal/counter/tenancy-contact.ts';
import { isMobile } from '../../../portal/notifications/reach.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { readContactChange } from '../door/preference-form.ts';
import { frameOf } from '../frame.ts';
import { CounterStartPage } from './start-page.tsx';

const lease = z
  .string()
  .transform((typed) => typed.replace(/\s/g, ''))
  .pipe(z.string().min(1, 'donnez la référence du bail').max(100));
const whoForm = z.object({ qui: z.string().trim().min(1, 'donnez le numéro unique ou le bail').max(100) });
const leaseForm = z.object({
  bail: lease,
  identite: z.enum(identityChecks, 'dites comment vous êtes sûr de la personne'),
});

export function startRoutes(router: Router, dependencies: HttpDependencies): void {
  const { files, householdFiles, scopes, tenancyContacts } = dependencies;
  const counterOf = (number: string) => `/agent/guichet/${files.of(number)}`;
  const show = (
    request: Request,
    response: Response,
    said: { lease?: string; refusal?: string; fileHref?: string | null; done?: string | null },
  ) =>
    sendPage(
      response,
      <CounterStartPage
        frame={frameOf(request, dependencies)}
        lease={said.lease ?? ''}
        refusal={said.refusal ?? null}
        fileHref={said.fileHref ?? null}
        done={said.done ?? null}
      />,
      said.refusal === undefined ? 200 : 409,
    );

  router.get('/agent/guichet', (request, response) => {
    userWhoMay(request, 'portal.counter');
    const done = request.query.fait === 'contact' ? 'Le contact est enregistré.' : null;
    show(request, response, { done });
  });
  router.post('/agent/guichet', async (request, response) => {
    const user = userWhoMay(request, 'portal.counter');
    const { qui } = readInput(whoForm, request.body);
    const number = qui.replace(/\s/g, '').toUpperCase();
    if (numberPattern.test(number) && (await householdFiles.find(user.landlordId, number))) {
      return response.redirect(303, counterOf(number));
    }
    const tenancyId = qui.replace(/\s/g, '');
    const found = await tenancyContacts.applicationOfLease(
      user.landlordId,
      tenancyId,
      await scopes.communesOf(user),
    );
    if (!found.ok) {
      const refusal =
        found.refusal.code === 'noLease'
          ? 'Aucune demande de ce numéro, aucun bail en cours de cette référence. Cherchez le ménage par son nom.'
          : refusalWords(found.refusal);
      return show(request, response, { refusal });
    }
    if (found.value !== null) return response.redirect(303, counterOf(found.value));
    show(request, response, {
      lease: tenancyId,
      done: `Le bail ${tenancyId} n’a pas de demande de logement : notez son contact ou une demande de mutation.`,
    });
  });
  router.post('/agent/guichet/bail', async (request, response) => {
    const user = userWhoMay(request, 'portal.counter');
    const { bail, identite } = readInput(leaseForm, request.body);
    const change = readContactChange(request.body);
    if ('telephone' in change && !isMobile(change.telephone)) {
      const refusal =
        'Ce numéro ne reçoit pas de message court : donnez un mobile ou une adresse électronique.';
      return show(request, response, { lease: bail, refusal });
    }
    const asked = askedBy(user, dependencies);
    const done = await tenancyContacts.setTenancyContact(
      { ...asked, actor: actingFor(asked.actor, 'counter') },
      { tenancyId: bail, change, identity: identite },
      await scopes.communesOf(user),
    );
    if (done.ok) return response.redirect(303, '/agent/guichet?fait=contact');
    const { refusal } = done;
    const fileHref = refusal.code === 'hasApplication' ? counterOf(refusal.number) : null;
    show(request, response, { lease: bail, refusal: refusalWords(refusal), fileHref });
  });
}

function refusalWords({ code }: TenancyContactRefusal): string {
  switch (code) {
    case 'noLease':
      return 'Aucun bail en cours n’a cette référence.';
    case 'outOfScope':
      return 'Ce bail n’est pas dans votre périmètre.';
    case 'hasApplication':
      return 'Ce locataire a une demande de logement : son contact se change dans son dossier.';
  }
}

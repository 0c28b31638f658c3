/** Where a form kept from an expired sign-in is sent again or dropped. */
import type { Router } from 'express';
import type { HttpDependencies } from '../../dependencies.ts';
import { currentUser, signedInUser } from '../../middleware/current-user.ts';
import { pendingFormOf } from '../../middleware/pending-form.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { PendingFormPage } from './pending-form-page.tsx';

export function pendingFormRoutes(router: Router, dependencies: HttpDependencies): void {
  router.get('/saisie', (request, response) => {
    if (!currentUser(request)) return response.redirect(303, '/connexion?vers=%2Fsaisie');
    const pending = pendingFormOf(request, dependencies.sessionSecret);
    sendPage(response, <PendingFormPage frame={frameOf(request, dependencies)} pending={pending} />);
  });
  router.post('/saisie/oublier', (request, response) => {
    signedInUser(request);
    delete request.session.pendingForm;
    response.redirect(303, '/');
  });
}

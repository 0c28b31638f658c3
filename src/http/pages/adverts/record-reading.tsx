/** Shows an advert to its officers: read within their scope, with what was done or refused. */
import type { Request, Response } from 'express';
import { may } from '../../../access/permissions.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { AdvertRecord, AdvertText } from '../../../portal/adverts/advert-port.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { type CurrentUser, userWhoMay } from '../../middleware/current-user.ts';
import { requireHomesInScope } from '../../middleware/scope.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { RecordPage, type RecordPageProps } from './record-page.tsx';

/** What was done, by the word of the address. */
export const doneWords: Readonly<Record<string, string>> = {
  ecrite: 'Le brouillon est enregistré. Ajoutez un plan ou des photos, puis envoyez-le en relecture.',
  modifiee: 'L’annonce est enregistrée.',
  envoi: 'L’annonce est envoyée.',
  relecture: 'C’est noté : vous avez relu cette annonce.',
  renvoi: 'L’annonce est renvoyée à son auteur.',
  retrait: 'L’annonce est retirée.',
  image: 'Les images sont à jour.',
};

/** The advert of the address, within the officer's scope. Throws 404 or 403. */
export async function recordOf(
  dependencies: HttpDependencies,
  user: CurrentUser,
  id: string,
): Promise<AdvertRecord> {
  const advert = await dependencies.adverts.record(user.landlordId, id);
  if (!advert) throw new AppError('not-found', 'Cette annonce n’existe pas.');
  await requireHomesInScope(dependencies, user, [advert.vacancyId]);
  return advert;
}

/** The page of an advert, as it is now. */
export async function showRecord(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  shown: { typed: AdvertText | null; said: RecordPageProps['said']; status: number },
): Promise<void> {
  const user = userWhoMay(request, 'advert.read');
  const advert = await recordOf(dependencies, user, String(request.params.id));
  const policy = await dependencies.portalPolicies.inForce(user.landlordId);
  sendPage(
    response,
    <RecordPage
      frame={frameOf(request, dependencies)}
      today={dependencies.today()}
      advert={advert}
      story={await dependencies.journal.story(user.landlordId, `advert:${advert.id}`, 40)}
      typed={shown.typed}
      openDays={policy.tenseOpenDays}
      postalDays={policy.postalDays}
      reviewed={policy.reviewBeforePublication}
      may={{
        write: may(user.role, 'advert.write'),
        review: may(user.role, 'advert.review'),
        own: advert.writerIds.includes(user.id),
      }}
      said={shown.said}
    />,
    shown.status,
  );
}

/** `/agent/annonces`: officers write adverts, read those of others, and follow what became of them. */
import { randomUUID } from 'node:crypto';
import { type Request, Router } from 'express';
import { may } from '../../../access/permissions.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { addDays } from '../../../kernel/civil-date.ts';
import { earliestClosing } from '../../../portal/adverts/advert-dates.ts';
import type { AdvertText } from '../../../portal/adverts/advert-port.ts';
import { advertRefusalInWords } from '../../../portal/adverts/advert-refusal.ts';
import { publicationDuty } from '../../../portal/adverts/publication-duty.ts';
import { regimeOf } from '../../../portal/policy.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { requireHomesInScope } from '../../middleware/scope.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { newAdvertForm, textOfForm } from './advert-forms.ts';
import { DeskPage } from './desk-page.tsx';
import { advertPictures, advertSteps } from './officer-steps.ts';
import { doneWords, recordOf, showRecord } from './record-reading.tsx';
import { WritePage } from './write-page.tsx';

type Room = { dependencies: HttpDependencies; router: Router };

export function officerAdvertsRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use('/agent/annonces', requirePermission('advert.read'));
  const room = { dependencies, router };
  desk(room);
  writing(room);
  reading(room);
  advertSteps(room);
  advertPictures(room);
  return router;
}

function desk({ dependencies, router }: Room): void {
  const { adverts, scopes, portalPolicies, today } = dependencies;
  router.get('/agent/annonces', async (request, response) => {
    const user = userWhoMay(request, 'advert.read');
    const communes = await scopes.communesOf(user);
    const [found, policy] = await Promise.all([
      adverts.desk(user.landlordId, communes),
      portalPolicies.inForce(user.landlordId),
    ]);
    sendPage(
      response,
      <DeskPage
        frame={frameOf(request, dependencies)}
        today={today()}
        duty={publicationDuty(found.homes, found.adverts, today())}
        adverts={found.adverts}
        policy={policy}
        mayWrite={may(user.role, 'advert.write')}
        readerId={user.id}
      />,
    );
  });
}

function writing({ dependencies, router }: Room): void {
  const { adverts, portalPolicies, today } = dependencies;
  const page = async (
    request: Request,
    user: CurrentUser,
    vacancyId: string,
    shown: { text: AdvertText | null; formKey: string; refusal: string | null },
  ) => {
    await requireHomesInScope(dependencies, user, [vacancyId]);
    const home = await adverts.homeToAdvertise(user.landlordId, vacancyId);
    if (!home) throw new AppError('not-found', 'Ce logement n’est pas à louer, ou n’existe pas.');
    const policy = await portalPolicies.inForce(user.landlordId);
    const regime = regimeOf(policy, home.facts.insee);
    const blank: AdvertText = {
      words: { title: '', place: '', description: '', access: '' },
      opensOn: addDays(today(), 1),
      closesOn: regime === 'slack' ? null : earliestClosing(addDays(today(), 1), policy),
      exportedTo: [],
    };
    return (
      <WritePage
        frame={frameOf(request, dependencies)}
        home={home}
        text={shown.text ?? blank}
        regime={regime}
        openDays={policy.tenseOpenDays}
        formKey={shown.formKey}
        refusal={shown.refusal}
      />
    );
  };
  router.get('/agent/annonces/nouvelle', async (request, response) => {
    const user = userWhoMay(request, 'advert.write');
    const vacancyId = typeof request.query.logement === 'string' ? request.query.logement : '';
    const blank = { text: null, formKey: randomUUID(), refusal: null };
    sendPage(response, await page(request, user, vacancyId, blank));
  });
  router.post('/agent/annonces', async (request, response) => {
    const user = userWhoMay(request, 'advert.write');
    const form = readInput(newAdvertForm, request.body);
    await requireHomesInScope(dependencies, user, [form.logement]);
    const text = textOfForm(form);
    const input = { vacancyId: form.logement, key: form._key, text };
    const written = await adverts.write(askedBy(user, dependencies), input);
    if (written.ok) return response.redirect(303, `/agent/annonces/${written.value.id}?fait=ecrite`);
    const shown = { text, formKey: form._key, refusal: advertRefusalInWords(written.refusal) };
    sendPage(response, await page(request, user, form.logement, shown), 409);
  });
}

function reading({ dependencies, router }: Room): void {
  router.get('/agent/annonces/:id', async (request, response) => {
    const word = typeof request.query.fait === 'string' ? doneWords[request.query.fait] : undefined;
    const said = word === undefined ? null : { text: word, good: true };
    await showRecord(dependencies, request, response, { typed: null, said, status: 200 });
  });
  router.get('/agent/annonces/:id/images/:mediumId', async (request, response) => {
    const user = userWhoMay(request, 'advert.read');
    const advert = await recordOf(dependencies, user, request.params.id);
    const image = await dependencies.adverts.ownImage(user.landlordId, advert.id, request.params.mediumId);
    if (!image) throw new AppError('not-found', 'Cette image n’existe pas, ou plus.');
    response.type(image.mediaType).set('cache-control', 'private, no-store').send(image.bytes);
  });
}

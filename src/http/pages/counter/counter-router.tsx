/** The counter: an officer reads and acts for a household, each act marked "pour le ménage". */
import { randomUUID } from 'node:crypto';
import { type Request, Router } from 'express';
import { z } from 'zod';
import type { Asked } from '../../../domain/act.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { wishRefusalWords } from '../../../portal/choice/choice-words.ts';
import { actingFor, type CounterWay, counterWays, takesWishes } from '../../../portal/counter/counter.ts';
import { actorOf, askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { readContactChange, readPreferences } from '../door/preference-form.ts';
import { frameOf } from '../frame.ts';
import { endForm, mandateRefusals, readMandate, typedIn } from '../mandates/mandate-form.ts';
import type { TypedMandate } from '../mandates/mandate-sections.tsx';
import { PointsPage } from '../standing/points-page.tsx';
import { CounterPage } from './counter-page.tsx';
import { sheetRoutes } from './sheet-routes.tsx';
import { standingRoutes } from './standing-routes.ts';
import { startRoutes } from './start-routes.tsx';

const wayField = z.enum(counterWays, 'dites comment le ménage le demande');
const wishForm = z.object({
  annonce: z.uuid('annonce attendue'),
  _key: z.uuid(),
  par: wayField,
  le: civilDateSchema,
});
const moveForm = z.object({ souhait: z.uuid(), vers: z.enum(['haut', 'bas']), par: wayField });
const withdrawForm = z.object({ souhait: z.uuid(), par: wayField });
const correctionForm = z.object({
  _key: z.uuid(),
  demande: z.string().trim().min(5, 'quelques mots attendus').max(4000),
  par: wayField,
  le: civilDateSchema,
});

type Opened = { user: CurrentUser; number: string; path: string; name: string };
type Said = { problem?: string; done?: string | null; typedMandate?: TypedMandate };

export function counterRouter(dependencies: HttpDependencies): Router {
  const { householdFiles, interests, mandates, portalPolicies, preferences, today, cases } = dependencies;
  const router = Router();
  startRoutes(router, dependencies);
  sheetRoutes(router, dependencies);

  const open = async (request: Request): Promise<Opened> => {
    const user = userWhoMay(request, 'portal.counter');
    const ref = String(request.params.ref);
    const number = dependencies.files.numberOf(ref);
    const file = number === null ? null : await householdFiles.find(user.landlordId, number);
    if (number === null || !file) {
      throw new AppError('not-found', 'Ce dossier n’existe pas.', { hint: 'Cherchez-le dans « Dossiers ».' });
    }
    return { user, number, path: `/agent/guichet/${ref}`, name: file.application.name ?? 'sans nom' };
  };
  const asFor = ({ user }: Pick<Opened, 'user'>, way: CounterWay): Asked => {
    const asked = askedBy(user, dependencies);
    return { ...asked, actor: actingFor(asked.actor, way) };
  };
  standingRoutes(
    router,
    dependencies,
    async (request) => {
      const { user, number, path } = await open(request);
      return { number, path, landlordId: user.landlordId };
    },
    (request, way) => asFor({ user: userWhoMay(request, 'portal.counter') }, way),
  );
  const page = async (request: Request, opened: Opened, said: Said) => {
    const { user, number, path, name } = opened;
    const { landlordId } = user;
    const policy = await portalPolicies.inForce(landlordId);
    const desk = await dependencies.adverts.desk(landlordId, null);
    const adverts = desk.adverts
      .filter((advert) => takesWishes(advert, today(), policy.postalDays))
      .sort((a, b) => a.closesOn.localeCompare(b.closesOn));
    return (
      <CounterPage
        frame={frameOf(request, dependencies)}
        path={path}
        filePath={path.replace('/guichet/', '/dossiers/')}
        name={name}
        today={today()}
        wishes={await interests.wishesOf(landlordId, number)}
        maxLiveWishes={policy.maxLiveWishes}
        adverts={adverts}
        postalDays={policy.postalDays}
        answerDays={policy.answerDays}
        preferences={await preferences.read(landlordId, number)}
        mandates={await mandates.of(landlordId, number, today())}
        keys={{
          wish: randomUUID(),
          standing: randomUUID(),
          correction: randomUUID(),
          mandate: randomUUID(),
        }}
        standing={await dependencies.standingWishes.of(landlordId, number)}
        typedMandate={said.typedMandate ?? {}}
        problem={said.problem ?? null}
        done={said.done ?? null}
      />
    );
  };

  router.get('/agent/guichet/:ref', requirePermission('portal.counter'), async (request, response) => {
    const opened = await open(request);
    await householdFiles.opened(opened.user.landlordId, opened.number, actorOf(opened.user), new Date());
    const done = doneWords[String(request.query.fait)] ?? null;
    sendPage(response, await page(request, opened, { done }));
  });
  router.get('/agent/guichet/:ref/points', requirePermission('portal.counter'), async (request, response) => {
    const { user, number } = await open(request);
    const standing = await dependencies.standings.of(user.landlordId, number, today());
    if (!standing) throw new AppError('not-found', 'Ce dossier n’existe pas.');
    sendPage(response, <PointsPage frame={frameOf(request, dependencies)} standing={standing} />);
  });
  router.post('/agent/guichet/:ref/souhaits', async (request, response) => {
    const opened = await open(request);
    const { annonce, _key, par, le } = readInput(wishForm, request.body);
    const done = await interests.express(asFor(opened, par), {
      advertId: annonce,
      number: opened.number,
      source: par,
      sourceName: null,
      expressedOn: le,
      requestKey: _key,
    });
    if (done.ok) return response.redirect(303, `${opened.path}?fait=souhait`);
    sendPage(response, await page(request, opened, { problem: wishRefusalWords(done.refusal) }), 409);
  });
  router.post('/agent/guichet/:ref/souhaits/ordre', async (request, response) => {
    const opened = await open(request);
    const { souhait, vers, par } = readInput(moveForm, request.body);
    const done = await interests.move(asFor(opened, par), {
      number: opened.number,
      wishId: souhait,
      towards: vers === 'haut' ? 'first' : 'last',
    });
    if (done.ok) return response.redirect(303, `${opened.path}#souhaits`);
    sendPage(response, await page(request, opened, { problem: wishRefusalWords(done.refusal) }), 409);
  });
  router.post('/agent/guichet/:ref/souhaits/retrait', async (request, response) => {
    const opened = await open(request);
    const { souhait, par } = readInput(withdrawForm, request.body);
    const asked = asFor(opened, par);
    const done = await interests.withdraw(asked, { number: opened.number, wishId: souhait });
    if (done.ok) return response.redirect(303, `${opened.path}?fait=retrait`);
    sendPage(response, await page(request, opened, { problem: wishRefusalWords(done.refusal) }), 409);
  });
  router.post('/agent/guichet/:ref/correction', async (request, response) => {
    const opened = await open(request);
    const { _key, demande, par, le } = readInput(correctionForm, request.body);
    const input = { key: _key, number: opened.number, about: null, receivedOn: le, request: demande };
    const owner = { accountId: opened.user.id, name: opened.user.name };
    const done = await cases.open(asFor(opened, par), { ...input, kind: 'correction' }, owner);
    if (done.ok) return response.redirect(303, `${opened.path}?fait=correction`);
    const problem = 'La date est après aujourd’hui, ou le dossier n’existe plus : rien n’est enregistré.';
    sendPage(response, await page(request, opened, { problem }), 409);
  });
  router.post('/agent/guichet/:ref/preferences', async (request, response) => {
    const opened = await open(request);
    await preferences.save(asFor(opened, 'counter'), opened.number, readPreferences(request.body));
    response.redirect(303, `${opened.path}?fait=preferences`);
  });
  router.post('/agent/guichet/:ref/contact', async (request, response) => {
    const opened = await open(request);
    const change = readContactChange(request.body);
    await preferences.setContact(asFor(opened, 'counter'), opened.number, change);
    response.redirect(303, `${opened.path}?fait=contact`);
  });
  router.post('/agent/guichet/:ref/mandats', async (request, response) => {
    const opened = await open(request);
    readInput(z.object({ vu: z.literal('oui', 'dites que vous avez vu le mandat signé') }), request.body);
    const { key, given } = readMandate(request.body);
    const done = await mandates.give(asFor(opened, 'counter'), opened.number, given, key);
    if (done.ok) return response.redirect(303, `${opened.path}?fait=mandat`);
    const said = { problem: mandateRefusals[done.refusal], typedMandate: typedIn(request) };
    sendPage(response, await page(request, opened, said), 409);
  });
  router.post('/agent/guichet/:ref/mandats/fin', async (request, response) => {
    const opened = await open(request);
    const { mandat } = readInput(endForm, request.body);
    const ended = await mandates.end(asFor(opened, 'counter'), opened.number, mandat);
    if (!ended) throw new AppError('not-found', 'Ce mandat n’est pas sur ce dossier.');
    response.redirect(303, `${opened.path}?fait=fin`);
  });
  return router;
}

const doneWords: Readonly<Record<string, string>> = {
  souhait: 'Le souhait est noté.',
  retrait: 'Le souhait est retiré.',
  permanent: 'Les prochaines annonces comme sa demande recevront sa candidature.',
  permanentFin: 'La candidature permanente est arrêtée.',
  correction: 'La demande de correction est enregistrée ; vous la suivez dans « Recours ».',
  preferences: 'Les préférences sont enregistrées.',
  contact: 'Le contact est changé, l’ancien est prévenu.',
  mandat: 'Le mandat est enregistré, le ménage est prévenu.',
  fin: 'Le mandat est arrêté.',
};

/** The door of the portal: a number, a code, an open file; and the way out. */
import { setTimeout } from 'node:timers/promises';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { type IdentityProvider, identityProvider } from '../../../access/oidc/identity-provider.ts';
import { applicantsProfile } from '../../../access/oidc/profiles.ts';
import type { Result } from '../../../kernel/result.ts';
import { codeTyped, keyTyped } from '../../../portal/access/one-time-code.ts';
import { pivotOf } from '../../../portal/access/pivot-identity.ts';
import type { CodeRefusal, OpenedFile } from '../../../portal/access-port.ts';
import { portalFileKey, portalVisitorSchema } from '../../../portal/visitor.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { openPortal } from '../../middleware/session.ts';
import { ownPath } from '../../own-path.ts';
import { sendPage } from '../../render-page.ts';
import { baseOf, comeBack, depart, leave } from '../../sign-in/agents-router.tsx';
import { portalFrameOf } from '../portal-frame.ts';
import { countAtDoor } from './door-limit.ts';
import { ChoicePage, ClosedPage, CodePage, LetterCodePage, NoFilePage, NumberPage } from './door-pages.tsx';

const challengeSchema = z.object({
  key: z.string(),
  codes: z.array(z.object({ landlordId: z.string(), id: z.uuid() })),
  toward: z.string().nullable(),
});
const foundSchema = z.object({
  files: z.array(z.object({ visitor: portalVisitorSchema, landlordName: z.string() })).min(2),
  toward: z.string().nullable(),
  /** What the identity provider wants to hear when the person leaves. */
  idToken: z.string().optional(),
});

declare module 'express-session' {
  interface SessionData {
    /** A code that was asked: what was typed, the rows that try it, where one was going. */
    portalChallenge?: z.infer<typeof challengeSchema>;
    /** Files of several landlords that one code opened. */
    portalFound?: z.infer<typeof foundSchema>;
  }
}

const numberForm = z.object({
  numero: z.string('numéro attendu').min(1, 'numéro attendu').max(60),
  contact: z.string().max(320).default(''),
  vers: z.string().max(2000).optional(),
});
const codeForm = z.object({ code: z.string('code attendu').max(40) });
const letterForm = z.object({
  numero: z.string('numéro attendu').min(1, 'numéro attendu').max(60),
  code: z.string('code attendu').max(40),
});
const choiceForm = z.object({ choix: z.coerce.number().int().min(0).max(50) });

const home = '/demandeur';

export function doorRouter(dependencies: HttpDependencies): Router {
  const { portalAccess, today, config } = dependencies;
  const provider = applicantsProvider(config);
  const router = Router();
  router.get('/demandeur/acces', (request, response) => {
    const toward = ownPath(request.query.vers);
    const frame = portalFrameOf(request, dependencies);
    const franceConnect = provider !== null;
    sendPage(
      response,
      <NumberPage {...{ frame, toward, franceConnect }} problem={null} demo={config.demo} />,
    );
  });
  router.post('/demandeur/acces', async (request, response) => {
    const { numero, contact, vers } = readInput(numberForm, request.body);
    const key = keyTyped(numero);
    await countAtDoor(dependencies, request, 'ask', key);
    const mandated = contact.trim() === '' ? null : contact.trim();
    const codes = await portalAccess.askCode({ key, mandated }, today(), new Date());
    request.session.portalChallenge = { key, codes: [...codes], toward: ownPath(vers) };
    response.redirect(303, '/demandeur/acces/code');
  });
  router.get('/demandeur/acces/code', (request, response) => {
    if (!challengeOf(request)) return response.redirect(303, '/demandeur/acces');
    sendPage(response, <CodePage frame={portalFrameOf(request, dependencies)} problem={null} />);
  });
  router.post('/demandeur/acces/code', async (request, response) => {
    const challenge = challengeOf(request);
    if (!challenge) return response.redirect(303, '/demandeur/acces');
    const { code } = readInput(codeForm, request.body);
    await countAtDoor(dependencies, request, 'try', challenge.key);
    const tried = await portalAccess.tryCode(challenge.codes, codeTyped(code), today(), new Date());
    if (tried.ok) return enter(request, response, dependencies, tried.value, challenge.toward);
    const frame = portalFrameOf(request, dependencies);
    sendPage(response, <CodePage frame={frame} problem={refusalWords(tried)} />, 401);
  });
  letterRoutes(router, dependencies);
  identityRoutes(router, dependencies, provider);
  router.get('/demandeur/acces/choix', (request, response) => {
    const found = foundOf(request);
    if (!found) return response.redirect(303, '/demandeur/acces');
    const landlords = found.files.map(({ landlordName }) => landlordName);
    const frame = portalFrameOf(request, dependencies);
    sendPage(response, <ChoicePage frame={frame} problem={null} landlords={landlords} />);
  });
  router.post('/demandeur/acces/choix', async (request, response) => {
    const found = foundOf(request);
    const { choix } = readInput(choiceForm, request.body);
    const file = found?.files[choix];
    if (!found || !file) return response.redirect(303, '/demandeur/acces');
    await openFile(request, dependencies, file, found.idToken);
    response.redirect(303, found.toward ?? home);
  });
  router.get('/demandeur/quitter', (request, response) => {
    sendPage(response, <ClosedPage frame={portalFrameOf(request, dependencies)} />);
  });
  router.post('/demandeur/quitter', (request, response) =>
    leave(request, response, { provider, back: baseOf(config, request), home: '/demandeur/quitter' }),
  );
  return router;
}

/** The provider of applicants; null where none is configured. */
function applicantsProvider({ oidcOfApplicants }: HttpDependencies['config']): IdentityProvider | null {
  return oidcOfApplicants === null ? null : identityProvider(oidcOfApplicants, applicantsProfile);
}

const identityStart = '/demandeur/acces/franceconnect';

function identityRoutes(
  router: Router,
  dependencies: HttpDependencies,
  provider: IdentityProvider | null,
): void {
  const redirectPath = `${identityStart}/retour`;
  router.get(identityStart, async (request, response) => {
    if (!provider) return response.redirect(303, '/demandeur/acces');
    await depart(request, response, provider, {
      space: 'applicants',
      toward: ownPath(request.query.vers),
      redirectUri: `${baseOf(dependencies.config, request)}${redirectPath}`,
    });
  });
  router.get(redirectPath, async (request, response) => {
    const identity = provider && (await comeBack(dependencies, request, provider, 'applicants'));
    if (!identity) return response.redirect(303, '/demandeur/acces');
    const pivot = pivotOf(identity.claims);
    const { issuer, subject, idToken, toward } = identity;
    const files =
      pivot === null
        ? []
        : await dependencies.portalAccess.openByIdentity({ issuer, subject, pivot }, new Date());
    if (files.length > 0) return enter(request, response, dependencies, files, toward, idToken);
    const end = await provider.endHref(idToken, `${baseOf(dependencies.config, request)}/demandeur/acces`);
    sendPage(response, <NoFilePage frame={portalFrameOf(request, dependencies)} endHref={end} />, 404);
  });
}

function letterRoutes(router: Router, dependencies: HttpDependencies): void {
  const { portalAccess, today } = dependencies;
  router.post('/demandeur/acces/courrier/demande', async (request, response) => {
    const challenge = challengeOf(request);
    if (!challenge) return response.redirect(303, '/demandeur/acces');
    await countAtDoor(dependencies, request, 'letter', challenge.key);
    await asLong(portalAccess.askLetterCode(challenge.key, today(), new Date()));
    response.redirect(303, '/demandeur/acces/courrier?demande=1');
  });
  router.get('/demandeur/acces/courrier', (request, response) => {
    const frame = portalFrameOf(request, dependencies);
    const asked = request.query.demande === '1';
    sendPage(response, <LetterCodePage frame={frame} problem={null} asked={asked} />);
  });
  router.post('/demandeur/acces/courrier', async (request, response) => {
    const { numero, code } = readInput(letterForm, request.body);
    const key = keyTyped(numero);
    await countAtDoor(dependencies, request, 'letterTry', key);
    const tried = await asLong(portalAccess.tryLetterCode(key, codeTyped(code), today(), new Date()));
    if (tried.ok) return enter(request, response, dependencies, tried.value, null);
    const frame = portalFrameOf(request, dependencies);
    sendPage(response, <LetterCodePage frame={frame} problem={letterRefusal} asked={false} />, 401);
  });
}

// Longer than a letter takes to write.
const answerMilliseconds = 400;

/** A letter that is written, or waits, takes work that none takes: the answer comes after the same time either way. */
async function asLong<Value>(work: Promise<Value>): Promise<Value> {
  const [value] = await Promise.all([work, setTimeout(answerMilliseconds)]);
  return value;
}

/** One file is opened at once; of several, one is chosen. */
async function enter(
  request: Request,
  response: Response,
  dependencies: HttpDependencies,
  files: readonly OpenedFile[],
  toward: string | null,
  idToken?: string,
): Promise<void> {
  const [first, second] = files;
  if (first && !second) {
    await openFile(request, dependencies, first, idToken);
    return response.redirect(303, toward ?? home);
  }
  delete request.session.portalChallenge;
  request.session.portalFound = { files: [...files], toward, ...(idToken === undefined ? {} : { idToken }) };
  response.redirect(303, '/demandeur/acces/choix');
}

/** Opens it, and remembers whether the household reads easy pages first. */
async function openFile(
  request: Request,
  { preferences }: Pick<HttpDependencies, 'preferences'>,
  { visitor }: OpenedFile,
  idToken?: string,
): Promise<void> {
  await openPortal(request, visitor, idToken);
  const { easyToRead } = await preferences.read(visitor.landlordId, portalFileKey(visitor));
  if (easyToRead) request.session.portalEasy = true;
}

function challengeOf(request: Request): z.infer<typeof challengeSchema> | null {
  return challengeSchema.safeParse(request.session.portalChallenge).data ?? null;
}

function foundOf(request: Request): z.infer<typeof foundSchema> | null {
  return foundSchema.safeParse(request.session.portalFound).data ?? null;
}

const letterRefusal =
  'Ce code n’ouvre pas ce dossier. Vérifiez le numéro et le code. Un code trop vieux, déjà utilisé ou essayé trop souvent ne sert plus.';

function refusalWords({ refusal }: Extract<Result<never, CodeRefusal>, { ok: false }>): string {
  if (refusal.code === 'over') return 'Ce code ne sert plus. Demandez-en un autre.';
  return refusal.triesLeft === 1
    ? 'Ce n’est pas le bon code. Il vous reste un essai.'
    : `Ce n’est pas le bon code. Il vous reste ${refusal.triesLeft} essais.`;
}

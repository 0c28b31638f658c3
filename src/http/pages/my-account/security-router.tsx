/** One's own security: who has a screen left open by another cannot change what signs in. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Account } from '../../../access/account-port.ts';
import { factorTyped } from '../../../access/one-time-password.ts';
import { passwordRefusal, passwordRefusalWords } from '../../../access/password-rules.ts';
import { isStaff } from '../../../access/permissions.ts';
import type { Owner } from '../../../access/security-port.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { actorOf } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requireSignedIn, signedInUser } from '../../middleware/current-user.ts';
import { rotateSession, sessionHash } from '../../middleware/session.ts';
import { sendPage } from '../../render-page.ts';
import { rememberDevice } from '../../sign-in/known-device.ts';
import { networkMark } from '../../sign-in/network.ts';
import { accountOfPassword, isGoodCode } from '../../sign-in/steps.ts';
import { frameOf } from '../frame.ts';
import { EnrolPage, PasswordPage, RecoveryCodesPage } from './codes-pages.tsx';
import { SecurityPage } from './security-page.tsx';

const home = '/compte/securite';
const codeForm = z.object({ code: z.string('code attendu').max(40) });
const proveForm = codeForm.extend({ current: z.string('mot de passe attendu').max(1000) });
const passwordForm = z.object({
  current: z.string('mot de passe attendu').max(1000),
  password: z.string('mot de passe attendu').max(1000),
  again: z.string('mot de passe attendu').max(1000),
});
const sessionForm = z.object({ session: z.string().regex(/^[0-9a-f]{16}$/) });

const notices = {
  codes: 'Vos codes sont retirés.',
  connexion: 'La connexion est terminée.',
  connexions: 'Vos autres connexions sont terminées.',
  'mot-de-passe': 'Votre mot de passe est changé. Vos autres connexions sont terminées.',
} as const;
const noticeQuery = z.enum(['codes', 'connexion', 'connexions', 'mot-de-passe']).optional().catch(undefined);

export function securityRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  router.use(home, requireSignedIn);
  router.get(home, (request, response) => showSecurity(dependencies, request, response, null));
  codesRoutes(router, dependencies);
  passwordRoutes(router, dependencies);
  sessionRoutes(router, dependencies);
  return router;
}

async function showSecurity(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  problem: string | null,
): Promise<void> {
  const { security, webSessions, accounts, config, sessionSecret } = dependencies;
  const user = signedInUser(request);
  const [factor, sessions, account] = await Promise.all([
    security.secondFactor(ownerOf(user)),
    webSessions.ofAccount(user.id, sessionHash(request), new Date()),
    accounts.findById(user.id),
  ]);
  const done = noticeQuery.parse(request.query.fait);
  const props = {
    frame: frameOf(request, dependencies),
    codes: isStaff(user.role) ? { factor, required: config.requiresSecondFactor } : null,
    sessions,
    network: networkMark(request, sessionSecret),
    hasPassword: account !== null && account.passwordHash !== null,
    hasTokens: isStaff(user.role),
    notice: done === undefined ? null : notices[done],
    problem,
  };
  sendPage(response, <SecurityPage {...props} />, problem === null ? 200 : 400);
}

function codesRoutes(router: Router, dependencies: HttpDependencies): void {
  const { security } = dependencies;
  const path = `${home}/codes`;
  const enrol = async (request: Request, response: Response, problem: string | null) => {
    const user = staff(request);
    const secret = await security.beginSecondFactor(ownerOf(user));
    if (secret === null) return response.redirect(303, home);
    const props = { frame: frameOf(request, dependencies), secret, email: user.email, problem };
    sendPage(response, <EnrolPage {...props} />, problem === null ? 200 : 400);
  };
  const showRecovery = (request: Request, response: Response, codes: readonly string[]) =>
    sendPage(response, <RecoveryCodesPage frame={frameOf(request, dependencies)} codes={codes} />);
  router.get(path, (request, response) => enrol(request, response, null));
  router.post(path, async (request, response) => {
    const user = staff(request);
    const { code } = readInput(codeForm, request.body);
    const now = new Date();
    const confirmed = await security.confirmSecondFactor(
      ownerOf(user),
      factorTyped(code),
      actorOf(user),
      now,
    );
    if (!confirmed.ok) {
      if (confirmed.refusal === 'nothing-begun') return response.redirect(303, home);
      const problem =
        'Ce code n’est pas le bon. Vérifiez l’heure du téléphone, attendez le code suivant et recommencez.';
      return enrol(request, response, problem);
    }
    // What the session may do changed; those opened by the password alone end.
    await rotateSession(request, { factor: 'code' });
    await security.endSessions(ownerOf(user), { but: sessionHash(request) }, actorOf(user), now);
    showRecovery(request, response, confirmed.value);
  });
  router.post(`${path}/secours`, async (request, response) => {
    const user = staff(request);
    const problem = await proofProblem(dependencies, request, user);
    if (problem !== null) return showSecurity(dependencies, request, response, problem);
    const codes = await security.renewRecoveryCodes(ownerOf(user), actorOf(user), new Date());
    if (codes === null) return response.redirect(303, home);
    showRecovery(request, response, codes);
  });
  router.post(`${path}/retrait`, async (request, response) => {
    const user = staff(request);
    const problem = await proofProblem(dependencies, request, user);
    if (problem !== null) return showSecurity(dependencies, request, response, problem);
    await security.removeSecondFactor(ownerOf(user), actorOf(user), new Date(), null);
    await rotateSession(request, {});
    response.redirect(303, `${home}?fait=codes`);
  });
}

function passwordRoutes(router: Router, dependencies: HttpDependencies): void {
  const { security, accounts, passwords, sessionSecret } = dependencies;
  const path = `${home}/mot-de-passe`;
  const show = (request: Request, response: Response, problem: string | null) =>
    sendPage(
      response,
      <PasswordPage frame={frameOf(request, dependencies)} problem={problem} />,
      problem === null ? 200 : 400,
    );
  router.get(path, (request, response) => {
    signedInUser(request);
    show(request, response, null);
  });
  router.post(path, async (request, response) => {
    const user = signedInUser(request);
    const { current, password, again } = readInput(passwordForm, request.body);
    if (password !== again) return show(request, response, 'Les deux mots de passe ne sont pas les mêmes.');
    const refusal = await passwordRefusal(password, user);
    if (refusal !== null) return show(request, response, passwordRefusalWords[refusal]);
    const typed = { email: user.email, password: current };
    if (!(await accountOfPassword(dependencies, request, typed))) {
      return show(request, response, 'Votre mot de passe actuel n’est pas le bon.');
    }
    const passwordHash = await passwords.hash(password);
    await rotateSession(request, factorHeld(request));
    const now = new Date();
    await security.changePassword(ownerOf(user), passwordHash, sessionHash(request), actorOf(user), now);
    const account = await accounts.findById(user.id);
    if (account) rememberDevice(request, sessionSecret, account);
    response.redirect(303, `${home}?fait=mot-de-passe`);
  });
}

function sessionRoutes(router: Router, dependencies: HttpDependencies): void {
  const { security } = dependencies;
  const end = async (request: Request, which: Parameters<typeof security.endSessions>[1]): Promise<void> => {
    const user = signedInUser(request);
    await security.endSessions(ownerOf(user), which, actorOf(user), new Date());
  };
  router.post(`${home}/sessions/fin`, async (request, response) => {
    await end(request, { mark: readInput(sessionForm, request.body).session });
    response.redirect(303, `${home}?fait=connexion`);
  });
  router.post(`${home}/sessions/autres`, async (request, response) => {
    await end(request, { but: sessionHash(request) });
    response.redirect(303, `${home}?fait=connexions`);
  });
}

/** Null where both the password and the code are good. */
async function proofProblem(
  dependencies: HttpDependencies,
  request: Request,
  user: CurrentUser,
): Promise<string | null> {
  const { current, code } = readInput(proveForm, request.body);
  const typed = { email: user.email, password: current };
  const account: Account | null = await accountOfPassword(dependencies, request, typed);
  if (!account) return 'Votre mot de passe n’est pas le bon.';
  if (await isGoodCode(dependencies, request, account, code)) return null;
  return 'Ce code n’est pas le bon, ou il a déjà servi.';
}

function factorHeld(request: Request) {
  const { factor } = request.session;
  return factor === undefined ? {} : { factor };
}

function staff(request: Request): CurrentUser {
  const user = signedInUser(request);
  if (isStaff(user.role)) return user;
  throw new AppError('forbidden', 'Votre compte n’a pas de codes à usage unique.');
}

function ownerOf({ landlordId, id }: CurrentUser): Owner {
  return { landlordId, accountId: id };
}

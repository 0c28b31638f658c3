/** Sign-in with its one-time code, sign-out, and the page of a one-time link. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Account } from '../access/account-port.ts';
import { agentsProfile } from '../access/oidc/profiles.ts';
import { passwordRefusalWords } from '../access/password-rules.ts';
import { roleHomes } from '../access/permissions.ts';
import { accountOfLink, choosePassword } from '../access/sign-in.ts';
import { AppError } from '../kernel/app-error.ts';
import type { HttpDependencies } from './dependencies.ts';
import { readInput } from './form.ts';
import { csrfToken } from './middleware/csrf.ts';
import { ownPath } from './own-path.ts';
import { sendPage } from './render-page.ts';
import { agentsProvider, agentsRouter, agentsStart, baseOf, leave } from './sign-in/agents-router.tsx';
import { goOn, halfSignedIn } from './sign-in/half-signed-in.ts';
import { LinkPage, SecondFactorPage, SignInPage } from './sign-in/sign-in-forms.tsx';
import { accountOfPassword, enter, isGoodCode } from './sign-in/steps.ts';

const signInForm = z.object({
  email: z.string('adresse attendue').max(320),
  password: z.string('mot de passe attendu').max(1000),
  vers: z.string().max(2000).optional(),
});
const codeForm = z.object({ code: z.string('code attendu').max(40) });
const linkForm = z.object({ password: z.string().max(1000), again: z.string().max(1000) });

export function signInRouter(dependencies: HttpDependencies): Router {
  const { config } = dependencies;
  const router = Router();
  const showSignIn = (
    request: Request,
    response: Response,
    toward: string | null,
    problem: string | null,
    status = 200,
  ) => {
    const href = `${agentsStart}${toward === null ? '' : `?vers=${encodeURIComponent(toward)}`}`;
    const provider = config.oidcOfAgents === null ? null : { name: agentsProfile.name, href };
    const props = { csrf: csrfToken(request), toward, problem, demo: config.demo, provider };
    sendPage(response, <SignInPage {...props} />, status);
  };
  router.get('/connexion', (request, response) =>
    showSignIn(request, response, ownPath(request.query.vers), null),
  );
  router.post('/connexion', async (request, response) => {
    const { email, password, vers } = readInput(signInForm, request.body);
    const toward = ownPath(vers);
    const account = await accountOfPassword(dependencies, request, { email, password });
    if (!account) return showSignIn(request, response, toward, 'Adresse ou mot de passe incorrect.', 401);
    await goOn(dependencies, request, response, account, toward, { first: 'password' });
  });
  codeRoutes(router, dependencies);
  const provider = agentsProvider(config);
  router.post('/deconnexion', (request, response) =>
    leave(request, response, { provider, back: baseOf(config, request), home: '/' }),
  );
  router.use(agentsRouter(dependencies, provider));
  linkRoutes(router, dependencies);
  return router;
}

function codeRoutes(router: Router, dependencies: HttpDependencies): void {
  router.get('/connexion/code', (request, response) => {
    if (!halfSignedIn(request)) return response.redirect(303, '/connexion');
    sendPage(response, <SecondFactorPage csrf={csrfToken(request)} problem={null} />);
  });
  router.post('/connexion/code', async (request, response) => {
    const half = halfSignedIn(request);
    const account = half && (await dependencies.accounts.findById(half.accountId));
    if (!half || !account) return response.redirect(303, '/connexion');
    const { code } = readInput(codeForm, request.body);
    if (!(await isGoodCode(dependencies, request, account, code))) {
      const problem = 'Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant et recommencez.';
      return sendPage(response, <SecondFactorPage csrf={csrfToken(request)} problem={problem} />, 401);
    }
    const { first, idToken } = half;
    await enter(dependencies, request, account, {
      first,
      factor: 'code',
      ...(idToken === undefined ? {} : { idToken }),
    });
    response.redirect(303, half.toward ?? roleHomes[account.role]);
  });
}

function linkRoutes(router: Router, dependencies: HttpDependencies): void {
  const show = (request: Request, response: Response, { email }: Account, problem: string | null) =>
    sendPage(
      response,
      <LinkPage csrf={csrfToken(request)} email={email} problem={problem} />,
      problem === null ? 200 : 400,
    );
  router.get('/lien/:token', async (request, response) => {
    const account = await goodLink(dependencies, request.params.token);
    show(request, response, account, null);
  });
  router.post('/lien/:token', async (request, response) => {
    const { token } = request.params;
    const account = await goodLink(dependencies, token);
    const { password, again } = readInput(linkForm, request.body);
    const problem = await passwordProblem(dependencies, token, account, password, again);
    if (problem !== null) return show(request, response, account, problem);
    // The password is part of what a known device is tied to.
    const present = (await dependencies.accounts.findById(account.id)) ?? account;
    await goOn(dependencies, request, response, present, null, { first: 'link' });
  });
}

async function goodLink({ accounts }: HttpDependencies, token: string): Promise<Account> {
  const account = await accountOfLink(accounts, token, new Date());
  if (account) return account;
  throw new AppError('not-found', 'Ce lien a déjà servi ou n’est plus valable.', {
    hint: 'Demandez-en un nouveau à votre administrateur.',
  });
}

async function passwordProblem(
  dependencies: HttpDependencies,
  token: string,
  account: Account,
  password: string,
  again: string,
): Promise<string | null> {
  if (password !== again) return 'Les deux mots de passe ne sont pas les mêmes.';
  const chosen = await choosePassword(dependencies, token, password, account, new Date());
  if (chosen.ok) return null;
  return chosen.refusal === 'link-gone'
    ? 'Ce lien a déjà servi ou n’est plus valable.'
    : passwordRefusalWords[chosen.refusal];
}

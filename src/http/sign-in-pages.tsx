/** Sign-in, sign-out, and the page of a one-time link. */
import { Router } from 'express';
import type { JSX } from 'preact';
import { z } from 'zod';
import type { Account } from '../access/account-port.ts';
import { minimumPasswordLength } from '../access/password.ts';
import { roleHomes } from '../access/permissions.ts';
import { accountOfLink, choosePassword, signIn } from '../access/sign-in.ts';
import { AppError } from '../kernel/app-error.ts';
import type { HttpDependencies } from './dependencies.ts';
import { BareDocument } from './document.tsx';
import { readInput } from './form.ts';
import { csrfToken } from './middleware/csrf.ts';
import { closeSession, openSession } from './middleware/session.ts';
import { signInLimit } from './middleware/sign-in-limit.ts';
import { sendPage } from './render-page.ts';

const signInForm = z.object({
  email: z.string('adresse attendue').max(320),
  password: z.string('mot de passe attendu').max(1000),
  vers: z.string().max(2000).optional(),
});
const linkForm = z.object({ password: z.string().max(1000), again: z.string().max(1000) });

export function signInRouter(dependencies: HttpDependencies): Router {
  const { accounts, attempts, metrics, config } = dependencies;
  const router = Router();
  router.get('/connexion', (request, response) => {
    const toward = ownPath(request.query.vers);
    sendPage(
      response,
      <SignInPage csrf={csrfToken(request)} toward={toward} refused={false} demo={config.demo} />,
    );
  });
  router.post('/connexion', ...signInLimit(attempts, metrics), async (request, response) => {
    const { email, password, vers } = readInput(signInForm, request.body);
    const account = await signIn(accounts, email, password);
    if (!account) {
      const page = <SignInPage csrf={csrfToken(request)} toward={ownPath(vers)} refused demo={config.demo} />;
      return sendPage(response, page, 401);
    }
    await openSession(request, account.id);
    response.redirect(303, ownPath(vers) ?? roleHomes[account.role]);
  });
  router.post('/deconnexion', async (request, response) => {
    await closeSession(request);
    response.redirect(303, '/');
  });
  router.get('/lien/:token', async (request, response) => {
    const account = await goodLink(dependencies, request.params.token);
    sendPage(response, <LinkPage csrf={csrfToken(request)} account={account} problem={null} />);
  });
  router.post('/lien/:token', async (request, response) => {
    const { token } = request.params;
    const account = await goodLink(dependencies, token);
    const { password, again } = readInput(linkForm, request.body);
    const problem = await passwordProblem(dependencies, token, password, again);
    if (problem) {
      return sendPage(
        response,
        <LinkPage csrf={csrfToken(request)} account={account} problem={problem} />,
        400,
      );
    }
    await openSession(request, account.id);
    response.redirect(303, roleHomes[account.role]);
  });
  return router;
}

async function goodLink({ accounts }: HttpDependencies, token: string): Promise<Account> {
  const account = await accountOfLink(accounts, token, new Date());
  if (account) return account;
  throw new AppError('not-found', 'Ce lien a déjà servi ou n’est plus valable.', {
    hint: 'Demandez-en un nouveau à votre administrateur.',
  });
}

async function passwordProblem(
  { accounts }: HttpDependencies,
  token: string,
  password: string,
  again: string,
): Promise<string | null> {
  if (password !== again) return 'Les deux mots de passe ne sont pas les mêmes.';
  const chosen = await choosePassword(accounts, token, password, new Date());
  if (chosen.ok) return null;
  return chosen.refusal === 'too-short'
    ? `Choisissez au moins ${minimumPasswordLength} caractères.`
    : 'Ce lien a déjà servi ou n’est plus valable.';
}

/** A path of this very service, or null: a sign-in never sends anyone elsewhere. */
export function ownPath(value: unknown): string | null {
  if (typeof value !== 'string' || !value.startsWith('/')) return null;
  const here = 'http://here.invalid';
  const url = URL.canParse(value, here) ? new URL(value, here) : null;
  if (url?.origin !== here) return null;
  const path = `${url.pathname}${url.search}`;
  // "/.//elsewhere" is read as "//elsewhere": a path that names a host leads there.
  return new URL(path, here).origin === here && !path.startsWith('//') ? path : null;
}

function SignInPage(props: {
  csrf: string;
  toward: string | null;
  refused: boolean;
  demo: boolean;
}): JSX.Element {
  return (
    <BareDocument title="Connexion">
      {props.refused && (
        <p class="error" role="alert">
          Adresse ou mot de passe incorrect.
        </p>
      )}
      {props.toward === '/saisie' && (
        <p role="status">
          Votre connexion n’était plus valable. Ce que vous veniez d’envoyer est gardé : connectez-vous pour
          le renvoyer.
        </p>
      )}
      <form method="post" action="/connexion">
        <input type="hidden" name="_csrf" value={props.csrf} />
        {props.toward && <input type="hidden" name="vers" value={props.toward} />}
        <label for="email">Adresse électronique</label>
        <input id="email" name="email" type="email" autocomplete="username" required />
        <label for="password">Mot de passe</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
        <button type="submit" class="strong">
          Se connecter
        </button>
      </form>
      {props.demo && (
        <p class="quiet">
          Démonstration : agent@demo.example, commission@demo.example, admin@demo.example… ; mot de passe
          demo-parcours.
        </p>
      )}
    </BareDocument>
  );
}

function LinkPage(props: { csrf: string; account: Account; problem: string | null }): JSX.Element {
  return (
    <BareDocument title="Choisir un mot de passe">
      <p>{`Compte : ${props.account.email}`}</p>
      {props.problem && (
        <p class="error" role="alert">
          {props.problem}
        </p>
      )}
      <form method="post">
        <input type="hidden" name="_csrf" value={props.csrf} />
        <label for="password">{`Mot de passe (au moins ${minimumPasswordLength} caractères)`}</label>
        <input id="password" name="password" type="password" autocomplete="new-password" required />
        <label for="again">Le même, encore une fois</label>
        <input id="again" name="again" type="password" autocomplete="new-password" required />
        <button type="submit" class="strong">
          Enregistrer et se connecter
        </button>
      </form>
    </BareDocument>
  );
}

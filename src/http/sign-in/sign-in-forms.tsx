/** The forms of a sign-in: the password, the one-time code, the first password. */
import type { ComponentChildren, JSX } from 'preact';
import { minimumPasswordLength } from '../../access/password-rules.ts';
import { BareDocument } from '../document.tsx';

type FormProps = { csrf: string; problem: string | null };

function Problem({ problem }: { problem: string | null }): JSX.Element | null {
  if (problem === null) return null;
  return (
    <p class="error" role="alert">
      {problem}
    </p>
  );
}

export function SignInPage(
  props: FormProps & {
    toward: string | null;
    demo: boolean;
    /** The identity provider's name and where its sign-in begins; null: local accounts only. */
    provider: { name: string; href: string } | null;
  },
): JSX.Element {
  return (
    <BareDocument title="Connexion">
      <Problem problem={props.problem} />
      {props.toward === '/saisie' && (
        <p role="status">
          Votre connexion n’était plus valable. Ce que vous veniez d’envoyer est gardé : connectez-vous pour
          le renvoyer.
        </p>
      )}
      {props.provider && (
        <p>
          <a class="button" href={props.provider.href}>
            {`Se connecter avec ${props.provider.name}`}
          </a>
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

/** Asks for the code once the password is right. */
export function SecondFactorPage({ csrf, problem }: FormProps): JSX.Element {
  return (
    <BareDocument title="Code à usage unique">
      <Problem problem={problem} />
      <p id="code-aide">
        Ouvrez l’application qui donne vos codes et recopiez les six chiffres affichés pour « parcours ».
        Chaque code sert une seule fois.
      </p>
      <form method="post" action="/connexion/code">
        <input type="hidden" name="_csrf" value={csrf} />
        <label for="code">Code</label>
        <input
          id="code"
          name="code"
          required
          maxlength={40}
          autocomplete="one-time-code"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby="code-aide"
        />
        <button type="submit" class="strong">
          Continuer
        </button>
      </form>
      <details>
        <summary>Je n’ai plus mon téléphone</summary>
        <p>
          Tapez un de vos codes de secours à la place. Si vous n’en avez plus, demandez à votre administrateur
          de retirer vos codes.
        </p>
      </details>
      <p>
        <a class="button" href="/connexion">
          Se connecter avec un autre compte
        </a>
      </p>
    </BareDocument>
  );
}

export function LinkPage(props: FormProps & { email: string }): JSX.Element {
  return (
    <BareDocument title="Choisir un mot de passe">
      <p>{`Compte : ${props.email}`}</p>
      <Problem problem={props.problem} />
      <form method="post">
        <input type="hidden" name="_csrf" value={props.csrf} />
        <NewPasswordFields />
        <button type="submit" class="strong">
          Enregistrer et se connecter
        </button>
      </form>
    </BareDocument>
  );
}

/** The two fields of a new password, with what makes a good one. */
export function NewPasswordFields(): JSX.Element {
  return (
    <>
      <Field name="password" label={`Nouveau mot de passe (au moins ${minimumPasswordLength} caractères)`}>
        <p class="quiet" id="password-aide">
          Quatre mots sans rapport entre eux conviennent. Majuscules, chiffres et signes ne sont pas exigés.
        </p>
      </Field>
      <Field name="again" label="Le même, encore une fois" />
    </>
  );
}

function Field(props: {
  name: 'password' | 'again';
  label: string;
  children?: ComponentChildren;
}): JSX.Element {
  const { name, label, children } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {children}
      <input
        id={name}
        name={name}
        type="password"
        autocomplete="new-password"
        required
        maxlength={1000}
        aria-describedby={children ? `${name}-aide` : undefined}
      />
    </div>
  );
}

/** After a way out of parcours whose identity provider still knows the person. */
export function SignedOutPage({ provider }: { provider: { name: string; href: string } }): JSX.Element {
  return (
    <BareDocument title="Vous êtes déconnecté de parcours">
      <p>{`${provider.name} vous connaît encore sur cet appareil. S’il n’est pas à vous seul, terminez aussi cette connexion-là.`}</p>
      <p>
        <a class="button" href={provider.href}>
          {`Se déconnecter aussi de ${provider.name}`}
        </a>
      </p>
      <p>
        <a href="/">Retour à l’accueil</a>
      </p>
    </BareDocument>
  );
}

/** Enrolling for one-time codes, the recovery codes shown once, and a new password. */
import type { ComponentChildren, JSX } from 'preact';
import { factorUri } from '../../../access/one-time-password.ts';
import { QrCode } from '../../../views/qr-code.tsx';
import { NewPasswordFields } from '../../sign-in/sign-in-forms.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

type Props = { frame: PageFrame; problem: string | null };

function Page(props: Props & { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <Layout
      frame={props.frame}
      title={props.title}
      crumbs={[{ href: '/compte/securite', label: 'Ma sécurité' }]}
    >
      <h1>{props.title}</h1>
      {props.problem === null ? null : (
        <p class="alert alert-bad" role="alert">
          {props.problem}
        </p>
      )}
      {props.children}
    </Layout>
  );
}

export function EnrolPage(props: Props & { secret: string; email: string }): JSX.Element {
  const { frame, secret, email } = props;
  return (
    <Page {...props} title="Préparer mes codes">
      <ol class="prose">
        <li>
          Sur votre téléphone, ouvrez une application de codes à usage unique. Votre service informatique peut
          vous en indiquer une ; toutes celles qui suivent la norme TOTP conviennent.
        </li>
        <li>Ajoutez un compte en visant ce carré, ou en tapant la clé.</li>
        <li>Recopiez ci-dessous les six chiffres qui s’affichent.</li>
      </ol>
      <section class="card">
        <QrCode text={factorUri(secret, email)} label="Carré à viser avec l’application de codes" />
        <p>
          Clé à taper si le téléphone ne lit pas le carré :{' '}
          <code class="figure">{secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
        <form method="post" action="/compte/securite/codes" class="narrow">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <div class="field">
            <label for="code">Les six chiffres</label>
            <input
              id="code"
              name="code"
              required
              maxlength={12}
              inputmode="numeric"
              autocomplete="one-time-code"
            />
          </div>
          <button type="submit" class="strong">
            Vérifier et activer
          </button>
        </form>
      </section>
    </Page>
  );
}

/** The only page on which they stand. */
export function RecoveryCodesPage(props: { frame: PageFrame; codes: readonly string[] }): JSX.Element {
  return (
    <Page frame={props.frame} problem={null} title="Vos codes de secours">
      <p class="alert" role="status">
        Ces dix codes ne seront plus jamais affichés. Imprimez-les ou notez-les, et gardez-les loin de votre
        téléphone.
      </p>
      <section class="card">
        <p>Chacun remplace une fois le code de l’application, par exemple si le téléphone est perdu.</p>
        <ul class="bare-list">
          {props.codes.map((code) => (
            <li key={code}>
              <code class="figure">{code}</code>
            </li>
          ))}
        </ul>
      </section>
      <p>
        <a class="button strong" href="/compte/securite">
          Je les ai notés
        </a>
      </p>
    </Page>
  );
}

export function PasswordPage(props: Props): JSX.Element {
  return (
    <Page {...props} title="Changer mon mot de passe">
      <p class="prose">
        Vos connexions ouvertes ailleurs seront terminées, et vos autres appareils ne seront plus reconnus.
      </p>
      <form method="post" action="/compte/securite/mot-de-passe" class="card narrow">
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <div class="field">
          <label for="current">Votre mot de passe actuel</label>
          <input
            id="current"
            name="current"
            type="password"
            autocomplete="current-password"
            required
            maxlength={1000}
          />
        </div>
        <NewPasswordFields />
        <button type="submit" class="strong">
          Changer le mot de passe
        </button>
      </form>
    </Page>
  );
}

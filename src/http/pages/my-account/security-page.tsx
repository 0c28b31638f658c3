/** One's own security: the password, the one-time codes, the sessions that are open. */
import type { JSX } from 'preact';
import type { OpenSession } from '../../../access/account-port.ts';
import type { SecondFactor } from '../../../access/security-port.ts';
import { frenchCount } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { momentInWords } from '../file/file-words.ts';
import { Layout, type PageFrame } from '../layout.tsx';

export type SecurityPageProps = {
  frame: PageFrame;
  /** Staff only: a household signs in without codes. */
  codes: { factor: SecondFactor | null; required: boolean } | null;
  sessions: readonly OpenSession[];
  /** The mark of the network from which the page is read. */
  network: string;
  hasPassword: boolean;
  hasTokens: boolean;
  notice: string | null;
  problem: string | null;
};

export function SecurityPage(props: SecurityPageProps): JSX.Element {
  const { frame, codes, notice, problem } = props;
  return (
    <Layout frame={frame} title="Ma sécurité">
      <h1>Ma sécurité</h1>
      {problem === null ? null : (
        <p class="alert alert-bad" role="alert">
          {problem}
        </p>
      )}
      {notice === null ? null : (
        <p class="proof" role="status">
          {notice}
        </p>
      )}
      {codes === null ? null : <Codes frame={frame} {...codes} />}
      <Sessions {...props} />
      <section class="card">
        <h2>Mot de passe</h2>
        {props.hasPassword ? (
          <p>
            <a class="button" href="/compte/securite/mot-de-passe">
              Changer mon mot de passe
            </a>
          </p>
        ) : (
          <p>Vous vous connectez par votre fournisseur d’identité : parcours ne garde aucun mot de passe.</p>
        )}
      </section>
      {props.hasTokens ? (
        <section class="card">
          <h2>Jetons de l’API</h2>
          <p>
            Un programme de votre service lit ou lance des calculs en votre nom ?{' '}
            <a href="/compte/jetons">Mes jetons</a>
          </p>
        </section>
      ) : null}
    </Layout>
  );
}

function Codes(props: { frame: PageFrame; factor: SecondFactor | null; required: boolean }): JSX.Element {
  const { frame, factor, required } = props;
  if (factor === null) {
    return (
      <section class="card">
        <h2>Code à usage unique</h2>
        {required ? (
          <p class="alert" role="status">
            Votre organisme demande un code en plus du mot de passe. Préparez le vôtre : les autres pages
            s’ouvriront ensuite.
          </p>
        ) : null}
        <p class="prose">
          Une application de votre téléphone donne six chiffres qui changent toutes les trente secondes. Un
          mot de passe volé ne suffit alors plus pour entrer à votre place.
        </p>
        <p>
          <a class="button strong" href="/compte/securite/codes">
            Préparer mes codes
          </a>
        </p>
      </section>
    );
  }
  const left = factor.recoveryCodesLeft;
  return (
    <section class="card">
      <h2>Code à usage unique</h2>
      <p>
        Demandé à chaque connexion depuis le {momentInWords(factor.confirmedAt)}.{' '}
        {left === 0
          ? 'Il ne vous reste aucun code de secours.'
          : `Il vous reste ${frenchCount(left, 'code')} de secours.`}
      </p>
      <details>
        <summary>Faire dix nouveaux codes de secours</summary>
        <p>Ceux d’avant ne serviront plus.</p>
        <ProveForm frame={frame} action="/compte/securite/codes/secours" button="Faire de nouveaux codes" />
      </details>
      <details>
        <summary>Retirer mes codes, ou changer de téléphone</summary>
        <p>
          {required
            ? 'Vous préparerez aussitôt de nouveaux codes : votre organisme les demande.'
            : 'Votre mot de passe suffira de nouveau pour entrer.'}
        </p>
        <ProveForm frame={frame} action="/compte/securite/codes/retrait" button="Retirer mes codes" />
      </details>
    </section>
  );
}

/** The password and a code, so that nobody does it on a screen left open. */
function ProveForm(props: { frame: PageFrame; action: string; button: string }): JSX.Element {
  const id = props.action.split('/').at(-1) ?? '';
  return (
    <form method="post" action={props.action} class="narrow">
      <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
      <div class="field">
        <label for={`current-${id}`}>Votre mot de passe</label>
        <input
          id={`current-${id}`}
          name="current"
          type="password"
          autocomplete="current-password"
          required
          maxlength={1000}
        />
      </div>
      <div class="field">
        <label for={`code-${id}`}>Un code de votre application, ou un code de secours</label>
        <input id={`code-${id}`} name="code" autocomplete="one-time-code" required maxlength={40} />
      </div>
      <button type="submit">{props.button}</button>
    </form>
  );
}

function Sessions({ frame, sessions, network }: SecurityPageProps): JSX.Element {
  const others = sessions.filter(({ isThisOne }) => !isThisOne).length;
  return (
    <section class="card">
      <h2>Connexions ouvertes</h2>
      <p class="prose">
        Vous ne reconnaissez pas une connexion ? Terminez-la, puis changez votre mot de passe. parcours ne
        garde pas les adresses des réseaux, seulement de quoi les comparer.
      </p>
      <ScrollBox label="Connexions ouvertes">
        <table class="plain small">
          <thead>
            <tr>
              <th scope="col">Appareil</th>
              <th scope="col">Réseau</th>
              <th scope="col">Ouverte le</th>
              <th scope="col">Vue la dernière fois</th>
              <th scope="col">Terminer</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.mark}>
                <th scope="row">{session.device ?? 'Appareil inconnu'}</th>
                <td>{networkInWords(session, network)}</td>
                <td>{momentInWords(session.openedAt)}</td>
                <td>{session.isThisOne ? 'Maintenant, sur cet appareil' : momentInWords(session.seenAt)}</td>
                <td>
                  {session.isThisOne ? null : (
                    <form method="post" action="/compte/securite/sessions/fin">
                      <input type="hidden" name="_csrf" value={frame.csrfToken} />
                      <input type="hidden" name="session" value={session.mark} />
                      <button
                        type="submit"
                        aria-label={`Terminer la connexion ${session.device ?? 'inconnue'} ouverte le ${momentInWords(session.openedAt)}`}
                      >
                        Terminer
                      </button>
                    </form>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {others === 0 ? (
        <p class="quiet">Vous n’êtes connecté nulle part ailleurs.</p>
      ) : (
        <form method="post" action="/compte/securite/sessions/autres">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <button type="submit">Terminer toutes les autres connexions</button>
        </form>
      )}
    </section>
  );
}

function networkInWords(session: OpenSession, network: string): string {
  if (session.network === null) return 'Inconnu';
  return session.network === network ? 'Le même que maintenant' : 'Un autre';
}

/** One's tokens of the API: what each may do, until when, the day it last served. */
import { randomUUID } from 'node:crypto';
import type { JSX } from 'preact';
import type { ApiToken } from '../../../access/api-token.ts';
import { type Permission, permissionNames } from '../../../access/permissions.ts';
import { addDays, type CivilDate, civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

export type TokensPageProps = {
  frame: PageFrame;
  tokens: readonly ApiToken[];
  /** The rights of the role that the API asks for. */
  offered: readonly Permission[];
  /** Just made, shown this once. */
  made: { name: string; text: string } | null;
  /** Bounds of the end date. */
  firstDay: string;
  lastDay: string;
  problem: string | null;
};

export function TokensPage(props: TokensPageProps): JSX.Element {
  const { frame, made, problem } = props;
  return (
    <Layout frame={frame} title="Mes jetons" crumbs={[{ href: '/compte/securite', label: 'Ma sécurité' }]}>
      <h1>Mes jetons de l’API</h1>
      {problem === null ? null : (
        <p class="alert alert-bad" role="alert">
          {problem}
        </p>
      )}
      {made === null ? null : (
        <div class="proof" role="status">
          <p>Jeton « {made.name} » créé. Copiez-le maintenant, il ne sera plus jamais affiché :</p>
          <p>
            <code class="figure">{made.text}</code>
          </p>
        </div>
      )}
      <p class="prose">
        Un jeton laisse un programme de votre service appeler l’API en votre nom, avec une partie de vos
        droits. Il s’envoie dans l’en-tête « Authorization: Bearer ». Gardez-le comme un mot de passe. Ce qui
        peut être demandé est décrit dans <a href="/api/v1/openapi.json">la description de l’API</a>.
      </p>
      <TokenTable {...props} />
      <NewTokenForm {...props} />
    </Layout>
  );
}

function TokenTable({ frame, tokens }: TokensPageProps): JSX.Element {
  if (tokens.length === 0) {
    return (
      <section class="card">
        <h2>Jetons en cours</h2>
        <p>Aucun. Faites-en un quand un programme en a besoin, un par programme.</p>
      </section>
    );
  }
  return (
    <section class="card">
      <h2>Jetons en cours</h2>
      <ScrollBox label="Jetons en cours">
        <table class="plain small">
          <thead>
            <tr>
              <th scope="col">Nom</th>
              <th scope="col">Droits</th>
              <th scope="col">Dernier jour</th>
              <th scope="col">Servi la dernière fois</th>
              <th scope="col">Retirer</th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <th scope="row">{token.name}</th>
                <td>{token.scopes.map((scope) => permissionNames[scope]).join(', ')}</td>
                <td>{frenchShortDate(lastDayOf(token))}</td>
                <td>{token.lastUsedOn === null ? 'Jamais' : frenchShortDate(token.lastUsedOn)}</td>
                <td>
                  <form method="post" action="/compte/jetons/retrait">
                    <input type="hidden" name="_csrf" value={frame.csrfToken} />
                    <input type="hidden" name="jeton" value={token.id} />
                    <button type="submit" aria-label={`Retirer le jeton ${token.name}`}>
                      Retirer
                    </button>
                  </form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function NewTokenForm({ frame, offered, firstDay, lastDay }: TokensPageProps): JSX.Element {
  if (offered.length === 0) {
    return (
      <section class="card">
        <h2>Faire un jeton</h2>
        <p>L’API ne propose rien de ce que votre rôle peut faire : un jeton ne vous servirait pas.</p>
      </section>
    );
  }
  return (
    <section class="card">
      <h2>Faire un jeton</h2>
      <form method="post" action="/compte/jetons" class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="_key" value={randomUUID()} />
        <div class="field">
          <label for="nom">Nom, pour reconnaître le programme</label>
          <input id="nom" name="nom" required maxlength={60} autocomplete="off" />
        </div>
        <fieldset class="choice">
          <legend>Droits</legend>
          {offered.map((scope) => (
            <label class="tick" key={scope}>
              <input type="checkbox" name="droits" value={scope} /> {permissionNames[scope]}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="fin">Dernier jour, un an au plus</label>
          <input id="fin" name="fin" type="date" required min={firstDay} max={lastDay} />
        </div>
        <button type="submit" class="strong">
          Faire le jeton
        </button>
      </form>
    </section>
  );
}

function lastDayOf({ expiresAt }: ApiToken): CivilDate {
  return addDays(civilDateInParis(expiresAt), -1);
}

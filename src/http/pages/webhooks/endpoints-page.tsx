/** For administrators: the landlord's systems that are told what happens, and one more. */
import type { JSX } from 'preact';
import type { Endpoint } from '../../../access/webhooks/webhook-port.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { TypeChoice } from './type-choice.tsx';
import { endpointInWords } from './webhook-words.ts';

export type TypedEndpoint = { name: string; url: string; types: readonly string[] };

export type EndpointsPageProps = {
  frame: PageFrame;
  endpoints: readonly Endpoint[];
  formKey: string;
  typed: TypedEndpoint;
  problem: string | null;
};

export function EndpointsPage(props: EndpointsPageProps): JSX.Element {
  return (
    <Layout frame={props.frame} title="Liaisons" crumbs={[{ href: '/admin', label: 'Administration' }]}>
      <h1>Liaisons avec vos autres systèmes</h1>
      <p class="prose">
        Quand un logement est orienté, décidé, proposé ou loué, parcours prévient les systèmes que vous
        choisissez (gestion locative, relation avec les demandeurs, entrepôt de données). Un message ne porte
        que des identifiants : jamais un nom, une adresse, un motif ni un rang.
      </p>
      <section class="card">
        <h2>Vos liaisons</h2>
        {props.endpoints.length === 0 ? (
          <p>
            Aucune liaison. Celle que vous créez ci-dessous apparaîtra ici, avec le journal de ses envois.
          </p>
        ) : (
          <EndpointTable endpoints={props.endpoints} />
        )}
      </section>
      <NewEndpoint {...props} />
    </Layout>
  );
}

function EndpointTable({ endpoints }: { endpoints: readonly Endpoint[] }): JSX.Element {
  return (
    <ScrollBox label="Vos liaisons">
      <table class="plain small">
        <thead>
          <tr>
            <th scope="col">Liaison</th>
            <th scope="col">Système</th>
            <th scope="col">Événements</th>
            <th scope="col">État</th>
          </tr>
        </thead>
        <tbody>
          {endpoints.map((endpoint) => (
            <tr key={endpoint.id}>
              <th scope="row">
                <a href={`/admin/liaisons/${endpoint.id}`}>{endpoint.name}</a>
              </th>
              <td class="figure">{new URL(endpoint.url).host}</td>
              <td class="number">{endpoint.types.length}</td>
              <td>
                <EndpointState endpoint={endpoint} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** In words, with a colour that only repeats them. */
export function EndpointState({ endpoint }: { endpoint: Endpoint }): JSX.Element {
  const { state, failingSince } = endpoint;
  const tone = state === 'disabled' ? 'tag-bad' : failingSince === null ? 'tag-good' : 'tag-warn';
  return <span class={`tag ${tone}`}>{endpointInWords(endpoint)}</span>;
}

function NewEndpoint({ frame, formKey, typed, problem }: EndpointsPageProps): JSX.Element {
  return (
    <section class="card" id="nouvelle">
      <h2>Créer une liaison</h2>
      {problem === null ? null : (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été créé.</strong> {problem}
        </p>
      )}
      <form method="post" action="/admin/liaisons" class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="_key" value={formKey} />
        <div class="field">
          <label for="nom">Nom de la liaison, par exemple « Gestion locative »</label>
          <input id="nom" name="nom" value={typed.name} required maxLength={80} autocomplete="off" />
        </div>
        <div class="field">
          <label for="adresse">Adresse qui reçoit les messages (https://…)</label>
          <input
            id="adresse"
            name="adresse"
            type="url"
            value={typed.url}
            required
            maxLength={500}
            autocomplete="off"
          />
        </div>
        <TypeChoice chosen={typed.types} />
        <div class="gesture">
          <button type="submit" class="strong">
            Créer la liaison et son secret
          </button>
        </div>
      </form>
    </section>
  );
}

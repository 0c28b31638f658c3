/** One connection: whether it answers, what it is told, its secret, and the log of what was sent. */
import type { JSX } from 'preact';
import { daysKept } from '../../../access/webhooks/delivery.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { Layout } from '../layout.tsx';
import { DeliveryLog, type DeliveryLogProps } from './delivery-log.tsx';
import { EndpointState } from './endpoints-page.tsx';
import { TypeChoice } from './type-choice.tsx';
import { momentInParis } from './webhook-words.ts';

type EndpointPageProps = DeliveryLogProps & {
  /** What was just done; null: nothing. */
  done: string | null;
  problem: string | null;
};

export function EndpointPage(props: EndpointPageProps): JSX.Element {
  const { endpoint } = props;
  return (
    <Layout
      frame={props.frame}
      title={endpoint.name}
      crumbs={[
        { href: '/admin', label: 'Administration' },
        { href: '/admin/liaisons', label: 'Liaisons' },
      ]}
    >
      <h1>{endpoint.name}</h1>
      {props.problem === null ? null : (
        <p class="alert alert-bad" role="alert">
          {props.problem}
        </p>
      )}
      {props.done === null ? null : (
        <p class="proof" role="status">
          {props.done}
        </p>
      )}
      <State {...props} />
      <DeliveryLog {...props} />
      {endpoint.state === 'active' && <ReplaySince {...props} />}
      <Types {...props} />
      <Secret {...props} />
    </Layout>
  );
}

function Gesture(props: {
  page: EndpointPageProps;
  action: string;
  label: string;
  fields?: Readonly<Record<string, string>>;
  strong?: boolean;
}): JSX.Element {
  const { endpoint, frame } = props.page;
  return (
    <form method="post" action={`/admin/liaisons/${endpoint.id}/${props.action}`}>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={String(endpoint.version)} />
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={props.strong ? 'strong' : undefined}>
        {props.label}
      </button>
    </form>
  );
}

function State(page: EndpointPageProps): JSX.Element {
  const { endpoint } = page;
  const active = endpoint.state === 'active';
  return (
    <section class="card">
      <h2>État</h2>
      <p>
        <EndpointState endpoint={endpoint} />
      </p>
      <p>
        Les messages vont à <code class="figure">{endpoint.url}</code>
        <span class="quiet">
          {` (créée le ${frenchShortDate(civilDateInParis(endpoint.createdAt))} par ${endpoint.createdBy})`}
        </span>
      </p>
      <div class="gesture">
        {active && <Gesture page={page} action="essai" label="Envoyer un message d’essai" strong />}
        <Gesture
          page={page}
          action="etat"
          label={active ? 'Désactiver' : 'Réactiver'}
          fields={{ etat: active ? 'inactive' : 'active' }}
          strong={!active}
        />
      </div>
    </section>
  );
}

function ReplaySince({ endpoint, frame }: EndpointPageProps): JSX.Element {
  return (
    <section class="card">
      <h2>Renvoyer depuis un jour</h2>
      <p class="prose">
        {`Après une panne du système, tout ce qui lui était destiné repart, à l’identique : il reconnaît à son identifiant ce qu’il a déjà. Les événements sont gardés ${daysKept} jours.`}
      </p>
      <form method="post" action={`/admin/liaisons/${endpoint.id}/rejouer`} class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="version" value={String(endpoint.version)} />
        <div class="field">
          <label for="depuis">Événements depuis le</label>
          <input id="depuis" name="depuis" type="date" required />
        </div>
        <button type="submit">Renvoyer</button>
      </form>
    </section>
  );
}

function Types({ endpoint, frame }: EndpointPageProps): JSX.Element {
  return (
    <section class="card">
      <h2>Ce qui est envoyé</h2>
      <form method="post" action={`/admin/liaisons/${endpoint.id}/evenements`}>
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="version" value={String(endpoint.version)} />
        <TypeChoice chosen={endpoint.types} />
        <div class="gesture">
          <button type="submit">Enregistrer le choix</button>
        </div>
      </form>
    </section>
  );
}

function Secret(page: EndpointPageProps): JSX.Element {
  const { formerUntil } = page.endpoint;
  return (
    <section class="card">
      <h2>Secret</h2>
      {formerUntil === null ? (
        <>
          <p class="prose">
            Renouvelez le secret s’il a pu être vu, ou si la personne qui l’avait est partie. L’ancien signe
            encore un jour à côté du nouveau.
          </p>
          <Gesture page={page} action="secret" label="Renouveler le secret" />
        </>
      ) : (
        <>
          <p class="prose">
            {`Deux secrets signent chaque message jusqu’au ${momentInParis(formerUntil)} ; ensuite, le nouveau seul.`}
          </p>
          <div class="gesture">
            <Gesture
              page={page}
              action="secret/fin"
              label="Ne garder que le nouveau"
              fields={{ garder: 'nouveau' }}
            />
            <Gesture
              page={page}
              action="secret/fin"
              label="Le nouveau n’a pas été noté : revenir à l’ancien"
              fields={{ garder: 'ancien' }}
            />
          </div>
        </>
      )}
    </section>
  );
}

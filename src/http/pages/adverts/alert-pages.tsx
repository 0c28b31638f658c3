/** `/annonces/alertes`: to be told of new adverts, confirmed by a message, stopped in one click. */
import type { JSX } from 'preact';
import { type AdvertFilters, advertQuery } from '../../../portal/adverts/advert-filters.ts';
import type { StoredAlert } from '../../../portal/adverts/alert-port.ts';
import { alertFrequencies, confirmationDays, frequencyNames } from '../../../portal/adverts/alerts.ts';
import { searchInWords } from '../../../portal/adverts/search-words.ts';
import { Layout, type PageFrame } from '../layout.tsx';

const crumbs = [{ href: '/annonces', label: 'Annonces' }];

export function AlertFormPage(props: {
  frame: PageFrame;
  filters: AdvertFilters;
  /** What was typed and is no address; null: nothing yet. */
  wrong: string | null;
}): JSX.Element {
  const { frame, filters, wrong } = props;
  const query = advertQuery(filters);
  return (
    <Layout frame={frame} title="Recevoir les nouvelles annonces" crumbs={crumbs}>
      <h1>Recevoir les nouvelles annonces</h1>
      <p>{`Votre recherche : ${searchInWords(filters)}.`}</p>
      <p>
        <a href={query === '' ? '/annonces' : `/annonces?${query}`}>Changer la recherche</a>
      </p>
      {wrong === null ? null : (
        <p class="alert alert-bad" role="alert" id="courriel-erreur">
          Cette adresse n’est pas complète. Écrivez-la comme « nom@exemple.fr ».
        </p>
      )}
      <form method="post" action="/annonces/alertes" class="card narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="recherche" value={query} />
        <div class="field">
          <label for="courriel">Votre adresse électronique</label>
          <input
            id="courriel"
            name="courriel"
            type="email"
            required
            maxLength={200}
            autocomplete="email"
            value={wrong ?? ''}
            aria-describedby={wrong === null ? undefined : 'courriel-erreur'}
            aria-invalid={wrong === null ? undefined : true}
          />
        </div>
        <fieldset class="sizes">
          <legend>Combien de messages</legend>
          {alertFrequencies.map((frequency, index) => (
            <label key={frequency}>
              <input type="radio" name="rythme" value={frequency} required checked={index === 0} />{' '}
              {frequencyNames[frequency]}
            </label>
          ))}
        </fieldset>
        <button type="submit" class="strong">
          Recevoir un message de confirmation
        </button>
        <p class="small">
          Aucun compte n’est créé. Votre adresse sert à ces messages et à rien d’autre. Vous arrêtez en un
          clic, et elle est alors effacée.
        </p>
      </form>
    </Layout>
  );
}

export function AlertAskedPage({ frame }: { frame: PageFrame }): JSX.Element {
  return (
    <Layout frame={frame} title="Un message est en route" crumbs={crumbs}>
      <h1>Regardez vos messages</h1>
      <p>
        Nous envoyons un message à l’adresse que vous avez donnée. Ouvrez le lien qu’il contient : sans cela,
        vous ne recevrez rien.
      </p>
      <p>{`Vous avez ${confirmationDays} jours pour le faire. Après, l’adresse est effacée.`}</p>
      <p>
        Rien ne vient ? Regardez dans les courriers indésirables, puis recommencez demain : une adresse reçoit
        peu de ces messages par jour.
      </p>
      <p>
        <a class="button" href="/annonces">
          Revenir aux annonces
        </a>
      </p>
    </Layout>
  );
}

const stateWords = {
  waiting: 'Cette recherche attend votre confirmation.',
  active: 'Cette recherche est active : vous recevez les nouvelles annonces.',
  stopped: 'Cette recherche est arrêtée. Votre adresse est effacée.',
} as const;

export function AlertPage(props: {
  frame: PageFrame;
  alert: StoredAlert;
  filters: AdvertFilters;
  token: string;
}): JSX.Element {
  const { frame, alert, filters, token } = props;
  const path = `/annonces/alertes/${token}`;
  return (
    <Layout frame={frame} title="Ma recherche gardée" crumbs={crumbs}>
      <h1>Votre recherche gardée</h1>
      <p class={alert.state === 'waiting' ? 'alert' : 'proof'} role="status">
        {stateWords[alert.state]}
      </p>
      <p>{`${searchInWords(filters)}. ${frequencyNames[alert.frequency]}.`}</p>
      {alert.state === 'waiting' ? (
        <form method="post" action={path} class="gesture">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <button type="submit" class="strong">
            Confirmer : je veux recevoir ces messages
          </button>
        </form>
      ) : null}
      {alert.state === 'stopped' ? null : <StopForms path={path} />}
      <p>
        <a href={`/annonces?${advertQuery(filters)}`}>Voir les annonces de cette recherche</a>
      </p>
    </Layout>
  );
}

/** The link itself is the right to stop: these forms carry no token of a session, like the button of mail programs. */
function StopForms({ path }: { path: string }): JSX.Element {
  return (
    <div class="gesture">
      <form method="post" action={`${path}/arret`}>
        <input type="hidden" name="tout" value="non" />
        <button type="submit">Arrêter cette recherche</button>
      </form>
      <form method="post" action={`${path}/arret`}>
        <button type="submit">Arrêter toutes mes recherches</button>
      </form>
    </div>
  );
}

export function StopPage({ frame, token }: { frame: PageFrame; token: string }): JSX.Element {
  return (
    <Layout frame={frame} title="Arrêter les messages" crumbs={crumbs}>
      <h1>Arrêter les messages</h1>
      <p>Un clic suffit. Votre adresse est effacée quand toutes vos recherches sont arrêtées.</p>
      <StopForms path={`/annonces/alertes/${token}`} />
    </Layout>
  );
}

/** Also for a link that is none: nothing tells apart a search that was and one that never was. */
export function StoppedPage({ frame }: { frame: PageFrame }): JSX.Element {
  return (
    <Layout frame={frame} title="Messages arrêtés" crumbs={crumbs}>
      <h1>C’est arrêté</h1>
      <p>Vous ne recevrez plus ces messages. Votre demande de logement n’en est pas changée.</p>
      <p>
        <a href="/annonces">Lire les annonces ouvertes</a>
      </p>
    </Layout>
  );
}

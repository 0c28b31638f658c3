/** `/agent/guichet`: who is at the counter, and the contact of a tenant who has no application. */
import type { JSX } from 'preact';
import { identityCheckNames, identityChecks } from '../../../portal/counter/tenancy-contact.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

export function CounterStartPage(props: {
  frame: PageFrame;
  /** The lease for which a contact is asked; '' at the start. */
  lease: string;
  refusal: string | null;
  /** The counter of the household that the lease belongs to, where it has an application. */
  fileHref: string | null;
  done: string | null;
}): JSX.Element {
  const { frame, lease } = props;
  return (
    <Layout frame={frame} title="Guichet">
      <h1>Guichet</h1>
      <p class="lead prose">
        Pour un ménage au guichet, au téléphone ou qui écrit. Vérifiez son identité d’abord.
      </p>
      {props.refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {props.refusal}{' '}
          {props.fileHref !== null && <a href={props.fileHref}>Ouvrir son guichet</a>}
        </p>
      )}
      {props.done !== null && (
        <p class="proof" role="status">
          {props.done}
        </p>
      )}
      <section class="card" aria-labelledby="ouvrir">
        <h2 id="ouvrir">Agir pour un ménage</h2>
        <form method="post" action="/agent/guichet" class="narrow">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <div class="field">
            <label for="qui">Numéro unique, ou référence du bail</label>
            <input id="qui" name="qui" required maxlength={100} autocomplete="off" />
          </div>
          <button type="submit" class="strong">
            Ouvrir
          </button>
        </form>
        <ul class="facts">
          <li>
            <a href="/agent/dossiers">Chercher un dossier par le nom</a>
          </li>
          <li>
            <a href="/agent/mutations/nouvelle">Noter une demande de mutation</a>
          </li>
          <li>
            <a href="/agent/guichet/feuille">Feuille des annonces de la semaine</a>
          </li>
        </ul>
      </section>
      <section class="card" aria-labelledby="bail">
        <h2 id="bail">Contact d’un locataire sans demande</h2>
        <p>
          Avec ce contact, il peut ouvrir son dossier sur le portail par la référence de son bail, et nos
          réponses lui parviennent. L’ancien contact est prévenu.
        </p>
        <LeaseContact csrfToken={frame.csrfToken} lease={lease} kind="email" />
        <LeaseContact csrfToken={frame.csrfToken} lease={lease} kind="telephone" />
      </section>
      <PageWords words={['transfer']} />
    </Layout>
  );
}

function LeaseContact(props: { csrfToken: string; lease: string; kind: 'email' | 'telephone' }): JSX.Element {
  const { kind } = props;
  const label = kind === 'email' ? 'Adresse électronique' : 'Téléphone mobile';
  return (
    <details open={props.lease !== ''}>
      <summary>{kind === 'email' ? 'Noter son adresse électronique' : 'Noter son téléphone mobile'}</summary>
      <form method="post" action="/agent/guichet/bail" class="narrow">
        <input type="hidden" name="_csrf" value={props.csrfToken} />
        <div class="field">
          <label for={`bail-${kind}`}>Référence du bail</label>
          <input
            id={`bail-${kind}`}
            name="bail"
            required
            maxlength={100}
            autocomplete="off"
            value={props.lease}
          />
        </div>
        <div class="field">
          <label for={`contact-${kind}`}>{label}</label>
          {kind === 'email' ? (
            <input id="contact-email" name="email" type="email" required maxlength={320} autocomplete="off" />
          ) : (
            <input
              id="contact-telephone"
              name="telephone"
              type="tel"
              required
              maxlength={30}
              autocomplete="off"
            />
          )}
        </div>
        <fieldset class="choice">
          <legend>Comment vous êtes sûr de la personne</legend>
          {identityChecks.map((check) => (
            <label class="tick" key={check}>
              <input type="radio" name="identite" value={check} required /> {identityCheckNames[check]}
            </label>
          ))}
        </fieldset>
        <button type="submit">Enregistrer ce contact</button>
      </form>
    </details>
  );
}

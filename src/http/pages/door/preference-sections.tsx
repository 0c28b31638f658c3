/** How a household wants to hear, drawn the same way for it and at the counter. */
import type { JSX } from 'preact';
import type { PreferencesShown } from '../../../portal/notifications/preference-port.ts';

type Sent = { action: string; csrfToken: string };

const channels = [
  ['email', 'Par courrier électronique (e-mail)'],
  ['sms', 'Par message sur le téléphone (SMS)'],
  ['letter', 'Par courrier postal'],
] as const;

export function PreferencesForm(props: Sent & { shown: PreferencesShown }): JSX.Element {
  const { shown } = props;
  const quiet = shown.quietFromHour !== null && shown.quietToHour !== null;
  return (
    <form method="post" action={props.action} class="card">
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      {shown.isProtected ? (
        <>
          <p>Les messages ne partent que vers le contact donné à la protection du dossier.</p>
          <input type="hidden" name="preferred" value={shown.preferred} />
        </>
      ) : (
        <fieldset class="choice">
          <legend>Comment vous écrire ?</legend>
          {channels.map(([value, label]) => (
            <label class="tick" key={value}>
              <input
                type="radio"
                name="preferred"
                value={value}
                required
                checked={shown.preferred === value}
              />{' '}
              {label}
            </label>
          ))}
          <p class="quiet">
            Une décision et une proposition de logement vous sont toujours écrites. Si ce moyen manque, nous
            utilisons le suivant.
          </p>
        </fieldset>
      )}
      <fieldset class="choice">
        <legend>Combien de messages ?</legend>
        <label class="tick">
          <input type="radio" name="digest" value="non" required checked={!shown.digest} /> Un message pour
          chaque nouvelle
        </label>
        <label class="tick">
          <input type="radio" name="digest" value="oui" checked={shown.digest} /> Un seul message par jour, à
          18 heures
        </label>
      </fieldset>
      <fieldset class="choice">
        <legend>À quelles heures ?</legend>
        <label class="tick">
          <input type="radio" name="quiet" value="bailleur" required checked={!quiet} /> Aux heures du
          bailleur : jamais la nuit
        </label>
        <label class="tick">
          <input type="radio" name="quiet" value="choix" checked={quiet} /> Jamais entre ces deux heures
        </label>
        <Hour name="quietFromHour" label="De" value={shown.quietFromHour ?? 20} />
        <Hour name="quietToHour" label="À" value={shown.quietToHour ?? 8} />
      </fieldset>
      <fieldset class="choice">
        <legend>Facile à lire</legend>
        <label class="tick">
          <input type="checkbox" name="easyToRead" value="oui" checked={shown.easyToRead} /> Montrez-moi
          d’abord les pages faciles à lire et à comprendre (FALC)
        </label>
      </fieldset>
      <button type="submit" class="strong">
        Enregistrer
      </button>
    </form>
  );
}

function Hour(props: { name: string; label: string; value: number }): JSX.Element {
  return (
    <div class="field">
      <label for={props.name}>{props.label}</label>
      <select id={props.name} name={props.name}>
        {Array.from({ length: 24 }, (_, hour) => (
          <option key={hour} value={String(hour)} selected={hour === props.value}>
            {`${hour} h`}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The contact, masked, and the two forms that begin its change. */
export function ContactForms(props: Sent & { shown: PreferencesShown; atCounter: boolean }): JSX.Element {
  const { shown } = props;
  return (
    <>
      <dl>
        <dt>Adresse électronique</dt>
        <dd>{shown.email ?? 'aucune'}</dd>
        <dt>Téléphone</dt>
        <dd>{shown.telephone ?? 'aucun'}</dd>
        <dt>Adresse postale</dt>
        <dd>{shown.hasAddress ? 'connue' : 'aucune'}</dd>
      </dl>
      <ContactForm {...props} name="email" label="Nouvelle adresse électronique" />
      <ContactForm {...props} name="telephone" label="Nouveau téléphone mobile" />
    </>
  );
}

function ContactForm(
  props: Sent & { name: 'email' | 'telephone'; label: string; atCounter: boolean },
): JSX.Element {
  const id = `contact-${props.name}`;
  return (
    <form method="post" action={`${props.action}/contact`} class="card">
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      <div class="field">
        <label for={id}>{props.label}</label>
        {props.name === 'email' ? (
          <input id={id} name="email" type="email" required maxlength={320} autocomplete="off" />
        ) : (
          <input id={id} name="telephone" type="tel" required maxlength={30} autocomplete="off" />
        )}
      </div>
      <button type="submit">{props.atCounter ? 'Changer' : 'Recevoir un code à ce contact'}</button>
    </form>
  );
}

/** Mandates of a file, drawn the same way for the household and at the counter. */
import type { JSX } from 'preact';
import { addYears, type CivilDate } from '../../../kernel/civil-date.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import {
  type Mandate,
  mandateKindNames,
  mandateKinds,
  mandateRuns,
  scopeNames,
} from '../../../portal/mandates/mandate.ts';

type Sent = { action: string; csrfToken: string };

/** Those that run, each with the gesture that ends it; then those that are over. */
export function MandateList(props: Sent & { mandates: readonly Mandate[]; today: CivilDate }): JSX.Element {
  const running = props.mandates.filter((one) => mandateRuns(one, props.today));
  const over = props.mandates.filter((one) => !mandateRuns(one, props.today));
  return (
    <>
      {running.length === 0 ? (
        <p>Aucun mandat en cours : personne d’autre ne peut ouvrir ce dossier.</p>
      ) : null}
      {running.map((mandate) => (
        <div class="card" key={mandate.id}>
          <h3>{mandate.name}</h3>
          <p>
            {mandateKindNames[mandate.kind]}
            {mandate.organisation ? ` · ${mandate.organisation}` : ''}
            {` · ${scopeNames[mandate.scope]}`}
          </p>
          <p>{`Jusqu’au ${frenchLongDate(mandate.until)}. Donné par ${mandate.givenBy}.`}</p>
          <form method="post" action={`${props.action}/fin`}>
            <input type="hidden" name="_csrf" value={props.csrfToken} />
            <input type="hidden" name="mandat" value={mandate.id} />
            <button type="submit">
              Arrêter ce mandat<span class="visually-hidden">{` : ${mandate.name}`}</span>
            </button>
          </form>
        </div>
      ))}
      {over.length === 0 ? null : (
        <details>
          <summary>Mandats terminés</summary>
          <ul>
            {over.map((mandate) => (
              <li key={mandate.id}>
                {`${mandate.name}, ${mandate.endedAt === null ? `terminé le ${frenchLongDate(mandate.until)}` : 'arrêté'}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

export type TypedMandate = Readonly<Record<string, string>>;

/** What the mandate says; nothing is ticked beforehand. */
export function MandateForm(
  props: Sent & { today: CivilDate; requestKey: string; typed: TypedMandate; onPaper: boolean },
): JSX.Element {
  const { typed, today } = props;
  const text = (name: string, label: string, attributes: JSX.IntrinsicElements['input'] = {}) => (
    <div class="field">
      <label for={name}>{label}</label>
      <input id={name} name={name} value={typed[name] ?? ''} {...attributes} />
    </div>
  );
  return (
    <form method="post" action={props.action} class="card">
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      <input type="hidden" name="_key" value={props.requestKey} />
      <fieldset class="choice">
        <legend>Qui aide ?</legend>
        {mandateKinds.map((kind) => (
          <label class="tick" key={kind}>
            <input type="radio" name="kind" value={kind} required checked={typed.kind === kind} />{' '}
            {mandateKindNames[kind]}
          </label>
        ))}
      </fieldset>
      {text('name', 'Prénom et nom de la personne', { required: true, maxLength: 120, autocomplete: 'off' })}
      {text('organisation', 'Nom de l’association ou du service (facultatif)', { maxLength: 160 })}
      <p class="quiet">
        Donnez son adresse électronique ou son téléphone mobile : c’est là qu’arrivera son code.
      </p>
      {text('email', 'Son adresse électronique', { type: 'email', maxLength: 320, autocomplete: 'off' })}
      {text('telephone', 'Son téléphone mobile', { type: 'tel', maxLength: 30, autocomplete: 'off' })}
      <fieldset class="choice">
        <legend>{props.onPaper ? 'Ce que le mandat permet' : 'Ce que cette personne peut faire'}</legend>
        {(['read', 'act'] as const).map((scope) => (
          <label class="tick" key={scope}>
            <input type="radio" name="scope" value={scope} required checked={typed.scope === scope} />{' '}
            {scopeNames[scope]}
          </label>
        ))}
      </fieldset>
      {text('until', `Jusqu’à quelle date ? (un an au plus : ${frenchLongDate(addYears(today, 1))})`, {
        type: 'date',
        required: true,
        min: today,
        max: addYears(today, 1),
      })}
      {props.onPaper ? (
        <label class="tick">
          <input type="checkbox" name="vu" value="oui" required /> J’ai vu le mandat signé et l’identité du
          demandeur
        </label>
      ) : null}
      <button type="submit" class="strong">
        {props.onPaper ? 'Enregistrer le mandat signé' : 'Donner ce mandat'}
      </button>
    </form>
  );
}

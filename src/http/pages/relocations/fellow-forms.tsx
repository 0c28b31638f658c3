/** Forms about requests between landlords: a new one, its answer. */
import type { JSX } from 'preact';
import { typologies } from '../../../domain/home.ts';
import { frenchEuros, frenchNumber } from '../../../kernel/french.ts';
import { type FellowRequest, fellowOperations } from '../../../portal/relocations/fellow-request.ts';
import { placeInWords } from '../transfers/transfer-words.ts';
import { accessibilityNames, type FellowsPageProps, operationNames } from './fellow-props.ts';

export function Hidden({ frame, one }: FellowsPageProps & { one: FellowRequest }): JSX.Element {
  return (
    <>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="demande" value={one.id} />
      <input type="hidden" name="version" value={one.version} />
    </>
  );
}

export function AnswerForms(props: FellowsPageProps & { one: FellowRequest }): JSX.Element {
  const { one } = props;
  const homes = props.homes.get(one.id) ?? [];
  return (
    <div class="no-print">
      {homes.length === 0 ? (
        <p>Aucun logement libéré ne répond à ce besoin aujourd’hui.</p>
      ) : (
        <form method="post" action="/agent/relogements/confreres/accord" class="narrow">
          <Hidden {...props} />
          <div class="field">
            <label for={`logement-${one.id}`}>Logement proposé</label>
            <select id={`logement-${one.id}`} name="logement" required>
              <option value="">À choisir</option>
              {homes.map((home) => (
                <option key={home.vacancyId} value={home.vacancyId}>
                  {`${home.typology} de ${frenchNumber(home.surfaceM2, 0)} m², ${placeInWords(home)}, ${frenchEuros(home.rentCents)}`}
                </option>
              ))}
            </select>
          </div>
          <button type="submit" class="strong">
            Accepter avec ce logement
          </button>
        </form>
      )}
      <details class="ban">
        <summary>Refuser</summary>
        <form method="post" action="/agent/relogements/confreres/refus" class="narrow">
          <Hidden {...props} />
          <div class="field">
            <label for={`raison-${one.id}`}>Raison donnée au confrère</label>
            <input
              id={`raison-${one.id}`}
              name="raison"
              type="text"
              required
              minLength={5}
              maxLength={500}
              autocomplete="off"
            />
          </div>
          <button type="submit">Refuser</button>
        </form>
      </details>
    </div>
  );
}

export function NewForm({ frame, today, formKey }: FellowsPageProps): JSX.Element {
  return (
    <section class="card no-print" aria-labelledby="nouvelle">
      <h2 id="nouvelle">Enregistrer une demande reçue</h2>
      <form method="post" action="/agent/relogements/confreres" class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="_key" value={formKey} />
        <Text name="confrere" label="Bailleur qui demande" max={120} required />
        <div class="field">
          <label for="recue">Reçue le</label>
          <input id="recue" name="recue" type="date" max={today} value={today} required />
        </div>
        <Text name="numero" label="Numéro unique, s’il est connu" max={40} />
        <div class="field">
          <label for="personnes">Personnes à loger</label>
          <input id="personnes" name="personnes" type="number" min={1} max={20} required />
        </div>
        <fieldset class="choice">
          <legend>Typologies qui conviennent</legend>
          {typologies.map((value) => (
            <label class="tick" key={value}>
              <input type="checkbox" name="typologie" value={value} /> {value}
            </label>
          ))}
        </fieldset>
        <Text name="communes" label="Communes, séparées par des virgules (vide : toutes)" max={500} />
        <Select
          name="accessibilite"
          label="Accessibilité nécessaire"
          choices={Object.entries(accessibilityNames)}
        />
        <Select
          name="operation"
          label="Nature de l’opération"
          choices={fellowOperations.map((value) => [value, operationNames[value]])}
        />
        <Text name="nom" label="Nom de l’opération, convention" max={200} required />
        <button type="submit" class="strong">
          Enregistrer la demande
        </button>
      </form>
    </section>
  );
}

function Text(props: { name: string; label: string; max: number; required?: boolean }): JSX.Element {
  const { name, label, max, required = false } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input id={name} name={name} type="text" maxLength={max} required={required} autocomplete="off" />
    </div>
  );
}

function Select(props: {
  name: string;
  label: string;
  choices: readonly (readonly [string, string])[];
}): JSX.Element {
  return (
    <div class="field">
      <label for={props.name}>{props.label}</label>
      <select id={props.name} name={props.name}>
        {props.choices.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The form of a new study: what is left empty stays as it is. */
import { type ComponentChildren, Fragment, type JSX } from 'preact';
import { frenchCount } from '../../../kernel/french.ts';
import type { StudyChoices } from '../../../reporting/studies/studies-port.ts';
import { targetKindWords } from './study-words.ts';

export type FormProps = { choices: StudyChoices; formKey: string; csrfToken: string };

export function StudyForm({ choices, formKey, csrfToken }: FormProps): JSX.Element {
  return (
    <form method="post" action="/agent/etudes" class="card">
      <input type="hidden" name="_csrf" value={csrfToken} />
      <input type="hidden" name="_key" value={formKey} />
      <h2>Nouvelle étude</h2>
      <p class="prose">
        Ce que vous laissez vide reste comme aujourd’hui. Deux années sont rejouées : comptez une minute.
      </p>
      <div class="field">
        <label for="titre">Nom de l’étude</label>
        <input id="titre" name="titre" type="text" required maxLength={120} />
      </div>
      <GridFields choices={choices} />
      <WeightFields choices={choices} />
      <TargetFields choices={choices} />
      <DemolitionFields choices={choices} />
      <button type="submit" class="button">
        Rejouer l’année
      </button>
    </form>
  );
}

/** A label above its control. */
function Field({
  id,
  label,
  children,
}: {
  id: string;
  label: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
    </div>
  );
}

function Points({ id, label }: { id: string; label: string }): JSX.Element {
  return (
    <Field id={id} label={label}>
      <input id={id} name={id} type="number" min="0" max="500" />
    </Field>
  );
}

const gridLines = [1, 2, 3] as const;

function GridFields({ choices }: { choices: StudyChoices }): JSX.Element {
  return (
    <fieldset>
      <legend>Une autre grille</legend>
      {gridLines.map((line) => (
        <Fragment key={line}>
          <Field id={`critere${line}`} label={`Critère ${line}`}>
            <select id={`critere${line}`} name={`critere${line}`}>
              <option value="">Aucun</option>
              {choices.grids.map((grid) => (
                <optgroup key={grid.id} label={grid.name}>
                  {grid.criteria.map((criterion) => (
                    <option key={criterion.id} value={`${grid.id} ${criterion.id}`}>
                      {criterion.label}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </Field>
          <Points id={`points${line}`} label={`Points du critère ${line}`} />
        </Fragment>
      ))}
    </fieldset>
  );
}

const classes = [
  ['statutory', 'loi'],
  ['convention', 'convention'],
  ['own', 'objectifs propres'],
] as const;

function WeightFields({ choices: { policy } }: { choices: StudyChoices }): JSX.Element {
  return (
    <fieldset>
      <legend>Poids et plafonds des objectifs</legend>
      {classes.map(([name, words]) => (
        <Fragment key={name}>
          <Points
            id={`poids-${name}`}
            label={`Points par bail manquant, ${words} (aujourd’hui ${policy.penaltyPoints[name]})`}
          />
          <Points
            id={`plafond-${name}`}
            label={`Points au plus pour un ménage, ${words} (aujourd’hui ${policy.bonusCapsPoints?.[name] ?? 'tirés de la grille'})`}
          />
        </Fragment>
      ))}
    </fieldset>
  );
}

function TargetFields({ choices }: { choices: StudyChoices }): JSX.Element {
  return (
    <fieldset>
      <legend>Un objectif de plus</legend>
      <Field id="objectif" label="Objectif">
        <select id="objectif" name="objectif">
          <option value="">Aucun</option>
          {Object.entries(targetKindWords).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
      </Field>
      <Field id="part" label="Part des baux, en %">
        <input id="part" name="part" type="number" min="1" max="100" />
      </Field>
      <Field id="epci" label="Territoire">
        <select id="epci" name="epci">
          <option value="">Tout le parc</option>
          {choices.epcis.map(({ siren, name }) => (
            <option key={siren} value={siren}>
              {name}
            </option>
          ))}
        </select>
      </Field>
    </fieldset>
  );
}

function DemolitionFields({ choices }: { choices: StudyChoices }): JSX.Element {
  return (
    <fieldset>
      <legend>Une démolition</legend>
      <Field id="residence" label="Résidence">
        <select id="residence" name="residence">
          <option value="">Aucune</option>
          {choices.residences.map(({ name, homes }) => (
            <option key={name} value={name}>
              {`${name} (${frenchCount(homes, 'logement')})`}
            </option>
          ))}
        </select>
      </Field>
      <Field id="logements" label="Logements démolis (75 si vous laissez vide)">
        <input id="logements" name="logements" type="number" min="1" max="500" />
      </Field>
    </fieldset>
  );
}

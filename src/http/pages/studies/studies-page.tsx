/** `/agent/etudes`: the studies made, and the form of a new one. */
import type { JSX } from 'preact';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import type { Study, StudyChoices } from '../../../reporting/studies/studies-port.ts';
import { changesOf } from '../../../reporting/studies/study.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { targetKindWords } from './study-words.ts';

export type StudiesPageProps = {
  frame: PageFrame;
  studies: readonly Study[];
  choices: StudyChoices;
  formKey: string;
  refusal: string | null;
};

export function StudiesPage({ frame, studies, choices, formKey, refusal }: StudiesPageProps): JSX.Element {
  return (
    <Layout frame={frame} title="Études">
      <h1>Études : l’année passée sous une autre politique</h1>
      <p class="lead prose">
        Changez un réglage et rejouez les douze derniers mois : qui y gagne, qui y perd, quels objectifs sont
        tenus. Une étude ne change rien à la politique en vigueur ni aux séances.
      </p>
      {refusal === null ? null : (
        <p class="alert alert-bad" role="alert">
          {refusal}
        </p>
      )}
      <PageWords words={['dalo', 'priority', 'firstQuartile', 'transfer', 'qpv']} />
      <StudyList studies={studies} />
      <StudyForm choices={choices} formKey={formKey} csrfToken={frame.csrfToken} />
    </Layout>
  );
}

function StudyList({ studies }: { studies: readonly Study[] }): JSX.Element {
  return (
    <section class="card">
      <h2>Études faites</h2>
      {studies.length === 0 ? (
        <p>Aucune étude encore. Décrivez ci-dessous ce que vous voulez changer, puis lancez la première.</p>
      ) : (
        <ScrollBox label="Études faites">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Étude</th>
                <th scope="col">Ce qui change</th>
                <th scope="col">Lancée</th>
                <th scope="col">État</th>
              </tr>
            </thead>
            <tbody>
              {studies.map((study) => (
                <tr key={study.id}>
                  <th scope="row">
                    <a href={`/agent/etudes/${study.id}`}>{study.title}</a>
                  </th>
                  <td>{changesOf(study.input).join(', ')}</td>
                  <td>{`${frenchShortDate(civilDateInParis(study.createdAt))}, ${study.startedBy}`}</td>
                  <td>{study.result === null ? 'en calcul' : 'faite'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

type FormProps = { choices: StudyChoices; formKey: string; csrfToken: string };

function StudyForm({ choices, formKey, csrfToken }: FormProps): JSX.Element {
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

const gridLines = [1, 2, 3] as const;

function GridFields({ choices }: { choices: StudyChoices }): JSX.Element {
  return (
    <fieldset>
      <legend>Une autre grille</legend>
      {gridLines.map((line) => (
        <div key={line} class="field">
          <label for={`critere${line}`}>{`Critère ${line}`}</label>
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
          <label for={`points${line}`}>{`Points du critère ${line}`}</label>
          <input id={`points${line}`} name={`points${line}`} type="number" min="0" max="500" />
        </div>
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
        <div key={name} class="field">
          <label for={`poids-${name}`}>
            {`Points par bail manquant, ${words} (aujourd’hui ${policy.penaltyPoints[name]})`}
          </label>
          <input id={`poids-${name}`} name={`poids-${name}`} type="number" min="0" max="500" />
          <label for={`plafond-${name}`}>
            {`Points au plus pour un ménage, ${words} (aujourd’hui ${policy.bonusCapsPoints?.[name] ?? 'tirés de la grille'})`}
          </label>
          <input id={`plafond-${name}`} name={`plafond-${name}`} type="number" min="0" max="500" />
        </div>
      ))}
    </fieldset>
  );
}

function TargetFields({ choices }: { choices: StudyChoices }): JSX.Element {
  return (
    <fieldset>
      <legend>Un objectif de plus</legend>
      <div class="field">
        <label for="objectif">Objectif</label>
        <select id="objectif" name="objectif">
          <option value="">Aucun</option>
          {Object.entries(targetKindWords).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
        <label for="part">Part des baux, en %</label>
        <input id="part" name="part" type="number" min="1" max="100" />
        <label for="epci">Territoire</label>
        <select id="epci" name="epci">
          <option value="">Tout le parc</option>
          {choices.epcis.map(({ siren, name }) => (
            <option key={siren} value={siren}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </fieldset>
  );
}

function DemolitionFields({ choices }: { choices: StudyChoices }): JSX.Element {
  return (
    <fieldset>
      <legend>Une démolition</legend>
      <div class="field">
        <label for="residence">Résidence</label>
        <select id="residence" name="residence">
          <option value="">Aucune</option>
          {choices.residences.map(({ name, homes }) => (
            <option key={name} value={name}>
              {`${name} (${frenchCount(homes, 'logement')})`}
            </option>
          ))}
        </select>
        <label for="logements">Logements démolis</label>
        <input id="logements" name="logements" type="number" min="1" max="500" placeholder="75" />
      </div>
    </fieldset>
  );
}

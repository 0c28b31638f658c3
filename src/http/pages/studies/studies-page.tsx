/** `/agent/etudes`: the studies made, and the form of a new one. */
import type { JSX } from 'preact';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { Study, StudyChoices } from '../../../reporting/studies/studies-port.ts';
import { changesOf } from '../../../reporting/studies/study.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { type FormProps, StudyForm } from './study-form.tsx';

type StudiesPageProps = {
  frame: PageFrame;
  studies: readonly Study[];
  choices: StudyChoices;
  formKey: string;
  asItIsKey: string;
  refusal: string | null;
};

export function StudiesPage({
  frame,
  studies,
  choices,
  formKey,
  asItIsKey,
  refusal,
}: StudiesPageProps): JSX.Element {
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
      <AsItIs formKey={asItIsKey} csrfToken={frame.csrfToken} />
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

/** For a board: what the engine changes next to the order of the grid, under the policy in force. */
function AsItIs({ formKey, csrfToken }: Omit<FormProps, 'choices'>): JSX.Element {
  return (
    <form method="post" action="/agent/etudes" class="card">
      <input type="hidden" name="_csrf" value={csrfToken} />
      <input type="hidden" name="_key" value={formKey} />
      <input type="hidden" name="contre" value="gridOrder" />
      <input type="hidden" name="titre" value="Le moteur à côté de l’ordre de la grille" />
      <h2>Pour le conseil d’administration</h2>
      <p class="prose">
        La même année, sans rien changer : logement par logement dans l’ordre des points de la grille, puis
        avec le moteur.
      </p>
      <button type="submit" class="button">
        Rejouer l’année telle quelle
      </button>
    </form>
  );
}

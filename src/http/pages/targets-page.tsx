/** All targets of a run, each with its picture, then one table to compare them. */
import type { JSX } from 'preact';
import { frenchCount } from '../../kernel/french.ts';
import { PageWords } from '../../views/page-words.tsx';
import type { RunView } from '../../views/run-view.ts';
import { SteeredBy } from '../../views/steered-by.tsx';
import { TargetsTable } from '../../views/targets-table.tsx';
import { type TargetForecasts, TargetsView, targetsInOrder } from '../../views/targets-view.tsx';
import { Layout, type PageFrame } from './layout.tsx';
import { type RunHeading, runCrumbs } from './run-heading.ts';

const classTitles = {
  statutory: 'Quotas du Code de la construction et de l’habitation',
  convention: 'Engagements de la convention d’utilité sociale',
  own: 'Objectifs propres du bailleur',
} as const;

export function TargetsPage(props: {
  frame: PageFrame;
  heading: RunHeading;
  view: RunView;
  forecasts: TargetForecasts;
}): JSX.Element {
  const { frame, heading, view } = props;
  const { quotas } = view.result;
  const movable = quotas.filter(({ homes }) => homes > 0);
  const still = quotas.filter(({ homes }) => homes === 0);
  return (
    <Layout frame={frame} title={`Objectifs — ${heading.title}`} crumbs={runCrumbs(heading)}>
      <h1>Objectifs de l’année, avant et après cette séance</h1>
      <p class="prose">
        La barre pleine est ce qui est signé depuis le 1er janvier, la partie hachurée ce que cette séance
        devrait ajouter compte tenu des chances d’acceptation, le trait l’objectif, les moustaches la
        prévision au 31 décembre. Les points d’un objectif sont les mêmes pour tous les ménages qu’il
        concerne.
      </p>
      <SteeredBy result={view.result} />
      <PageWords words={['dalo', 'priority', 'firstQuartile', 'transfer', 'qpv']} />
      {(['statutory', 'convention', 'own'] as const).map((kind) => {
        const own = targetsInOrder(movable.filter((quota) => quota.class === kind));
        return own.length === 0 ? null : (
          <section class="card" key={kind}>
            <h2>{classTitles[kind]}</h2>
            <TargetsView view={view} quotas={own} forecasts={props.forecasts} />
          </section>
        );
      })}
      <section class="card">
        <h2>Les mêmes en un tableau</h2>
        <TargetsTable label="Objectifs de la séance" quotas={targetsInOrder(movable)} />
      </section>
      {still.length === 0 ? null : (
        <section class="card">
          <h2>Ce que cette séance ne peut pas faire bouger</h2>
          <p>Aucun logement de la séance n’y compte.</p>
          <details>
            <summary>{frenchCount(still.length, 'objectif')}</summary>
            <TargetsTable label="Autres objectifs" quotas={targetsInOrder(still)} />
          </details>
        </section>
      )}
    </Layout>
  );
}

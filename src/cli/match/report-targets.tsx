/** The targets of a session in the report, and those that have no home in it or no figure. */
import type { JSX } from 'preact';
import { frenchCount } from '../../kernel/french.ts';
import { TargetsView, targetsInOrder } from '../../views/targets-view.tsx';
import { shortageSentence } from '../../wording/run-sentences.ts';
import type { ReportView } from './report-view.ts';

/** The section of targets; those without a figure are named, and no rate is computed for them. */
export function TargetsSection(props: { view: ReportView }): JSX.Element {
  const quotas = props.view.run.quotas.filter(({ homes }) => homes > 0);
  return (
    <section class="card" id="objectifs">
      <h2>Les objectifs de l’année</h2>
      {quotas.length === 0 ? (
        <p>Aucun objectif chiffré ne porte sur ces logements : seule la grille ordonne les ménages.</p>
      ) : (
        <TargetsView view={props.view.shown} quotas={targetsInOrder(quotas)} />
      )}
      <WithoutHome view={props.view} />
      <WithoutGoal view={props.view} />
    </section>
  );
}

function WithoutHome(props: { view: ReportView }): JSX.Element | null {
  const quotas = props.view.run.quotas.filter(({ homes }) => homes === 0);
  if (quotas.length === 0) return null;
  return (
    <details>
      <summary>
        {frenchCount(
          quotas.length,
          'objectif sans logement dans cette séance',
          'objectifs sans logement dans cette séance',
        )}
      </summary>
      <ul>
        {quotas.map((quota) => (
          <li key={quota.targetId}>
            {`${quota.name} : ${shortageSentence(quota, () => '') ?? 'objectif atteint à ce jour.'}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function WithoutGoal(props: { view: ReportView }): JSX.Element | null {
  const { targetsWithoutGoal } = props.view;
  if (targetsWithoutGoal.length === 0) return null;
  return (
    <details>
      <summary>{`${frenchCount(targetsWithoutGoal.length, 'territoire')} sans objectif chiffré`}</summary>
      <ul>
        {targetsWithoutGoal.map(({ name, word }) => (
          <li key={name}>{`${name} : ${word}`}</li>
        ))}
      </ul>
    </details>
  );
}

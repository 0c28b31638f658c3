/** The targets of a session in the report: one bullet graph each, with what is missing and why. */
import type { JSX } from 'preact';
import { BulletGraph } from '../../documents/charts/bullet-graph.tsx';
import { frenchCount, frenchNumber, frenchPercent } from '../../kernel/french.ts';
import type { QuotaResult } from '../../matching/run-result.ts';
import { goalSentence, shortageSentence } from '../../matching/run-sentences.ts';
import type { ReportView } from './report-view.ts';

const classWords = {
  statutory: 'Objectif de la loi',
  convention: 'Engagement conventionnel',
  own: 'Objectif du bailleur',
} as const;

/** The section of targets; those without a figure are named, and no rate is computed for them. */
export function TargetsSection(props: { view: ReportView }): JSX.Element {
  const quotas = props.view.run.quotas.filter(({ homes }) => homes > 0);
  return (
    <section id="objectifs">
      <h2>Les objectifs de l’année</h2>
      {quotas.length === 0 ? (
        <p>Aucun objectif chiffré ne porte sur ces logements : seule la grille ordonne les ménages.</p>
      ) : (
        <div class="targets">
          {quotas.map((quota, index) => (
            <TargetCard key={quota.targetId} quota={quota} id={`objectif-${index + 1}`} view={props.view} />
          ))}
        </div>
      )}
      <WithoutHome view={props.view} />
      <WithoutGoal view={props.view} />
    </section>
  );
}

function TargetCard(props: { quota: QuotaResult; id: string; view: ReportView }): JSX.Element {
  const { quota, id, view } = props;
  const typologyOf = (vacancyId: string) => view.homes.get(vacancyId)?.home.typology ?? '';
  const shortage = shortageSentence(quota, typologyOf);
  return (
    <article class="target">
      <h3>{quota.name}</h3>
      <p>
        <span class="tag">{classWords[quota.class]}</span>{' '}
        <span class={shortage ? 'tag tag-attention' : 'tag tag-good'}>
          {shortage ? '▲ pas encore atteint' : '✔ atteint'}
        </span>
      </p>
      <p>{goalSentence(quota, view.ceilingTargets.has(quota.targetId))}</p>
      <TargetGraph quota={quota} id={id} />
      <p>
        {quota.pricePoints === 0
          ? 'Cet objectif ne change aucun rang de cette séance.'
          : `Prix publié : ${frenchCount(quota.pricePoints, 'point')} pour un ménage qui y compte${quota.atCap ? ', le plus que la politique permette' : ''}.`}{' '}
        {`${frenchCount(quota.homes, 'logement')} de la séance et ${frenchCount(quota.candidatesInGroup, 'ménage éligible', 'ménages éligibles')} y comptent.`}
      </p>
      {quota.unknown > 0 ? (
        <p>{`${frenchCount(quota.unknown, 'bail signé', 'baux signés')} cette année sans donnée suffisante : compté au total, jamais au numérateur.`}</p>
      ) : null}
      {shortage ? <p class="attention">{shortage}</p> : null}
    </article>
  );
}

function TargetGraph(props: { quota: QuotaResult; id: string }): JSX.Element {
  const { quota, id } = props;
  const isShare = quota.share !== null;
  const reached = isShare ? ratio(quota.signedInGroup, quota.signedTotal) : quota.signedInGroup;
  const expected = isShare ? ratio(quota.expectedInGroup, quota.expectedTotal) : quota.expectedInGroup;
  const target = quota.share ?? quota.number ?? 0;
  const most = Math.max(target, reached, expected) * 1.25;
  return (
    <BulletGraph
      id={id}
      title={quota.name}
      reached={reached}
      expected={expected}
      target={target}
      maximum={isShare ? Math.min(1, Math.max(most, 0.1)) : Math.max(most, 1)}
      format={(value) => (isShare ? frenchPercent(value) : frenchNumber(value))}
      labels={{
        reached: 'Baux signés depuis janvier',
        expected: 'Attendu une fois la séance signée',
        target: 'Objectif',
      }}
    />
  );
}

/** Targets that no home of the session can move: told in a line, without a picture. */
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

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** What the certificate of a run means, in words, with the figures and what anyone needs to check it again. */
import type { JSX } from 'preact';
import { frenchNumber, frenchPercent, frenchShortDate } from '../../kernel/french.ts';
import { SCORE_PER_POINT } from '../../matching/policy.ts';
import type { RunResult } from '../../matching/run-result.ts';
import { CertificateView } from '../../views/certificate-view.tsx';
import { ScrollBox } from '../../views/scroll-box.tsx';
import { Layout, type PageFrame } from './layout.tsx';
import { type RunHeading, runCrumbs } from './run-heading.ts';

export function VerificationPage(props: {
  frame: PageFrame;
  /** Null for a reader held to places: the problem and the solution name every home of the run. */
  runId: string | null;
  heading: RunHeading;
  result: RunResult;
}): JSX.Element {
  const { result, heading } = props;
  const points = (value: number) => frenchNumber(value / SCORE_PER_POINT, 1);
  const expected = result.solution.shortlists
    .flatMap(({ entries }) => entries)
    .reduce((sum, { score, signs }) => sum + score * signs, 0);
  const figures: readonly (readonly [string, string])[] = [
    ['Points attendus : ceux de chaque rang, pondérés par sa chance de signer', points(expected)],
    ['Ce que coûtent les objectifs non atteints', points(expected - result.solution.value)],
    ['Valeur de la proposition : les uns moins l’autre', points(result.solution.value)],
    ['Maximum prouvé : aucune répartition n’a plus de valeur', points(result.solution.bound)],
    ['Écart', frenchPercent(result.solution.gap, 3)],
    ...(result.plain
      ? ([
          ['Meilleure répartition trouvée sans la règle d’équité', points(result.plain.value)],
          ['Son écart au maximum', frenchPercent(result.plain.gap, 3)],
        ] as const)
      : []),
    ['Ménages lésés par un rang', frenchNumber(result.check.justifiedEnvy, 0)],
    ['Couples logement–demande comparés', frenchNumber(result.counts.pairs, 0)],
  ];
  const prints: readonly (readonly [string, string])[] = [
    ['Données', result.snapshotHash],
    ['Problème', result.problemHash],
    ['Solution', result.solutionHash],
    ['Logiciel', result.versions.software],
    ['Règles', result.versions.rules],
    ['Grilles', result.versions.grids.join(', ')],
    ['Réglages', result.versions.policy],
    ...steeringOf(result),
  ];
  return (
    <Layout frame={props.frame} title={`Vérification — ${heading.title}`} crumbs={runCrumbs(heading)}>
      <h1>Ce qui a été vérifié</h1>
      <CertificateView result={result} />
      <section class="card prose">
        <h2>Ce que cela veut dire</h2>
        <p>
          Le calcul cherche, parmi toutes les répartitions possibles, celle qui donne le plus de points de la
          grille en tenant compte des objectifs publiés. Il prouve aussi un maximum qu’aucune répartition ne
          peut dépasser. L’écart entre les deux dit ce qu’on pourrait gagner au mieux.
        </p>
        <p>
          Un ménage serait lésé si un autre, avec moins de points que lui pour le même logement, y avait une
          meilleure place que la sienne. Un programme distinct, qui n’a rien en commun avec celui qui calcule,
          recompte tout avant que les listes ne soient enregistrées.
        </p>
        <p>Ce calcul ne dit pas qui choisir : la commission décide.</p>
      </section>
      <FigureCard title="Les chiffres" rows={figures} />
      <FigureCard title="Pour refaire le calcul" rows={prints} />
      {props.runId === null ? null : (
        <p>
          <a href={`/api/v1/runs/${props.runId}/problem`}>Télécharger le problème</a> ·{' '}
          <a href={`/api/v1/runs/${props.runId}/solution`}>Télécharger la solution</a> : la commande «
          parcours verify » les vérifie à nouveau.
        </p>
      )}
    </Layout>
  );
}

function FigureCard(props: { title: string; rows: readonly (readonly [string, string])[] }): JSX.Element {
  return (
    <section class="card">
      <h2>{props.title}</h2>
      <ScrollBox label={props.title}>
        <table class="plain">
          <tbody>
            {props.rows.map(([label, value]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td class="figure">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

/** Who validated the pace that steered the run; nothing where none did. */
function steeringOf({ steering }: Pick<RunResult, 'steering'>): (readonly [string, string])[] {
  if (steering === undefined) return [];
  const { id, validatedBy, validatedOn } = steering;
  return [['Rythme', `${id}, validé par ${validatedBy} le ${frenchShortDate(validatedOn)}`]];
}

/** All targets of a run, each with its picture, then one table to compare them. */
import type { JSX } from 'preact';
import { frenchNumber, frenchPercent } from '../../kernel/french.ts';
import type { QuotaResult } from '../../matching/run-result.ts';
import type { RunView } from '../../views/run-view.ts';
import { TargetsView } from '../../views/targets-view.tsx';
import { Layout, type PageFrame } from './layout.tsx';

const classTitles = {
  statutory: 'Quotas du Code de la construction et de l’habitation',
  convention: 'Engagements de la convention d’utilité sociale',
  own: 'Objectifs propres du bailleur',
} as const;

export function TargetsPage(props: {
  frame: PageFrame;
  runId: string;
  runTitle: string;
  view: RunView;
}): JSX.Element {
  const runPath = `/agent/calculs/${props.runId}`;
  const { quotas } = props.view.result;
  return (
    <Layout
      frame={props.frame}
      title={`Objectifs — ${props.runTitle}`}
      crumbs={[
        { href: '/agent', label: 'Calculs' },
        { href: runPath, label: props.runTitle },
      ]}
    >
      <h1>Objectifs de l’année, avant et après cette séance</h1>
      <p class="prose">
        La barre pleine est ce qui est signé depuis le 1er janvier, la partie hachurée ce que cette séance
        devrait ajouter compte tenu des chances d’acceptation, le trait l’objectif. Les points d’un objectif
        sont les mêmes pour tous les ménages qu’il concerne.
      </p>
      {(['statutory', 'convention', 'own'] as const).map((kind) => {
        const own = quotas.filter((quota) => quota.class === kind);
        return own.length === 0 ? null : (
          <section class="card" key={kind}>
            <h2>{classTitles[kind]}</h2>
            <TargetsView view={props.view} quotas={own} />
          </section>
        );
      })}
      <section class="card">
        <h2>Tous les objectifs en un tableau</h2>
        <TargetsTable quotas={quotas} />
      </section>
    </Layout>
  );
}

function TargetsTable({ quotas }: { quotas: readonly QuotaResult[] }): JSX.Element {
  return (
    <div class="scroll">
      <table class="plain small">
        <thead>
          <tr>
            <th scope="col">Objectif</th>
            <th scope="col" class="number">
              Attendu
            </th>
            <th scope="col" class="number">
              Signés
            </th>
            <th scope="col" class="number">
              dont comptés
            </th>
            <th scope="col" class="number">
              Après la séance
            </th>
            <th scope="col" class="number">
              Manque
            </th>
            <th scope="col" class="number">
              Points
            </th>
          </tr>
        </thead>
        <tbody>
          {quotas.map((quota) => (
            <tr key={quota.targetId}>
              <th scope="row">{quota.name}</th>
              <td class="number">
                {quota.share === null
                  ? frenchNumber(quota.number ?? 0)
                  : `au moins ${frenchPercent(quota.share)}`}
              </td>
              <td class="number">{frenchNumber(quota.signedTotal)}</td>
              <td class="number">{frenchNumber(quota.signedInGroup)}</td>
              <td class="number">
                {quota.share === null
                  ? frenchNumber(quota.expectedInGroup)
                  : frenchPercent(
                      quota.expectedTotal === 0 ? 0 : quota.expectedInGroup / quota.expectedTotal,
                    )}
              </td>
              <td class="number">{frenchNumber(quota.missing)}</td>
              <td class="number">{frenchNumber(quota.pricePoints)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What one freed home can do: let at once, or followed by one, two or three moves; each with its cost. */
import type { JSX } from 'preact';
import { frenchCount, frenchEuros, frenchNumber } from '../../../kernel/french.ts';
import type { ExchangeGroup, GroupTerms } from '../../../portal/exchanges/plan.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { type NodeLabel, PlanPicture } from './plan-picture.tsx';

export type ChainsPageProps = {
  frame: PageFrame;
  vacancyId: string;
  home: string;
  /** Best chain of each length, from no move on; empty where the home cannot start one. */
  options: readonly ExchangeGroup[];
  /** As published: what the figures count. */
  days: GroupTerms['chainDays'];
  labelOf: (node: string) => NodeLabel;
};

export function ChainsPage({ frame, vacancyId, home, options, days, labelOf }: ChainsPageProps): JSX.Element {
  const longest = options.at(-1);
  return (
    <Layout
      frame={frame}
      title={`Ce que peut débloquer ce logement : ${home}`}
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/echanges', label: 'Échanges et chaînes' },
      ]}
    >
      <h1>Ce que peut débloquer un {home}</h1>
      <p>
        <a href={`/agent/logements/${encodeURIComponent(vacancyId)}`}>Revenir au logement {vacancyId}</a>
      </p>
      {options.length === 0 ? (
        <p class="card">
          Ce logement ne peut pas commencer une chaîne : il est réservé, annoncé, à l’ordre du jour d’une
          séance, ou déjà dans un plan.
        </p>
      ) : (
        <section class="card" aria-labelledby="chaines">
          <h2 id="chaines">Avec une chaîne, ou sans</h2>
          <ScrollBox label="Chaînes possibles, par longueur">
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">Déménagements</th>
                  <th scope="col" class="number">
                    Logements rares libérés
                  </th>
                  <th scope="col" class="number">
                    Mois de vacance
                  </th>
                  <th scope="col" class="number">
                    Loyers perdus
                  </th>
                </tr>
              </thead>
              <tbody>
                {options.map(({ nodes, figures }) => (
                  <tr key={nodes.length}>
                    <th scope="row">
                      {nodes.length === 1
                        ? 'Aucun : loué à un nouveau ménage'
                        : frenchCount(figures.households, 'ménage déménage', 'ménages déménagent')}
                    </th>
                    <td class="number">{figures.scarceFreed}</td>
                    <td class="number">{frenchNumber(figures.vacancyMonthsTenths / 10, 1)}</td>
                    <td class="number">{frenchEuros(figures.rentLostCents)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
          <p class="small quiet">
            <a href="/regles#portail">Repères publiés</a> : {frenchCount(days.daysBetweenMoves, 'jour')} entre
            deux déménagements, {frenchCount(days.daysToLetLast, 'jour')} pour louer le dernier logement. À la
            fin d’une chaîne, un logement reste à attribuer : un ménage de plus est logé.
          </p>
          {longest !== undefined && longest.nodes.length > 1 && (
            <>
              <h3>La meilleure chaîne de {frenchCount(longest.nodes.length - 1, 'déménagement')}</h3>
              <PlanPicture
                id="chaine"
                title={`Chaîne : ${longest.nodes.map((node) => labelOf(node).home).join(', puis ')}`}
                group={longest}
                labelOf={labelOf}
              />
              <ol>
                {longest.nodes.slice(1).map((node, at) => (
                  <li key={node}>
                    Le ménage du {labelOf(node).home} va dans le {labelOf(longest.nodes[at] ?? '').home}.
                  </li>
                ))}
              </ol>
            </>
          )}
          <p>
            <a class="button" href="/agent/echanges">
              Chercher le meilleur plan d’ensemble
            </a>
          </p>
        </section>
      )}
    </Layout>
  );
}

/** Which rules answer today: the version of the law's figures, the orders loaded, the grids, the policy and its defaults. */
import type { JSX } from 'preact';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import type { LoadedOrder, OrdersOnDay } from '../../../reporting/new-orders/loaded-orders.ts';
import { policyLines } from '../../../reporting/rules-history/policy-lines.ts';
import type { RulesAt } from '../../../reporting/rules-history/rules-at.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { TableOf } from './table-of.tsx';

/** French names of what a yearly order sets. */
export const orderNames: Readonly<Record<LoadedOrder['subject'], string>> = {
  quartile: 'Seuils du premier quartile',
  ceilings: 'Plafonds de ressources',
  apl: 'APL et réduction de loyer de solidarité',
};

export function RulesInForcePage(props: {
  frame: PageFrame;
  rulesVersion: string;
  rules: RulesAt | null;
  orders: OrdersOnDay;
}): JSX.Element {
  const { rules, orders } = props;
  return (
    <Layout
      frame={props.frame}
      title="Règles en vigueur"
      crumbs={[{ href: '/admin', label: 'Administration' }]}
    >
      <h1>Règles, grilles et arrêtés en vigueur</h1>
      <p class="prose">
        {`Empreinte des règles et des chiffres de droit : ${props.rulesVersion}. `}
        Chaque calcul garde la sienne : rejoué sous la même, il redonne les mêmes listes.{' '}
        <a href="/regles/versions">Ce qui a changé, version par version</a>
      </p>
      {rules === null ? (
        <p class="alert">
          Aucune grille n’est en vigueur : importez-la par « parcours import grids » avant tout calcul.
        </p>
      ) : (
        <>
          <section class="card">
            <h2>Grilles votées</h2>
            <TableOf
              label="Grilles votées"
              columns={['Grille', 'Version', 'Critères']}
              rows={rules.grids.map(({ name, version, criteria }) => [
                name,
                String(version),
                frenchCount(criteria.length, 'critère'),
              ])}
            />
          </section>
          <section class="card">
            <h2>Réglages là où la loi se tait</h2>
            <p class="prose">
              {rules.policy.isDefault
                ? 'Personne ne les a encore validés : ce sont tous les réglages par défaut de l’outil. Lisez-les, changez-les, puis importez votre version par « parcours import policy ».'
                : `Version ${rules.policy.version}, validée par le bailleur. « Par défaut » : la valeur est celle de l’outil.`}
            </p>
            <TableOf
              label="Réglages là où la loi se tait"
              columns={['Réglage', 'Valeur', 'Qui l’a choisie']}
              rows={policyLines(rules.policy).map(({ name, value, isDefault }) => [
                name,
                value,
                isDefault ? 'par défaut' : 'le bailleur',
              ])}
            />
            <p>
              <a href="/admin/portail">Les règles du portail</a> ·{' '}
              <a href="/admin/reglement">Le règlement de la commission</a>
            </p>
          </section>
        </>
      )}
      <section class="card">
        <h2>Arrêtés chargés</h2>
        <TableOf
          label="Arrêtés chargés"
          columns={['Objet', 'Jusqu’au', 'Source']}
          rows={lastOf(orders.loaded).map(({ subject, period, until, source }) => [
            subject === 'apl' ? `APL : ${period}` : `${orderNames[subject]} ${period}`,
            until === null ? 'sa prochaine révision' : frenchShortDate(until),
            source,
          ])}
        />
        <p class="prose">
          Avant de charger un nouvel arrêté, « parcours orders --thresholds fichier.csv » dit quels ménages
          changeraient de classe ; le mode d’emploi est dans le guide d’exploitation.
        </p>
      </section>
    </Layout>
  );
}

/** The newest order of thresholds and of ceilings, and every series of the APL. */
function lastOf(loaded: readonly LoadedOrder[]): LoadedOrder[] {
  return loaded.filter(
    (order, index) =>
      order.subject === 'apl' || loaded.slice(index + 1).every(({ subject }) => subject !== order.subject),
  );
}

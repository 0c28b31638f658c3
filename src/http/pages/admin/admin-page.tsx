/** For administrators: figures and readings of law that someone must still check, and what the demonstration assumes. */
import type { JSX } from 'preact';
import { Layout, type PageFrame } from '../layout.tsx';
import { TableOf } from './table-of.tsx';

export type LawWarning = { rule: string; article: string; label: string; note: string };
export type Assumption = { subject: string; value: string; source: string | null };

export function AdminPage(props: {
  frame: PageFrame;
  warnings: readonly LawWarning[];
  assumptions: readonly Assumption[];
}): JSX.Element {
  return (
    <Layout frame={props.frame} title="Administration">
      <h1>Administration</h1>
      <ul>
        <li>
          <a href="/admin/service">État du service</a>
        </li>
        <li>
          <a href="/admin/taches">Tâches, et celles qui ont été abandonnées</a>
        </li>
        <li>
          <a href="/admin/regles">Règles, grilles et arrêtés en vigueur</a>
        </li>
        <li>
          <a href="/admin/comptes">Comptes et droits</a>
        </li>
        <li>
          <a href="/admin/reglement">Règlement intérieur de la commission</a>
        </li>
        <li>
          <a href="/admin/courriers">Modèles de courrier</a>
        </li>
        <li>
          <a href="/admin/portail">Règles du portail</a>
        </li>
        <li>
          <a href="/admin/liaisons">Liaisons avec vos autres systèmes</a>
        </li>
      </ul>
      <section class="card">
        <h2>Droit à vérifier</h2>
        <p class="prose">
          Ces règles reposent sur une lecture de mémoire, une source secondaire ou un chiffre dérivé.
          Faites-les vérifier par un juriste ; le calcul les signale là où elles servent.
        </p>
        <TableOf
          label="Droit à vérifier"
          columns={['Règle', 'Article', 'Objet', 'À vérifier']}
          rows={props.warnings.map((warning) => [warning.rule, warning.article, warning.label, warning.note])}
        />
      </section>
      {props.assumptions.length === 0 ? null : (
        <section class="card">
          <h2>Sur quoi repose la démonstration</h2>
          <TableOf
            label="Sur quoi repose la démonstration"
            columns={['Sujet', 'Valeur', 'Source']}
            rows={props.assumptions.map(({ subject, value, source }) => [
              subject,
              value,
              source ?? 'hypothèse sans source',
            ])}
          />
        </section>
      )}
    </Layout>
  );
}

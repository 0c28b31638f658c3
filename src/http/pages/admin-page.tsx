/** For administrators: figures and readings of law that someone must still check, and what the demonstration assumes. */
import type { JSX } from 'preact';
import { ScrollBox } from '../../views/scroll-box.tsx';
import { Layout, type PageFrame } from './layout.tsx';

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
      </ul>
      <section class="card">
        <h2>Droit à vérifier</h2>
        <p class="prose">
          Ces règles reposent sur une lecture de mémoire, une source secondaire ou un chiffre dérivé.
          Faites-les vérifier par un juriste ; le calcul les signale là où elles servent.
        </p>
        <Lines
          columns={['Règle', 'Article', 'Objet', 'À vérifier']}
          rows={props.warnings.map((warning) => [warning.rule, warning.article, warning.label, warning.note])}
        />
      </section>
      {props.assumptions.length === 0 ? null : (
        <section class="card">
          <h2>Sur quoi repose la démonstration</h2>
          <Lines
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

function Lines(props: { columns: readonly string[]; rows: readonly (readonly string[])[] }): JSX.Element {
  return (
    <ScrollBox label={props.columns[0] ?? ''}>
      <table class="plain small">
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, index) =>
                index === 0 ? (
                  <th scope="row" key={props.columns[index]}>
                    {cell}
                  </th>
                ) : (
                  <td key={props.columns[index]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

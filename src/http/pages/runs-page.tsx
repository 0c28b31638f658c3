/** The runs of a landlord: each is one proposal for one session, immutable, with its certificate. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchNumber, frenchPercent, frenchShortDate } from '../../kernel/french.ts';
import { Layout, type PageFrame } from './layout.tsx';

export type RunLine = {
  id: string;
  date: CivilDate;
  createdOn: CivilDate;
  /** "Proposition", or "Variante de …" where an officer pinned or set aside. */
  title: string;
  homes: number;
  applicants: number;
  gap: number;
  holds: boolean;
  missingTargets: number;
};

export type TaskLine = { id: string; title: string; state: string; share: number };

export function RunsPage(props: {
  frame: PageFrame;
  runs: readonly RunLine[];
  tasks: readonly TaskLine[];
  homesToLet: number;
}): JSX.Element {
  return (
    <Layout frame={props.frame} title="Calculs">
      <h1>Préparer une séance</h1>
      <section class="card">
        <h2>Logements de la prochaine séance</h2>
        {props.homesToLet === 0 ? (
          <p>Aucun logement libéré cette semaine. Les préavis reçus apparaîtront ici.</p>
        ) : (
          <>
            <p>
              {frenchNumber(props.homesToLet, 0)} logements sont disponibles. Le calcul cote toutes les
              demandes pour tous ces logements et propose les listes en une fois.
            </p>
            <form method="post" action="/agent/calculs">
              <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
              <button type="submit" class="strong">
                Proposer les listes
              </button>
            </form>
          </>
        )}
        {props.tasks.map((task) => (
          <p key={task.id} role="status">
            {task.title} : {task.state} <progress max={1} value={task.share} aria-label={task.title} />{' '}
            {frenchPercent(task.share, 0)} — <a href="/agent">Actualiser</a>
          </p>
        ))}
      </section>
      <section class="card">
        <h2>Calculs</h2>
        {props.runs.length === 0 ? (
          <p>Aucun calcul pour l’instant. Le premier apparaîtra ici, avec sa vérification.</p>
        ) : (
          <RunsTable runs={props.runs} />
        )}
      </section>
    </Layout>
  );
}

function RunsTable({ runs }: { runs: readonly RunLine[] }): JSX.Element {
  return (
    <div class="scroll">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Calcul</th>
            <th scope="col">Données du</th>
            <th scope="col" class="number">
              Logements
            </th>
            <th scope="col" class="number">
              Demandes
            </th>
            <th scope="col" class="number">
              Écart au maximum
            </th>
            <th scope="col">Vérification</th>
            <th scope="col" class="number">
              Objectifs non atteints
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <th scope="row">
                <a href={`/agent/calculs/${run.id}`}>{run.title}</a>
                <br />
                <span class="small quiet">calculé le {frenchShortDate(run.createdOn)}</span>
              </th>
              <td>{frenchShortDate(run.date)}</td>
              <td class="number">{frenchNumber(run.homes, 0)}</td>
              <td class="number">{frenchNumber(run.applicants, 0)}</td>
              <td class="number">{frenchPercent(run.gap, 2)}</td>
              <td>
                {run.holds ? (
                  <span class="tag tag-good">Vérifié</span>
                ) : (
                  <span class="tag tag-bad">En échec</span>
                )}
              </td>
              <td class="number">{frenchNumber(run.missingTargets, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

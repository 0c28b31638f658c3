/** The runs of a landlord: each is one proposal for one session, immutable, with its certificate. */
import type { JSX } from 'preact';
import type { Job, JobState } from '../../jobs/job.ts';
import type { RunLine } from '../../jobs/run-port.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchNumber, frenchPercent, frenchShortDate } from '../../kernel/french.ts';
import { Layout, type PageFrame } from './layout.tsx';

export type ListedRun = RunLine & { title: string; createdOn: CivilDate };

const taskStates: Readonly<Record<JobState, string>> = {
  queued: 'en attente',
  running: 'en cours',
  done: 'terminé',
  failed: 'en échec',
  cancelled: 'interrompu',
};

export function RunsPage(props: {
  frame: PageFrame;
  runs: readonly ListedRun[];
  tasks: readonly Job[];
}): JSX.Element {
  return (
    <Layout frame={props.frame} title="Séances">
      <h1>Préparer une séance</h1>
      <section class="card">
        <h2>Proposer les listes</h2>
        <p class="prose">
          Le calcul cote toutes les demandes pour tous les logements disponibles et propose les listes de la
          séance en une fois. Il prend quelques secondes et ne change aucune donnée.
        </p>
        <form method="post" action="/agent/calculs">
          <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
          <button type="submit" class="strong">
            Proposer les listes
          </button>
        </form>
        {props.tasks.map((task) => (
          <TaskLine key={task.id} task={task} />
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

function TaskLine({ task }: { task: Job }): JSX.Element {
  if (task.state === 'failed') return <p class="alert alert-bad">{task.error ?? 'Un calcul a échoué.'}</p>;
  const label = `Calcul ${taskStates[task.state]}`;
  return (
    <p role="status">
      {label}
      {task.step === null ? '' : ` : ${task.step}`}{' '}
      <progress max={1} value={task.progress} aria-label={label} /> {frenchPercent(task.progress, 0)} —{' '}
      <a href="/agent">Actualiser</a>
    </p>
  );
}

function RunsTable({ runs }: { runs: readonly ListedRun[] }): JSX.Element {
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
            <th scope="col" class="number">
              Ménages lésés
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
              <td>{frenchShortDate(run.sessionOn)}</td>
              <td class="number">{frenchNumber(run.counts.homes, 0)}</td>
              <td class="number">{frenchNumber(run.counts.applicants, 0)}</td>
              <td class="number">{frenchPercent(run.gap, 2)}</td>
              <td class="number">{frenchNumber(run.justifiedEnvy, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

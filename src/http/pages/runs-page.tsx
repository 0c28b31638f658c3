/** The runs of a landlord: each is one proposal for one session, immutable, with its certificate. */
import { randomUUID } from 'node:crypto';
import type { JSX } from 'preact';
import type { Scenario } from '../../committee/candidates/scenario-port.ts';
import type { Job } from '../../jobs/job.ts';
import type { RunLine } from '../../jobs/run-port.ts';
import { frenchNumber, frenchPercent, frenchShortDate } from '../../kernel/french.ts';
import type { SteeringValidation } from '../../reporting/steering/validation.ts';
import { ScrollBox } from '../../views/scroll-box.tsx';
import { Layout, type PageFrame } from './layout.tsx';
import type { RunHeading } from './run-heading.ts';
import { ScenariosSection } from './scenarios/scenarios-section.tsx';
import { isUnderWay, TaskProgress } from './tasks/task-progress.tsx';

export type ListedRun = RunLine & {
  heading: RunHeading;
  /** Day and hour in Paris: "21/11/2026 à 14:05". */
  calculatedAt: string;
};

export function RunsPage(props: {
  frame: PageFrame;
  runs: readonly ListedRun[];
  tasks: readonly Job[];
  /** True for those who may start a run; a member of the committee reads. */
  mayStart: boolean;
  scenarios: readonly Scenario[];
  mayName: boolean;
  /** What steers a session of today; null: nobody validated it. */
  pace: Pick<SteeringValidation, 'until' | 'validatedBy' | 'content'> | null;
}): JSX.Element {
  return (
    <Layout frame={props.frame} title="Séances">
      <h1>Préparer une séance</h1>
      {props.mayStart ? <StartRun {...props} /> : null}
      <section class="card">
        <h2>Listes proposées</h2>
        {props.runs.length === 0 ? (
          <p>Aucune liste pour l’instant. La première proposition apparaîtra ici, avec sa vérification.</p>
        ) : (
          <RunsTable runs={props.runs} />
        )}
      </section>
      <ScenariosSection
        csrfToken={props.frame.csrfToken}
        runs={props.runs.map(({ id, heading }) => ({ id, title: heading.title, path: heading.path }))}
        scenarios={props.scenarios}
        mayName={props.mayName}
      />
    </Layout>
  );
}

function StartRun(props: {
  frame: PageFrame;
  tasks: readonly Job[];
  pace: Pick<SteeringValidation, 'until' | 'validatedBy' | 'content'> | null;
}): JSX.Element {
  const { frame, tasks, pace } = props;
  return (
    <section class="card">
      <h2>Proposer les listes</h2>
      <p class="prose">
        Le calcul cote toutes les demandes pour tous les logements disponibles et propose les listes de la
        séance en une fois, pour la commission d’attribution (CALEOL). Il prend quelques secondes et ne change
        aucune donnée.
      </p>
      <p class="prose">
        {pace === null
          ? 'Personne n’a validé de rythme pour aujourd’hui : l’année à ce jour pèsera telle quelle. '
          : `Rythme validé le ${frenchShortDate(pace.content.validatedOn)} par ${pace.validatedBy}, jusqu’au ${frenchShortDate(pace.until)}. `}
        <a href="/agent/pilotage">
          {pace === null ? 'Le relire et le valider' : 'Voir le pilotage de l’année'}
        </a>
      </p>
      <form method="post" action="/agent/calculs">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="_key" value={randomUUID()} />
        <button type="submit" class="strong">
          Proposer les listes
        </button>
      </form>
      <p>
        <a href="/agent/calculs/nouvelle">Choisir les logements et le jour de la séance</a>
      </p>
      {tasks.map((task) => (
        <TaskLine key={task.id} task={task} />
      ))}
    </section>
  );
}

function TaskLine({ task }: { task: Job }): JSX.Element {
  if (task.state === 'failed' || task.state === 'dead') {
    return <p class="alert alert-bad">{task.error ?? 'Un calcul a échoué.'}</p>;
  }
  if (!isUnderWay(task)) return <p>Un calcul a été interrompu.</p>;
  return (
    <TaskProgress
      task={task}
      label="Avancement du calcul"
      path="/agent/calculs"
      again="Il sera essayé de nouveau"
    />
  );
}

function RunsTable({ runs }: { runs: readonly ListedRun[] }): JSX.Element {
  return (
    <ScrollBox label="Listes proposées">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Proposition</th>
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
                <a href={run.heading.path}>{run.heading.title}</a>
                <br />
                <span class="small quiet">calculée le {run.calculatedAt}</span>
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
    </ScrollBox>
  );
}

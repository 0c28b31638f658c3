/** Long tasks for administrators: what waits, what runs, what broke down, and the few gestures that a person has. */
import type { JSX } from 'preact';
import type { Job, JobState } from '../../../jobs/job.ts';
import { frenchCount, frenchNumber, frenchPercent } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import {
  instantInWords,
  kindName,
  stateMeanings,
  stateName,
  statesInOrder,
  taskStory,
} from './task-words.ts';

type TasksPageProps = {
  frame: PageFrame;
  state: JobState | null;
  counts: Readonly<Record<JobState, number>>;
  tasks: readonly Job[];
  /** Tasks beyond the last one shown are not read. */
  shownAtMost: number;
  told: string | null;
  problem: string | null;
};

export function TasksPage(props: TasksPageProps): JSX.Element {
  const { frame, state, counts, tasks, told, problem } = props;
  return (
    <Layout frame={frame} title="Tâches" crumbs={[{ href: '/admin', label: 'Administration' }]}>
      <h1>Tâches</h1>
      <p class="lead">
        Les calculs, les études, les imports et les échéances de chaque jour se font à côté des pages. Une
        panne passagère est réessayée d’elle-même, de plus en plus tard ; ce qui échoue à chaque essai attend
        ici.
      </p>
      {told === null ? null : (
        <p class="proof" role="status">
          {told}
        </p>
      )}
      {problem === null ? null : (
        <p class="alert alert-bad" role="alert">
          {problem}
        </p>
      )}
      <nav aria-label="Tâches par état" class="stages">
        <ol>
          {statesInOrder.map((each) => (
            <li key={each}>
              <a
                href={state === each ? '/admin/taches' : `/admin/taches?etat=${each}`}
                aria-current={state === each ? 'true' : undefined}
                class={counts[each] === 0 ? 'none' : undefined}
              >
                <strong>{frenchNumber(counts[each], 0)}</strong> {stateName(each, counts[each])}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <p>
        {state === null
          ? 'Les échéances du jour qui se sont bien passées ne sont montrées que parmi les terminées, pendant une semaine.'
          : stateMeanings[state]}
      </p>
      {counts.dead === 0 ? null : <RetryAll csrfToken={frame.csrfToken} dead={counts.dead} />}
      {tasks.length === 0 ? (
        <p>{state === null ? 'Aucune tâche n’a encore été demandée.' : 'Aucune tâche dans cet état.'}</p>
      ) : (
        <TaskTable {...props} />
      )}
    </Layout>
  );
}

function RetryAll({ csrfToken, dead }: { csrfToken: string; dead: number }): JSX.Element {
  return (
    <form method="post" action="/admin/taches/relance">
      <input type="hidden" name="_csrf" value={csrfToken} />
      <button type="submit" class="strong">
        {`Relancer ${frenchCount(dead, 'tâche abandonnée', 'tâches abandonnées')}`}
      </button>
    </form>
  );
}

function TaskTable({ frame, tasks, shownAtMost }: TasksPageProps): JSX.Element {
  return (
    <>
      <ScrollBox label="Tâches">
        <table class="plain small">
          <thead>
            <tr>
              <th scope="col">Tâche</th>
              <th scope="col">Demandée le</th>
              <th scope="col">État</th>
              <th scope="col">Où elle en est</th>
              <th scope="col" class="number">
                Essais
              </th>
              <th scope="col">Faire</th>
            </tr>
          </thead>
          <tbody>
            {tasks.map((task) => (
              <TaskRow key={task.id} task={task} csrfToken={frame.csrfToken} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {tasks.length < shownAtMost ? null : (
        <p class="small quiet">{`Les ${shownAtMost} plus récentes sont montrées.`}</p>
      )}
    </>
  );
}

function TaskRow({ task, csrfToken }: { task: Job; csrfToken: string }): JSX.Element {
  const since = instantInWords(task.createdAt);
  return (
    <tr>
      <th scope="row">{kindName(task.kind)}</th>
      <td>{since}</td>
      <td>
        {stateName(task.state, 1)}
        {task.state === 'running' ? ` (${frenchPercent(task.progress, 0)})` : ''}
      </td>
      <td>{taskStory(task)}</td>
      <td class="number">{task.attempts}</td>
      <td>
        {task.state === 'dead' || task.state === 'failed' || task.state === 'cancelled' ? (
          <Gesture task={task} csrfToken={csrfToken} path="relance" label="Relancer" since={since} />
        ) : null}
        {(task.state === 'queued' || task.state === 'running') && !task.cancelRequested ? (
          <Gesture task={task} csrfToken={csrfToken} path="arret" label="Interrompre" since={since} />
        ) : null}
      </td>
    </tr>
  );
}

function Gesture(props: {
  task: Job;
  csrfToken: string;
  path: string;
  label: string;
  since: string;
}): JSX.Element {
  return (
    <form method="post" action={`/admin/taches/${props.task.id}/${props.path}`}>
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      <button type="submit">
        {props.label} <span class="visually-hidden">{`${kindName(props.task.kind)} du ${props.since}`}</span>
      </button>
    </form>
  );
}

/** How far a long task is: kept up to date by progress.js, and by a link where no script runs. */
import type { JSX } from 'preact';
import type { Job } from '../../../jobs/job.ts';
import { frenchPercent } from '../../../kernel/french.ts';
import { instantInWords } from './task-words.ts';

/** True while the task waits or runs: its page then shows `TaskProgress`. */
export function isUnderWay({ state }: Pick<Job, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

export type TaskProgressProps = {
  task: Pick<Job, 'id' | 'progress' | 'step' | 'error' | 'nextAttemptAt' | 'cancelRequested'>;
  /** What a screen reader says of the bar. */
  label: string;
  /** The page that shows it. */
  path: string;
  /** "elle" where what is made is a word of that gender: "Elle sera essayée de nouveau". */
  again: string;
  /** More words after those of the task. */
  more?: string;
};

/** The bar, the step in words, and what went wrong before another try. */
export function TaskProgress({ task, label, path, again, more = '' }: TaskProgressProps): JSX.Element {
  const tried =
    task.error === null ? '' : ` ${task.error} ${again} le ${instantInWords(task.nextAttemptAt)}.`;
  const asked = task.cancelRequested ? ' Interruption demandée.' : '';
  return (
    <div data-progress={task.id}>
      <p>
        <progress max={1} value={task.progress} aria-label={label} />{' '}
        <span data-percent>{frenchPercent(task.progress, 0)}</span>{' '}
        <span role="status">{`${task.step ?? 'en attente'}.${more}${tried}${asked}`}</span>
      </p>
      <p>
        <a class="button" href={path}>
          Actualiser
        </a>
      </p>
    </div>
  );
}

/** Dated steps of a request as a list: a day, what happened or comes, and where to go. */
import type { JSX } from 'preact';
import { type CivilDate, daysBetween } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate } from '../../../kernel/french.ts';
import type { LifeStep } from '../../../portal/standing/life-step.ts';

type Props = {
  steps: readonly LifeStep[];
  /** Given for what comes: the days left are said. */
  today: CivilDate | null;
};

export function StepList({ steps, today }: Props): JSX.Element {
  return (
    <ol class="dated-steps">
      {steps.map((one, index) => (
        <li key={`${one.on} ${one.title} ${index}`} class={one.isToDo ? 'card step-to-do' : 'card'}>
          <p class="step-day">
            <time dateTime={one.on}>{frenchLongDate(one.on)}</time>
            {today === null || one.on < today ? '' : `, ${daysAhead(today, one.on)}`}
            {one.isToDo ? <strong class="tag tag-warn step-tag">À faire</strong> : null}
          </p>
          <h3>{one.title}</h3>
          <Lines {...one} />
          {one.link === null ? null : (
            <p>
              <a class={one.isToDo ? 'button strong' : undefined} href={one.link.href}>
                {one.link.label}
              </a>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Lines({ lines, more }: Pick<LifeStep, 'lines' | 'more'>): JSX.Element {
  return (
    <>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {more.length === 0 ? null : (
        <details>
          <summary>Mon classement, et si je ne suis pas d’accord</summary>
          {more.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </details>
      )}
    </>
  );
}

function daysAhead(today: CivilDate, on: CivilDate): string {
  const days = daysBetween(today, on);
  return days === 0 ? 'c’est aujourd’hui' : days === 1 ? 'c’est demain' : `dans ${frenchCount(days, 'jour')}`;
}

/** "Ma journée": where an officer starts. */
import type { JSX } from 'preact';
import type { BoardRow } from '../../../committee/board/board-list.ts';
import { type Stage, stageNames, stages } from '../../../committee/board/stage.ts';
import { addDays, type CivilDate } from '../../../kernel/civil-date.ts';
import { frenchLongDate, frenchNumber } from '../../../kernel/french.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { boardPath } from './board-query.ts';
import { gestureInWords, homeName, whenInWords } from './home-words.ts';

export function DayPage(props: {
  frame: PageFrame;
  date: CivilDate;
  rows: readonly BoardRow[];
  counts: ReadonlyMap<Stage, number>;
}): JSX.Element {
  const soon = addDays(props.date, 7);
  const due = props.rows
    .filter(({ life }) => life.next.dueOn !== null && life.next.dueOn <= soon)
    .sort((a, b) => ((a.life.next.dueOn ?? '') < (b.life.next.dueOn ?? '') ? -1 : 1))
    .slice(0, 30);
  return (
    <Layout frame={props.frame} title="Ma journée">
      <h1>Ma journée, {frenchLongDate(props.date)}</h1>
      <section class="card">
        <h2>Ce qui s’arrête dans les sept jours</h2>
        {due.length === 0 ? (
          <p>Aucun délai ne s’arrête cette semaine.</p>
        ) : (
          <ul class="checks">
            {due.map((row) => (
              <li key={row.freed.vacancy.id}>
                <a href={`/agent/logements/${encodeURIComponent(row.freed.vacancy.id)}`}>
                  {homeName(row.freed, row.commune)}
                </a>
                {` : ${gestureInWords(row)}, `}
                {row.life.next.dueOn && whenInWords(row.life.next.dueOn, props.date)}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="card">
        <h2>Les logements libérés</h2>
        <nav aria-label="Étapes" class="stages">
          <ol>
            {stages.map((stage) => (
              <li key={stage}>
                <a href={boardPath({ stage })}>
                  <strong>{frenchNumber(props.counts.get(stage) ?? 0, 0)}</strong> {stageNames[stage]}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      </section>
    </Layout>
  );
}

/** On the officer's day: transfer requests whose answer is late or due within the week, late ones first. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { isOverdue } from '../../../portal/transfers/request.ts';
import type { RequestLine } from '../../../portal/transfers/transfer-port.ts';
import { groundInSentence, stateNames } from '../../../portal/transfers/words.ts';

const shownFirst = 6;

/** How far ahead the day looks, in days. */
export const transferDaysAhead = 7;

export function DayTransfers(props: { lines: readonly RequestLine[]; today: CivilDate }): JSX.Element {
  const { lines } = props;
  const late = lines.filter((line) => isOverdue(line, props.today)).length;
  return (
    <section class="card" aria-labelledby="mutations">
      <h2 id="mutations">
        <a href="/agent/mutations">Mutations : réponses dues</a>
      </h2>
      {lines.length === 0 ? (
        <p>Aucune réponse due dans les sept jours. Chaque demande en reçoit une, datée.</p>
      ) : (
        <>
          {late > 0 && (
            <p class="state-warn">
              <strong>{frenchCount(late, 'réponse en retard', 'réponses en retard')}</strong>
            </p>
          )}
          <Lines {...props} lines={lines.slice(0, shownFirst)} />
          {lines.length > shownFirst && (
            <details>
              <summary>{frenchCount(lines.length - shownFirst, 'autre')}</summary>
              <Lines {...props} lines={lines.slice(shownFirst)} />
            </details>
          )}
        </>
      )}
    </section>
  );
}

function Lines({ lines, today }: { lines: readonly RequestLine[]; today: CivilDate }): JSX.Element {
  return (
    <ul class="checks">
      {lines.map((line) => (
        <li key={line.id}>
          <a href={`/agent/mutations/${line.id}`}>{line.householdName ?? 'Ménage sans nom connu'}</a>,{' '}
          {groundInSentence(line.ground)}
          <br />
          {stateNames[line.state]},{' '}
          {line.ownerName === null ? 'sans responsable' : `suivie par ${line.ownerName}`},{' '}
          {isOverdue(line, today) ? (
            <strong class="state-warn">due le {frenchShortDate(line.dueOn)}, en retard</strong>
          ) : (
            `due le ${frenchShortDate(line.dueOn)}`
          )}
        </li>
      ))}
    </ul>
  );
}

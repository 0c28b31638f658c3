/** A shortlist as ranked rows: the household in words, its facts, and the bar of points that makes the order. */
import type { ComponentChildren, JSX } from 'preact';
import { type BarPart, StackedBar } from '../documents/charts/stacked-bar.tsx';
import { frenchCount, frenchNumber, frenchPercent } from '../kernel/french.ts';
import type { ExplainedEntry, NextCandidate } from '../matching/run-result.ts';
import { flagSentence, marginSentence, unfilledSentence } from '../wording/run-sentences.ts';
import { HouseholdTags } from './household-tags.tsx';
import { type HomeInRun, type RunView, standingInWords } from './run-view.ts';
import { ScrollBox } from './scroll-box.tsx';
import { SheetFacts } from './sheet-facts.tsx';

export function ShortlistEntries(props: {
  view: RunView;
  place: HomeInRun;
  /** What can be done on a row; none in a file or in print. */
  gestures?: (entry: ExplainedEntry) => ComponentChildren;
}): JSX.Element {
  const { entries } = props.place.shortlist;
  if (entries.length === 0) {
    return (
      <p class="alert">
        <strong>Aucun ménage ne peut être proposé pour ce logement.</strong> Le détail des règles ci-dessous
        dit pourquoi.
      </p>
    );
  }
  const { unfilled } = props.place.shortlist;
  return (
    <>
      <ol class="entries">
        {entries.map((entry) => (
          <Entry key={entry.sheet.number} view={props.view} place={props.place} entry={entry}>
            {props.gestures?.(entry)}
          </Entry>
        ))}
      </ol>
      {unfilled === null ? null : <p class="alert">{unfilledSentence(props.place.shortlist)}</p>}
    </>
  );
}

function Entry(props: {
  view: RunView;
  place: HomeInRun;
  entry: ExplainedEntry;
  children: ComponentChildren;
}): JSX.Element {
  const { entry, view } = props;
  const { sheet } = entry;
  return (
    <li class="entry">
      <p class="rank">
        <span class="visually-hidden">Rang </span>
        {entry.rank}
        <small>{entry.pinned ? 'fixé' : 'rang'}</small>
      </p>
      <div>
        <h3>
          <span>{sheet.householdInWords}</span>
          <span class="total">{frenchCount(entry.totalPoints, 'point')}</span>
        </h3>
        <p class="small quiet">
          Demande {sheet.number} · chance de recevoir l’offre {frenchPercent(entry.offered, 0)}
        </p>
        <HouseholdTags sheet={sheet} />
        <SheetFacts sheet={sheet} />
        <StackedBar
          id={`points-${props.place.vacancy.id}-${entry.rank}`}
          title={`Points du rang ${entry.rank}`}
          parts={barParts(entry)}
          maximum={view.maximumPoints}
          unit={{ one: 'point', many: 'points' }}
          totalLabel="Total qui fait l’ordre"
        />
        <p class="small">{marginSentence(entry)}</p>
        {entry.elsewhere.map((other) => (
          <p class="small" key={other.homeId}>
            Aussi au rang {other.rank} : {view.homeTitles.get(other.homeId) ?? other.homeId}.
          </p>
        ))}
        {sheet.toExamine.length === 0 ? null : (
          <div class="alert small">
            <p>
              <strong>À examiner</strong> (ce n’est pas un refus) :
            </p>
            <ul>
              {sheet.toExamine.map((flag) => (
                <li key={flag.code}>{flagSentence(flag.code)}</li>
              ))}
            </ul>
          </div>
        )}
        {props.children}
      </div>
    </li>
  );
}

/** The lines of an entry as parts of its bar: criteria plain, quota points hatched, DALO points dotted. */
function barParts(entry: ExplainedEntry): BarPart[] {
  return [
    ...entry.scoreLines
      .filter((line) => line.points !== 0)
      .map((line): BarPart => ({ label: line.label, value: line.points, kind: 'base' })),
    ...entry.bonusLines
      .filter((line) => line.points !== 0)
      .map(
        (line): BarPart => ({
          label: line.label,
          value: line.points,
          kind: line.kind === 'dalo' ? 'priority' : 'bonus',
        }),
      ),
  ];
}

/** The next households of the pool, folded: where each stands and why it is not on this list. */
export function NextCandidates(props: {
  view: RunView;
  next: readonly NextCandidate[];
  gestures?: (next: NextCandidate) => ComponentChildren;
}): JSX.Element | null {
  if (props.next.length === 0) return null;
  return (
    <details>
      <summary>{props.next.length === 1 ? 'Le suivant' : `Les ${props.next.length} suivants`}</summary>
      <ScrollBox label="Ménages suivants">
        <table class="plain small">
          <thead>
            <tr>
              <th scope="col">Ménage</th>
              <th scope="col" class="number">
                Points
              </th>
              <th scope="col">Où il se trouve</th>
              {props.gestures ? <th scope="col">Gestes</th> : null}
            </tr>
          </thead>
          <tbody>
            {props.next.map((next) => (
              <tr key={next.number}>
                <th scope="row">
                  {next.sheet.householdInWords}
                  <br />
                  <span class="quiet">{next.number}</span>
                  <HouseholdTags sheet={next.sheet} />
                </th>
                <td class="number">{frenchNumber(next.totalPoints)}</td>
                <td>{standingInWords(next, props.view.homeTitles)}</td>
                {props.gestures ? <td>{props.gestures(next)}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  );
}

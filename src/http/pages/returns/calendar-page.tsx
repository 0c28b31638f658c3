/** `/agent/retours`: every return of the year, to whom, until when, where it stands; and those that are made elsewhere. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchShortDate } from '../../../kernel/french.ts';
import { returnKindWords, returnsMadeElsewhere } from '../../../reporting/returns/return-kinds.ts';
import type { ReturnGroup } from '../../../reporting/returns/return-state.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { returnPath, stateWords } from './return-words.ts';

type CalendarPageProps = {
  frame: PageFrame;
  today: CivilDate;
  /** A year each, in their order. */
  years: readonly { year: number; groups: readonly ReturnGroup[] }[];
};

// What is long is folded, never cut off in silence.
const shownFirst = 4;

export function CalendarPage({ frame, today, years }: CalendarPageProps): JSX.Element {
  const all = years.flatMap(({ groups }) => groups);
  const urgent = all.filter((group) => isUrgent(group));
  const [first, last] = [years[0]?.year, years.at(-1)?.year];
  return (
    <Layout frame={frame} title="États à transmettre">
      <h1>États à transmettre</h1>
      <p class="lead prose">
        {`Au ${frenchLongDate(today)}. Chaque état est fait des mêmes chiffres que les indicateurs ; une fois l’envoi noté, la copie transmise est gardée telle quelle.`}
      </p>
      <PageWords words={['qpv', 'firstQuartile', 'dalo', 'priority', 'caleol', 'holder']} />
      <section class="card">
        <h2>Ce qui presse</h2>
        {urgent.length === 0 ? (
          <p>Aucun état n’est en retard, et aucun n’est dû dans les quinze jours.</p>
        ) : (
          <ul class="checks">
            {urgent.map((group) => (
              <li key={group.obligation}>
                <UrgentLine group={group} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {years.map(({ year, groups }) => (
        <section class="card" key={year}>
          <h2>{`À transmettre en ${year}`}</h2>
          <YearTable year={year} groups={groups} />
        </section>
      ))}
      {first === undefined || last === undefined ? null : (
        <p class="no-print">
          <a href={`/agent/retours?annee=${first - 1}`}>{`Année ${first - 1}`}</a>
          {' · '}
          <a href="/agent/retours">Cette année et la suivante</a>
          {' · '}
          <a href={`/agent/retours?annee=${last + 1}`}>{`Année ${last + 1}`}</a>
        </p>
      )}
      <Elsewhere />
    </Layout>
  );
}

function isUrgent({ returns }: ReturnGroup): boolean {
  return returns.some(({ state }) => state === 'late' || state === 'dueSoon');
}

function UrgentLine({ group: { first, returns } }: { group: ReturnGroup }): JSX.Element {
  const left = returns.filter(({ state }) => state !== 'sent');
  const isLate = left.some(({ state }) => state === 'late');
  return (
    <>
      <strong class={isLate ? 'state-bad' : 'state-warn'}>{isLate ? 'En retard' : 'Bientôt dû'}</strong>
      {` : ${returnKindWords[first.kind].title}, ${first.periodName}, ${first.dueInWords}. `}
      {left.slice(0, shownFirst).map(({ due }, index) => (
        <span key={due.key}>
          {index === 0 ? '' : ', '}
          <a href={returnPath(due.key)}>{due.recipient.name}</a>
        </span>
      ))}
      {left.length > shownFirst ? (
        <>
          {' et '}
          <a href={`#${rowId(first.obligation)}`}>{frenchCount(left.length - shownFirst, 'autre')}</a>
        </>
      ) : null}
      {isLate ? '. Aucun envoi n’est noté ici.' : '.'}
    </>
  );
}

function YearTable({ year, groups }: { year: number; groups: readonly ReturnGroup[] }): JSX.Element {
  if (groups.length === 0) return <p>Aucun état n’est dû cette année-là.</p>;
  return (
    <ScrollBox label={`États à transmettre en ${year}`}>
      <table class="plain">
        <caption>{`États à transmettre en ${year}`}</caption>
        <thead>
          <tr>
            <th scope="col">État</th>
            <th scope="col">Période</th>
            <th scope="col">À transmettre</th>
            <th scope="col">À qui, et où l’on en est</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ obligation, first, returns }) => (
            <tr key={obligation} id={rowId(obligation)}>
              <th scope="row">
                {returnKindWords[first.kind].title}
                <br />
                <span class="quiet small">{returnKindWords[first.kind].articles.join(' ; ')}</span>
              </th>
              <td>
                {first.periodName}
                <br />
                <span class="quiet small">
                  {`${frenchShortDate(first.covers.from)} – ${frenchShortDate(first.covers.until)}`}
                </span>
              </td>
              <td>{first.dueInWords}</td>
              <td>
                <Recipients returns={returns} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** Many recipients are folded under their states: a year is read at a glance. */
function Recipients({ returns }: { returns: ReturnGroup['returns'] }): JSX.Element {
  const list = (
    <ul class="checks">
      {returns.map(({ due, state }) => (
        <li key={due.key}>
          <a href={returnPath(due.key)}>{due.recipient.name}</a>{' '}
          <span class={stateWords[state].tag}>{stateWords[state].words}</span>
        </li>
      ))}
    </ul>
  );
  if (returns.length <= shownFirst) return list;
  const states = [...new Set(returns.map(({ state }) => state))].map((state) => {
    const some = returns.filter((one) => one.state === state).length;
    return `${some} ${stateWords[state].words}`;
  });
  return (
    <details>
      <summary>{`${frenchCount(returns.length, 'destinataire')} : ${states.join(', ')}`}</summary>
      {list}
    </details>
  );
}

function rowId(obligation: string): string {
  return `etat-${obligation.replace('.', '-')}`;
}

function Elsewhere(): JSX.Element {
  return (
    <section class="card">
      <h2>Ce que cet outil ne produit pas</h2>
      <p class="prose">Dans le même calendrier, mais faits par d’autres ou avec d’autres outils.</p>
      <ScrollBox label="États faits ailleurs">
        <table class="plain">
          <caption>États faits ailleurs</caption>
          <thead>
            <tr>
              <th scope="col">État</th>
              <th scope="col">À qui</th>
              <th scope="col">Quand</th>
              <th scope="col">Texte</th>
              <th scope="col">Fait par</th>
            </tr>
          </thead>
          <tbody>
            {returnsMadeElsewhere.map(({ what, recipient, when, article, by }) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>{recipient}</td>
                <td>{when}</td>
                <td>{article}</td>
                <td>{by}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

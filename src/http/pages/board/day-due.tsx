/** What runs out: late, today, tomorrow, within the week; each line with whose move it is. */
import type { JSX } from 'preact';
import type { DueItem } from '../../../committee/board/day.ts';
import { gestureNames, moverNames } from '../../../committee/board/stage.ts';
import { caseNames } from '../../../committee/cases/case.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import type { DayPageProps } from './day-view.ts';
import { gestureInWords, homeName, homePath, howFar, whenInWords } from './home-words.ts';

// What is long is folded, never cut off in silence.
const shownFirst = 8;

export function DueLists(props: DayPageProps): JSX.Element {
  const { due } = props;
  const groups = [
    ['Délais passés', due.late],
    ['Aujourd’hui', due.today],
    ['Demain', due.tomorrow],
    ['Ensuite', due.week],
  ] as const;
  const shown = groups.filter(([, items]) => items.length > 0);
  return (
    <section class="card" aria-labelledby="delais">
      <h2 id="delais">Ce qui s’arrête</h2>
      {shown.length === 0 ? (
        <p>Aucun délai ne s’arrête dans les sept jours.</p>
      ) : (
        shown.map(([title, items]) => (
          <section key={title} aria-label={title}>
            <h3>
              {title} <span class="quiet">({items.length})</span>
            </h3>
            <Items items={items.slice(0, shownFirst)} {...props} />
            {items.length > shownFirst && (
              <details>
                <summary>{frenchCount(items.length - shownFirst, 'autre')}</summary>
                <Items items={items.slice(shownFirst)} {...props} />
              </details>
            )}
          </section>
        ))
      )}
    </section>
  );
}

function Items(props: DayPageProps & { items: readonly DueItem[] }): JSX.Element {
  return (
    <ul class="checks">
      {props.items.map((item) => (
        <li key={keyOf(item)}>
          <Item item={item} {...props} />
        </li>
      ))}
    </ul>
  );
}

function Item(props: DayPageProps & { item: DueItem }): JSX.Element {
  const { item, date } = props;
  switch (item.kind) {
    case 'home':
    case 'shortAgenda': {
      const { row } = item;
      return (
        <>
          <a href={homePath(row.freed.vacancy.id)}>{homeName(row.freed, row.commune)}</a>
          <br />
          {item.kind === 'home'
            ? `${gestureInWords(row)}${row.life.next.by === 'landlord' ? '' : ` (on attend ${moverNames[row.life.next.by]})`}`
            : `${frenchCount(item.candidates, 'candidat')} seulement à l’ordre du jour : en ajouter, ou noter l’exception`}
          {', '}
          <When dueOn={item.dueOn} date={date} />
        </>
      );
    }
    case 'sitting':
      return (
        <>
          <a href={`/agent/seances/${item.sessionId}`}>Séance du {frenchShortDate(item.dueOn)}</a>,{' '}
          {frenchCount(item.homes, 'logement')}
          <br />
          {gestureNames[item.gesture]}, <When dueOn={item.dueOn} date={date} />
        </>
      );
    case 'return':
      return (
        <>
          <a href={`/agent/retours/${encodeURIComponent(item.due.key)}`}>{item.due.title}</a>
          <br />
          {`Un état est dû à ${frenchCount(item.due.recipients, 'destinataire')}, dernier jour `}
          <When dueOn={item.dueOn} date={date} />
        </>
      );
    case 'case':
      return (
        <>
          <a href={`/agent/recours/${item.open.id}`}>{caseNames[item.open.kind]}</a>
          <br />
          {item.open.ownerName === null ? 'Sans responsable' : `Suivi par ${item.open.ownerName}`}, réponse
          due <When dueOn={item.dueOn} date={date} />
        </>
      );
  }
}

/** DALO households without an offer since the decision: the delay of R441-16-1, three months at least. */
export function DaloClocks(props: DayPageProps): JSX.Element | null {
  const { dalo } = props;
  if (dalo.length === 0) return null;
  return (
    <section class="card" aria-labelledby="dalo">
      <h2 id="dalo">DALO sans proposition</h2>
      <DaloLines {...props} lines={dalo.slice(0, shownFirst)} />
      {dalo.length > shownFirst && (
        <details>
          <summary>{frenchCount(dalo.length - shownFirst, 'autre')}</summary>
          <DaloLines {...props} lines={dalo.slice(shownFirst)} />
        </details>
      )}
      <p class="small quiet">
        Trois mois depuis la décision ; six outre-mer et dans les départements d’une agglomération de plus de
        300 000 habitants, dont la liste n’est pas chargée (R441-16-1).
      </p>
    </section>
  );
}

function DaloLines(props: DayPageProps & { lines: DayPageProps['dalo'] }): JSX.Element {
  return (
    <ul class="checks">
      {props.lines.map(({ dueOn, dalo: { number, persons } }) => (
        <li key={number}>
          {props.mayReadFiles ? (
            <a href={`/agent/dossiers/${props.fileRef(number)}`}>
              {props.people.get(number)?.name ?? 'Ménage'}
            </a>
          ) : (
            'Un ménage'
          )}
          , {frenchCount(persons, 'personne')} : <When dueOn={dueOn} date={props.date} />
        </li>
      ))}
    </ul>
  );
}

function When({ dueOn, date }: { dueOn: CivilDate; date: CivilDate }): JSX.Element {
  if (dueOn > date) return <>{whenInWords(dueOn, date)}</>;
  return <strong class="state-warn">{dueOn === date ? 'ce soir' : howFar(dueOn, date)}</strong>;
}

function keyOf(item: DueItem): string {
  if (item.kind === 'case') return `case ${item.open.id}`;
  if (item.kind === 'sitting') return `sitting ${item.sessionId}`;
  if (item.kind === 'return') return `return ${item.due.key}`;
  return `${item.kind} ${item.row.freed.vacancy.id}`;
}

/** A colleague's handover in one page: open homes with their next gesture and delay, calls, cases, what runs out. */
import type { JSX } from 'preact';
import type { Agency } from '../../../committee/board/agency.ts';
import type { BoardRow } from '../../../committee/board/board-list.ts';
import type { DueGroups, HomeCalls } from '../../../committee/board/day.ts';
import type { DayFacts, KnownPerson } from '../../../committee/board/day-facts.ts';
import { moverNames, type Stage, stageNames, stages } from '../../../committee/board/stage.ts';
import type { VacancyFigures } from '../../../committee/board/vacancy-figures.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import {
  frenchCount,
  frenchEuros,
  frenchLongDate,
  frenchNumber,
  frenchShortDate,
} from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { gestureInWords, homeName, homePath } from './home-words.ts';

type HandoverPageProps = {
  frame: PageFrame;
  date: CivilDate;
  agency: Agency | null;
  agencies: readonly Agency[];
  rows: readonly BoardRow[];
  counts: ReadonlyMap<Stage, number>;
  figures: VacancyFigures;
  calls: readonly HomeCalls[];
  due: DueGroups;
  dalo: number;
  facts: DayFacts;
  /** Null where the reader may not read files. */
  people: ReadonlyMap<string, KnownPerson> | null;
};

// What is only waiting for works or a departure needs no handing over line by line.
const quietStages: ReadonlySet<Stage> = new Set(['notice', 'exitVisit', 'works', 'withdrawn', 'keys']);

export function HandoverPage(props: HandoverPageProps): JSX.Element {
  const { agency, due, figures } = props;
  const active = props.rows.filter(
    ({ life }) => !quietStages.has(life.stage) || isPressing(life, props.date),
  );
  return (
    <Layout frame={props.frame} title="Passation" crumbs={[{ href: '/agent', label: 'Ma journée' }]}>
      <h1>
        Passation{agency === null ? '' : `, ${agency.name}`}, {frenchLongDate(props.date)}
      </h1>
      {props.agencies.length > 0 && <ChooseAgency {...props} />}
      <p class="lead">
        {frenchCount(props.rows.length, 'logement')} en cours,{' '}
        {frenchCount(due.late.length, 'délai passé', 'délais passés')},{' '}
        {frenchNumber(due.today.length + due.tomorrow.length + due.week.length, 0)} dans les sept jours,{' '}
        {frenchEuros(figures.rentLostCents)} non perçus.
      </p>
      <p>
        {stages
          .filter((stage) => (props.counts.get(stage) ?? 0) > 0)
          .map((stage) => `${stageNames[stage]} : ${frenchNumber(props.counts.get(stage) ?? 0, 0)}`)
          .join(' · ')}
      </p>
      <Homes rows={active} />
      <Calls {...props} />
      <Rest {...props} />
    </Layout>
  );
}

function isPressing(life: BoardRow['life'], date: CivilDate): boolean {
  return life.next.dueOn !== null && life.next.dueOn < date;
}

function ChooseAgency({ agency, agencies }: HandoverPageProps): JSX.Element {
  return (
    <form method="get" action="/agent/passation" class="gesture">
      <label for="agence">Agence</label>
      <select id="agence" name="agence">
        <option value="">Toutes</option>
        {agencies.map(({ id, name }) => (
          <option key={id} value={id} selected={id === agency?.id}>
            {name}
          </option>
        ))}
      </select>
      <button type="submit">Afficher</button>
    </form>
  );
}

function Homes({ rows }: { rows: readonly BoardRow[] }): JSX.Element {
  return (
    <section class="card" aria-labelledby="en-cours">
      <h2 id="en-cours">Logements en cours</h2>
      <p class="small quiet">
        Sans les préavis, sorties, travaux et retraits dont le délai n’est pas passé : ils sont comptés
        ci-dessus.
      </p>
      {rows.length === 0 ? (
        <p>Aucun logement n’attend de geste.</p>
      ) : (
        <ScrollBox label="Tableau des logements en cours">
          <table class="plain small">
            <thead>
              <tr>
                <th scope="col">Logement</th>
                <th scope="col">Étape</th>
                <th scope="col">Prochain geste</th>
                <th scope="col">Qui</th>
                <th scope="col">Échéance</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.freed.vacancy.id}>
                  <th scope="row">
                    <a href={homePath(row.freed.vacancy.id)}>{homeName(row.freed, row.commune)}</a>
                  </th>
                  <td>{stageNames[row.life.stage]}</td>
                  <td>{gestureInWords(row)}</td>
                  <td>{moverNames[row.life.next.by]}</td>
                  <td>{row.life.next.dueOn === null ? '—' : frenchShortDate(row.life.next.dueOn)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

function Calls({ calls, people }: HandoverPageProps): JSX.Element {
  const shown = calls.filter((home) => home.calls.length > 0);
  return (
    <section class="card" aria-labelledby="rappels">
      <h2 id="rappels">À appeler</h2>
      {shown.length === 0 ? (
        <p>Personne.</p>
      ) : (
        <ul class="checks">
          {shown.map(({ row, calls: toMake }) => (
            <li key={row.freed.vacancy.id}>
              {homeName(row.freed, row.commune)} :{' '}
              {people === null
                ? frenchCount(toMake.length, 'ménage')
                : toMake.map(({ number }) => people.get(number)?.name ?? 'sans nom connu').join(', ')}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Rest({ facts, dalo, date }: HandoverPageProps): JSX.Element {
  const late = facts.cases.filter(({ dueOn }) => dueOn < date).length;
  return (
    <section class="card" aria-labelledby="reste">
      <h2 id="reste">Et aussi</h2>
      <ul class="checks">
        <li>
          {frenchCount(facts.cases.length, 'demande')} de réexamen, recours ou corrections en cours
          {late === 0 ? '' : `, dont ${frenchNumber(late, 0)} en retard`}
        </li>
        <li>{frenchCount(facts.received.length, 'ménage')} dont des pièces sont à vérifier</li>
        <li>{frenchCount(dalo, 'ménage')} reconnus DALO sans proposition, délai passé ou proche</li>
        <li>
          Registre national (SNE) : {frenchCount(facts.registerTasks, 'saisie')} à faire,{' '}
          {frenchCount(facts.registerEvents, 'événement')} à transmettre
        </li>
        <li>
          {frenchCount(facts.dueProposals.length, 'ménage')} à qui le premier logement adapté doit être
          proposé
        </li>
      </ul>
    </section>
  );
}

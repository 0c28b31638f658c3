/** The freed homes at a glance: four figures, the stages with their counts, filters, and the list stage by stage. */
import type { JSX } from 'preact';
import type { BoardFilter, BoardRow, FilterChoices } from '../../../committee/board/board-list.ts';
import type { SavedView } from '../../../committee/board/desk-port.ts';
import { moverNames, type Stage, stageNames, stages } from '../../../committee/board/stage.ts';
import { figureDefinitions, type VacancyFigures } from '../../../committee/board/vacancy-figures.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchNumber } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { PageLinks } from '../page-links.tsx';
import { boardPath } from './board-query.ts';
import { HomeFilters } from './home-filters.tsx';
import { gestureInWords, homeName, whenInWords } from './home-words.ts';
import { SavedViews } from './saved-views.tsx';

export type HomesPageProps = {
  frame: PageFrame;
  date: CivilDate;
  filter: BoardFilter;
  choices: FilterChoices;
  /** Before the filter by stage. */
  counts: ReadonlyMap<Stage, number>;
  figures: VacancyFigures;
  rows: readonly BoardRow[];
  views: readonly SavedView[];
  found: number;
  page: number;
  pages: number;
};

export function HomesPage(props: HomesPageProps): JSX.Element {
  return (
    <Layout frame={props.frame} title="Logements libérés" crumbs={[{ href: '/agent', label: 'Ma journée' }]}>
      <h1>Logements libérés</h1>
      <Figures figures={props.figures} />
      <Stages counts={props.counts} filter={props.filter} />
      <HomeFilters filter={props.filter} choices={props.choices} />
      <SavedViews frame={props.frame} filter={props.filter} views={props.views} />
      <section class="card" aria-labelledby="liste">
        <h2 id="liste">
          {frenchCount(props.found, 'logement')}
          {props.filter.stage === null ? '' : ` : ${stageNames[props.filter.stage].toLowerCase()}`}
        </h2>
        <HomesTable {...props} />
        <PageLinks page={props.page} pages={props.pages} href={(page) => boardPath(props.filter, page)} />
      </section>
      <PageWords words={['holder', 'caleol', 'qpv', 'financing']} />
    </Layout>
  );
}

function Figures({ figures }: { figures: VacancyFigures }): JSX.Element {
  const shown = [
    ['Logements vides', figures.all, figureDefinitions.all],
    ['Vides depuis plus de trois mois', figures.overThreeMonths, figureDefinitions.overThreeMonths],
    [
      'Hors vente et démolition',
      figures.outsideSaleAndDemolition,
      figureDefinitions.outsideSaleAndDemolition,
    ],
    ['Vacance commerciale', figures.commercial, figureDefinitions.commercial],
  ] as const;
  return (
    <section class="card" aria-label="Vacance">
      <dl class="key-figures">
        {shown.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{frenchNumber(count, 0)}</dd>
          </div>
        ))}
      </dl>
      <p class="small quiet">
        {`Loyers et charges non perçus sur la vacance commerciale : ${frenchEuros(figures.rentLostCents)}. `}
        {`${frenchCount(figures.notYetEmpty, 'logement')} libéré${figures.notYetEmpty < 2 ? '' : 's'} bientôt, pas encore vide${figures.notYetEmpty < 2 ? '' : 's'}.`}
        {figures.sinceUnknown === 0
          ? ''
          : ` ${frenchCount(figures.sinceUnknown, 'logement')} vide${figures.sinceUnknown < 2 ? '' : 's'} depuis un jour inconnu : la visite de sortie n’est pas saisie.`}
      </p>
      <details>
        <summary>Ce que comptent ces quatre chiffres</summary>
        <dl>
          {shown.map(([label, , definition]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{definition}</dd>
            </div>
          ))}
          <div>
            <dt>Loyers et charges non perçus</dt>
            <dd>
              Loyer, loyers annexes et charges d’un mois × 12 ÷ 365, pour chaque jour depuis que le logement
              est disponible.
            </dd>
          </div>
        </dl>
      </details>
    </section>
  );
}

function Stages(props: { counts: ReadonlyMap<Stage, number>; filter: BoardFilter }): JSX.Element {
  return (
    <nav aria-label="Étapes" class="stages">
      <ol>
        {stages.map((stage) => {
          const count = props.counts.get(stage) ?? 0;
          const chosen = props.filter.stage === stage;
          return (
            <li key={stage}>
              <a
                href={boardPath({ ...props.filter, stage: chosen ? null : stage })}
                aria-current={chosen ? 'true' : undefined}
                class={count === 0 ? 'none' : undefined}
              >
                <strong>{frenchNumber(count, 0)}</strong> {stageNames[stage]}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function HomesTable({ rows, date }: HomesPageProps): JSX.Element {
  if (rows.length === 0) {
    return (
      <p>
        Aucun logement ne répond à ces critères. Les préavis reçus apparaissent ici dès leur saisie ou leur
        import ; <a href="/agent/logements">tout afficher</a>.
      </p>
    );
  }
  return (
    <ScrollBox label="Logements libérés, par étape">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Logement</th>
            <th scope="col">Réservataire</th>
            <th scope="col" class="number">
              Jours vide
            </th>
            <th scope="col">À faire, et par qui</th>
            <th scope="col">Échéance</th>
          </tr>
        </thead>
        {byStage(rows).map(([stage, group]) => (
          <tbody key={stage}>
            <tr class="stage">
              <th scope="rowgroup" colSpan={5}>
                {stageNames[stage]}
              </th>
            </tr>
            {group.map((row) => (
              <HomeLine key={row.freed.vacancy.id} row={row} date={date} />
            ))}
          </tbody>
        ))}
      </table>
    </ScrollBox>
  );
}

function HomeLine({ row, date }: { row: BoardRow; date: CivilDate }): JSX.Element {
  const { home, vacancy, holderName } = row.freed;
  const { next } = row.life;
  return (
    <tr>
      <th scope="row">
        <a href={`/agent/logements/${encodeURIComponent(vacancy.id)}`}>{homeName(row.freed, row.commune)}</a>
        <br />
        <span class="small quiet">
          {home.typology}, {frenchNumber(home.surfaceM2, 0)} m², {home.financing}
          {home.qpvCode === null ? '' : ', QPV'}
        </span>
      </th>
      <td>{holderName ?? (vacancy.holderId === null ? '—' : vacancy.holderId)}</td>
      <td class="number">{row.daysEmpty === null ? '—' : frenchNumber(row.daysEmpty, 0)}</td>
      <td>
        {gestureInWords(row)}
        <br />
        <span class="small quiet">{next.by === 'nobody' ? '' : `attend : ${moverNames[next.by]}`}</span>
      </td>
      <td>{next.dueOn === null ? '—' : whenInWords(next.dueOn, date)}</td>
    </tr>
  );
}

function byStage(rows: readonly BoardRow[]): [Stage, BoardRow[]][] {
  const groups = new Map<Stage, BoardRow[]>();
  for (const row of rows) {
    const group = groups.get(row.life.stage);
    if (group) group.push(row);
    else groups.set(row.life.stage, [row]);
  }
  return [...groups];
}

/** One indicator: its figures, its definition, what it leaves out, and its copies. */
import type { JSX } from 'preact';
import type { IndicatorReader } from '../../../access/indicator-reader.ts';
import { BulletGraph } from '../../../documents/charts/bullet-graph.tsx';
import { frenchPercent, frenchShortDate } from '../../../kernel/french.ts';
import { notCountedInWords } from '../../../reporting/screen/cell-words.ts';
import { filterQuery, type IndicatorFilter } from '../../../reporting/screen/filter.ts';
import type { Screen, ScreenTable } from '../../../reporting/screen/screen.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { CopyLater } from '../exports/copy-later.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { FilterForm } from './filter-form.tsx';
import { ScreenTableView } from './screen-table.tsx';

export function IndicatorPage(props: {
  frame: PageFrame;
  reader: IndicatorReader;
  screen: Screen;
  filter: IndicatorFilter;
  territories: readonly { code: string; name: string }[];
  defects: number;
}): JSX.Element {
  const { reader, screen, filter } = props;
  const { definition } = screen;
  const own = `${reader.base}/${definition.name}`;
  const query = filterQuery(filter);
  return (
    <Layout
      frame={props.frame}
      title={definition.title}
      crumbs={[
        { href: reader.base, label: 'Indicateurs' },
        { href: own, label: definition.title },
      ]}
    >
      <h1>{definition.title}</h1>
      <p class="prose">{`${screen.filter}. Arrêté au ${frenchShortDate(screen.asOf)}.`}</p>
      {reader.secret ? (
        <p class="prose">
          Ces chiffres sont arrêtés à la fin de chaque trimestre, les tableaux à la fin de chaque semestre. Un
          territoire où trop peu de ménages ont été logés depuis garde son dernier chiffre publié, avec sa
          période.
        </p>
      ) : null}
      <FilterForm action={own} filter={filter} byYear={reader.secret} territories={props.territories} />
      <p class="no-print">
        {'Copies de cette page : '}
        <a href={`${own}.csv${query}`}>CSV</a>, <a href={`${own}.ods${query}`}>ODS</a>,{' '}
        <a href={`${own}.pdf${query}`}>PDF</a>.
      </p>
      <CopyLater
        frame={props.frame}
        lead="Longues à préparer ? En arrière-plan :"
        copies={(['csv', 'ods', 'pdf'] as const).map((format) => ({
          label: format.toUpperCase(),
          subject: {
            what: 'indicator',
            name: definition.name,
            ...filter.period,
            territory: filter.territory,
            format,
          },
        }))}
      />
      <PageWords words={['qpv', 'firstQuartile', 'dalo', 'priority', 'transfer', 'holder']} />
      {screen.secrecy === null ? null : <p class="alert">{screen.secrecy}</p>}
      {screen.tables.length === 0 ? <p>Rien à compter sur cette période et ce territoire.</p> : null}
      {screen.tables.map((table, index) => (
        <section class="card" key={table.key}>
          <h2>{table.title}</h2>
          {table.measure === null ? null : (
            <p class="prose">{`Compte : ${table.measure.numerator}, sur ${table.measure.denominator}.`}</p>
          )}
          <ScreenTableView
            table={table}
            leasesOf={
              reader.mayOpenLeases && table.measure !== null
                ? (key) => `${own}/baux${query}&chiffre=${encodeURIComponent(key)}`
                : null
            }
          />
          <Gauges table={table} isFirst={index === 0} />
        </section>
      ))}
      <section class="card" id="definition">
        <h2>Définition</h2>
        <p>{`Textes : ${definition.articles.join(' ; ')}.`}</p>
        {definition.reading === null ? null : <p class="prose">{`Notre lecture : ${definition.reading}`}</p>}
        <h3>Ce qui n’est pas compté, et pourquoi</h3>
        <ul>
          {definition.leftOut.map((words) => (
            <li key={words}>{words}</li>
          ))}
          {screen.notCounted.map((line) => (
            <li key={line.because}>{notCountedInWords(line)}</li>
          ))}
        </ul>
      </section>
      <Defects count={props.defects} reader={reader} />
    </Layout>
  );
}

/** Beyond so many, pictures are looked for and no longer looked at: they wait folded. */
const gaugesOpen = 12;

function Gauges({ table, isFirst }: { table: ScreenTable; isFirst: boolean }): JSX.Element | null {
  const gauges = table.rows.flatMap(({ key, gauge }) =>
    gauge === null || key === null ? [] : [{ key, ...gauge }],
  );
  if (gauges.length === 0) return null;
  return (
    <details open={isFirst && gauges.length <= gaugesOpen}>
      <summary>{`En images : ${table.title}`}</summary>
      {gauges.map(({ key, name, share, goal, sense }) => (
        <div key={key}>
          <p>{`${name} : ${frenchPercent(share)}, ${sense === 'atLeast' ? 'au moins' : 'au plus'} ${frenchPercent(goal)}`}</p>
          <BulletGraph
            id={`jauge-${key.replaceAll('.', '-')}`}
            title={`${table.title}, ${name}`}
            reached={share}
            expected={share}
            target={goal}
            maximum={1}
            format={(value) => frenchPercent(value)}
            labels={{
              reached: 'Part',
              expected: 'Part',
              target: sense === 'atLeast' ? 'Au moins' : 'Au plus',
            }}
          />
        </div>
      ))}
    </details>
  );
}

function Defects({ count, reader }: { count: number; reader: IndicatorReader }): JSX.Element | null {
  if (count === 0) return null;
  const words = `${count} ${count === 1 ? 'donnée manque' : 'données manquent'} pour que ces chiffres soient entiers.`;
  return (
    <section class="card">
      <h2>Données à compléter</h2>
      <p>
        {reader.secret && count < 11
          ? 'Quelques données manquent pour que ces chiffres soient entiers.'
          : words}{' '}
        {reader.mayOpenLeases ? <a href={`${reader.base}/donnees`}>Les voir et les confier</a> : null}
      </p>
    </section>
  );
}

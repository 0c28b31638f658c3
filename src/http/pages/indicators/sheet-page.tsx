/** One EPCI or département on one printed sheet: four figures with their pace, then the same in a table (look, scene 5). */
import type { JSX } from 'preact';
import { PaceCurve } from '../../../documents/charts/pace-curve.tsx';
import { type CivilDate, civilDateOf, yearOf } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchNumber, frenchPercent, frenchShortDate } from '../../../kernel/french.ts';
import type { SheetFigure } from '../../../reporting/screen/territory-sheet.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

/** What a figure should be on 31 December, where something is forecast; shares from 0 to 1, or leases. */
export type SheetForecast = { low: number; expected: number; high: number };

export type ShownFigure = SheetFigure & {
  forecast: SheetForecast | null;
  /** Too few households: neither the figure nor its curve is shown. */
  hidden: boolean;
};

// The rate of the year's first leases jumps from nought to all: it would flatten the rest of the curve.
const fewLeases = 12;

export function SheetPage(props: {
  frame: PageFrame;
  base: string;
  name: string;
  asOf: CivilDate;
  figures: readonly ShownFigure[];
  notCounted: readonly string[];
  secrecy: string | null;
}): JSX.Element {
  const { name, asOf, figures, base } = props;
  return (
    <Layout
      frame={props.frame}
      title={`Indicateurs, ${name}`}
      crumbs={[
        { href: base, label: 'Indicateurs' },
        { href: props.frame.path, label: name },
      ]}
    >
      <h1>{`${name} : l’année ${yearOf(asOf)}`}</h1>
      <p class="prose">{`Baux signés du 1er janvier au ${frenchShortDate(asOf)}.`}</p>
      <PageWords words={['qpv', 'firstQuartile', 'dalo', 'priority', 'transfer']} />
      {props.secrecy === null ? null : <p class="alert">{props.secrecy}</p>}
      <div class="figure-sheet">
        {figures.map((figure) => (
          <Figure key={figure.key} figure={figure} asOf={asOf} />
        ))}
      </div>
      <section class="card">
        <h2>Les mêmes en un tableau</h2>
        <FigureTable figures={figures} name={name} />
      </section>
      <section class="card">
        <h2>Ce qui n’est pas compté, et pourquoi</h2>
        {props.notCounted.length === 0 ? <p>Tous les baux de la période sont comptés.</p> : null}
        <ul>
          {props.notCounted.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </section>
    </Layout>
  );
}

function Figure({ figure, asOf }: { figure: ShownFigure; asOf: CivilDate }): JSX.Element {
  const { title, counted, article, hidden, total } = figure;
  return (
    <section class="card">
      <h2>{title}</h2>
      {hidden || total === 0 ? (
        <p>{hidden ? 'Trop peu de ménages pour publier ce chiffre.' : 'Aucun bail à compter cette année.'}</p>
      ) : (
        <>
          <p class="lead">{`${shareOf(figure)} : ${inWords(figure)}.`}</p>
          <p>{standing(figure)}</p>
          <Curve figure={figure} asOf={asOf} />
        </>
      )}
      <p class="quiet">{`Compte : ${counted} (${article}).`}</p>
    </section>
  );
}

function Curve({ figure, asOf }: { figure: ShownFigure; asOf: CivilDate }): JSX.Element {
  const year = yearOf(asOf);
  const { points, target, forecast, key, title } = figure;
  const isNumber = target?.goal.kind === 'number';
  const last = civilDateOf(year, 12, 31);
  const value = isNumber ? figure.inGroup : figure.inGroup / figure.total;
  return (
    <PaceCurve
      id={`rythme-${key}`}
      title={`${title} : le rythme de ${year}`}
      period={{ from: civilDateOf(year, 1, 1), until: last }}
      points={points
        .filter(({ total }) => total >= Math.min(fewLeases, figure.total))
        .map(({ on, total, inGroup }) => ({ on, value: isNumber ? inGroup : inGroup / total }))}
      goal={goalLine(figure)}
      forecast={
        forecast === null
          ? []
          : [
              { on: asOf, low: value, expected: value, high: value },
              { on: last, ...forecast },
            ]
      }
      format={isNumber ? (count) => frenchNumber(count) : (share) => frenchPercent(share)}
      labels={{ reached: 'depuis le 1er janvier', goal: 'objectif', forecast: 'prévision' }}
    />
  );
}

function goalLine({ target }: ShownFigure): { value: number; shape: 'level' | 'line' } | null {
  if (target === null || target.goal.kind === 'none') return null;
  return target.goal.kind === 'share'
    ? { value: target.goal.share, shape: 'level' }
    : { value: target.goal.number, shape: 'line' };
}

function standing({ target, inGroup, total, forecast }: ShownFigure): string {
  if (target === null || target.goal.kind === 'none') return 'Sans objectif chiffré sur ce territoire.';
  const { goal } = target;
  const end =
    forecast === null ? '' : ` Au 31 décembre, prévision : ${rangeWords(forecast, goal.kind === 'share')}.`;
  if (goal.kind === 'number') {
    const left = Math.max(0, goal.number - inGroup);
    return `Objectif : ${goal.number} ; ${left === 0 ? 'atteint' : `il en manque ${left}`}.${end}`;
  }
  const isReached = inGroup >= goal.share * total;
  return `Objectif : ${frenchPercent(goal.share)} ; ${isReached ? 'atteint à ce jour' : 'en retard à ce jour'}.${end}`;
}

function rangeWords({ low, high }: SheetForecast, isShare: boolean): string {
  const say = (value: number) => (isShare ? frenchPercent(value) : frenchNumber(value, 0));
  return `entre ${say(low)} et ${say(high)}`;
}

function shareOf({ inGroup, total }: ShownFigure): string {
  return frenchPercent(inGroup / total, 2);
}

function inWords({ inGroup, total }: ShownFigure): string {
  return `${frenchCount(inGroup, 'bail', 'baux')} sur ${frenchNumber(total)}`;
}

function FigureTable({ figures, name }: { figures: readonly ShownFigure[]; name: string }): JSX.Element {
  return (
    <ScrollBox label={`Les quatre chiffres, ${name}`}>
      <table class="plain small">
        <caption>{`Les quatre chiffres, ${name}`}</caption>
        <thead>
          <tr>
            <th scope="col">Indicateur</th>
            <th scope="col" class="number">
              Comptés
            </th>
            <th scope="col" class="number">
              Total
            </th>
            <th scope="col" class="number">
              Part
            </th>
            <th scope="col">Objectif</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.key}>
              <th scope="row">{figure.title}</th>
              <td class="number">{figure.hidden ? 'secret' : frenchNumber(figure.inGroup)}</td>
              <td class="number">{figure.hidden ? 'secret' : frenchNumber(figure.total)}</td>
              <td class="number">{figure.hidden ? 'secret' : figure.total === 0 ? '—' : shareOf(figure)}</td>
              <td>{goalWords(figure)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function goalWords({ target }: ShownFigure): string {
  if (target === null || target.goal.kind === 'none') return '—';
  return target.goal.kind === 'share' ? frenchPercent(target.goal.share) : frenchNumber(target.goal.number);
}

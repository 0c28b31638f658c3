/** One EPCI or département on one printed sheet: four figures with their pace, then the same in a table (look, scene 5). */
import type { JSX } from 'preact';
import { PaceCurve } from '../../../documents/charts/pace-curve.tsx';
import { type CivilDate, civilDateOf, yearOf } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchNumber, frenchPercent, frenchShortDate } from '../../../kernel/french.ts';
import { rateOf } from '../../../reporting/indicator.ts';
import type { SheetFigure } from '../../../reporting/screen/territory-sheet.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

/** What a figure should be on 31 December, where something is forecast; shares from 0 to 1, or leases. */
export type SheetForecast = { low: number; expected: number; high: number };

export type ShownFigure = SheetFigure & { forecast: SheetForecast | null };
type Known = ShownFigure & { figure: NonNullable<SheetFigure['figure']> };

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

function Figure({ figure: shown, asOf }: { figure: ShownFigure; asOf: CivilDate }): JSX.Element {
  const { title, counted, article } = shown;
  return (
    <section class="card">
      <h2>{title}</h2>
      {isKnown(shown) && !shown.hidden && shown.figure.total > 0 ? (
        <>
          <p class="lead">{`${shareOf(shown)} : ${inWords(shown)}.`}</p>
          <p>{standing(shown)}</p>
          <Curve shown={shown} asOf={asOf} />
        </>
      ) : (
        <p>{whyNothing(shown)}</p>
      )}
      <p class="quiet">{`Compte : ${counted} (${article}).`}</p>
    </section>
  );
}

function isKnown(shown: ShownFigure): shown is Known {
  return shown.figure !== null;
}

function whyNothing({ hidden, figure }: ShownFigure): string {
  if (hidden) return 'Trop peu de ménages pour publier ce chiffre.';
  return figure === null
    ? 'Cet indicateur n’a pas de chiffre sur ce territoire.'
    : 'Aucun bail à compter cette année.';
}

function Curve({ shown, asOf }: { shown: Known; asOf: CivilDate }): JSX.Element {
  const { points, figure, forecast, key, title } = shown;
  const year = yearOf(asOf);
  const isNumber = figure.goal?.kind === 'number';
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
              { on: figure.period.until, low: value, expected: value, high: value },
              { on: last, ...forecast },
            ]
      }
      format={isNumber ? (count) => frenchNumber(count) : (share) => frenchPercent(share)}
      labels={{ reached: 'depuis le 1er janvier', goal: 'seuil à atteindre', forecast: 'prévision' }}
    />
  );
}

function goalLine({ goal }: Known['figure']): { value: number; shape: 'level' | 'line' } | null {
  if (goal === null || goal.kind === 'none') return null;
  return goal.kind === 'share'
    ? { value: goal.share, shape: 'level' }
    : { value: goal.number, shape: 'line' };
}

function standing({ figure, forecast }: Known): string {
  const { goal, missing } = figure;
  if (goal === null) return 'Sans objectif chiffré sur ce territoire.';
  if (goal.kind === 'none') return `${goal.because} : aucun taux n’est attendu.`;
  const end =
    forecast === null ? '' : ` Au 31 décembre, prévision : ${rangeWords(forecast, goal.kind === 'share')}.`;
  const asked = goal.kind === 'share' ? frenchPercent(goal.share) : frenchNumber(goal.number);
  const lacking = frenchCount(missing ?? 0, 'bail', 'baux');
  return `À atteindre : ${asked} ; ${missing === 0 ? 'atteint à ce jour' : `il manque ${lacking} à ce jour`}.${end}`;
}

function rangeWords({ low, high }: SheetForecast, isShare: boolean): string {
  const say = (value: number) => (isShare ? frenchPercent(value) : frenchNumber(value, 0));
  return `entre ${say(low)} et ${say(high)}`;
}

function shareOf({ figure }: Known): string {
  const rate = rateOf(figure);
  return rate === null ? '—' : frenchPercent(rate.valueOf(), 2);
}

function inWords({ figure: { inGroup, total, period } }: Known): string {
  return `${frenchCount(inGroup, 'bail', 'baux')} sur ${frenchNumber(total)} au ${frenchShortDate(period.until)}`;
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
            <th scope="col">À atteindre</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((shown) => (
            <tr key={shown.key}>
              <th scope="row">{shown.title}</th>
              <td class="number">{cell(shown, ({ figure }) => frenchNumber(figure.inGroup))}</td>
              <td class="number">{cell(shown, ({ figure }) => frenchNumber(figure.total))}</td>
              <td class="number">{cell(shown, shareOf)}</td>
              <td>{goalWords(shown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function cell(shown: ShownFigure, of: (known: Known) => string): string {
  if (shown.hidden) return 'secret';
  return isKnown(shown) ? of(shown) : '—';
}

function goalWords({ figure }: ShownFigure): string {
  const goal = figure?.goal ?? null;
  if (goal === null) return '—';
  if (goal.kind === 'none') return goal.because;
  return goal.kind === 'share' ? frenchPercent(goal.share) : frenchNumber(goal.number);
}

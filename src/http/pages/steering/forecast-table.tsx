/** Targets with their forecast, as lines of a table. */
import type { JSX } from 'preact';
import { frenchNumber, frenchPercent } from '../../../kernel/french.ts';
import type { TargetForecast } from '../../../reporting/forecast/forecast.ts';
import {
  goalFormat,
  outlookFigure,
  weeklyFigures,
  yearEndWords,
} from '../../../reporting/forecast/forecast-words.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';

export function targetHref(targetId: string): string {
  return `/agent/pilotage/${encodeURIComponent(targetId)}`;
}

export function ForecastTable(props: { label: string; forecasts: readonly TargetForecast[] }): JSX.Element {
  return (
    <ScrollBox label={props.label}>
      <table class="plain small">
        <thead>
          <tr>
            <th scope="col">Objectif</th>
            <th scope="col" class="number">
              But
            </th>
            <th scope="col" class="number">
              À ce jour
            </th>
            <th scope="col" class="number">
              Baux à venir
            </th>
            <th scope="col" class="number">
              Prévision au 31 décembre
            </th>
            <th scope="col" class="number">
              Nécessaires par semaine
            </th>
            <th scope="col" class="number">
              Hors d’atteinte dès le
            </th>
          </tr>
        </thead>
        <tbody>
          {props.forecasts.map((forecast) => (
            <ForecastRow key={forecast.target.id} forecast={forecast} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function ForecastRow({ forecast }: { forecast: TargetForecast }): JSX.Element {
  const { target, leases } = forecast;
  return (
    <tr>
      <th scope="row">
        <a href={targetHref(target.id)}>{target.name}</a>
      </th>
      <td class="number">{goalWords(forecast)}</td>
      <td class="number">{todayWords(forecast)}</td>
      <td class="number">{frenchNumber(leases.expected, leases.expected < 10 ? 1 : 0)}</td>
      <td class="number">{yearEndWords(forecast) ?? 'pas de taux'}</td>
      <td class="number">{weeklyFigures(forecast)}</td>
      <td class="number">{outlookFigure(forecast)}</td>
    </tr>
  );
}

export function goalWords(forecast: Pick<TargetForecast, 'target'>): string {
  const { goal } = forecast.target;
  return goal.kind === 'share' ? `au moins ${frenchPercent(goal.share)}` : frenchNumber(goal.number, 0);
}

export function todayWords(forecast: TargetForecast): string {
  const { signedInGroup, signedTotal, target } = forecast;
  if (target.goal.kind === 'number') return frenchNumber(signedInGroup, 0);
  if (signedTotal === 0) return 'aucun bail';
  const write = goalFormat(forecast);
  return `${write(signedInGroup / signedTotal)} (${signedInGroup} sur ${signedTotal})`;
}

/** What can still be made, most leases first within its class; what is lost with the leases expected; what is won. */
export function inUrgency(forecasts: readonly TargetForecast[]): {
  open: TargetForecast[];
  lost: TargetForecast[];
  settled: TargetForecast[];
} {
  const classOrder = { statutory: 0, convention: 1, own: 2 } as const;
  const sorted = forecasts.toSorted(
    (a, b) =>
      classOrder[a.target.class] - classOrder[b.target.class] || b.leases.expected - a.leases.expected,
  );
  const isOf = (kind: TargetForecast['outlook']['kind']) => (one: TargetForecast) =>
    one.outlook.kind === kind;
  return {
    open: sorted.filter(isOf('open')),
    lost: sorted.filter(isOf('outOfReach')),
    settled: sorted.filter(({ outlook: { kind } }) => kind !== 'open' && kind !== 'outOfReach'),
  };
}

/** The first targets of different kinds: what a reader sees as a picture. */
export function pictured(forecasts: readonly TargetForecast[], count: number): TargetForecast[] {
  const firsts = forecasts.filter(
    ({ target }, index) => forecasts.findIndex((one) => one.target.kind === target.kind) === index,
  );
  return firsts.slice(0, count);
}

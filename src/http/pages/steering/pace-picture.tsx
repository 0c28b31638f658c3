/** The year of one target as a curve: what was signed, the goal, the forecast to 31 December. */
import type { JSX } from 'preact';
import { PaceCurve } from '../../../documents/charts/pace-curve.tsx';
import { civilDateOf, yearOf } from '../../../kernel/civil-date.ts';
import type { TargetForecast, YearForecast } from '../../../reporting/forecast/forecast.ts';
import { goalFormat } from '../../../reporting/forecast/forecast-words.ts';

export function PacePicture(props: {
  year: YearForecast;
  forecast: TargetForecast;
  /** Points of the past that are drawn: each week, or one in several where pictures stand side by side. */
  everyWeeks?: number;
}): JSX.Element {
  const { year, forecast } = props;
  const { target } = forecast;
  const { past, coming } = year.path(target.id);
  const today = past.at(-1);
  const start =
    today === undefined ? [] : [{ on: today.on, low: today.value, expected: today.value, high: today.value }];
  return (
    <PaceCurve
      id={`rythme-${target.id}`}
      title={target.name}
      period={{ from: civilDateOf(yearOf(year.asOf), 1, 1), until: year.until }}
      points={past.filter((_, index) => (past.length - 1 - index) % (props.everyWeeks ?? 1) === 0)}
      goal={
        target.goal.kind === 'share'
          ? { value: target.goal.share, shape: 'level' }
          : { value: target.goal.number, shape: 'line' }
      }
      forecast={coming.length === 0 ? [] : [...start, ...coming]}
      format={goalFormat(forecast)}
      labels={{ reached: 'signé', goal: 'but', forecast: 'prévision (8 chances sur 10)' }}
    />
  );
}

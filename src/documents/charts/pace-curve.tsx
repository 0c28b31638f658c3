/** A pace curve: where a year's figure stood day after day, its target as a line, and the likely range to the year's end. */
import type { JSX } from 'preact';
import { addMonths, type CivilDate, daysBetween, monthOf } from '../../kernel/civil-date.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import { ChartTable } from './chart-table.tsx';

export type PaceCurveProps = {
  /** Unique in the page. */
  id: string;
  title: string;
  period: { from: CivilDate; until: CivilDate };
  /** What was reached by each day, in the order of days. */
  points: readonly { on: CivilDate; value: number }[];
  /** The target: a level for a share, the end of a straight line for a number; null where there is none. */
  goal: { value: number; shape: 'level' | 'line' } | null;
  /** The likely range from today on, in the order of days; empty where nothing is forecast. */
  forecast: readonly { on: CivilDate; low: number; expected: number; high: number }[];
  /** How a figure is written: "31,2 %" or "12". */
  format: (value: number) => string;
  labels: { reached: string; goal: string; forecast: string };
};

const width = 380;
const height = 190;
const left = 56;
const bottom = 26;
const top = 12;
const right = 12;
const months = [
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
  'déc.',
];

/** The curve as SVG with title and description, and its table folded below. */
export function PaceCurve(props: PaceCurveProps): JSX.Element {
  const { id, title, points, forecast, goal } = props;
  const scale = scaleOf(props);
  return (
    <div class="chart pace-curve">
      <svg
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        viewBox={`0 0 ${width} ${height}`}
        class="chart-picture chart-square"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{describe(props)}</desc>
        <rect
          class="chart-track"
          x={left}
          y={top}
          width={width - left - right}
          height={height - top - bottom}
        />
        <Axes {...props} scale={scale} />
        {forecast.length < 2 ? null : <path class="chart-band" d={bandOf(forecast, scale)} />}
        {forecast.length < 2 ? null : (
          <path
            class="chart-likely"
            d={lineOf(
              forecast.map(({ on, expected }) => [on, expected]),
              scale,
            )}
          />
        )}
        {points.length === 0 ? null : (
          <path
            class="chart-pace"
            d={lineOf(
              points.map(({ on, value }) => [on, value]),
              scale,
            )}
          />
        )}
        {goal === null ? null : <GoalLine goal={goal} scale={scale} period={props.period} />}
      </svg>
      <p class="chart-legend">{legendOf(props)}</p>
      <ChartTable
        content={{
          caption: title,
          columns: ['Jour', props.labels.reached, props.labels.forecast],
          rows: rowsOf(props).map((cells) => ({ cells })),
        }}
      />
    </div>
  );
}

type Scale = { x: (on: CivilDate) => number; y: (value: number) => number; most: number };

function scaleOf({ period, points, forecast, goal }: PaceCurveProps): Scale {
  const days = Math.max(1, daysBetween(period.from, period.until));
  const values = [...points.map(({ value }) => value), ...forecast.map(({ high }) => high), goal?.value ?? 0];
  // A little air above the highest value, so that a line is never lost in the frame.
  const most = Math.max(...values, 0) * 1.1 || 1;
  return {
    x: (on) => round(left + (daysBetween(period.from, on) / days) * (width - left - right)),
    y: (value) => round(height - bottom - (value / most) * (height - top - bottom)),
    most,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function Axes(props: PaceCurveProps & { scale: Scale }): JSX.Element {
  const { scale, period, format } = props;
  return (
    <g>
      {[0, 0.5, 1].map((share) => (
        <text
          key={share}
          class="chart-label"
          x={left - 6}
          y={scale.y((share * scale.most) / 1.1) + 4}
          text-anchor="end"
        >
          {format((share * scale.most) / 1.1)}
        </text>
      ))}
      {quartersOf(period).map((on) => (
        <text key={on} class="chart-label" x={scale.x(on)} y={height - 8}>
          {months[monthOf(on) - 1]}
        </text>
      ))}
    </g>
  );
}

/** The first day of each third month of the period. */
function quartersOf({ from, until }: PaceCurveProps['period']): CivilDate[] {
  const days: CivilDate[] = [];
  for (let index = 0; ; index += 3) {
    const on = addMonths(from, index);
    if (on >= until) return days;
    days.push(on);
  }
}

function GoalLine(props: {
  goal: NonNullable<PaceCurveProps['goal']>;
  scale: Scale;
  period: PaceCurveProps['period'];
}): JSX.Element {
  const { goal, scale, period } = props;
  const end = scale.y(goal.value);
  return (
    <line
      class="chart-goal"
      x1={scale.x(period.from)}
      y1={goal.shape === 'level' ? end : scale.y(0)}
      x2={scale.x(period.until)}
      y2={end}
    />
  );
}

function lineOf(points: readonly (readonly [CivilDate, number])[], scale: Scale): string {
  return points
    .map(([on, value], index) => `${index === 0 ? 'M' : 'L'}${scale.x(on)} ${scale.y(value)}`)
    .join('');
}

function bandOf(forecast: PaceCurveProps['forecast'], scale: Scale): string {
  const back = forecast.toReversed();
  const high = lineOf(
    forecast.map(({ on, high }) => [on, high]),
    scale,
  );
  return `${high}${back.map(({ on, low }) => `L${scale.x(on)} ${scale.y(low)}`).join('')}Z`;
}

function legendOf({ labels, goal, forecast, format }: PaceCurveProps): string {
  return [
    `Trait plein : ${labels.reached}`,
    ...(goal === null ? [] : [`trait fin : ${labels.goal}, ${format(goal.value)}`]),
    ...(forecast.length < 2 ? [] : [`bande : ${labels.forecast}`]),
  ]
    .join(' ; ')
    .concat('.');
}

function describe(props: PaceCurveProps): string {
  const { labels, points, goal, forecast, format } = props;
  const last = points.at(-1);
  const end = forecast.at(-1);
  return [
    ...(last ? [`${labels.reached} au ${frenchShortDate(last.on)} : ${format(last.value)}`] : []),
    ...(goal ? [`${labels.goal} : ${format(goal.value)}`] : []),
    ...(end
      ? [
          `${labels.forecast} au ${frenchShortDate(end.on)} : ${format(end.expected)}, entre ${format(end.low)} et ${format(end.high)}`,
        ]
      : []),
  ]
    .join(' ; ')
    .concat('.');
}

/** The last day known of each month, then the forecast's days. */
function rowsOf({ points, forecast, format }: PaceCurveProps): string[][] {
  const monthly = points.filter(
    ({ on }, index) => index === points.length - 1 || on.slice(0, 7) !== points[index + 1]?.on.slice(0, 7),
  );
  return [
    ...monthly.map(({ on, value }) => [frenchShortDate(on), format(value), '—']),
    ...forecast
      .slice(1)
      .map(({ on, low, expected, high }) => [
        frenchShortDate(on),
        '—',
        `${format(expected)} (${format(low)} à ${format(high)})`,
      ]),
  ];
}

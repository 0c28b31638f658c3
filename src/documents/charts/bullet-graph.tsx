/** A bullet graph: where a target stands, what is expected on top, and the target as a tick. */
import type { JSX } from 'preact';
import { ChartTable } from './chart-table.tsx';

export type BulletGraphProps = {
  /** Unique in the page. */
  id: string;
  title: string;
  /** What is reached so far, in the unit of the target. */
  reached: number;
  /** What is expected once this session has signed; may be lower than `reached` for a share. */
  expected: number;
  /** Null where the commitment has no figure: no tick is drawn. */
  target: number | null;
  /** Likely range on 31 December, where there is a forecast: drawn as a whisker. */
  forecast?: { low: number; high: number };
  /** End of the scale, in the unit of the target. */
  maximum: number;
  /** How a figure is written: "31,2 %" or "12". */
  format: (value: number) => string;
  labels: { reached: string; expected: string; target: string; forecast?: string };
};

const heightPx = 34;
const barTopPx = 9;
const barHeightPx = 16;

/** The graph as SVG with title and description, and its table folded below. */
export function BulletGraph(props: BulletGraphProps): JSX.Element {
  const at = scaleOf(props);
  const [low, high] = [Math.min(props.reached, props.expected), Math.max(props.reached, props.expected)];
  return (
    <div class="chart bullet-graph">
      <svg
        role="img"
        aria-labelledby={`${props.id}-title ${props.id}-desc`}
        width="100%"
        height={heightPx}
        class="chart-picture"
      >
        <title id={`${props.id}-title`}>{props.title}</title>
        <desc id={`${props.id}-desc`}>{describe(props)}</desc>
        <defs>
          <pattern
            id={`${props.id}-expected`}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line class="chart-hatch" x1="0" y1="0" x2="0" y2="6" />
          </pattern>
        </defs>
        <rect class="chart-track" x="0" y={barTopPx} width="100%" height={barHeightPx} />
        <rect class="chart-reached" x="0" y={barTopPx} width={at(low)} height={barHeightPx} />
        <rect
          class={props.expected >= props.reached ? 'chart-expected' : 'chart-loss'}
          x={at(low)}
          y={barTopPx}
          width={at(high - low)}
          height={barHeightPx}
        />
        <rect
          fill={`url(#${props.id}-expected)`}
          x={at(low)}
          y={barTopPx}
          width={at(high - low)}
          height={barHeightPx}
        />
        {props.forecast ? <Whisker low={at(props.forecast.low)} high={at(props.forecast.high)} /> : null}
        {props.target === null ? null : (
          <line class="chart-target" x1={at(props.target)} x2={at(props.target)} y1="1" y2={heightPx - 1} />
        )}
      </svg>
      <ChartTable
        content={{
          caption: props.title,
          columns: ['Mesure', 'Valeur'],
          rows: rowsOf(props).map((cells) => ({ cells })),
        }}
      />
    </div>
  );
}

function Whisker(props: { low: string; high: string }): JSX.Element {
  const middle = barTopPx + barHeightPx / 2;
  return (
    <g class="chart-whisker">
      <line x1={props.low} x2={props.high} y1={middle} y2={middle} />
      <line x1={props.low} x2={props.low} y1={middle - 4} y2={middle + 4} />
      <line x1={props.high} x2={props.high} y1={middle - 4} y2={middle + 4} />
    </g>
  );
}

function rowsOf(props: BulletGraphProps): string[][] {
  const { labels, format, forecast } = props;
  return [
    [labels.reached, format(props.reached)],
    [labels.expected, format(props.expected)],
    [labels.target, props.target === null ? 'sans objectif chiffré' : format(props.target)],
    ...(forecast
      ? [[labels.forecast ?? 'Prévision', `${format(forecast.low)} à ${format(forecast.high)}`]]
      : []),
  ];
}

function describe(props: BulletGraphProps): string {
  return `${rowsOf(props)
    .map((cells) => cells.join(' : '))
    .join(' ; ')}.`;
}

function scaleOf(props: BulletGraphProps): (value: number) => string {
  const end = Math.max(
    props.maximum,
    props.target ?? 0,
    props.expected,
    props.reached,
    props.forecast?.high ?? 0,
  );
  return (value) => `${end === 0 ? 0 : Math.round((Math.max(0, value) / end) * 10_000) / 100}%`;
}

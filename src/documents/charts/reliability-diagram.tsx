/** A reliability diagram: what was announced along the bottom, what happened upwards; on the line, both are the same. */
import type { JSX } from 'preact';
import { ChartTable } from './chart-table.tsx';

export type ReliabilityPoint = {
  /** Shares from 0 to 1: announced on average, happened, and the range that so few observations allow. */
  announced: number;
  happened: number;
  low: number;
  high: number;
  count: number;
};

export type ReliabilityDiagramProps = {
  /** Unique in the page. */
  id: string;
  title: string;
  points: readonly ReliabilityPoint[];
  /** How a share is written: "31,2 %". */
  format: (share: number) => string;
  labels: { announced: string; happened: string; range: string; count: string };
};

const side = 300;
const margin = 44;

/** The diagram as SVG with title and description, and its table folded below. */
export function ReliabilityDiagram(props: ReliabilityDiagramProps): JSX.Element {
  const { id, title, points, format, labels } = props;
  const end = endOf(points);
  const x = (share: number) => margin + (share / end) * side;
  const y = (share: number) => side - (share / end) * side + 10;
  return (
    <div class="chart reliability-diagram">
      <svg
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        viewBox={`0 0 ${side + margin + 16} ${side + 60}`}
        class="chart-picture chart-square"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{describe(props)}</desc>
        <rect class="chart-track" x={margin} y={10} width={side} height={side} />
        <line class="chart-diagonal" x1={x(0)} y1={y(0)} x2={x(end)} y2={y(end)} />
        {[0, end / 2, end].map((share) => (
          <g key={share}>
            <text class="chart-label" x={x(share)} y={side + 30} text-anchor="middle">
              {format(share)}
            </text>
            <text class="chart-label" x={margin - 6} y={y(share) + 4} text-anchor="end">
              {format(share)}
            </text>
          </g>
        ))}
        <text class="chart-label" x={margin + side / 2} y={side + 52} text-anchor="middle">
          {labels.announced}
        </text>
        {points.map((point) => (
          <g key={point.announced} class="chart-whisker">
            <line x1={x(point.announced)} x2={x(point.announced)} y1={y(point.low)} y2={y(point.high)} />
            <circle class="chart-dot" cx={x(point.announced)} cy={y(point.happened)} r="5" />
          </g>
        ))}
      </svg>
      <ChartTable
        content={{
          caption: title,
          columns: [labels.announced, labels.happened, labels.range, labels.count],
          rows: points.map(({ announced, happened, low, high, count }) => ({
            cells: [format(announced), format(happened), `${format(low)} à ${format(high)}`, String(count)],
          })),
        }}
      />
    </div>
  );
}

/** The scale ends at the next tenth above all that is drawn. */
function endOf(points: readonly ReliabilityPoint[]): number {
  const most = Math.max(0.1, ...points.flatMap(({ announced, high }) => [announced, high]));
  return Math.min(1, Math.ceil(most * 10) / 10);
}

function describe({ points, format, labels }: ReliabilityDiagramProps): string {
  return points
    .map(
      ({ announced, happened }) =>
        `${labels.announced} ${format(announced)} : ${labels.happened.toLowerCase()} ${format(happened)}`,
    )
    .join(' ; ')
    .concat('.');
}

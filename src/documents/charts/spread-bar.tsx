/** A spread: where most stand, where half of them stand, and where one stands among them. */
import type { JSX } from 'preact';
import { ChartTable } from './chart-table.tsx';

export type SpreadBarProps = {
  /** Unique in the page. */
  id: string;
  title: string;
  low: number;
  quarter: number;
  middle: number;
  threeQuarters: number;
  high: number;
  /** The one that is compared with the others. */
  own: number;
  format: (value: number) => string;
  labels: { low: string; quarter: string; middle: string; threeQuarters: string; high: string; own: string };
};

const heightPx = 44;

/** The bar as SVG with title and description, and its table folded below. */
export function SpreadBar(props: SpreadBarProps): JSX.Element {
  const start = Math.min(0, props.low, props.own);
  const end = Math.max(1, props.high, props.own);
  const at = (value: number) => `${Math.round(((value - start) / (end - start)) * 9_400 + 300) / 100}%`;
  const rows = rowsOf(props);
  return (
    <div class="chart spread-bar">
      <svg
        role="img"
        aria-labelledby={`${props.id}-title ${props.id}-desc`}
        width="100%"
        height={heightPx}
        class="chart-picture"
      >
        <title id={`${props.id}-title`}>{props.title}</title>
        <desc id={`${props.id}-desc`}>{`${rows.map((cells) => cells.join(' : ')).join(' ; ')}.`}</desc>
        <line class="chart-range" x1={at(props.low)} x2={at(props.high)} y1="24" y2="24" />
        <line class="chart-half" x1={at(props.quarter)} x2={at(props.threeQuarters)} y1="24" y2="24" />
        <line class="chart-target" x1={at(props.middle)} x2={at(props.middle)} y1="12" y2="36" />
        <circle class="chart-dot" cx={at(props.own)} cy="24" r="8" />
      </svg>
      <ChartTable
        content={{
          caption: props.title,
          columns: ['Repère', 'Points'],
          rows: rows.map((cells) => ({ cells })),
        }}
      />
    </div>
  );
}

function rowsOf({ labels, format, ...values }: SpreadBarProps): string[][] {
  return [
    [labels.own, format(values.own)],
    [labels.low, format(values.low)],
    [labels.quarter, format(values.quarter)],
    [labels.middle, format(values.middle)],
    [labels.threeQuarters, format(values.threeQuarters)],
    [labels.high, format(values.high)],
  ];
}

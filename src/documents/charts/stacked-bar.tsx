/** A stacked bar: what a total is made of, on a scale shared with its neighbours. */
import type { JSX } from 'preact';
import { frenchNumber } from '../../kernel/french.ts';
import { ChartTable } from './chart-table.tsx';

export type BarPart = {
  label: string;
  /** Negative parts take away from the total and are drawn as a hollow end. */
  value: number;
  /** `base` parts are plain, `bonus` parts hatched, `priority` parts dotted: shape as well as colour. */
  kind: 'base' | 'bonus' | 'priority';
};

export type StackedBarProps = {
  /** Unique in the page: it ties the picture to its title and its description. */
  id: string;
  /** "Points du rang 1". */
  title: string;
  parts: readonly BarPart[];
  /** End of the scale, shared by the bars that are compared. */
  maximum: number;
  /** "point", "points". */
  unit: { one: string; many: string };
  /** Word for the sum: "Total qui fait l'ordre". */
  totalLabel: string;
};

const heightPx = 30;
/** A figure is written inside its part only where the part has room for it, in per cent of the bar. */
const readablePercent = 7;

/** The bar as SVG with title and description, its parts named below, and its table folded. Parts add up to the total written. */
export function StackedBar(props: StackedBarProps): JSX.Element {
  const total = sumOf(props.parts);
  const scale = Math.max(props.maximum, sumOf(props.parts.filter((part) => part.value > 0)), 1);
  return (
    <div class="chart stacked-bar">
      <svg
        role="img"
        aria-labelledby={`${props.id}-title ${props.id}-desc`}
        width="100%"
        height={heightPx}
        class="chart-picture"
      >
        <title id={`${props.id}-title`}>{props.title}</title>
        <desc id={`${props.id}-desc`}>{describeParts(props, total)}</desc>
        <BarPatterns id={props.id} />
        <rect class="chart-track" x="0" y="0" width="100%" height={heightPx} />
        {layOut(props.parts, scale).map((piece) => (
          <BarPiece key={`${piece.part.label}-${piece.from}`} id={props.id} piece={piece} />
        ))}
        <line
          class="chart-total"
          x1={percent(total, scale)}
          x2={percent(total, scale)}
          y1="0"
          y2={heightPx}
        />
      </svg>
      <p class="chart-legend" aria-hidden="true">
        {props.parts.map((part) => `${frenchNumber(part.value)} ${part.label}`).join(' · ')}
      </p>
      <ChartTable
        content={{
          caption: props.title,
          columns: ['Ligne', capitalised(props.unit.many)],
          rows: [
            ...props.parts.map((part) => ({ cells: [part.label, frenchNumber(part.value)] })),
            { cells: [props.totalLabel, frenchNumber(total)], strong: true },
          ],
        }}
      />
    </div>
  );
}

type Piece = { part: BarPart; shade: number; from: number; width: number };

/** Gains from left to right; what is taken away is laid over the end of the gains. */
function layOut(parts: readonly BarPart[], scale: number): Piece[] {
  const gains = parts.filter((part) => part.value > 0);
  const losses = parts.filter((part) => part.value < 0);
  const pieces: Piece[] = [];
  let at = 0;
  for (const [index, part] of gains.entries()) {
    pieces.push({ part, shade: index % 4, from: at / scale, width: part.value / scale });
    at += part.value;
  }
  for (const part of losses) {
    at += part.value;
    pieces.push({ part, shade: 0, from: Math.max(0, at) / scale, width: -part.value / scale });
  }
  return pieces;
}

function BarPiece(props: { id: string; piece: Piece }): JSX.Element {
  const { part, from, width, shade } = props.piece;
  const position = { x: shareText(from), y: '0', width: shareText(width), height: heightPx };
  return (
    <g>
      <rect class={part.value < 0 ? 'chart-loss' : `chart-${part.kind} chart-shade-${shade}`} {...position} />
      {part.kind === 'base' || part.value < 0 ? null : (
        <rect fill={`url(#${props.id}-${part.kind})`} {...position} />
      )}
      {width * 100 < readablePercent ? null : (
        <text
          class={part.kind === 'base' && part.value > 0 ? 'chart-figure' : 'chart-figure chart-figure-dark'}
          x={shareText(from + width / 2)}
          y={heightPx / 2}
          text-anchor="middle"
          dominant-baseline="central"
        >
          {frenchNumber(part.value)}
        </text>
      )}
    </g>
  );
}

function BarPatterns(props: { id: string }): JSX.Element {
  return (
    <defs>
      <pattern
        id={`${props.id}-bonus`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <line class="chart-hatch" x1="0" y1="0" x2="0" y2="6" />
      </pattern>
      <pattern id={`${props.id}-priority`} width="6" height="6" patternUnits="userSpaceOnUse">
        <circle class="chart-dot" cx="2" cy="2" r="1.2" />
      </pattern>
    </defs>
  );
}

function describeParts(props: StackedBarProps, total: number): string {
  const lines = props.parts.map((part) => `${part.label} : ${frenchNumber(part.value)}`);
  const unit = Math.abs(total) < 2 ? props.unit.one : props.unit.many;
  return `${[...lines, `${props.totalLabel} : ${frenchNumber(total)}`].join(' ; ')} ${unit}.`;
}

function sumOf(parts: readonly BarPart[]): number {
  return parts.reduce((sum, part) => sum + part.value, 0);
}

function percent(value: number, scale: number): string {
  return shareText(value / scale);
}

function shareText(share: number): string {
  return `${Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100}%`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

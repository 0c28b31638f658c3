/** A group of moves as a picture, and the same in words: each household goes up to the home above it. */
import type { JSX } from 'preact';
import type { ExchangeGroup } from '../../../portal/exchanges/plan.ts';

/** What stands in the box of a home: its kind and place, and who lives there. */
export type NodeLabel = { home: string; who: string };

const box = { width: 236, height: 62, gap: 40 } as const;
const longest = 27;

export function PlanPicture(props: {
  id: string;
  title: string;
  group: Pick<ExchangeGroup, 'kind' | 'nodes'>;
  labelOf: (node: string) => NodeLabel;
}): JSX.Element {
  const { id, title, group, labelOf } = props;
  const turns = group.kind !== 'chain';
  const height = group.nodes.length * (box.height + box.gap) - box.gap + 8;
  return (
    <svg
      class="plan-picture"
      role="img"
      aria-labelledby={id}
      viewBox={`0 0 300 ${height}`}
      width="300"
      height={height}
    >
      <title id={id}>{title}</title>
      {group.nodes.map((node, at) => (
        <Node key={node} label={labelOf(node)} top={4 + at * (box.height + box.gap)} moves={at > 0} />
      ))}
      {turns && <TurnArrow bottom={height - 4 - box.height / 2} top={4 + box.height / 2} />}
    </svg>
  );
}

/** `moves`: an arrow goes from this home up to the one before it. */
function Node({ label, top, moves }: { label: NodeLabel; top: number; moves: boolean }): JSX.Element {
  const middle = 8 + box.width / 2;
  return (
    <g>
      {moves && (
        <>
          <line
            x1={middle}
            y1={top}
            x2={middle}
            y2={top - box.gap + 8}
            stroke="currentColor"
            stroke-width="2"
          />
          <path
            d={`M ${middle - 6} ${top - box.gap + 10} L ${middle} ${top - box.gap + 1} L ${middle + 6} ${top - box.gap + 10} z`}
            fill="currentColor"
          />
        </>
      )}
      <rect
        x="8"
        y={top}
        width={box.width}
        height={box.height}
        rx="6"
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
      />
      <text x="20" y={top + 26} font-size="15" font-weight="600" fill="currentColor">
        {short(label.home)}
      </text>
      <text x="20" y={top + 47} font-size="14" fill="currentColor">
        {short(label.who)}
      </text>
    </g>
  );
}

/** The first household goes to the home at the foot: the circle closes on the right. */
function TurnArrow({ top, bottom }: { top: number; bottom: number }): JSX.Element {
  const right = 8 + box.width;
  return (
    <g>
      <path
        d={`M ${right} ${top} H 284 V ${bottom} H ${right + 9}`}
        fill="none"
        stroke="currentColor"
        stroke-width="2"
      />
      <path
        d={`M ${right + 10} ${bottom - 6} L ${right + 1} ${bottom} L ${right + 10} ${bottom + 6} z`}
        fill="currentColor"
      />
    </g>
  );
}

function short(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

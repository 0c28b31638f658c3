/** Territories where they lie, each by a numbered sign whose shape says its state: a complement to the table below it. */
import type { JSX } from 'preact';
import { ChartTable } from './chart-table.tsx';

/** Each state has its own shape and its own word: colour only helps. */
export type MapState = 'reached' | 'close' | 'behind' | 'none';

export type TerritoryMapProps = {
  /** Unique in the page. */
  id: string;
  title: string;
  places: readonly {
    name: string;
    /** Degrees; null: the place is in the table only. */
    position: { latitude: number; longitude: number } | null;
    /** The figure as it is written. */
    value: string;
    state: MapState;
  }[];
  words: Readonly<Record<MapState, string>>;
};

const width = 420;
const height = 320;
const margin = 26;
const radius = 13;

export function TerritoryMap(props: TerritoryMapProps): JSX.Element {
  const { id, title, places, words } = props;
  const placed = placesOn(places);
  return (
    <div class="chart territory-map">
      <svg
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        viewBox={`0 0 ${width} ${height}`}
        class="chart-picture chart-wide"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>
          {places.map((place) => `${place.name} : ${place.value}, ${words[place.state]}`).join(' ; ')}.
        </desc>
        <rect class="chart-track" x={0} y={0} width={width} height={height} />
        {placed.map(({ x, y, number, state }) => (
          <g key={number}>
            <Sign x={x} y={y} state={state} />
            <text class="chart-number" x={x} y={y + 4} text-anchor="middle">
              {number}
            </text>
          </g>
        ))}
      </svg>
      <p class="chart-legend">
        Nord en haut. Rond : {words.reached} ; losange : {words.close} ; carré : {words.behind} ; cercle en
        tirets : {words.none}.
      </p>
      <ChartTable
        content={{
          caption: title,
          columns: ['Territoire', 'Valeur', 'État'],
          rows: places.map((place, index) => ({
            cells: [`${index + 1}. ${place.name}`, place.value, words[place.state]],
          })),
        }}
        open
      />
    </div>
  );
}

function Sign({ x, y, state }: { x: number; y: number; state: MapState }): JSX.Element {
  const r = radius;
  switch (state) {
    case 'reached':
      return <circle class="chart-sign chart-sign-reached" cx={x} cy={y} r={r} />;
    case 'close':
      return (
        <path
          class="chart-sign chart-sign-close"
          d={`M${x} ${y - r - 3}L${x + r + 3} ${y}L${x} ${y + r + 3}L${x - r - 3} ${y}Z`}
        />
      );
    case 'behind':
      return (
        <rect
          class="chart-sign chart-sign-behind"
          x={x - r + 1}
          y={y - r + 1}
          width={2 * r - 2}
          height={2 * r - 2}
        />
      );
    case 'none':
      return <circle class="chart-sign chart-sign-none" cx={x} cy={y} r={r} />;
  }
}

type Placed = { x: number; y: number; number: number; state: MapState };

/** Plane positions: a degree of longitude is as wide as the middle latitude makes it; signs that touch are pushed apart. */
function placesOn(places: TerritoryMapProps['places']): Placed[] {
  const known = places.flatMap(({ position, state }, index) =>
    position === null ? [] : [{ ...position, state, number: index + 1 }],
  );
  if (known.length === 0) return [];
  const latitudes = known.map(({ latitude }) => latitude);
  const longitudes = known.map(({ longitude }) => longitude);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 2 * margin) / Math.max(0.01, (east - west) * narrow),
    (height - 2 * margin) / Math.max(0.01, north - south),
  );
  const middle = { latitude: (south + north) / 2, longitude: (west + east) / 2 };
  return apart(
    known.map(({ latitude, longitude, state, number }) => ({
      x: width / 2 + (longitude - middle.longitude) * narrow * scale,
      y: height / 2 - (latitude - middle.latitude) * scale,
      state,
      number,
    })),
  );
}

const passes = 40;

function apart(placed: Placed[]): Placed[] {
  const least = 2 * radius + 6;
  for (let pass = 0; pass < passes; pass += 1) {
    for (const one of placed) {
      for (const other of placed) {
        if (other.number <= one.number) continue;
        const [dx, dy] = [other.x - one.x, other.y - one.y];
        const distance = Math.hypot(dx, dy);
        if (distance >= least) continue;
        // Two at one point part along a line that their numbers choose: the same picture every time.
        const [ux, uy] =
          distance === 0 ? [1, other.number % 2 === 0 ? 1 : -1] : [dx / distance, dy / distance];
        const push = (least - distance) / 2;
        one.x -= ux * push;
        one.y -= uy * push;
        other.x += ux * push;
        other.y += uy * push;
      }
    }
  }
  return placed.map(({ x, y, ...rest }) => ({ ...rest, x: within(x, width), y: within(y, height) }));
}

function within(value: number, size: number): number {
  return Math.round(Math.min(size - margin + radius / 2, Math.max(margin - radius / 2, value)) * 10) / 10;
}

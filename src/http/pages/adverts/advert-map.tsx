/** Where the adverts are: a drawing made by the service, with no call to any other, and the same in a list of links. */
import type { JSX } from 'preact';
import { frenchCount } from '../../../kernel/french.ts';
import { type AdvertFilters, advertQuery, radiiKm } from '../../../portal/adverts/advert-filters.ts';
import { centreOf, kilometresBetween } from '../../../portal/adverts/commune-centres.ts';

export type CommuneCount = { insee: string; name: string; count: number };

// Drawn for a telephone of 320 pixels, where a disc stays wide enough for a finger; larger screens enlarge it.
const width = 320;
const highest = 300;
const edge = 52;
const discRadius = 18;
const longestLabel = 14;
/** Places nearer than this, in pixels, would hide each other's disc or name: they are shown as one. */
const apart = { x: 70, y: 56 };
const kilometresPerDegree = 111.2;

type Point = CommuneCount & { x: number; y: number };
type Place = { x: number; y: number; count: number; communes: readonly CommuneCount[] };

export function AdvertMap(props: { communes: readonly CommuneCount[]; filters: AdvertFilters }): JSX.Element {
  const { communes, filters } = props;
  const { points, height, pixelsPerKm } = project(communes);
  const unplaced = communes.length - points.length;
  return (
    <section class="card" aria-labelledby="carte">
      <h2 id="carte">Où sont ces logements</h2>
      <details open={communes.length <= 40}>
        <summary>Carte et liste des communes</summary>
        {points.length === 0 ? null : (
          <nav aria-label="Carte des annonces ouvertes">
            <svg class="advert-map" viewBox={`0 0 ${width} ${height}`}>
              <title>Nombre d’annonces ouvertes par commune</title>
              {placesOf(points).map((place) => (
                <Disc key={place.communes[0]?.insee} place={place} filters={filters} />
              ))}
              <Scale height={height} pixelsPerKm={pixelsPerKm} />
            </svg>
          </nav>
        )}
        <p class="small quiet">
          Positions des centres des communes :{' '}
          <a href="https://www.geonames.org">
            <span lang="en">GeoNames</span>
          </a>
          , licence <a href="https://creativecommons.org/licenses/by/4.0/deed.fr">CC BY 4.0</a>. « + » : avec
          des communes voisines.
        </p>
        <ul class="facts">
          {communes.map(({ insee, name, count }) => (
            <li key={insee}>
              <a href={addressOf(filters, insee, null)}>{`${name} (${count})`}</a>
            </li>
          ))}
        </ul>
        {unplaced === 0 ? null : (
          <p class="small quiet">
            {`${frenchCount(unplaced, 'commune n’a', 'communes n’ont')} pas de position connue : la liste ${unplaced < 2 ? 'la' : 'les'} donne.`}
          </p>
        )}
      </details>
    </section>
  );
}

function Disc({ place, filters }: { place: Place; filters: AdvertFilters }): JSX.Element {
  const [main, ...others] = place.communes;
  if (!main) throw new Error('a place without a commune');
  const around = others.length === 0 ? null : radiusAround(place.communes);
  const shown = shortened(others.length === 0 ? main.name : `${main.name} +`);
  const names = place.communes.map(({ name }) => name).join(', ');
  return (
    // What is said begins with what is seen, for those who speak to their browser.
    <a
      href={addressOf(filters, main.insee, around)}
      aria-label={`${place.count} ${shown} : annonces de ${names}`}
    >
      <circle cx={place.x} cy={place.y} r={discRadius} />
      <text x={place.x} y={place.y + 5} text-anchor="middle" class="disc-count">
        {place.count}
      </text>{' '}
      <text x={place.x} y={place.y + discRadius + 13} text-anchor="middle">
        {shown}
      </text>
    </a>
  );
}

function shortened(name: string): string {
  return name.length > longestLabel ? `${name.slice(0, longestLabel - 1)}…` : name;
}

function Scale({ height, pixelsPerKm }: { height: number; pixelsPerKm: number }): JSX.Element {
  const km = [50, 20, 10, 5, 2].find((one) => one * pixelsPerKm <= 90) ?? 1;
  const y = height - 12;
  return (
    <g class="scale">
      <line x1={12} x2={12 + km * pixelsPerKm} y1={y} y2={y} />
      <text x={12} y={y - 6}>{`${km} km`}</text>
    </g>
  );
}

/** The same search, in one commune or around it. */
function addressOf(filters: AdvertFilters, insee: string, radiusKm: AdvertFilters['radiusKm']): string {
  return `/annonces?${advertQuery({ ...filters, commune: insee, radiusKm })}`;
}

/** The smallest radius offered that holds every commune of the place. */
function radiusAround(communes: readonly CommuneCount[]): (typeof radiiKm)[number] {
  const main = communes[0]?.insee ?? '';
  const furthest = Math.max(...communes.map(({ insee }) => kilometresBetween(main, insee) ?? 0));
  return radiiKm.find((km) => km >= furthest) ?? 50;
}

function project(communes: readonly CommuneCount[]) {
  const located = communes.flatMap((commune) => {
    const centre = centreOf(commune.insee);
    return centre ? [{ ...commune, ...centre }] : [];
  });
  const latitudes = located.map(({ latitude }) => latitude);
  const longitudes = located.map(({ longitude }) => longitude);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  // Away from the equator a degree of longitude is shorter.
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const wideKm = Math.max(10, (east - west) * narrowing * kilometresPerDegree);
  const highKm = Math.max(10, (north - south) * kilometresPerDegree);
  const pixelsPerKm = Math.min((width - 2 * edge) / wideKm, (highest - 2 * edge) / highKm);
  const height = Math.round(highKm * pixelsPerKm + 2 * edge);
  const left = (width - wideKm * pixelsPerKm) / 2;
  const points: Point[] = located.map(({ latitude, longitude, ...commune }) => ({
    ...commune,
    x: Math.round(left + (longitude - west) * narrowing * kilometresPerDegree * pixelsPerKm),
    y: Math.round(edge + (north - latitude) * kilometresPerDegree * pixelsPerKm),
  }));
  return { points, height, pixelsPerKm };
}

/** Communes too near each other for two discs become one place, named after the one with the most adverts. */
function placesOf(points: readonly Point[]): Place[] {
  const places: { x: number; y: number; communes: Point[] }[] = [];
  for (const point of [...points].sort((a, b) => b.count - a.count || (a.insee < b.insee ? -1 : 1))) {
    const near = places.find(
      ({ x, y }) => Math.abs(x - point.x) < apart.x && Math.abs(y - point.y) < apart.y,
    );
    if (near) near.communes.push(point);
    else places.push({ x: point.x, y: point.y, communes: [point] });
  }
  return places.map((place) => ({
    ...place,
    count: place.communes.reduce((sum, { count }) => sum + count, 0),
  }));
}

/**
 * Where communes stand: the place of their town (GeoNames, CC BY 4.0, places of 1 000 inhabitants and more, three
 * decimals), so that a search "around" works without asking any other service. Distances are as the crow flies.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

export type Centre = { latitude: number; longitude: number };

const rows = z.array(
  z.object({ insee: z.string(), latitude: z.coerce.number(), longitude: z.coerce.number() }),
);
let loaded: ReadonlyMap<string, Centre> | undefined;

/** The centre of a commune (INSEE); null where it is not in the table. */
export function centreOf(insee: string): Centre | null {
  loaded ??= readCentres();
  return loaded.get(insee) ?? null;
}

const earthRadiusKm = 6371;

/** Kilometres as the crow flies between the centres of two communes; null where one is not known. */
export function kilometresBetween(one: string, other: string): number | null {
  const [from, to] = [centreOf(one), centreOf(other)];
  if (!from || !to) return null;
  const [fromLatitude, toLatitude] = [radians(from.latitude), radians(to.latitude)];
  const half = (angle: number) => Math.sin(angle / 2) ** 2;
  const chord =
    half(toLatitude - fromLatitude) +
    Math.cos(fromLatitude) * Math.cos(toLatitude) * half(radians(to.longitude - from.longitude));
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(chord));
}

// Roads are about a third longer than the straight line, at some 50 km/h between towns: told as "about", never counted.
const roadFactor = 1.3;
const kilometresPerHour = 50;

/** Minutes by car that a distance as the crow flies stands for, to the nearest five. */
export function minutesByCar(kilometres: number): number {
  return Math.max(5, Math.round((kilometres * roadFactor * 60) / kilometresPerHour / 5) * 5);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function readCentres(): ReadonlyMap<string, Centre> {
  const text = readFileSync(new URL('./commune-centres.csv', import.meta.url), 'utf8');
  return new Map(
    rows
      .parse(parse(text, { columns: true, skip_empty_lines: true }))
      .map(({ insee, ...centre }) => [insee, centre]),
  );
}

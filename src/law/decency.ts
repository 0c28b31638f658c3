/** May the home be proposed at all (F-06): its energy class by date, and the size of its main room. */
import type { EnergyClass } from '../domain/home.ts';
import { departementOfInsee } from '../domain/territory.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { answer, fact } from './outcome.ts';
import { awaitingOverseas } from './parameters/awaited-order.ts';
import { exactFigureOn, figureOn } from './parameters/figures.ts';
import type { Outcome } from './rule.ts';

/**
 * Is the energy class good enough on the day to let the home? Mainland only (overseas: unknown, its calendar is not
 * loaded). Before the first date every class is; a class not known is unknown from then on.
 */
export function energyDecency(home: {
  insee: string;
  energyClass: EnergyClass | null;
  date: CivilDate;
}): Outcome {
  const { insee, energyClass, date } = home;
  const worst = figureOn('decency.worstEnergyClass', date);
  const facts = [
    fact('energyClass', energyClass),
    fact('worstEnergyClass', worst?.value ?? null, worst?.from ?? null),
  ];
  if (departementOfInsee(insee).length === 3) {
    return answer('F-06', 'unknown', 'energy-rule-not-loaded', facts, { awaiting: [awaitingOverseas] });
  }
  if (!worst) return answer('F-06', 'yes', 'energy-class-not-tested', facts);
  if (energyClass === null) {
    return answer('F-06', 'unknown', 'energy-class-unknown', facts, { missing: ['home.energyClass'] });
  }
  // Classes are letters in order, A the best.
  return energyClass <= worst.value
    ? answer('F-06', 'yes', 'energy-class-decent', facts)
    : answer('F-06', 'no', 'energy-class-refused', facts);
}

/**
 * Has the home one main room large enough: 9 m² under at least 2.20 m of ceiling, or 20 m³? Metres, square metres,
 * cubic metres; null where not measured.
 */
export function mainRoomDecency(room: {
  surfaceM2: number | null;
  heightM: number | null;
  volumeM3: number | null;
  date: CivilDate;
}): Outcome {
  const limit = (id: string): number => exactFigureOn(`decency.${id}`, room.date).valueOf();
  const facts = [
    fact('mainRoomSurfaceM2', room.surfaceM2),
    fact('mainRoomHeightM', room.heightM),
    fact('mainRoomVolumeM3', room.volumeM3),
  ];
  const bySurface = both(
    atLeast(room.surfaceM2, limit('mainRoomSurface')),
    atLeast(room.heightM, limit('mainRoomHeight')),
  );
  const byVolume = atLeast(room.volumeM3, limit('mainRoomVolume'));
  if (bySurface === true || byVolume === true) return answer('F-06', 'yes', 'main-room-decent', facts);
  if (bySurface === false && byVolume === false) return answer('F-06', 'no', 'main-room-too-small', facts);
  const missing = [
    ...(bySurface === null && room.surfaceM2 === null ? ['mainRoom.surfaceM2'] : []),
    ...(bySurface === null && room.heightM === null ? ['mainRoom.heightM'] : []),
    ...(byVolume === null ? ['mainRoom.volumeM3'] : []),
  ];
  return answer('F-06', 'unknown', 'main-room-unknown', facts, { missing });
}

function atLeast(value: number | null, limit: number): boolean | null {
  return value === null ? null : value >= limit;
}

function both(first: boolean | null, second: boolean | null): boolean | null {
  if (first === false || second === false) return false;
  return first === null || second === null ? null : true;
}

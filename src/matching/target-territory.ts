/** Whether a home lies in the territory of a target: its own perimeter first, else what its code names on the day. */
import type { Home } from '../domain/home.ts';
import type { Target } from '../domain/target.ts';
import { departementOfInsee, epciOfCommune, epciOn } from '../domain/territory.ts';
import type { CivilDate } from '../kernel/civil-date.ts';

/** A commitment keeps the communes it was signed for, whatever has become of their EPCI. */
export function isInTargetTerritory(
  target: Pick<Target, 'territory'>,
  home: Pick<Home, 'insee' | 'residence'>,
  holderId: string | null,
  date: CivilDate,
): boolean {
  const { level, code, communes } = target.territory;
  if (level === 'holder' && holderId !== code) return false;
  if (communes !== null) return communes.includes(home.insee);
  if (level === 'residence') return home.residence === code;
  if (level === 'departement') return departementOfInsee(home.insee) === code;
  if (level !== 'epci') return true;
  const wanted = code === null ? undefined : epciOn(code, date);
  return wanted !== undefined && epciOfCommune(home.insee, date)?.siren === wanted.siren;
}

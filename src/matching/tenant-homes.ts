/** Finds what the landlord's own tenants would give back: read only where a target of the year counts homes freed. */
import { type Home, type Typology, typologies } from '../domain/home.ts';
import { yearOf } from '../kernel/civil-date.ts';
import { energyDecency } from '../law/decency.ts';
import type { FreedHomeOf } from './freed-homes.ts';
import { ownLandlordTest } from './quota-facts.ts';
import type { Snapshot } from './snapshot.ts';

/** The home of a running tenancy, and whether a sale, a demolition or a change of use is decided for it. */
export type TenantHome = Pick<Home, 'insee' | 'typology' | 'energyClass'> & { inPerimeter: boolean };

/** Whether a target of the day's year counts homes freed: else nothing is read and the snapshot says nothing. */
export function countsFreedHomes({ targets, date }: Pick<Snapshot, 'targets' | 'date'>): boolean {
  return targets.some(({ target }) => target.kind === 'scarceHomesFreed' && target.year === yearOf(date));
}

/**
 * What each of the landlord's own tenants would free: the home of its tenancy, else what its application says of it
 * (a home of n rooms is a Tn). A household whose present home is not known is left out. In the order of applications.
 */
export function freedHomesOf(
  { landlord, applications, date }: Pick<Snapshot, 'landlord' | 'applications' | 'date'>,
  homeOf: (tenancyId: string) => TenantHome | undefined,
): FreedHomeOf[] {
  const isOwn = ownLandlordTest(landlord);
  return applications.flatMap(({ number, current }): FreedHomeOf[] => {
    if (!isOwn(current.landlord)) return [];
    const home = current.tenancyId === null ? undefined : homeOf(current.tenancyId);
    if (home) {
      const { insee, typology, energyClass, inPerimeter } = home;
      const isDecent = energyDecency({ insee, energyClass, date }).verdict !== 'no';
      return [{ number, typology, insee, relet: isDecent && !inPerimeter }];
    }
    const typology = typologyOf(current.habitableRooms);
    if (typology === null || current.insee === null) return [];
    return [{ number, typology, insee: current.insee, relet: true }];
  });
}

/** T6 stands for six rooms and more. */
function typologyOf(rooms: number | null): Typology | null {
  return rooms === null ? null : (typologies[Math.min(rooms, typologies.length) - 1] ?? null);
}

/** What officers of the demonstration know of tenancies, and the operations that will empty some homes. */
import type { Home } from '../../src/domain/home.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import { noTenancyFacts, type TenancyFacts } from '../../src/portal/transfers/tenancy-facts.ts';
import { chanceOf } from './chance.ts';
import type { DemoLandlord } from './demo-landlord.ts';
import { type Application, type DemoFacts, type DemoPerimeter, idOf } from './transfer-model.ts';

/** What the application tells of the tenancy; a share of what it does not is left unknown, as in life. */
export function factsOf(application: Application, home: Home): TenancyFacts {
  const chance = chanceOf(Number(application.number.slice(7, 13)));
  const { persons, visitingChildren } = application.household;
  return {
    ...noTenancyFacts,
    holderName: application.name,
    holderBornOn: persons[0]?.bornOn ?? null,
    disabledOrDependent: persons.some(({ disabled }) => disabled === true),
    visitingChildren,
    professionalRooms: chance.happens(0.8) ? 0 : null,
    qpvAtEntry: home.qpvCode !== null ? true : chance.happens(0.7) ? false : null,
    fragile: chance.happens(0.1),
    depositCents: home.rentCents,
    arrears: application.arrears,
  };
}

/** Homes adapted once for somebody who no longer lives there (F-04), known by their officers. */
export function adaptedHomes(
  demo: DemoLandlord,
  homeOf: ReadonlyMap<string, Home>,
  date: CivilDate,
): DemoFacts[] {
  return demo.tenancies
    .filter(
      ({ applicationNumber, homeId }) =>
        applicationNumber === null && homeOf.get(homeId)?.accessibility === 'wheelchair',
    )
    .slice(0, 3)
    .map(({ id }, index) => ({
      tenancyId: id,
      asOf: addDays(date, -40 - index),
      content: {
        ...noTenancyFacts,
        holderBornOn: index === 1 ? addDays(date, -365 * 71) : addDays(date, -365 * 48),
        adaptedHome: true,
        disabledOccupantLeft: true,
        dependantDied: index === 2,
        disabledOrDependent: false,
        professionalRooms: 0,
        visitingChildren: 0,
      },
    }));
}

/** A demolition and a sale that are authorised, a change of use that waits. Each in one residence. */
export function makePerimeters(demo: DemoLandlord, date: CivilDate): DemoPerimeter[] {
  const vacant = new Set(demo.vacancies.map(({ homeId }) => homeId));
  const byResidence = new Map<string, string[]>();
  for (const home of demo.homes) {
    if (home.residence === null || vacant.has(home.id)) continue;
    const list = byResidence.get(home.residence);
    if (list) list.push(home.id);
    else byResidence.set(home.residence, [home.id]);
  }
  const residences = [...byResidence].filter(([, homeIds]) => homeIds.length >= 4).slice(0, 3);
  const kinds = [
    ['demolition', 'Démolition', -250, 'Convention de renouvellement urbain (exemple inventé)'],
    ['sale', 'Vente', -120, 'Autorisation de vente du préfet (exemple inventé)'],
    ['changeOfUse', 'Changement d’usage', null, 'Dossier déposé (exemple inventé)'],
  ] as const;
  return residences.flatMap(([residence, homeIds], index) => {
    const kind = kinds[index];
    if (!kind) return [];
    const [name, title, days, source] = kind;
    return [
      {
        id: idOf(900 + index),
        kind: name,
        name: `${title}, ${residence}`,
        authorisedOn: days === null ? null : addDays(date, days),
        source,
        homeIds: homeIds.slice(0, 12),
      },
    ];
  });
}

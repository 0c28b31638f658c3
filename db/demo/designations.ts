/** Whom the holders designated for the homes oriented to them. The préfet's pool is its labels, with one DALO case. */
import type { Application } from '../../src/domain/application.ts';
import type { Home, Vacancy } from '../../src/domain/home.ts';
import type { Designation } from '../../src/domain/reservation.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { Chance } from './chance.ts';

/**
 * Designations for the session's homes. A holder designates households that wish for the commune and the size;
 * where too few do, the nearest wishes are widened to the commune, as holders do after a telephone call.
 */
export function makeDesignations(
  chance: Chance,
  session: readonly { vacancy: Vacancy; home: Home }[],
  applications: Application[],
  date: CivilDate,
): Designation[] {
  const designations: Designation[] = [];
  const taken = new Set<string>();
  for (const { vacancy, home } of session) {
    if (vacancy.holderId === null || vacancy.reservationFailed) continue;
    const isPrefet = vacancy.holderId === 'prefet';
    widenWishes(chance, vacancy, home, applications);
    const wanted = applications.filter(
      (application) =>
        wishes(application, home) && suits(application, vacancy, home) && !taken.has(application.number),
    );
    const chosen = chance.some(wanted, isPrefet ? 3 : chance.integer(3, 6));
    for (const application of chosen) {
      taken.add(application.number);
      designations.push({
        vacancyId: vacancy.id,
        applicationNumber: application.number,
        holderId: vacancy.holderId,
        on: addDays(date, -chance.integer(1, 4)),
        dalo: false,
      });
    }
  }
  return designations;
}

// A holder telephones around until it has about this many households that would come.
const householdsWanted = 8;

function widenWishes(
  chance: Chance,
  vacancy: Vacancy,
  home: Home,
  applications: readonly Application[],
): void {
  const suitable = applications.filter((application) => suits(application, vacancy, home));
  const missing = householdsWanted - suitable.filter((application) => wishes(application, home)).length;
  const departement = home.insee.slice(0, 2);
  const nearby = suitable.filter(
    (application) =>
      !wishes(application, home) &&
      application.wishes.communes.some((insee) => insee.startsWith(departement)),
  );
  for (const application of chance.some(nearby, Math.max(0, missing))) {
    application.wishes.communes.push(home.insee);
  }
}

function wishes(application: Application, home: Home): boolean {
  return application.wishes.communes.includes(home.insee);
}

function suits(application: Application, vacancy: Vacancy, home: Home): boolean {
  if (!application.wishes.typologies.includes(home.typology)) return false;
  if (vacancy.holderId === 'als') {
    return application.employment === 'employee' || application.employment === 'jobSeeker';
  }
  return vacancy.holderId !== 'prefet' || application.labels.length > 0;
}

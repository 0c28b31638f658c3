/** Whom the holders designated for the homes oriented to them. The préfet's pool is its labels, with one DALO case. */
import type { Application } from '../../src/domain/application.ts';
import type { Home, Vacancy } from '../../src/domain/home.ts';
import type { Designation } from '../../src/domain/reservation.ts';
import { addDays, addMonths, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { Chance } from './chance.ts';

/**
 * Designations for the session's homes. A holder designates households that wish for the commune and the size;
 * where too few do, the nearest wishes are widened to the commune, as holders do after a telephone call.
 */
export function makeDesignations(
  chance: Chance,
  session: readonly { vacancy: Vacancy; home: Home }[],
  applications: Application[],
  daloHomes: number,
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
  return withDalo(designations, applications, daloHomes, date);
}

// Three months for an offer after the decision (P-06): the first household’s end within the week.
const daysBeforeTheEnd = [6, 50] as const;

/** On the préfet's last homes one household stands alone, designated under DALO (C-06 ii), with its label. */
function withDalo(
  designations: Designation[],
  applications: readonly Application[],
  count: number,
  date: CivilDate,
): Designation[] {
  const prefets = [
    ...new Set(
      designations.filter(({ holderId }) => holderId === 'prefet').map(({ vacancyId }) => vacancyId),
    ),
  ];
  const alone = count === 0 ? [] : prefets.slice(-count);
  return designations.flatMap((designation) => {
    const home = alone.indexOf(designation.vacancyId);
    if (home < 0) return [designation];
    const first = designations.find(({ vacancyId }) => vacancyId === designation.vacancyId);
    const application = applications.find(({ number }) => number === designation.applicationNumber);
    if (designation !== first || !application) return [];
    const on = addDays(addMonths(date, -3), daysBeforeTheEnd[home] ?? 0);
    application.labels = application.labels.filter(({ category }) => category !== 'dalo');
    application.labels.push({
      category: 'dalo',
      by: 'Commission de médiation de la Moselle',
      on,
      until: null,
    });
    return [{ ...designation, dalo: true }];
  });
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

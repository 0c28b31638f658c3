/** What officers had recorded of each freed home by the reference date: exit visits, works, orientations. */
import type { Vacancy } from '../../src/domain/home.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { Chance } from './chance.ts';

export type DemoProgress = {
  vacancyId: string;
  exitVisitOn: CivilDate | null;
  worksUntilOn: CivilDate | null;
};

export type DemoOrientation = {
  vacancyId: string;
  destination: string;
  on: CivilDate;
  dueOn: CivilDate | null;
  outcome: 'lapsed' | null;
  endedOn: CivilDate | null;
};

// A notice of one or three months, by assumption half of each; the keys come back about then.
const noticeDays = { short: 30, long: 90 } as const;
// Homes that no holder has: one in three still waits for an orientation.
const waitsForOrientation = 3;

export function makeProgress(chance: Chance, vacancies: readonly Vacancy[], date: CivilDate): DemoProgress[] {
  return vacancies.flatMap(({ id, status, noticeReceivedOn, availableOn }) => {
    if (noticeReceivedOn === null) return [];
    const left = addDays(noticeReceivedOn, chance.happens(0.5) ? noticeDays.short : noticeDays.long);
    const exitVisitOn = left <= date ? left : null;
    if (status === 'notice')
      return exitVisitOn === null ? [] : [{ vacancyId: id, exitVisitOn, worksUntilOn: null }];
    // Works and lettings follow the visit, whatever the notice was.
    const visited = exitVisitOn ?? addDays(date, -chance.integer(2, 20));
    return [{ vacancyId: id, exitVisitOn: visited, worksUntilOn: status === 'works' ? availableOn : null }];
  });
}

/** Orientations of the session's homes: to their holder, or to the landlord's own uses. */
export function makeOrientations(
  chance: Chance,
  vacancies: readonly Vacancy[],
  date: CivilDate,
): DemoOrientation[] {
  let unreserved = 0;
  return vacancies
    .filter(({ status }) => status === 'available')
    .flatMap((vacancy): DemoOrientation[] => {
      const { id, holderId, orientedOn, designationDueOn, reservationFailed } = vacancy;
      if (holderId !== null && orientedOn !== null) {
        return [
          {
            vacancyId: id,
            destination: holderId,
            on: orientedOn,
            dueOn: designationDueOn,
            outcome: reservationFailed ? 'lapsed' : null,
            endedOn: reservationFailed ? designationDueOn : null,
          },
        ];
      }
      unreserved += 1;
      if (unreserved % waitsForOrientation === 0) return [];
      const destination = unreserved % 5 === 1 ? 'transfer' : 'own';
      const on = addDays(date, -chance.integer(3, 20));
      return [{ vacancyId: id, destination, on, dueOn: null, outcome: null, endedOn: null }];
    });
}

/** Freed homes at the reference date: those of the next session, and those on notice, in works or withdrawn. */
import type { Home, Vacancy } from '../../src/domain/home.ts';
import { epciOfCommune } from '../../src/domain/territory.ts';
import { addDays, addMonths, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { Chance } from './chance.ts';

// 2.9 % of the stock is vacant (RPLS): notices and works make most of it here, by assumption.
const otherVacancyShare = 0.029;

export type SessionHolder = 'prefet' | 'als' | 'metz-metropole' | 'ville-nancy' | null;

/** The homes of the next session, oriented to holders in about the shares of the conventions. */
export function makeSessionVacancies(
  chance: Chance,
  homes: readonly Home[],
  count: number,
  date: CivilDate,
): { vacancy: Vacancy; home: Home }[] {
  const chosen = chance.some(
    homes.filter((home) => home.energyClass !== 'G'),
    count,
  );
  return chosen
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((home, index) => {
      const holderId = holderFor(home, index, date);
      const noticeReceivedOn = addDays(date, -chance.integer(40, 120));
      const orientedOn = holderId === null ? null : addDays(date, -chance.integer(5, 28));
      // One orientation in eight has lapsed without a designation: the home came back.
      const lapsed = holderId !== null && index % 8 === 7;
      const oriented = lapsed ? addDays(date, -45) : orientedOn;
      return {
        home,
        vacancy: {
          id: `VAC-${home.id.slice(4)}`,
          homeId: home.id,
          status: 'available',
          noticeReceivedOn,
          availableOn: addDays(date, chance.integer(-25, 20)),
          withdrawal: null,
          holderId,
          orientedOn: oriented,
          designationDueOn: oriented === null ? null : addMonths(oriented, 1),
          reservationFailed: lapsed,
          acceptancePermille: null,
        },
      };
    });
}

function holderFor(home: Home, index: number, date: CivilDate): SessionHolder {
  const inMetz = epciOfCommune(home.insee, date)?.siren === '200039865';
  if (inMetz && index % 4 === 1) return 'metz-metropole';
  if (home.insee === '54395' && index % 2 === 1) return 'ville-nancy';
  if (index % 4 === 0) return 'prefet';
  return index % 7 === 3 ? 'als' : null;
}

/** Homes that are not to let at this session: notice received, works, or withdrawn. */
export function makeOtherVacancies(
  chance: Chance,
  homes: readonly Home[],
  taken: ReadonlySet<string>,
  date: CivilDate,
): Vacancy[] {
  const free = homes.filter((home) => !taken.has(home.id));
  return chance.some(free, Math.round(homes.length * otherVacancyShare)).map((home) => {
    const status = chance.weighted<'notice' | 'works' | 'withdrawn'>([
      ['notice', 0.35],
      ['works', 0.4],
      ['withdrawn', 0.25],
    ]);
    const noticeReceivedOn = addDays(date, -chance.integer(3, status === 'notice' ? 60 : 400));
    return {
      id: `VAC-${home.id.slice(4)}`,
      homeId: home.id,
      status,
      noticeReceivedOn,
      availableOn: status === 'withdrawn' ? null : addDays(date, chance.integer(10, 150)),
      withdrawal: status === 'withdrawn' ? chance.one(['sale', 'demolition', 'heavyWorks'] as const) : null,
      holderId: null,
      orientedOn: null,
      designationDueOn: null,
      reservationFailed: false,
      acceptancePermille: null,
    };
  });
}

/** Every return of a year with its recipient, the period that it covers and its last day (law §11). */
import { addDays, type CivilDate, civilDateOf, yearOf } from '../../kernel/civil-date.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import { flowCalendar } from '../../law/flow.ts';
import { controlCalendar } from '../../law/quota-control.ts';
import type { ReportingFacts } from '../facts.ts';
import type { Period } from '../indicator.ts';
import { departementsOf } from '../indicators/places.ts';
import { monthsUpTo } from '../indicators/question.ts';
import { epcisOfOrder } from '../indicators/quota-target.ts';
import type { ReturnKind } from './return-kinds.ts';

/** Who may receive a return of the landlord; `leases` may be empty: the stock tells the places. */
export type ReturnPlaces = Pick<ReportingFacts, 'landlord' | 'stock' | 'leases' | 'holders' | 'commitments'>;

export type DueReturn = {
  /** In addresses and in copies kept: "half-year.2026-S1.57". */
  key: string;
  kind: ReturnKind;
  subject: string;
  /** Kind and period without the recipient: returns that fall due together. */
  obligation: string;
  /** "1er semestre 2026", "2026", "2021-2026". */
  periodName: string;
  covers: Period;
  recipient: { name: string; level: 'departement' | 'epci' | 'holder' | 'landlord'; code: string | null };
  /** The last day on which it is sent in time. */
  lastDay: CivilDate;
  /** French: the rule that makes the last day. */
  dueInWords: string;
};

const closedHalfYear = 6;
// R445-2-8: three years after the signature, and at the end of the six years.
const conventionYears = { half: 3, whole: 6 } as const;

/** The returns whose last day falls in the year, by last day, then in the order of kinds. */
export function returnsDueIn(year: number, places: ReturnPlaces): DueReturn[] {
  const all = [
    ...halfYears(year, places),
    ...flowReports(year, places),
    ...yearlyReturns(year, places),
    ...conventionReturns(year, places),
  ];
  return all.sort((a, b) => (a.lastDay < b.lastDay ? -1 : a.lastDay > b.lastDay ? 1 : 0));
}

/** The return of a key; undefined where the landlord has none. */
export function returnOf(key: string, places: ReturnPlaces): DueReturn | undefined {
  const years = /^[a-z-]+\.(?:\d{4}-)?(\d{4})/.exec(key);
  if (!years) return undefined;
  const last = Number(years[1]);
  return [last, last + 1].flatMap((year) => returnsDueIn(year, places)).find((one) => one.key === key);
}

function halfYears(year: number, places: ReturnPlaces): DueReturn[] {
  return [year - 1, year].flatMap(controlCalendar).flatMap(({ closedOn, sendBy }) => {
    if (sendBy === null || yearOf(sendBy) !== year) return [];
    const half = closedOn.slice(5) < '07' ? 1 : 2;
    return inEachDepartement(places, 'Préfet').map((recipient) =>
      due('half-year', `${yearOf(closedOn)}-S${half}`, recipient, {
        periodName: `${half === 1 ? '1er' : '2e'} semestre ${yearOf(closedOn)}`,
        covers: monthsUpTo(closedOn, closedHalfYear),
        lastDay: sendBy,
        dueInWords: `au plus tard le ${frenchShortDate(sendBy)}`,
      }),
    );
  });
}

function flowReports(year: number, places: ReturnPlaces): DueReturn[] {
  const { holdersBy, conferenceBy } = flowCalendar(year);
  const common = { periodName: String(year - 1), covers: wholeYear(year - 1) };
  const before = (day: CivilDate) => ({
    ...common,
    lastDay: addDays(day, -1),
    dueInWords: `avant le ${frenchShortDate(day)}`,
  });
  const hasState = places.holders.some(({ kind }) => kind === 'state');
  const holders = places.holders
    // The share of civil servants is the State's: the préfet reads one report.
    .filter(({ kind }) => !(kind === 'stateCivilServants' && hasState))
    .map(({ id, name }) => ({ name, level: 'holder', code: id }) as const);
  const conferences = epcisOfOrder(places, common.covers.until).listed.map(
    ({ place }) => ({ name: `CIL de ${place.name}`, level: 'epci', code: place.code }) as const,
  );
  return [
    ...(holdersBy === null
      ? []
      : holders.map((holder) => due('flow', String(year - 1), holder, before(holdersBy)))),
    ...(conferenceBy === null
      ? []
      : conferences.map((one) => due('conference', String(year - 1), one, before(conferenceBy)))),
  ];
}

/** The texts ask for these each year and fix no day: the year that follows is the latest. */
function yearlyReturns(year: number, places: ReturnPlaces): DueReturn[] {
  const parts = {
    periodName: String(year - 1),
    covers: wholeYear(year - 1),
    lastDay: civilDateOf(year, 12, 31),
    dueInWords: `au cours de ${year} : les textes ne fixent pas de jour`,
  };
  const subject = String(year - 1);
  return [
    ...inEachDepartement(places, 'Public').map((recipient) => due('designations', subject, recipient, parts)),
    ...inEachDepartement(places, 'Préfet').map((recipient) => due('quarters', subject, recipient, parts)),
    due(
      'committee',
      subject,
      { name: 'Conseil d’administration (ou de surveillance)', level: 'landlord', code: null },
      parts,
    ),
  ];
}

/** The convention starts with the first year that it commits to: its day of signature is not in the data. */
function conventionReturns(year: number, { commitments }: ReturnPlaces): DueReturn[] {
  const years = commitments.flatMap(({ rates }) => rates.map((rate) => rate.year));
  if (years.length === 0) return [];
  const first = Math.min(...years);
  return [conventionYears.half, conventionYears.whole]
    .filter((count) => first + count === year)
    .map((count) => {
      const last = first + count - 1;
      return due(
        'convention',
        `${first}-${last}`,
        { name: 'Préfet signataire de la convention', level: 'landlord', code: null },
        {
          periodName: `${first}-${last}`,
          covers: { from: civilDateOf(first, 1, 1), until: civilDateOf(last, 12, 31) },
          lastDay: civilDateOf(year, 12, 31),
          dueInWords:
            count === conventionYears.half
              ? `trois ans après la signature, au cours de ${year}`
              : `à la fin de la convention, au cours de ${year}`,
        },
      );
    });
}

function due(
  kind: ReturnKind,
  period: string,
  recipient: DueReturn['recipient'],
  parts: Pick<DueReturn, 'periodName' | 'covers' | 'lastDay' | 'dueInWords'>,
): DueReturn {
  const subject = recipient.code === null ? period : `${period}.${recipient.code}`;
  return { key: `${kind}.${subject}`, kind, subject, obligation: `${kind}.${period}`, recipient, ...parts };
}

/** One a département: the préfet who controls, or the public that reads. */
function inEachDepartement(places: ReturnPlaces, who: string): DueReturn['recipient'][] {
  return departementsOf(places).map(({ place }) => ({
    name: `${who} (${place.name})`,
    level: 'departement',
    code: place.code,
  }));
}

function wholeYear(year: number): Period {
  return { from: civilDateOf(year, 1, 1), until: civilDateOf(year, 12, 31) };
}

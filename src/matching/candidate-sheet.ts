/** A household as an officer reads it beside a home: facts that instruct, never nationality, health or a letter (D-03, D-04). */
import type { Application } from '../domain/application.ts';
import type { Household } from '../domain/household.ts';
import { geography } from '../domain/territory.ts';
import { ageOn, type CivilDate, monthsElapsed } from '../kernel/civil-date.ts';
import { frenchCount } from '../kernel/french.ts';
import { isLiveOn } from '../law/application-life.ts';
import { consumptionUnits } from '../law/consumption-units.ts';
import { type PreparedApplicant, prepareApplicant, unknownsOf } from '../law/eligibility.ts';
import type { Verdict } from '../law/rule.ts';
import type { CandidateSets } from './candidate-sets.ts';
import { homeUnderLaw } from './candidates.ts';
import { homeCost } from './home-cost.ts';
import { orientationOf } from './orientation.ts';
import type { QuotaFactsAtPlace } from './quota-groups.ts';
import type { CandidateSheet } from './run-result.ts';
import type { Snapshot } from './snapshot.ts';
import { flagsOf } from './to-examine.ts';

/** Sheets are kept for a session of so many homes at most: those of a metropolis, read once, would take 300 MB. */
const mostHomesKept = 500;

/**
 * Readies sheets for the session's vacancies; each is made when first asked, and throws for an unknown pair. An officer
 * who tries other pins sees mostly the same households: their sheets are kept.
 */
export function sheetReader(
  snapshot: Snapshot,
  sets: CandidateSets,
  factsAt: QuotaFactsAtPlace,
): (vacancyId: string, number: string) => CandidateSheet {
  const { date, policy } = snapshot;
  const homes = new Map(
    sets.vacancies.map(({ vacancy, home }) => [
      vacancy.id,
      homeUnderLaw(snapshot, { home, orientation: orientationOf(snapshot, { vacancy, home }) }),
    ]),
  );
  const freedHomes = new Map((snapshot.freedHomes ?? []).map((home) => [home.number, home]));
  const sheets = new Map<string, CandidateSheet>();
  const isKept = sets.vacancies.length <= mostHomesKept;
  // A strong household stands behind many lists: what no home changes is read once.
  const readied = new Array<Readied | undefined>(sets.applicants.length);
  const readiedAt = (place: number): Readied => {
    const household = readied[place] ?? readyFor(sets.applicants[place]!, date);
    readied[place] = household;
    return household;
  };
  return (vacancyId, number) => {
    if (!isKept) return makeSheet(vacancyId, number);
    const key = `${number} ${vacancyId}`;
    const sheet = sheets.get(key) ?? makeSheet(vacancyId, number);
    sheets.set(key, sheet);
    return sheet;
  };

  function makeSheet(vacancyId: string, number: string): CandidateSheet {
    const place = sets.placeOf.get(number);
    const prepared = homes.get(vacancyId);
    if (place === undefined || !prepared) {
      throw new Error(`no sheet for this household and vacancy ${vacancyId}`);
    }
    const { home } = prepared;
    const household = readiedAt(place);
    const { application } = household.applicant;
    const cost = homeCost(application, home, date, household.units);
    const unknown = unknownsOf(household.applicant, prepared, household.live);
    const { dalo, priority, firstQuartile, transfer } = factsAt(place, home.insee);
    const freedHome = freedHomes.get(number);
    // Field by field: made for each of 150 000 rows, an object copied into another would take longer than its figures.
    return {
      number,
      householdInWords: household.inWords,
      persons: application.household.persons.length,
      monthlyResourcesCents: application.household.monthlyResourcesCents,
      resourcesEvidence: application.household.resourcesEvidence,
      seniorityMonths: household.seniorityMonths,
      dalo,
      priority,
      firstQuartile,
      transfer,
      ...(freedHome ? { freedHome: freedInWords(freedHome) } : {}),
      aplCents: cost.aplCents,
      aplEstimated: cost.aplEstimated,
      netCostCents: cost.netCostCents,
      effortRate: cost.effortRate,
      residualPerUnitPerDayCents: cost.residualPerUnitPerDayCents,
      toExamine: flagsOf({ application, home, date, policy, cost, unknown }),
    };
  }
}

function freedInWords({
  typology,
  insee,
  relet,
}: NonNullable<Snapshot['freedHomes']>[number]): NonNullable<CandidateSheet['freedHome']> {
  return { typology, communeName: geography().communes.get(insee)?.name ?? insee, relet };
}

/** What no home changes in the sheets of a household. */
type Readied = {
  applicant: PreparedApplicant;
  live: Verdict;
  units: ReturnType<typeof consumptionUnits>;
  inWords: string;
  seniorityMonths: number;
};

function readyFor(application: Application, date: CivilDate): Readied {
  return {
    applicant: prepareApplicant(application, date),
    live: isLiveOn(application, date).verdict,
    units: consumptionUnits(application.household.persons, date),
    inWords: householdInWords(application.household, date),
    seniorityMonths: monthsElapsed(application.filedOn, date),
  };
}

const adultAge = 18;

/** "2 adultes, 1 enfant de 8 ans", "1 adulte, 3 enfants de 2, 5 et 11 ans, 1 enfant accueilli". */
export function householdInWords(household: Household, date: CivilDate): string {
  const ages = household.persons.map((person) => ageOn(person.bornOn, date));
  const adults = household.persons.filter(
    (person, index) => person.role !== 'dependant' || (ages[index] ?? 0) >= adultAge,
  ).length;
  const children = household.persons
    .flatMap((person, index) => (person.role === 'dependant' ? (ages[index] ?? 0) : []))
    .filter((age) => age < adultAge)
    .sort((a, b) => a - b);
  const parts = [
    frenchCount(adults, 'adulte'),
    ...(children.length === 0 ? [] : [`${frenchCount(children.length, 'enfant')} ${agesInWords(children)}`]),
    ...(household.visitingChildren === 0
      ? []
      : [frenchCount(household.visitingChildren, 'enfant accueilli', 'enfants accueillis')]),
  ];
  return parts.join(', ');
}

function agesInWords(ages: readonly number[]): string {
  const oldest = ages.at(-1) ?? 0;
  if (oldest === 0) return 'de moins d’un an';
  const unit = `\u00a0${oldest === 1 ? 'an' : 'ans'}`;
  if (ages.length === 1) return `de ${oldest}${unit}`;
  return `de ${ages.slice(0, -1).join(', ')} et ${oldest}${unit}`;
}

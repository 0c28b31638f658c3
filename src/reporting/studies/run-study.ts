/** Plays the past year as it stands and as the study would have it, and compares: targets, what people live, who gains. */
import { ageOn } from '../../kernel/civil-date.ts';
import { quotaFactsReader } from '../../matching/quota-facts.ts';
import { boardFigures } from '../simulation/figures.ts';
import type { PlayedSession } from '../simulation/play.ts';
import { yearUnder } from '../simulation/simulate.ts';
import { readYear, type YearTables } from '../simulation/tables.ts';
import type { YearWorld } from '../simulation/world.ts';
import { changedYear } from './changed-year.ts';
import type { ClassRow, StudyInput, StudyResult, StudySide } from './study.ts';

/** The same draw for both: only the policy differs. */
const chances = { seed: 1, beliefErrorPermille: 0 };

/** Some twenty seconds of calculation: for a thread of its own. `tell` hears the share done, from 0 to 1. */
export function runStudy(world: YearWorld, input: StudyInput, tell: (share: number) => void): StudyResult {
  const strategy = input.against === 'gridOrder' ? 'greedy' : 'priced';
  const before = played(world, strategy, (share) => tell(share / 2));
  const after = played(changedYear(world, input), 'priced', (share) => tell(0.5 + share / 2));
  return {
    from: world.sessionDates[0]!,
    until: world.readOn,
    homes: world.homes.length,
    applicants: world.applicants.length,
    before: before.side,
    after: after.side,
    classes: classesOf(before, after),
  };
}

type Played = { tables: YearTables; housed: ReadonlySet<string>; side: StudySide };

function played(world: YearWorld, strategy: 'greedy' | 'priced', tell: (share: number) => void): Played {
  const tables = readYear(world);
  const watch = ({ session }: PlayedSession) => tell((session + 1) / world.sessionDates.length);
  const { line, leases, played: year } = yearUnder(strategy, tables, chances, watch);
  return {
    tables,
    housed: new Set(leases.map(({ place }) => tables.numbers[place]!)),
    side: {
      leases: line.leases,
      score: line.score,
      justifiedEnvy: line.justifiedEnvy,
      board: boardFigures(tables, leases, line.quotas, year),
      quotas: line.quotas.map(({ id, name, total, reached, missing }) => ({
        id,
        name,
        total,
        reached,
        missing,
      })),
    },
  };
}

/** Households of both years by class; one that only the changed year holds (relocated by the study) is a gain or not. */
function classesOf(before: Played, after: Played): ClassRow[] {
  const classify = classifier(after.tables);
  const rows = new Map<string, ClassRow>();
  for (const [place, number] of after.tables.numbers.entries()) {
    const was = before.housed.has(number);
    const is = after.housed.has(number);
    for (const { by, value } of classify(place)) {
      const key = `${by} ${value}`;
      const row = rows.get(key) ?? {
        by,
        value,
        applicants: 0,
        housedBefore: 0,
        housedAfter: 0,
        gain: 0,
        lose: 0,
      };
      rows.set(key, row);
      row.applicants += 1;
      row.housedBefore += was ? 1 : 0;
      row.housedAfter += is ? 1 : 0;
      row.gain += is && !was ? 1 : 0;
      row.lose += was && !is ? 1 : 0;
    }
  }
  const order: readonly ClassRow['by'][] = ['size', 'age', 'quartile', 'priority', 'transfer'];
  return [...rows.values()].sort(
    (a, b) => order.indexOf(a.by) - order.indexOf(b.by) || (a.value < b.value ? -1 : 1),
  );
}

/** Never by nationality nor origin; the quartile is that of the first commune wished. */
function classifier({ world, applicants, dalo, labelled }: YearTables) {
  const factsOf = quotaFactsReader(
    { date: world.readOn, landlord: world.landlord, policy: world.policy },
    { applicants: applicants.map(({ application }) => application) },
  );
  return (place: number): Pick<ClassRow, 'by' | 'value'>[] => {
    const { number, household, wishes } = applicants[place]!.application;
    const facts = factsOf(number, wishes.communes[0] ?? world.homes[0]?.home.insee ?? '');
    const holder = household.persons[0];
    const age = holder ? ageOn(holder.bornOn, world.readOn) : 0;
    const quartile = facts.firstQuartile === null ? 'unknown' : facts.firstQuartile ? 'first' : 'above';
    return [
      { by: 'size', value: String(Math.min(5, household.persons.length)) },
      { by: 'age', value: age < 30 ? 'a' : age < 60 ? 'b' : 'c' },
      { by: 'quartile', value: quartile },
      { by: 'priority', value: dalo[place] === 1 ? 'dalo' : labelled[place] === 1 ? 'priority' : 'none' },
      { by: 'transfer', value: facts.transfer },
    ];
  };
}

/** The board as a list: one row a freed home, the filters of its readers, counts by stage, pages. */
import type { Home } from '../../domain/home.ts';
import { epciOfCommune, geography } from '../../domain/territory.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Agency } from './agency.ts';
import type { FreedHome } from './home-facts.ts';
import { type HomeLife, lifeOf } from './home-life.ts';
import { type Stage, stages } from './stage.ts';
import { daysEmpty, rentLostCents } from './vacancy-figures.ts';

export type BoardRow = {
  freed: FreedHome;
  life: HomeLife;
  commune: string;
  epci: { siren: string; name: string } | null;
  agency: Agency | null;
  daysEmpty: number | null;
  rentLostCents: number;
};

export type BoardFilter = {
  text: string;
  agency: string | null;
  commune: string | null;
  epci: string | null;
  typology: Home['typology'] | null;
  /** A holder's id; "aucun": homes that no holder reserves. */
  holder: string | null;
  /** At least this many days empty; homes empty since an unknown day are left out then. */
  minDaysEmpty: number | null;
  stage: Stage | null;
};

export const noFilter: BoardFilter = {
  text: '',
  agency: null,
  commune: null,
  epci: null,
  typology: null,
  holder: null,
  minDaysEmpty: null,
  stage: null,
};

/** The value of the holder's filter for homes that nobody reserves. */
export const noHolder = 'aucun';

/** Each home with its life and its names on the day, in the order of what runs out first, then of days empty. */
export function boardRows(
  homes: readonly FreedHome[],
  agencies: readonly Agency[],
  date: CivilDate,
): BoardRow[] {
  const agencyOf = new Map(agencies.flatMap((agency) => agency.communes.map((insee) => [insee, agency])));
  const epcis = new Map<string, BoardRow['epci']>();
  const places = geography();
  const epciOf = (insee: string) => {
    const known = epcis.get(insee);
    if (known !== undefined) return known;
    const found = epciOfCommune(insee, date, places);
    const epci = found ? { siren: found.siren, name: found.name } : null;
    epcis.set(insee, epci);
    return epci;
  };
  const rows = homes.map((freed) => ({
    freed,
    life: lifeOf(freed, date),
    commune: places.communes.get(freed.home.insee)?.name ?? freed.home.insee,
    epci: epciOf(freed.home.insee),
    agency: agencyOf.get(freed.home.insee) ?? null,
    daysEmpty: daysEmpty(freed, date),
    rentLostCents: rentLostCents(freed, date),
  }));
  return rows.sort(byUrgency);
}

/** Stage by stage; within one, the nearest delay, then the longest empty, then the identifier. */
function byUrgency(a: BoardRow, b: BoardRow): number {
  const order = stages.indexOf(a.life.stage) - stages.indexOf(b.life.stage);
  if (order !== 0) return order;
  const [dueA, dueB] = [a.life.next.dueOn ?? '9999', b.life.next.dueOn ?? '9999'];
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  const empty = (b.daysEmpty ?? -1) - (a.daysEmpty ?? -1);
  if (empty !== 0) return empty;
  return a.freed.vacancy.id < b.freed.vacancy.id ? -1 : 1;
}

/** The rows that a filter keeps; text is looked for in the address, the residence, the commune and identifiers. */
export function filteredRows(rows: readonly BoardRow[], filter: BoardFilter): BoardRow[] {
  const words = plain(filter.text).split(' ').filter(Boolean);
  return rows.filter((row) => {
    const { home, vacancy } = row.freed;
    if (filter.stage !== null && row.life.stage !== filter.stage) return false;
    if (filter.agency !== null && row.agency?.id !== filter.agency) return false;
    if (filter.commune !== null && home.insee !== filter.commune) return false;
    if (filter.epci !== null && row.epci?.siren !== filter.epci) return false;
    if (filter.typology !== null && home.typology !== filter.typology) return false;
    if (filter.holder === noHolder && vacancy.holderId !== null) return false;
    if (filter.holder !== null && filter.holder !== noHolder && vacancy.holderId !== filter.holder)
      return false;
    if (filter.minDaysEmpty !== null && (row.daysEmpty ?? -1) < filter.minDaysEmpty) return false;
    if (words.length === 0) return true;
    const said = plain(`${home.address} ${home.residence ?? ''} ${row.commune} ${home.id} ${vacancy.id}`);
    return words.every((word) => said.includes(word));
  });
}

/** How many homes stand at each stage, every stage named. */
export function stageCounts(rows: readonly BoardRow[]): ReadonlyMap<Stage, number> {
  const counts = new Map<Stage, number>(stages.map((stage) => [stage, 0]));
  for (const { life } of rows) counts.set(life.stage, (counts.get(life.stage) ?? 0) + 1);
  return counts;
}

export type FilterChoices = {
  agencies: readonly { value: string; label: string }[];
  communes: readonly { value: string; label: string }[];
  epcis: readonly { value: string; label: string }[];
  typologies: readonly string[];
  holders: readonly { value: string; label: string }[];
};

/** What can be chosen in each filter: only what some freed home has. */
export function filterChoices(rows: readonly BoardRow[]): FilterChoices {
  const named = (pairs: Iterable<readonly [string, string] | null>) => {
    const byValue = new Map<string, string>();
    for (const pair of pairs) if (pair) byValue.set(pair[0], pair[1]);
    return [...byValue]
      .map(([value, label]) => ({ value, label }))
      .sort((a, b) => a.label.localeCompare(b.label, 'fr'));
  };
  return {
    agencies: named(rows.map(({ agency }) => agency && [agency.id, agency.name])),
    communes: named(rows.map(({ freed, commune }) => [freed.home.insee, commune])),
    epcis: named(rows.map(({ epci }) => epci && [epci.siren, epci.name])),
    typologies: [...new Set(rows.map(({ freed }) => freed.home.typology))].sort(),
    holders: named(
      rows.map(({ freed: { vacancy, holderName } }) =>
        vacancy.holderId === null ? null : [vacancy.holderId, holderName ?? vacancy.holderId],
      ),
    ),
  };
}

const accents = /\p{Diacritic}/gu;

/** Lower case without accents nor punctuation, as people search. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(accents, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

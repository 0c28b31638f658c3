/** The example's applications: 150 invented households, the same at each writing, and one row that cannot be read. */

const count = 150;
const columns =
  'nur;filed_on;renewed_on;persons;income_n2;monthly_resources;resources_evidence;wished_communes;wished_typologies;current_landlord;labels;grid_facts;employment;designated_for';

/** A whole number from 0 to below `end`, fixed by the household and by what is being drawn. */
function draw(household: number, topic: number, end: number): number {
  let mixed = Math.imul(household + 1, 0x9e3779b1) ^ Math.imul(topic + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 13)) >>> 0) % end;
}

function pick<Item>(household: number, topic: number, items: readonly [Item, ...Item[]]): Item {
  return items[draw(household, topic, items.length)] ?? items[0];
}

/** Unique numbers of invented households: the département, then nothing but the order. */
export function exampleNumber(household: number): string {
  return `057260000000${String(household + 1).padStart(6, '0')}`;
}

type Family = { adults: number; children: number; typologies: string };

const families: readonly [Family, ...Family[]] = [
  { adults: 1, children: 0, typologies: 'T1|T2' },
  { adults: 1, children: 1, typologies: 'T2|T3' },
  { adults: 2, children: 0, typologies: 'T2|T3' },
  { adults: 1, children: 2, typologies: 'T3|T4' },
  { adults: 2, children: 1, typologies: 'T3|T4' },
  { adults: 2, children: 2, typologies: 'T4|T5' },
  { adults: 2, children: 3, typologies: 'T4|T5' },
];

const wishes = [
  '57463|57480|57751',
  '57463|57751',
  '57480|57463',
  '57751|57463',
  '57672|57206',
  '57672|57463',
  '57206|57672',
  '57227|57606',
  '57227',
  '57606|57227',
] as const;

const facts = [
  '',
  '',
  'parent-isole=oui',
  'rapprochement-emploi=oui',
  'travail-essentiel=oui|rapprochement-emploi=oui',
  'taux-effort-actuel=42',
  'taux-effort-actuel=36|separation=oui',
  'sans-logement=oui@2026-05-04@verified',
  'menace-expulsion=oui@2026-08-20@verified',
  'enfant-mineur-mal-loge=oui@2026-06-11@verified|parent-isole=oui',
  'habitat-indigne=oui@2026-09-01@verified',
] as const;

/** Labels go with the fact that earned them, and one household in twelve has a DALO. */
function labelsOf(household: number, fact: string): string {
  if (draw(household, 9, 12) === 0) return 'dalo@2026-02-01';
  if (fact.startsWith('sans-logement')) return 'k@2026-05-04@prefet57';
  if (fact.startsWith('menace-expulsion')) return 'l@2026-08-20@prefet57';
  if (fact.startsWith('habitat-indigne')) return 'f@2026-09-01@prefet57';
  return '';
}

function rowOf(household: number): string {
  const family = pick(household, 1, families);
  const landlord = pick(household, 2, ['', '', '', '', 'interne', 'interne', 'Autre bailleur social']);
  const fact = pick(household, 3, facts);
  const filedMonth = draw(household, 4, 60);
  const monthly = 680 + draw(household, 5, 34) * 45 + (family.adults - 1) * 420;
  return [
    exampleNumber(household),
    day(2021 + Math.floor(filedMonth / 12), (filedMonth % 12) + 1, 1 + draw(household, 6, 28)),
    day(2026, 1 + draw(household, 7, 10), 1 + draw(household, 8, 28)),
    personsOf(household, family),
    monthly * 11,
    monthly,
    draw(household, 10, 3) === 0 ? 'declared' : 'proved',
    pick(household, 11, wishes),
    family.typologies,
    landlord,
    labelsOf(household, fact),
    fact,
    pick(household, 12, ['employee', 'employee', 'jobSeeker', 'other']),
    designationOf(household),
  ].join(';');
}

function personsOf(household: number, family: Family): string {
  const adults = Array.from({ length: family.adults }, (_, index) => {
    const born = day(1962 + draw(household, 20 + index, 40), 1 + draw(household, 30 + index, 12), 15);
    return `${born} ${index === 0 ? 'holder' : 'partner'}`;
  });
  const children = Array.from(
    { length: family.children },
    (_, index) => `${day(2010 + draw(household, 40 + index, 15), 6, 1 + index)} dependant`,
  );
  return [...adults, ...children].join('|');
}

/** Three households that holders designated for their homes. */
function designationOf(household: number): string {
  const designated: Record<number, string> = {
    17: 'EX-04@prefet57@2026-11-10',
    42: 'EX-06@commune-57751@2026-11-14',
    63: 'EX-08@als-57@2026-11-16',
  };
  return designated[household] ?? '';
}

function day(year: number, month: number, date: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** Filed on a day that does not exist, with resources under zero: it goes to rejects.csv, the rest is served. */
const unreadable = `${exampleNumber(count)};2026-02-31;;1990-05-05 holder;12000;-100;declared;57463;T2;;;;;`;

/** applications.csv. */
export function exampleApplications(): string {
  const rows = Array.from({ length: count }, (_, household) => rowOf(household));
  return `${[columns, ...rows, unreadable].join('\n')}\n`;
}

/** What a file tells of a signed lease beyond what quotas count: only what its cells say, and no sensitive ground. */
import { numberPattern, priorityLetterSchema, sensitiveLetters } from '../../domain/application.ts';
import {
  countedCategories,
  deductions,
  type LeaseFacts,
  leaseFactsSchema,
  type SomeLeaseFacts,
  someLeaseFactsSchema,
} from '../../domain/lease-facts.ts';
import { leaseBounds, pastBounds } from '../bounds.ts';
import { type Cells, yesNoWords } from '../cells.ts';
import { readCategory } from '../compact-values.ts';
import type { RowContext } from '../csv/table.ts';
import type { ToldLeaseFacts } from '../import-port.ts';

const days = {
  filed_on: 'filedOn',
  notice_received_on: 'noticeReceivedOn',
  available_on: 'availableOn',
  oriented_on: 'orientedOn',
  decided_on: 'decidedOn',
  dalo_recognised_on: 'daloRecognisedOn',
} as const;
const answers = {
  targeted_public: 'targetedPublic',
  lone_parent: 'loneParent',
  adapted_need: 'adaptedNeed',
  origin_in_qpv: 'originInQpv',
  essential_worker: 'essentialWorker',
  volunteer_firefighter: 'volunteerFirefighter',
  substituted: 'substituted',
  legal_person: 'legalPerson',
  first_letting: 'firstLetting',
  swap_of_right: 'swapOfRight',
  members_only: 'membersOnly',
} as const;

/** The optional columns of a leases file that feed `lease_facts`. */
export const leaseFactColumns: readonly string[] = [
  ...['application_number', 'income_evidence', 'categories', 'persons', 'holder_age', 'origin_insee'],
  ...['origin_landlord', 'channel', 'occupancy_after', 'deducted', 'rank', 'list'],
  ...Object.keys(days),
  ...Object.keys(answers),
];

const evidenceWords = {
  proved: 'proved',
  prouve: 'proved',
  prouvé: 'proved',
  declared: 'declared',
  declare: 'declared',
  déclaré: 'declared',
  unknown: 'unknown',
  inconnu: 'unknown',
} as const;
const channelWords = {
  online: 'online',
  'en-ligne': 'online',
  counter: 'counter',
  guichet: 'counter',
  post: 'post',
  courrier: 'post',
} as const;
const occupancyWords = { under: 'under', over: 'over', fits: 'fits' } as const;
const deductionWords = Object.fromEntries(deductions.map((one) => [one.toLowerCase(), one]));

/** What the row tells; null where it tells nothing. A cell that is wrong is noted, and the row set aside. */
export function readLeaseFacts(cells: Cells, leaseId: string, context: RowContext): ToldLeaseFacts | null {
  const told = {
    ...daysIn(cells, context),
    ...answersIn(cells),
    income: cells.word('income_evidence', evidenceWords, 'prouve, declare ou inconnu', null),
    categories: categoriesIn(cells),
    persons: cells.integer('persons', 1, 30),
    holderAge: cells.integer('holder_age', 0, 120),
    originInsee: communeIn(cells, context),
    originLandlord: cells.textOrNull('origin_landlord'),
    channel: cells.word('channel', channelWords, 'en-ligne, guichet ou courrier', null),
    occupancyAfter: cells.word('occupancy_after', occupancyWords, 'under, over ou fits', null),
    deducted: cells.word('deducted', deductionWords, deductions.join(', '), null),
    rank: cells.integer('rank', 1, 100),
    list: cells.integer('list', 1, 100),
  };
  const applicationNumber = numberIn(cells);
  const filled = Object.entries(told).filter(([, value]) => value !== null && value !== undefined);
  if (cells.problems.length > 0 || applicationNumber === undefined) return null;
  if (filled.length === 0 && applicationNumber === null) return null;
  return { leaseId, applicationNumber, facts: someLeaseFactsSchema.parse(Object.fromEntries(filled)) };
}

function daysIn(cells: Cells, { today }: RowContext): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(days).map(([column, fact]) => [
      fact,
      cells.date(column, { from: pastBounds(today).from, to: leaseBounds(today).to }),
    ]),
  );
}

function answersIn(cells: Cells): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answers).map(([column, fact]) => [
      fact,
      cells.word(column, yesNoWords, 'oui, non, ou vide si inconnu', null),
    ]),
  );
}

/** D-04: a sensitive letter is read as "protected" and its ground goes no further than this line. */
function categoriesIn(cells: Cells): LeaseFacts['categories'] | null {
  const parts = cells.parts('categories');
  if (parts.length === 0) return null;
  const read = parts.map((part) => {
    if (part.toLowerCase() === 'protected') return 'protected';
    const letter = priorityLetterSchema.safeParse(readCategory(part));
    if (!letter.success) {
      return cells.note(
        'categories',
        part,
        'catégorie inconnue',
        'lettres de L441-1, comme c|k, ou protected',
      );
    }
    return sensitiveLetters.has(letter.data) ? 'protected' : letter.data;
  });
  return countedCategories.filter((category) => read.includes(category));
}

function communeIn(cells: Cells, { communes }: RowContext): string | null | undefined {
  const code = cells.text('origin_insee').toUpperCase();
  if (code === '') return null;
  return communes.has(code)
    ? code
    : cells.note('origin_insee', code, 'code INSEE inconnu', 'code d’une commune actuelle, comme 57463');
}

function numberIn(cells: Cells): string | null | undefined {
  return cells.text('application_number') === ''
    ? null
    : cells.pattern(
        'application_number',
        numberPattern,
        'numéro unique mal écrit',
        '18 chiffres ou majuscules',
      );
}

const nothingKnown: LeaseFacts = {
  income: 'unknown',
  filedOn: null,
  noticeReceivedOn: null,
  availableOn: null,
  orientedOn: null,
  decidedOn: null,
  daloRecognisedOn: null,
  categories: [],
  targetedPublic: null,
  persons: null,
  holderAge: null,
  loneParent: null,
  adaptedNeed: null,
  originInsee: null,
  originInQpv: null,
  originLandlord: null,
  channel: null,
  essentialWorker: null,
  volunteerFirefighter: null,
  effortPermille: null,
  occupancyAfter: null,
  rank: null,
  list: null,
  proposedRank: null,
  gridPoints: null,
  freedHome: null,
  deducted: null,
  substituted: false,
  legalPerson: false,
  firstLetting: false,
};

// What a lease signed in the tool leaves at "no" for want of knowing better.
const unsure: ReadonlySet<string> = new Set(['substituted', 'legalPerson', 'firstLetting']);

/**
 * Facts with what a file adds. For a lease that came from files the file is right; for one signed in the tool it only
 * fills what is unknown there: what was established at the signature stands.
 */
export function withTold(held: LeaseFacts | null, told: SomeLeaseFacts, signedHere: boolean): LeaseFacts {
  const base = held ?? nothingKnown;
  if (!signedHere || held === null) return leaseFactsSchema.parse({ ...base, ...told });
  const open = new Map(Object.entries(base));
  const isOpen = (fact: string) => {
    const value = open.get(fact) ?? null;
    return value === null || value === 'unknown' || (value === false && unsure.has(fact));
  };
  return leaseFactsSchema.parse({
    ...base,
    ...Object.fromEntries(Object.entries(told).filter(([fact]) => isOpen(fact))),
  });
}

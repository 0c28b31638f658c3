/** What a signed lease keeps for indicators and returns (N-09, law §11): the facts of the day, without name or ground. */
import { type Application, isTransfer, sensitiveLetters } from '../../domain/application.ts';
import type { Home } from '../../domain/home.ts';
import { countedCategories, type LeaseFacts } from '../../domain/lease-facts.ts';
import type { Lease } from '../../domain/tenancy.ts';
import { ageOn, type CivilDate } from '../../kernel/civil-date.ts';
import { overOccupation, underOccupation } from '../../law/occupancy.ts';
import { priorityLabels } from '../../law/priority.ts';
import { homeCost } from '../../matching/home-cost.ts';
import type { LeasedHome } from './letting-home.ts';

/** What the commission's decision adds; null for a letting of which it is only informed (C-13). */
export type KeptDecision = Pick<LeaseFacts, 'decidedOn' | 'rank' | 'list' | 'proposedRank' | 'gridPoints'>;

/** What the officer may say at the signature that no file of the household holds; null: not said. */
export type SaidAtSigning = Pick<
  LeaseFacts,
  'targetedPublic' | 'essentialWorker' | 'volunteerFirefighter' | 'substituted'
>;

const undecided: KeptDecision = {
  decidedOn: null,
  rank: null,
  list: null,
  proposedRank: null,
  gridPoints: null,
};

/** The facts of a lease; `freedHome` is the home of the landlord that an internal transfer leaves. */
export function keptFacts(
  { vacancy, home }: Pick<LeasedHome, 'vacancy' | 'home'>,
  application: Application,
  lease: Lease,
  more: {
    decision: KeptDecision | null;
    freedHome: LeaseFacts['freedHome'];
    firstLetting: boolean;
    said: SaidAtSigning | null;
  },
): LeaseFacts {
  const { household, current, labels } = application;
  const { persons, monthlyResourcesCents, resourcesEvidence } = household;
  const on = lease.signedOn;
  const cost = homeCost(application, home, on);
  const [first] = persons;
  return {
    income: monthlyResourcesCents === null ? 'unknown' : resourcesEvidence,
    filedOn: application.filedOn,
    noticeReceivedOn: vacancy.noticeReceivedOn,
    availableOn: vacancy.availableOn,
    orientedOn: vacancy.orientedOn,
    ...(more.decision ?? undecided),
    daloRecognisedOn: daloDecisionOn(labels, on),
    categories: countedCategoriesOf(application, lease),
    // P-08: the label of a body says a priority, never that its agreement targets the public.
    targetedPublic: more.said?.targetedPublic ?? null,
    persons: persons.length,
    holderAge: first ? ageOn(first.bornOn, on) : null,
    loneParent:
      persons.some(({ role }) => role === 'dependant') && !persons.some(({ role }) => role === 'partner'),
    adaptedNeed: application.wishes.accessibility !== 'none',
    originInsee: current.insee,
    originInQpv: current.insee === null ? null : current.qpvCode !== null,
    originLandlord: isTransfer(application) ? current.landlord : null,
    channel: null,
    essentialWorker: more.said?.essentialWorker ?? saidOf(application, essentialWorkCriteria),
    volunteerFirefighter: more.said?.volunteerFirefighter ?? saidOf(application, firefighterCriteria),
    effortPermille: cost.effortRate === null ? null : Math.round(cost.effortRate * 1000),
    occupancyAfter: occupancyOf(home, persons.length, household.visitingChildren),
    freedHome: more.freedHome,
    deducted: deductionOf(application, lease),
    substituted: more.said?.substituted ?? false,
    // A home let to a body has no household and no lease here (special lettings); a file of leases may tell one.
    legalPerson: false,
    firstLetting: more.firstLetting,
  };
}

/** Criteria of grids that ask what the objectives of Q-16 count; an answer to one of them is kept, none is guessed. */
const essentialWorkCriteria: ReadonlySet<string> = new Set(['travail-essentiel', 'travailleur-essentiel']);
const firefighterCriteria: ReadonlySet<string> = new Set(['pompier-volontaire', 'sapeur-pompier-volontaire']);

/** Yes where one answer says so, no where an answer says no, null where the household was not asked. */
function saidOf({ gridFacts }: Application, criteria: ReadonlySet<string>): boolean | null {
  const answers = gridFacts.flatMap(({ criterion, value }) =>
    criteria.has(criterion) && typeof value === 'boolean' ? [value] : [],
  );
  return answers.length === 0 ? null : answers.includes(true);
}

/** P-06: the day of the decision in force at the signature, the first where several are: none made later, none lost. */
function daloDecisionOn(labels: Application['labels'], on: CivilDate): CivilDate | null {
  const days = labels
    .filter((label) => label.category === 'dalo' && priorityLabels([label], on).dalo)
    .map((label) => label.on)
    .sort();
  return days[0] ?? null;
}

/** D-04: a sensitive letter counts with the others of its kind, its ground is not kept. */
function countedCategoriesOf({ labels }: Application, { signedOn }: Lease): LeaseFacts['categories'] {
  const { letters } = priorityLabels(labels, signedOn);
  return countedCategories.filter((category) =>
    letters.some((letter) => (sensitiveLetters.has(letter) ? 'protected' : letter) === category),
  );
}

function occupancyOf(home: Home, residents: number, visitingChildren: number): LeaseFacts['occupancyAfter'] {
  if (overOccupation({ surfaceM2: home.surfaceM2, residents }).verdict === 'yes') return 'over';
  const under = underOccupation({
    habitableRooms: home.habitableRooms,
    professionalRooms: 0,
    residents,
    visitingChildren,
  });
  return under.verdict === 'yes' ? 'under' : 'fits';
}

/** own tenants, and relocations of the law, are deducted from the flow of reservations. */
function deductionOf({ relocation }: Application, { transfer }: Lease): LeaseFacts['deducted'] {
  switch (relocation) {
    case 'urbanRenewal':
    case 'orcod':
    case 'unfitHousing':
    case 'sale':
      return relocation;
    case 'demolition':
      // A demolition outside an urban-renewal convention is no deduction of its own: the tenant moves within the stock.
      return transfer === 'internal' ? 'internalTransfer' : null;
    case null:
      return transfer === 'internal' ? 'internalTransfer' : null;
  }
}

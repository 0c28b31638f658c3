/**
 * Priority categories (law §1): letters presumed from facts, the legal tier, whose resources count, and what the
 * labels given by named bodies say. Presumed letters only suggest asking for a label: quotas count labels (P-08).
 */
import { type Label, type PriorityLetter, priorityLetters, sensitiveLetters } from '../domain/application.ts';
import { addMonths, addYears, ageOn, type CivilDate } from '../kernel/civil-date.ts';
import { awaitedObligation, obligationNumber } from './obligation-figures.ts';
import { allVerdict, answer, anyVerdict, claimVerdict, fact } from './outcome.ts';
import { type PriorityFacts, unknownFactPaths } from './priority-facts.ts';
import type { Reason, Verdict } from './rule.ts';

/** The sentences that this file can ask of `wording`. */
export type PriorityCode =
  | 'letter-presumed'
  | 'letter-unknown'
  | 'dalo-in-force'
  | 'dalo-unknown'
  | 'dalo-hosting-only'
  | 'own-resources-only'
  | 'own-resources-unknown'
  | 'no-priority-claimed';

/** 0 DALO in force, 1 at least one letter, 2 other (P-04): a duty on flows, never an absolute queue. */
type PriorityTier = 0 | 1 | 2;

export type PriorityPresumption = {
  /** Sorted, `gbis` after `g`; null where an unknown fact could add one. */
  letters: readonly PriorityLetter[] | null;
  tier: PriorityTier | null;
  /** I-05: only the applicant's own resources count. */
  ownResourcesOnly: boolean | null;
  missing: readonly string[];
  awaiting: readonly string[];
  because: readonly Reason[];
};

/** What facts of a person born on a day let presume on a date (P-01, P-03…P-05, I-05). */
export function presumePriority(
  facts: PriorityFacts,
  bornOn: CivilDate,
  date: CivilDate,
): PriorityPresumption {
  const verdicts = letterVerdicts(facts, bornOn, date);
  const letters = priorityLetters.filter((letter) => verdicts[letter] === 'yes');
  const anyLetter = anyVerdict(Object.values(verdicts));
  const dalo = daloVerdict(facts.dalo, date);
  const own = ownResourcesVerdict(facts);
  return {
    letters: Object.values(verdicts).includes('unknown') ? null : letters,
    tier: tierOf(dalo, anyLetter),
    ownResourcesOnly: own === 'unknown' ? null : own === 'yes',
    missing: unknownFactPaths(facts),
    awaiting: childWelfareAwaiting(facts, date),
    because: reasonsOf(facts, verdicts, dalo, own),
  };
}

/** Every letter of L441-1 as the facts make it: yes, no, or unknown where a null fact decides. */
function letterVerdicts(
  facts: PriorityFacts,
  bornOn: CivilDate,
  date: CivilDate,
): Record<PriorityLetter, Verdict> {
  return {
    a: claimVerdict(facts.disability),
    b: claimVerdict(facts.therapeuticApartment),
    c: claimVerdict(facts.badlyHoused),
    d: claimVerdict(facts.hostedInStructure),
    e: claimVerdict(facts.backToWorkAfterLongUnemployment),
    f: claimVerdict(facts.unfitHousing),
    g: protectionOrderVerdict(facts),
    gbis: within(facts.assaultAtHome, (assault) => claimVerdict(assault.banOrdered)),
    h: claimVerdict(facts.exitProstitution),
    i: claimVerdict(facts.trafficking),
    j: allVerdict([
      claimVerdict(facts.minorChild),
      anyVerdict([claimVerdict(facts.overOccupied), claimVerdict(facts.nonDecent)]),
    ]),
    k: claimVerdict(facts.withoutHousing),
    l: claimVerdict(facts.evictionThreat),
    m: within(facts.childWelfare, (care) => childWelfareVerdict(care.careEndedOn, bornOn, date)),
  };
}

/** P-05: a decision of kind `logement`, taken on or before the date and not lost by it. */
function daloVerdict(dalo: PriorityFacts['dalo'], date: CivilDate): Verdict {
  return within(dalo, (decision) => {
    if (decision.kind !== 'logement' || decision.decidedOn > date) return 'no';
    if (decision.lostOn === null) return 'unknown';
    return decision.lostOn === undefined || date < decision.lostOn ? 'yes' : 'no';
  });
}

/** I-05 (L441-1 al. 2): a complaint is enough here, although letter g asks for the protection order (P-03). */
function ownResourcesVerdict(facts: PriorityFacts): Verdict {
  return anyVerdict([
    claimVerdict(facts.divorcePending),
    claimVerdict(facts.pacsDissolved),
    claimVerdict(facts.protectedRefugeeAlone),
    protectionOrderVerdict(facts),
    within(facts.coupleViolence, (violence) => claimVerdict(violence.complaint)),
  ]);
}

/** What the labels in force on a date say (P-08): what quotas and returns count, once a household. */
export function priorityLabels(
  labels: readonly Pick<Label, 'category' | 'on' | 'until'>[],
  date: CivilDate,
): { dalo: boolean; priority: boolean; letters: readonly PriorityLetter[] } {
  // Most households carry no label.
  if (labels.length === 0) return noLabel;
  const inForce = labels.filter((label) => label.on <= date && (label.until === null || date <= label.until));
  const letters = priorityLetters.filter((letter) => inForce.some((label) => label.category === letter));
  return {
    dalo: inForce.some((label) => label.category === 'dalo'),
    priority: letters.length > 0,
    letters,
  };
}

const noLabel = { dalo: false, priority: false, letters: [] };

/** Categories recognised on or before a date, each once, by code unit (calculator `priority`, P-08). */
export function recognisedCategories(
  labels: readonly Pick<Label, 'category' | 'on'>[],
  date: CivilDate,
): Label['category'][] {
  return [...new Set(labels.filter((label) => label.on <= date).map((label) => label.category))].sort();
}

/** P-06: last days for the mediation commission to decide and for an offer to come; null where not loaded. */
export function daloDelays(
  dates: { appealedOn: CivilDate; decidedOn: CivilDate | null },
  place: { overseas: boolean; largeArea: boolean },
): { decisionDueOn: CivilDate | null; offerDueOn: CivilDate | null } {
  const decision = obligationNumber(
    place.overseas ? 'dalo.commissionMonthsOverseas' : 'dalo.commissionMonths',
    dates.appealedOn,
  );
  const decidedOn = dates.decidedOn;
  const longOffer = place.overseas || place.largeArea;
  const offer =
    decidedOn && obligationNumber(longOffer ? 'dalo.offerMonthsLargeAreas' : 'dalo.offerMonths', decidedOn);
  return {
    decisionDueOn: decision === null ? null : addMonths(dates.appealedOn, decision),
    offerDueOn: decidedOn === null || offer === null ? null : addMonths(decidedOn, offer),
  };
}

function protectionOrderVerdict(facts: PriorityFacts): Verdict {
  return anyVerdict([
    within(facts.coupleViolence, (violence) => claimVerdict(violence.protectionOrder)),
    within(facts.forcedMarriage, (marriage) => claimVerdict(marriage.protectionOrder)),
  ]);
}

/** m): under 21 and until three years after the last day of care, that day included; both must hold (inference). */
function childWelfareVerdict(careEndedOn: CivilDate, bornOn: CivilDate, date: CivilDate): Verdict {
  const age = obligationNumber('priority.childWelfareMaxAge', date);
  const years = obligationNumber('priority.childWelfareYears', date);
  if (age === null || years === null) return 'unknown';
  return ageOn(bornOn, date) < age && date <= addYears(careEndedOn, years) ? 'yes' : 'no';
}

function childWelfareAwaiting(facts: PriorityFacts, date: CivilDate): string[] {
  const id = 'priority.childWelfareYears';
  return facts.childWelfare && obligationNumber(id, date) === null ? [awaitedObligation(id, date)] : [];
}

/** Absent: not claimed. Null: unknown. Present: what it says. */
function within<Value>(value: Value | null | undefined, read: (value: Value) => Verdict): Verdict {
  return value === undefined ? 'no' : value === null ? 'unknown' : read(value);
}

function tierOf(dalo: Verdict, anyLetter: Verdict): PriorityTier | null {
  if (dalo === 'yes') return 0;
  if (dalo === 'unknown') return null;
  return anyLetter === 'yes' ? 1 : anyLetter === 'unknown' ? null : 2;
}

function reasonsOf(
  facts: PriorityFacts,
  verdicts: Record<PriorityLetter, Verdict>,
  dalo: Verdict,
  own: Verdict,
): Reason[] {
  const missing = unknownFactPaths(facts);
  const letters = priorityLetters
    .filter((letter) => verdicts[letter] !== 'no')
    .map((letter) => {
      const presumed = verdicts[letter] === 'yes';
      // D-04: a sensitive ground never travels further than the facts it was read from.
      const shown = sensitiveLetters.has(letter) ? 'L441-1' : letter;
      return answer('P-01', presumed ? 'yes' : 'unknown', presumed ? 'letter-presumed' : 'letter-unknown', [
        fact('letter', shown),
      ]);
    });
  const decidedOn = facts.dalo?.decidedOn ?? null;
  const outcomes = [
    ...(dalo === 'yes' ? [answer('P-04', 'yes', 'dalo-in-force', [fact('dalo', true, decidedOn)])] : []),
    ...(dalo === 'unknown' ? [answer('P-04', 'unknown', 'dalo-unknown', [], { missing })] : []),
    ...(facts.dalo?.kind === 'hebergement'
      ? [answer('P-05', 'no', 'dalo-hosting-only', [fact('dalo', false, decidedOn)])]
      : []),
    ...letters,
    ...(own === 'yes' ? [answer('I-05', 'yes', 'own-resources-only')] : []),
    ...(own === 'unknown' ? [answer('I-05', 'unknown', 'own-resources-unknown')] : []),
  ];
  if (outcomes.length === 0) return [...answer('P-04', 'no', 'no-priority-claimed').because];
  return outcomes.flatMap((outcome) => outcome.because);
}

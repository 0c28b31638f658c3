/** The clock of a DALO designation (P-06, P-07): it stands outside the proposal and runs by itself. */
import { departementOfInsee } from '../../domain/territory.ts';
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import { obligationNumber } from '../../law/obligation-figures.ts';
import { daloDelays } from '../../law/priority.ts';
import type { FlowPlan } from './flow-plan.ts';

export type DaloFacts = {
  number: string;
  vacancyId: string;
  insee: string;
  designatedOn: CivilDate;
  /** Decision of the commission de médiation, by the label in force; null: not in the file. */
  decidedOn: CivilDate | null;
  offerSentOn: CivilDate | null;
  mayorAskedOn: CivilDate | null;
  mayorAnsweredOn: CivilDate | null;
};

export type DaloClock = {
  /** Last day for an adapted offer; null where the commission's day is unknown. */
  offerDueOn: CivilDate | null;
  /** Months kept: six overseas and in départements of a large agglomeration, three elsewhere. */
  longDelay: boolean;
  /** The list of those départements is not loaded: three months are kept, which cannot be too long. */
  delayUncertain: boolean;
  /** Last day for the mayor's opinion; null where it was not asked. */
  mayorDueOn: CivilDate | null;
  mayor: 'notAsked' | 'running' | 'answered' | 'silent';
  offer: 'made' | 'due' | 'late' | 'unknown';
  /** What runs out first; null where nothing runs. */
  nextDueOn: CivilDate | null;
};

/** Where the delays of a DALO designation stand on a day. */
export function daloClock(
  facts: DaloFacts,
  plan: Pick<FlowPlan, 'largeAreaDepartements'>,
  today: CivilDate,
): DaloClock {
  const departement = departementOfInsee(facts.insee);
  const overseas = departement.startsWith('97') || departement.startsWith('98');
  const largeArea = plan.largeAreaDepartements?.includes(departement) ?? false;
  const { offerDueOn } = daloDelays(
    { appealedOn: facts.decidedOn ?? facts.designatedOn, decidedOn: facts.decidedOn },
    { overseas, largeArea },
  );
  const days = facts.mayorAskedOn && obligationNumber('dalo.mayorDays', facts.mayorAskedOn);
  const mayorDueOn = facts.mayorAskedOn === null || days === null ? null : addDays(facts.mayorAskedOn, days);
  const mayor = mayorState(facts, mayorDueOn, today);
  const offer = offerState(facts, offerDueOn, today);
  const running = [
    ...(offer === 'due' || offer === 'late' ? [offerDueOn] : []),
    ...(mayor === 'running' ? [mayorDueOn] : []),
  ].filter((day) => day !== null);
  return {
    offerDueOn,
    longDelay: overseas || largeArea,
    delayUncertain: !overseas && plan.largeAreaDepartements === null,
    mayorDueOn,
    mayor,
    offer,
    nextDueOn: running.sort()[0] ?? null,
  };
}

function mayorState(facts: DaloFacts, dueOn: CivilDate | null, today: CivilDate): DaloClock['mayor'] {
  if (facts.mayorAnsweredOn !== null) return 'answered';
  if (dueOn === null) return 'notAsked';
  return today > dueOn ? 'silent' : 'running';
}

function offerState(facts: DaloFacts, dueOn: CivilDate | null, today: CivilDate): DaloClock['offer'] {
  if (facts.offerSentOn !== null) return 'made';
  if (dueOn === null) return 'unknown';
  return today > dueOn ? 'late' : 'due';
}

/** By what runs out first; those whose offer was made last. */
export function byNextDue(a: DaloClock, b: DaloClock): number {
  const [left, right] = [a.nextDueOn ?? '9999', b.nextDueOn ?? '9999'];
  return left < right ? -1 : left > right ? 1 : 0;
}

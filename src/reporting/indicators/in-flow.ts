/** Which leases are in the yearly flow of reservations, and why the others are not. */
import type { FlowPlan } from '../../committee/orientation/flow-plan.ts';
import { deductions } from '../../domain/lease-facts.ts';
import { yearOf } from '../../kernel/civil-date.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { NotCounted, Period } from '../indicator.ts';
import { notCounted } from './question.ts';

export type Deduction = (typeof deductions)[number];

/** The five deductions of R441-5 I, in its order. */
export const deductionNames: Readonly<Record<Deduction, string>> = {
  internalTransfer: 'Mutations de locataires du bailleur',
  urbanRenewal: 'Relogements du renouvellement urbain',
  orcod: 'Relogements d’une ORCOD',
  unfitHousing: 'Relogements de l’habitat indigne ou dangereux (L521-3-1 à L521-3-3)',
  sale: 'Relogements pour une vente',
};

/** Why a lease leaves the flow; where nothing was kept of it, what the lease itself tells. */
export function deductionOf({ facts, transfer, relocated }: LeaseRecord): Deduction | null {
  if (facts !== null) return facts.deducted;
  if (transfer === 'internal') return 'internalTransfer';
  return relocated ? 'urbanRenewal' : null;
}

/** The flow expected of the period's last year; undefined where none was entered. */
export function planOf(
  { flowPlans }: Pick<ReportingFacts, 'flowPlans'>,
  { until }: Period,
): FlowPlan | undefined {
  return flowPlans.find(({ year }) => year === yearOf(until));
}

type FlowQuestion = Pick<FlowPlan, 'newProgrammesInFlow'> | undefined;

/** Leases on which shares of reservations are counted. First lettings are in unless a plan says otherwise. */
export function inFlow(leases: readonly LeaseRecord[], plan: FlowQuestion): LeaseRecord[] {
  return leases.filter((lease) => outOfFlow(lease, plan) === null);
}

/** Leases by deduction; those that the préfet attributed himself are out of the flow before any deduction. */
export function deductedBy(leases: readonly LeaseRecord[]): (deduction: Deduction) => number {
  return (deduction) =>
    leases.filter((lease) => !isSubstituted(lease) && deductionOf(lease) === deduction).length;
}

/** The lines of what is outside the flow: deductions, substituted attributions, new programmes. */
export function outsideFlow(leases: readonly LeaseRecord[], plan: FlowQuestion): NotCounted[] {
  const because = (reason: OutOfFlow) => leases.filter((lease) => outOfFlow(lease, plan) === reason);
  return [
    ...deductions.flatMap((deduction) =>
      notCounted(
        `${deductionNames[deduction].toLocaleLowerCase('fr-FR')} : déduits du flux`,
        because(deduction),
      ),
    ),
    ...notCounted(
      'logements attribués par le préfet après une injonction : hors du flux',
      because('substituted'),
    ),
    ...notCounted(
      'premières mises en location : hors du flux selon les conventions',
      because('newProgramme'),
    ),
  ];
}

type OutOfFlow = Deduction | 'substituted' | 'newProgramme';

function outOfFlow(lease: LeaseRecord, plan: FlowQuestion): OutOfFlow | null {
  if (isSubstituted(lease)) return 'substituted';
  const deduction = deductionOf(lease);
  if (deduction !== null) return deduction;
  const isNew = lease.facts?.firstLetting === true;
  return isNew && plan?.newProgrammesInFlow === false ? 'newProgramme' : null;
}

function isSubstituted({ facts }: LeaseRecord): boolean {
  return facts?.substituted === true;
}

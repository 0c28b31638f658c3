/**
 * Signed leases beside an extract of the SNE, by unique number: what the register does not say housed, what it says
 * housed that we did not sign, and what both tell differently. The register is the account of attributions (R441-12):
 * figures of ours and of the préfet's must agree. Nothing is written here; a person acts on each line.
 */
import type { Application } from '../../domain/application.ts';
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import { type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import { priorityLabels } from '../../law/priority.ts';
import type { LeaseRecord } from '../facts.ts';
import type { Period } from '../indicator.ts';
import { isWithin } from '../indicators/question.ts';

/** What the extract tells of one number. */
export type RegisterRow = {
  number: string;
  /** `housed`: removed because a lease was signed (N-04 a); `removed`: for another reason. */
  status: 'live' | 'housed' | 'removed';
  /** Day of the removal; null where the extract does not tell it. */
  on: CivilDate | null;
  /** Day of the message that tells the removal, which is not later than that: SNE messages give this one only. */
  toldOn?: CivilDate;
  /** P-08 as the register holds them; null where the extract does not tell. */
  flags: { dalo: boolean; priority: boolean } | null;
  /** The landlord that the household left, as the register names it; undefined where the extract does not tell. */
  landlord?: string | null;
};

export type Divergence = {
  kind: 'label' | 'transfer' | 'date';
  /** French: what each side says. */
  ours: string;
  theirs: string;
};

export type Reconciliation = {
  /** Leases that agree with the register. */
  agreeing: number;
  /** Signed here and still live there: the register must be told (N-04 a, at signature). */
  notRemoved: readonly { leaseId: string; number: string; signedOn: CivilDate }[];
  /** Signed here and removed there for another reason. */
  removedOtherwise: readonly { leaseId: string; number: string; on: CivilDate | null }[];
  /** Signed here and nowhere in the extract. */
  absent: readonly { leaseId: string; number: string }[];
  /** Signed here without a unique number: no comparison is possible (legal persons have none of a household). */
  withoutNumber: readonly { leaseId: string }[];
  /** Housed there in the period, and no lease here. */
  withoutLease: readonly { number: string; on: CivilDate | null }[];
  /** Housed or live there, with something that both sides tell differently. */
  differing: readonly { leaseId: string; number: string; divergences: readonly Divergence[] }[];
};

// A removal is made at the signature; some days pass before an officer or an interface writes it.
const toleratedDays = 30;

/** Compares the leases of a period with an extract; the same lists in any order give the same answer. */
export function reconcile(
  leases: readonly LeaseRecord[],
  extract: readonly RegisterRow[],
  period: Period,
): Reconciliation {
  const rows = new Map([...extract].sort(byStrength).map((row) => [row.number, row]));
  const signed = leases
    .filter(({ signedOn, facts }) => isWithin(signedOn, period) && facts?.swapOfRight !== true)
    .sort((a, b) => compareCodeUnits(a.id, b.id));
  const numbers = new Set(leases.flatMap(({ applicationNumber }) => applicationNumber ?? []));
  const met = signed.flatMap((lease) => {
    const { applicationNumber: number } = lease;
    return number === null ? [] : [{ lease, number, row: rows.get(number) }];
  });
  const known = met.flatMap(({ lease, number, row }) =>
    row === undefined || row.status === 'removed'
      ? []
      : [{ leaseId: lease.id, number, status: row.status, divergences: divergences(lease, row) }],
  );
  return {
    agreeing: known.filter(({ status, divergences: found }) => status === 'housed' && found.length === 0)
      .length,
    notRemoved: met.flatMap(({ lease, number, row }) =>
      row?.status === 'live' ? [{ leaseId: lease.id, number, signedOn: lease.signedOn }] : [],
    ),
    removedOtherwise: met.flatMap(({ lease, number, row }) =>
      row?.status === 'removed' ? [{ leaseId: lease.id, number, on: row.on }] : [],
    ),
    absent: met.flatMap(({ lease, number, row }) =>
      row === undefined ? [{ leaseId: lease.id, number }] : [],
    ),
    withoutNumber: signed.flatMap(({ id, applicationNumber }) =>
      applicationNumber === null ? [{ leaseId: id }] : [],
    ),
    withoutLease: [...rows.values()]
      .filter((row) => row.status === 'housed' && !numbers.has(row.number) && mayBeIn(row, period))
      .map(({ number, on }) => ({ number, on }))
      .sort((a, b) => compareCodeUnits(a.number, b.number)),
    differing: known
      .filter((one) => one.divergences.length > 0)
      .map(({ leaseId, number, divergences: found }) => ({ leaseId, number, divergences: found })),
  };
}

/**
 * Rows of what the readers of an extract give: applications, and endings with their reason. A removal says nothing of
 * the household: what the same extract tells of the application stands beside it.
 */
export function registerRows(
  live: readonly Application[],
  endings: readonly { applicationNumber: string; status: string; on: CivilDate }[],
  on: CivilDate,
): RegisterRow[] {
  const told = new Map(
    live.map(({ number, labels, current }) => {
      const { dalo, priority } = priorityLabels(labels, on);
      return [number, { number, flags: { dalo, priority }, landlord: current.landlord }];
    }),
  );
  const ended = new Set(endings.map(({ applicationNumber }) => applicationNumber));
  return [
    ...[...told.values()]
      .filter(({ number }) => !ended.has(number))
      .map((row): RegisterRow => ({ ...row, status: 'live', on: null })),
    ...endings.map(
      ({ applicationNumber: number, status, on: toldOn }): RegisterRow => ({
        ...(told.get(number) ?? { number, flags: null }),
        status: status === 'housed' ? 'housed' : 'removed',
        on: null,
        toldOn,
      }),
    ),
  ];
}

function divergences(lease: LeaseRecord, row: RegisterRow): Divergence[] {
  return [...labelDivergence(lease, row), ...transferDivergence(lease, row), ...dateDivergence(lease, row)];
}

function labelDivergence({ dalo, priority }: LeaseRecord, { flags }: RegisterRow): Divergence[] {
  if (flags === null || (flags.dalo === dalo && flags.priority === priority)) return [];
  return [{ kind: 'label', ours: labelsInWords({ dalo, priority }), theirs: labelsInWords(flags) }];
}

function transferDivergence({ transfer }: LeaseRecord, { landlord }: RegisterRow): Divergence[] {
  if (landlord === undefined || (landlord !== null) === (transfer !== 'none')) return [];
  return [
    {
      kind: 'transfer',
      ours: transfer === 'none' ? 'première demande' : 'déjà dans le parc social',
      theirs: landlord === null ? 'première demande' : `locataire de ${landlord}`,
    },
  ];
}

function dateDivergence({ signedOn }: LeaseRecord, { on, toldOn }: RegisterRow): Divergence[] {
  const ours = `bail signé le ${frenchLongDate(signedOn)}`;
  if (on !== null) {
    return Math.abs(daysBetween(signedOn, on)) <= toleratedDays
      ? []
      : [{ kind: 'date', ours, theirs: `radiée le ${frenchLongDate(on)}` }];
  }
  return toldOn === undefined || toldOn >= signedOn
    ? []
    : [{ kind: 'date', ours, theirs: `déjà radiée le ${frenchLongDate(toldOn)}` }];
}

function labelsInWords({ dalo, priority }: { dalo: boolean; priority: boolean }): string {
  if (dalo) return priority ? 'DALO et prioritaire' : 'DALO';
  return priority ? 'prioritaire' : 'ni DALO ni prioritaire';
}

/** A removal whose day is not known may be of the period, unless it was told before: it is shown rather than lost. */
function mayBeIn({ on, toldOn }: RegisterRow, period: Period): boolean {
  return on === null ? toldOn === undefined || toldOn >= period.from : isWithin(on, period);
}

const strengths = ['live', 'removed', 'housed'] as const;

/** Where an extract tells a number twice, the lease wins, then the removal: a later entry of a map replaces. */
function byStrength(a: RegisterRow, b: RegisterRow): number {
  return (
    strengths.indexOf(a.status) - strengths.indexOf(b.status) || compareCodeUnits(a.on ?? '', b.on ?? '')
  );
}

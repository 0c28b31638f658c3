/**
 * Whether a home is still its holder's: oriented, lapsed without a designation, failed, or unreserved; and
 * whom the mayor designated after a failure in a QPV.
 */
import type { Application } from '../domain/application.ts';
import type { Home, Vacancy } from '../domain/home.ts';
import type { Designation, ReservationHolder } from '../domain/reservation.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { articleOf } from '../law/cards/index.ts';
import { designationDueOn } from '../law/flow.ts';
import { fact } from '../law/outcome.ts';
import { priorityLabels } from '../law/priority.ts';
import { communeOfArrondissement } from '../law/quartile-territory.ts';
import type { Fact, Reason } from '../law/rule.ts';
import type { Snapshot } from './snapshot.ts';

/** A home to let. */
export type Letting = { vacancy: Vacancy; home: Home };

export type Orientation = {
  state: 'unreserved' | 'oriented' | 'lapsed' | 'failed' | 'daloDesignation';
  /** Whose designations and labels bind the home: after a failure in a QPV the commune, once it has designated. */
  holder: ReservationHolder | null;
  /** Households designated for this home, by number. */
  designated: ReadonlySet<string>;
  reason: Reason;
};

/** What the orientation of a home to let is on the date of the snapshot. */
export function orientationOf(
  snapshot: Pick<Snapshot, 'date' | 'holders' | 'designations' | 'policy'>,
  { vacancy, home }: { vacancy: Vacancy; home: Pick<Home, 'insee' | 'qpvCode'> },
): Orientation {
  const { date } = snapshot;
  const holder = holderOf(snapshot, vacancy.holderId);
  const designations = snapshot.designations.filter(
    (designation) => designation.vacancyId === vacancy.id && designation.on <= date,
  );
  const byDalo = designations.filter(
    (designation) =>
      designation.dalo &&
      (designation.holderId === vacancy.holderId ||
        holderOf(snapshot, designation.holderId)?.kind === 'state'),
  );
  const named = fact('holder', holder?.name ?? null);
  if (byDalo.length > 0 && !vacancy.reservationFailed) {
    return orientation('daloDesignation', holder, byDalo, reason('C-06', 'dalo-designation', [named]));
  }
  if (!holder) return orientation('unreserved', null, [], reason('Q-05', 'not-reserved', []));
  if (vacancy.reservationFailed) {
    const failed = orientation('failed', holder, [], reason('Q-05', 'reservation-failed', [named]));
    return designatedByMayor(snapshot, home, holder, designations) ?? failed;
  }
  const own = designations.filter((designation) => designation.holderId === holder.id);
  const dueOn = lastDayOf(vacancy, snapshot.policy.designationMonths);
  const dueFact = fact('designationDueOn', dueOn);
  const inTime = own.some((designation) => dueOn === null || designation.on <= dueOn);
  if (dueOn !== null && date > dueOn && !inTime) {
    return orientation('lapsed', holder, [], reason('Q-13', 'designation-lapsed', [named, dueFact]));
  }
  return orientation('oriented', holder, own, reason('Q-11', 'oriented-to-holder', [named, dueFact]));
}

/**
 * the households that the mayor designated bind the home as those of any holder do; the law still asks that they be
 * above the first quartile. Null where the commune designated nobody: the home then draws on everyone.
 */
function designatedByMayor(
  { holders }: Pick<Snapshot, 'holders'>,
  home: Pick<Home, 'insee' | 'qpvCode'>,
  failed: ReservationHolder,
  designations: readonly Designation[],
): Orientation | null {
  if (home.qpvCode === null) return null;
  const here = communeOfArrondissement(home.insee);
  for (const commune of holders) {
    const { id, kind, territory } = commune;
    if (kind !== 'commune' || id === failed.id || territory === null) continue;
    const own = designations.filter(({ holderId }) => holderId === id);
    if (own.length === 0 || communeOfArrondissement(territory) !== here) continue;
    const facts = [fact('holder', commune.name), fact('failedHolder', failed.name)];
    return orientation('failed', commune, own, reason('Q-14', 'mayor-designated', facts));
  }
  return null;
}

/** in a QPV, once the holder's designation has failed or lapsed, the mayor designates. */
export function mayorDesignates(home: Pick<Home, 'qpvCode'>, { state }: Orientation): boolean {
  return home.qpvCode !== null && (state === 'lapsed' || state === 'failed');
}

/**
 * Whether a household carries the label of a holder on a date: for the State a DALO or a letter of L441-1; for Action
 * Logement the same, to employees and job-seekers only; for others a label that they gave themselves.
 */
export function carriesLabelOf(
  holder: ReservationHolder,
  application: Pick<Application, 'labels' | 'employment'>,
  date: CivilDate,
): boolean {
  if (application.labels.length === 0) return false;
  const { dalo, priority } = priorityLabels(application.labels, date);
  if (!dalo && !priority) return false;
  switch (holder.kind) {
    case 'state':
      return true;
    case 'actionLogement':
      return application.employment === 'employee' || application.employment === 'jobSeeker';
    default: {
      const own = application.labels.filter(({ by }) => by === holder.id || by === holder.name);
      const given = priorityLabels(own, date);
      return given.dalo || given.priority;
    }
  }
}

/** The day written with the orientation, which knows its zone and convention; else that of the policy's months. */
function lastDayOf(vacancy: Vacancy, months: number): CivilDate | null {
  if (vacancy.designationDueOn !== null) return vacancy.designationDueOn;
  return vacancy.orientedOn === null ? null : designationDueOn(vacancy.orientedOn, false, months);
}

function holderOf(snapshot: Pick<Snapshot, 'holders'>, id: string | null): ReservationHolder | null {
  if (id === null) return null;
  const known = snapshot.holders.find((holder) => holder.id === id);
  // A holder that the file does not describe still keeps its home: only its designations count.
  return known ?? { id, kind: 'other', name: id, territory: null, flowPermille: null };
}

function orientation(
  state: Orientation['state'],
  holder: ReservationHolder | null,
  designations: readonly Designation[],
  because: Reason,
): Orientation {
  const designated = new Set(designations.map(({ applicationNumber }) => applicationNumber));
  return { state, holder, designated, reason: because };
}

function reason(rule: string, code: string, facts: readonly Fact[]): Reason {
  return { rule, article: articleOf(rule), verdict: 'yes', code, facts };
}

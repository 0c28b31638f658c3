/** Who completes the data that indicators miss: assigned to a person, with a day, until somebody says that it is done. */
import type { Asked } from '../domain/act.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { readDefectKey } from './defects.ts';

export type DefectAssignment = {
  /** Key of the defect: "income:BAIL-2026-00012". */
  defect: string;
  /** As people read it. */
  assignedTo: string;
  dueOn: CivilDate | null;
  note: string | null;
  /** The day somebody said that it was done; the defect itself leaves the list when the data come. */
  resolvedOn: CivilDate | null;
  version: number;
};

export type DefectRefusal =
  /** Not the key of a defect that we know how to look for. */
  | { code: 'noSuchDefect' }
  | { code: 'dueInThePast'; today: CivilDate }
  /** Somebody wrote it meanwhile: what stands now is shown, nothing is lost. */
  | { code: 'changedMeanwhile'; now: DefectAssignment }
  | { code: 'notAssigned' };

export type AssignDefects = {
  /** Several at once: all the incomes of an EPCI to one person. */
  defects: readonly { key: string; version: number }[];
  assignedTo: string;
  dueOn: CivilDate | null;
  note: string | null;
};

export type DefectPort = {
  /** Every assignment, resolved ones included, by key. */
  list: (landlordId: string) => Promise<DefectAssignment[]>;
  /** All or none. The same assignment again changes nothing and is no refusal. */
  assign: (asked: Asked, input: AssignDefects) => Promise<Result<DefectAssignment[], DefectRefusal>>;
  /** Says that the data were completed; a second time changes nothing. */
  resolve: (
    asked: Asked,
    input: { key: string; version: number; note: string | null },
  ) => Promise<Result<DefectAssignment, DefectRefusal>>;
};

/**
 * The assignment that a gesture makes of what stands (null: nothing yet, version 0). Gives what stands where it says
 * the same already: a form sent twice has one effect.
 */
export function assigned(
  before: DefectAssignment | null,
  wanted: { key: string; version: number } & Omit<AssignDefects, 'defects'>,
  today: CivilDate,
): Result<DefectAssignment, DefectRefusal> {
  const { key, version, assignedTo, dueOn, note } = wanted;
  if (readDefectKey(key) === null) return refuse({ code: 'noSuchDefect' });
  if (before !== null && before.resolvedOn === null && saysTheSame(before, wanted)) return ok(before);
  if (dueOn !== null && dueOn < today) return refuse({ code: 'dueInThePast', today });
  if ((before?.version ?? 0) !== version && before !== null) {
    return refuse({ code: 'changedMeanwhile', now: before });
  }
  return ok({
    defect: key,
    assignedTo,
    dueOn,
    note,
    resolvedOn: null,
    version: (before?.version ?? 0) + 1,
  });
}

/** What stands once somebody says that it is done. */
export function resolved(
  before: DefectAssignment | null,
  wanted: { version: number; note: string | null },
  today: CivilDate,
): Result<DefectAssignment, DefectRefusal> {
  if (before === null) return refuse({ code: 'notAssigned' });
  if (before.resolvedOn !== null) return ok(before);
  if (before.version !== wanted.version) return refuse({ code: 'changedMeanwhile', now: before });
  return ok({
    ...before,
    note: wanted.note ?? before.note,
    resolvedOn: today,
    version: before.version + 1,
  });
}

function saysTheSame(
  before: DefectAssignment,
  wanted: Pick<AssignDefects, 'assignedTo' | 'dueOn' | 'note'>,
): boolean {
  return (
    before.assignedTo === wanted.assignedTo && before.dueOn === wanted.dueOn && before.note === wanted.note
  );
}

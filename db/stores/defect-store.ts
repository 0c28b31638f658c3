/** Assignments of data to complete: one row a defect, its gestures in the journal, one effect whoever clicks twice. */
import { asc, eq, inArray } from 'drizzle-orm';
import type { Act, Asked } from '../../src/domain/act.ts';
import { ok, type Result } from '../../src/kernel/result.ts';
import {
  type AssignDefects,
  assigned,
  type DefectAssignment,
  type DefectPort,
  type DefectRefusal,
  resolved,
} from '../../src/reporting/defect-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { defectAssignments } from '../schema/reporting.ts';
import { appendActs } from './journal-append.ts';

const columns = {
  defect: defectAssignments.defect,
  assignedTo: defectAssignments.assignedTo,
  dueOn: defectAssignments.dueOn,
  note: defectAssignments.note,
  resolvedOn: defectAssignments.resolvedOn,
  version: defectAssignments.version,
};

export function defectStore(db: Database): DefectPort {
  return {
    list: (landlordId) =>
      withLandlord(db, landlordId, (tx) =>
        tx.select(columns).from(defectAssignments).orderBy(asc(defectAssignments.defect)),
      ),
    assign: async (asked, input) => {
      const attempt = () => withLandlord(db, asked.landlordId, (tx) => assign(tx, asked, input));
      try {
        return await attempt();
      } catch (fault) {
        if (!(fault instanceof MadeMeanwhile)) throw fault;
        // Nothing was kept of the first attempt; the second one reads the row that the other person made.
        return attempt();
      }
    },
    resolve: (asked, input) => withLandlord(db, asked.landlordId, (tx) => resolve(tx, asked, input)),
  };
}

/** All are decided before any is written: a refusal of one leaves the others as they were. */
async function assign(
  tx: Transaction,
  asked: Asked,
  { defects, ...wanted }: AssignDefects,
): Promise<Result<DefectAssignment[], DefectRefusal>> {
  const standing = await locked(
    tx,
    defects.map(({ key }) => key),
  );
  const after: DefectAssignment[] = [];
  for (const { key, version } of defects) {
    const decided = assigned(standing.get(key) ?? null, { ...wanted, key, version }, asked.today);
    if (!decided.ok) return decided;
    after.push(decided.value);
  }
  const acts: Act[] = [];
  for (const next of after) {
    const before = standing.get(next.defect) ?? null;
    if (before?.version === next.version) continue;
    await write(tx, asked, before, next);
    acts.push(actOf(asked, 'defect.assigned', before, next));
  }
  await appendActs(tx, asked.landlordId, acts);
  return ok(after);
}

async function resolve(
  tx: Transaction,
  asked: Asked,
  input: Parameters<DefectPort['resolve']>[1],
): Promise<Result<DefectAssignment, DefectRefusal>> {
  const before = (await locked(tx, [input.key])).get(input.key) ?? null;
  const decided = resolved(before, input, asked.today);
  if (!decided.ok || before === null || decided.value.version === before.version) return decided;
  await write(tx, asked, before, decided.value);
  await appendActs(tx, asked.landlordId, [actOf(asked, 'defect.resolved', before, decided.value)]);
  return decided;
}

/** In the order of their keys, so that two people who take the same rows never wait for each other. */
async function locked(tx: Transaction, keys: readonly string[]): Promise<Map<string, DefectAssignment>> {
  if (keys.length === 0) return new Map();
  const rows = await tx
    .select(columns)
    .from(defectAssignments)
    .where(inArray(defectAssignments.defect, [...keys]))
    .orderBy(asc(defectAssignments.defect))
    .for('update');
  return new Map(rows.map((row) => [row.defect, row]));
}

/** Two people gave the same defect to somebody at once: one of them starts again. */
class MadeMeanwhile extends Error {}

async function write(
  tx: Transaction,
  { landlordId, now }: Asked,
  before: DefectAssignment | null,
  { defect, ...next }: DefectAssignment,
): Promise<void> {
  if (before !== null) {
    await tx
      .update(defectAssignments)
      .set({ ...next, updatedAt: now })
      .where(eq(defectAssignments.defect, defect));
    return;
  }
  const made = await tx
    .insert(defectAssignments)
    .values({ landlordId, defect, ...next, updatedAt: now })
    .onConflictDoNothing()
    .returning({ defect: defectAssignments.defect });
  if (made.length === 0) throw new MadeMeanwhile();
}

function actOf(
  { landlordId, now, actor }: Asked,
  kind: 'defect.assigned' | 'defect.resolved',
  before: DefectAssignment | null,
  after: DefectAssignment,
): Act {
  const said = ({ defect, assignedTo, dueOn, resolvedOn }: DefectAssignment) => ({
    defect,
    assignedTo,
    dueOn,
    resolvedOn,
  });
  return {
    kind,
    at: now,
    actor,
    subjects: [`landlord:${landlordId}`],
    before: before && said(before),
    after: said(after),
    why: after.note,
  };
}

/** Labels and endings: imports that change applications instead of filling a table of their own. */
import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Application, Label } from '../../src/domain/application.ts';
import type {
  ApplicationEnding,
  ApplicationLabel,
  BatchChange,
  Retirement,
} from '../../src/intake/import-port.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { designations } from '../schema/reservation.ts';
import { applicationOf } from './application-rows.ts';
import { type UpsertScope, upsertRecords } from './import-upsert.ts';

export function labelKey({ applicationNumber, label }: ApplicationLabel): string {
  return `${applicationNumber} ${label.category} ${label.by}`;
}

/** The applications of these numbers, with their names. */
export async function applicationsOf(
  tx: Transaction,
  numbers: readonly string[],
): Promise<Map<string, Application>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .select({ content: applications.content, name: applications.name })
    .from(applications)
    .where(inArray(applications.number, [...numbers]));
  return new Map(rows.map(({ content, name }) => [content.number, applicationOf(content, name)]));
}

/** Gives or replaces labels, one by category and body. */
export async function upsertLabels(
  scope: UpsertScope,
  labels: readonly ApplicationLabel[],
): Promise<BatchChange> {
  const held = await applicationsOf(scope.tx, [...new Set(labels.map((row) => row.applicationNumber))]);
  const change = { created: 0, updated: 0, unchanged: 0, orphans: [] as string[] };
  const touched = new Map<string, Application>();
  for (const row of labels) {
    const application = touched.get(row.applicationNumber) ?? held.get(row.applicationNumber);
    if (!application) {
      change.orphans.push(labelKey(row));
      continue;
    }
    const known = application.labels.find((label) => isSame(label, row.label));
    if (known && canonicalJson(known) === canonicalJson(row.label)) {
      change.unchanged += 1;
      continue;
    }
    if (known) change.updated += 1;
    else change.created += 1;
    const others = application.labels.filter((label) => label !== known);
    touched.set(application.number, { ...application, labels: [...others, row.label] });
  }
  await upsertRecords(scope, 'applications', [...touched.values()]);
  return change;
}

/** Ends, on a day, the labels in force of the bodies that a full set did not give again. */
export async function endMissingLabels(
  scope: UpsertScope,
  bodies: ReadonlySet<string>,
  kept: (key: string) => boolean,
  on: CivilDate,
): Promise<Retirement> {
  let before = 0;
  let retired = 0;
  for await (const rows of labelledBy(scope.tx, bodies)) {
    const changed: Application[] = [];
    for (const { content, name } of rows) {
      const application = applicationOf(content, name);
      const labels = application.labels.map((label) => {
        if (!bodies.has(label.by) || label.until !== null) return label;
        before += 1;
        if (kept(labelKey({ applicationNumber: application.number, label }))) return label;
        retired += 1;
        return { ...label, until: on };
      });
      if (labels.some((label, index) => label !== application.labels[index])) {
        changed.push({ ...application, labels });
      }
    }
    await upsertRecords(scope, 'applications', changed);
  }
  return { before, retired };
}

/** Applications that hold a label of these bodies, a batch at a time: labels are sealed, SQL cannot look for them. */
async function* labelledBy(tx: Transaction, bodies: ReadonlySet<string>) {
  let last = '';
  for (;;) {
    const rows = await tx
      .select({ content: applications.content, name: applications.name, number: applications.number })
      .from(applications)
      .where(gt(applications.number, last))
      .orderBy(asc(applications.number))
      .limit(2_000);
    const end = rows.at(-1);
    if (!end) return;
    yield rows.filter(({ content }) => content.labels.some(({ by }) => bodies.has(by)));
    last = end.number;
  }
}

/** Ends applications, or deletes those that the national file deleted, with their designations. */
export async function applyEndings(
  scope: UpsertScope,
  endings: readonly ApplicationEnding[],
): Promise<BatchChange> {
  const { tx, landlordId } = scope;
  const held = await applicationsOf(
    tx,
    endings.map((ending) => ending.applicationNumber),
  );
  const known = endings.filter(({ applicationNumber }) => held.has(applicationNumber));
  const removed = known.filter(({ status }) => status === 'removed').map((row) => row.applicationNumber);
  if (removed.length > 0) {
    const mine = eq(designations.landlordId, landlordId);
    await tx.delete(designations).where(and(mine, inArray(designations.applicationNumber, removed)));
    await tx.delete(applications).where(inArray(applications.number, removed));
  }
  const ended = known.flatMap(({ applicationNumber, status }) => {
    const application = held.get(applicationNumber);
    return application && status !== 'removed' ? [{ ...application, status }] : [];
  });
  const { updated, unchanged } = await upsertRecords(scope, 'applications', ended);
  return {
    created: 0,
    updated: updated + removed.length,
    unchanged,
    orphans: endings
      .filter((ending) => !held.has(ending.applicationNumber))
      .map((row) => row.applicationNumber),
  };
}

function isSame(a: Label, b: Label): boolean {
  return a.category === b.category && a.by === b.by;
}

/** An extract of the register and our files: fields taken by choice, corrections to make there, what it confirms. */
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import {
  fieldLabel,
  fieldValue,
  isConfirmed,
  type ReconciledField,
  reconciledFields,
  takeFields,
} from '../../src/committee/register/reconcile.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { Application } from '../../src/domain/application.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { protections } from '../schema/instruction.ts';
import { registerEvents, registerTasks } from '../schema/register.ts';
import { applicationOf } from './application-rows.ts';
import { appendActs } from './journal-append.ts';
import { writeApplication } from './letting-locks.ts';

export async function takeRegisterFields(
  tx: Transaction,
  asked: Asked,
  input: { number: string; theirs: Application; fields: readonly ReconciledField[] },
): Promise<boolean> {
  const ours = await lockedFile(tx, input.number);
  if (ours === null || input.theirs.number !== input.number || input.fields.length === 0) return false;
  const taken = takeFields(ours, input.theirs, input.fields);
  await writeApplication(tx, asked.landlordId, taken, asked.now);
  await appendActs(tx, asked.landlordId, [
    {
      kind: 'register.reconciled',
      at: asked.now,
      actor: asked.actor,
      subjects: [`application:${input.number}`],
      // The fields only: values stand in the file, and the journal carries nobody's income.
      before: null,
      after: { fields: [...input.fields] },
      why: null,
    },
  ]);
  return true;
}

export async function askCorrections(
  tx: Transaction,
  asked: Asked,
  input: { number: string; fields: readonly ReconciledField[] },
): Promise<number> {
  const ours = await lockedFile(tx, input.number);
  if (ours === null || input.fields.length === 0) return 0;
  const written = await tx
    .insert(registerTasks)
    .values(
      input.fields.map((field) => ({
        landlordId: asked.landlordId,
        number: input.number,
        kind: field === 'renewedOn' ? ('refresh' as const) : ('correct' as const),
        field: fieldLabel(field),
        value: fieldValue(ours, field, asked.today),
      })),
    )
    .onConflictDoNothing()
    .returning({ id: registerTasks.id });
  return written.length;
}

/** Corrections that the extract reads as asked, and removals of applications that it tells ended or no longer has. */
export async function confirmExtract(
  tx: Transaction,
  asked: Asked,
  extract: { live: readonly Application[]; ended: readonly string[] },
): Promise<number> {
  const theirs = new Map(extract.live.map((application) => [application.number, application]));
  const numbers = [...theirs.keys(), ...extract.ended];
  if (numbers.length === 0) return 0;
  const open = await tx
    .select({
      id: registerTasks.id,
      number: registerTasks.number,
      field: registerTasks.field,
      value: registerTasks.value,
    })
    .from(registerTasks)
    .where(and(inArray(registerTasks.number, numbers), isNull(registerTasks.confirmedOn)));
  const shown = open.filter(({ number, field, value }) => {
    const application = theirs.get(number);
    const known = reconciledFields.find((candidate) => fieldLabel(candidate) === field);
    return (
      application !== undefined && known !== undefined && isConfirmed(application, known, value, asked.today)
    );
  });
  const tasks = shown.map(({ id }) => id);
  if (tasks.length > 0) {
    await tx.update(registerTasks).set({ confirmedOn: asked.today }).where(inArray(registerTasks.id, tasks));
  }
  const removals =
    extract.ended.length === 0
      ? []
      : await tx
          .update(registerEvents)
          .set({ confirmedOn: asked.today })
          .where(
            and(
              inArray(registerEvents.number, [...extract.ended]),
              eq(registerEvents.kind, 'removal'),
              isNotNull(registerEvents.exportedAt),
              isNull(registerEvents.confirmedOn),
            ),
          )
          .returning({ id: registerEvents.id });
  return tasks.length + removals.length;
}

/** The file, locked; null where it is unknown or under protection: only the persons in charge of it touch it. */
async function lockedFile(tx: Transaction, number: string): Promise<Application | null> {
  const [row] = await tx
    .select({ content: applications.content, name: applications.name })
    .from(applications)
    .where(eq(applications.number, number))
    .for('update');
  const [marked] = await tx
    .select({ number: protections.number })
    .from(protections)
    .where(and(eq(protections.number, number), isNull(protections.until)));
  return row && !marked ? applicationOf(row.content, row.name) : null;
}

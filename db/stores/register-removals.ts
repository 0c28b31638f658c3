/** Removals after a warning (N-04 c and d) on PostgreSQL: each gesture in one transaction that ends in the journal. */
import { eq } from 'drizzle-orm';
import { letterEventKey } from '../../src/committee/letters/letter-port.ts';
import {
  mayProve,
  mayRemove,
  mayStop,
  mayWarn,
  warningState,
} from '../../src/committee/register/removal-warning.ts';
import { subjectNames } from '../../src/committee/register/removal-words.ts';
import type { RemovalPort, WarningLine } from '../../src/committee/removal-port.ts';
import type { Act } from '../../src/domain/act.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { letters } from '../schema/correspondence.ts';
import { landlords } from '../schema/landlord.ts';
import { removalWarnings } from '../schema/register.ts';
import { applicationOf } from './application-rows.ts';
import { filesInScope } from './file-scope.ts';
import { appendActs } from './journal-append.ts';
import { reviewDaysNow } from './letter-gaps.ts';
import { writeLetter } from './letter-writing.ts';
import { writeApplication } from './letting-locks.ts';
import { recordEvents } from './register-events.ts';
import { warningLines } from './register-warnings.ts';

type Write = Parameters<RemovalPort['remove']>[0];
type Input<Name extends keyof RemovalPort> = Parameters<RemovalPort[Name]>[1];
type Answer<Name extends keyof RemovalPort> = ReturnType<RemovalPort[Name]>;

export function removalStore(db: Database): RemovalPort {
  const inLandlord = <Value>(landlordId: string, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, landlordId, work);
  return {
    warnings: (reader, today) => inLandlord(reader.landlordId, (tx) => warningLines(tx, reader, today)),
    warn: (asked, input) => inLandlord(asked.landlordId, (tx) => warn(tx, asked, input)),
    prove: (asked, input) => inLandlord(asked.landlordId, (tx) => prove(tx, asked, input)),
    stop: (asked, input) => inLandlord(asked.landlordId, (tx) => stop(tx, asked, input)),
    remove: (asked, input) => inLandlord(asked.landlordId, (tx) => remove(tx, asked, input)),
  };
}

async function warn(tx: Transaction, asked: Write, input: Input<'warn'>): Answer<'warn'> {
  const { number, subject, letterOn, key } = input;
  const file = await lockedFile(tx, number);
  const seen = await filesInScope(tx, [number], asked.communes);
  if (file === null || !seen(number)) return refuse({ code: 'noSuchFile' });
  const about = `letter:${key}`;
  const eventKey = letterEventKey('removalWarning', about, number);
  const [again] = await tx.select({ id: letters.id }).from(letters).where(eq(letters.eventKey, eventKey));
  if (again) return ok({ letterId: again.id });
  const own = await warningLines(tx, asked, asked.today, { number });
  const warningRuns = own.some(
    (warning) =>
      warning.ground === 'noReply' && !['stopped', 'over'].includes(warningState(warning, asked.today).kind),
  );
  const may = mayWarn({ subject, letterOn }, { status: file.status, warningRuns }, asked.today);
  if (!may.ok) return may;
  const letter = await writeLetter(
    tx,
    asked.landlordId,
    {
      number,
      situation: { kind: 'removalWarning', letterOn, asked: subjectNames[may.value] },
      about,
      eventKey,
      on: asked.today,
      reviewDays: await reviewDaysNow(tx, asked.today),
    },
    asked,
  );
  await appendActs(tx, asked.landlordId, letter.acts);
  return ok({ letterId: letter.id });
}

async function prove(tx: Transaction, asked: Write, { letterId, proof }: Input<'prove'>): Answer<'prove'> {
  const warning = await lockedWarning(tx, asked, letterId);
  if (warning === null) return refuse({ code: 'unknownWarning' });
  const may = mayProve(warning, proof, asked.today);
  if (!may.ok) return may;
  const { on: deliveredOn, means, reference } = may.value;
  const { delivered } = warning;
  const same =
    delivered?.on === deliveredOn && delivered.means === means && delivered.reference === reference;
  if (same) return ok(null);
  await writeAfter(tx, asked, warning, { deliveredOn, means, reference });
  await appendActs(tx, asked.landlordId, [
    act(asked, 'removal.delivered', warning, {
      before: delivered && { on: delivered.on, means: delivered.means, reference: delivered.reference },
      after: { letter: letterId, on: deliveredOn, means, reference },
      why: null,
    }),
  ]);
  return ok(null);
}

async function stop(tx: Transaction, asked: Write, { letterId, why }: Input<'stop'>): Answer<'stop'> {
  const warning = await lockedWarning(tx, asked, letterId);
  if (warning === null) return refuse({ code: 'unknownWarning' });
  const may = mayStop(warning, asked.today);
  if (!may.ok) return may;
  await writeAfter(tx, asked, warning, {
    stoppedOn: asked.today,
    stoppedWhy: why,
    stoppedBy: asked.actor.name,
  });
  await appendActs(tx, asked.landlordId, [
    act(asked, 'removal.stopped', warning, {
      before: null,
      after: { letter: letterId, ground: groundCode(warning) },
      why,
    }),
  ]);
  return ok(null);
}

async function remove(tx: Transaction, asked: Write, { letterId }: Input<'remove'>): Answer<'remove'> {
  const warning = await lockedWarning(tx, asked, letterId);
  if (warning === null) return refuse({ code: 'unknownWarning' });
  const may = mayRemove(warning, asked.today);
  if (!may.ok) return may;
  const { number } = warning;
  const file = await lockedFile(tx, number);
  if (file === null) return refuse({ code: 'unknownWarning' });
  const { status, since } = may.value;
  const { landlordId, today } = asked;
  await writeApplication(tx, landlordId, { ...file, status }, asked.now);
  await writeAfter(tx, asked, warning, { removedOn: today, removedBy: asked.actor.name });
  await recordEvents(tx, landlordId, [
    {
      number,
      kind: 'removal',
      on: today,
      author: await nameOf(tx, landlordId),
      // The register's codes of R441-2-8 c and d.
      details: { motif: status === 'unreachable' ? 'RADCON' : 'RADIRR', date: today },
      eventKey: `removal ${number} ${letterId}`,
    },
  ]);
  await appendActs(tx, landlordId, [
    act(asked, 'application.removed', warning, {
      before: { status: file.status },
      after: {
        status,
        ground: groundCode(warning),
        on: today,
        letter: letterId,
        warnedOn: warning.delivered?.on ?? null,
        possibleSince: since,
      },
      why: null,
    }),
  ]);
  return ok({ since });
}

/** The file is the lock: an answer, a lease or another removal made meanwhile is found. */
async function lockedWarning(tx: Transaction, asked: Write, letterId: string): Promise<WarningLine | null> {
  const [letter] = await tx.select({ number: letters.number }).from(letters).where(eq(letters.id, letterId));
  if (!letter) return null;
  await lockedFile(tx, letter.number);
  const [warning] = await warningLines(tx, asked, asked.today, { letterId });
  return warning ?? null;
}

async function lockedFile(tx: Transaction, number: string) {
  const [row] = await tx
    .select({ content: applications.content, name: applications.name })
    .from(applications)
    .where(eq(applications.number, number))
    .for('update');
  return row ? applicationOf(row.content, row.name) : null;
}

async function writeAfter(
  tx: Transaction,
  { landlordId }: Write,
  { letterId, number }: WarningLine,
  values: Partial<typeof removalWarnings.$inferInsert>,
): Promise<void> {
  await tx
    .insert(removalWarnings)
    .values({ ...values, landlordId, letterId, number })
    .onConflictDoUpdate({ target: [removalWarnings.landlordId, removalWarnings.letterId], set: values });
}

async function nameOf(tx: Transaction, landlordId: string): Promise<string> {
  const [landlord] = await tx
    .select({ name: landlords.name })
    .from(landlords)
    .where(eq(landlords.id, landlordId));
  return landlord?.name ?? '';
}

function groundCode({ ground }: WarningLine): 'N-04 c' | 'N-04 d' {
  return ground === 'noReply' ? 'N-04 c' : 'N-04 d';
}

function act(
  asked: Write,
  kind: string,
  { number }: WarningLine,
  content: Pick<Act, 'before' | 'after' | 'why'>,
): Act {
  return { kind, at: asked.now, actor: asked.actor, subjects: [`application:${number}`], ...content };
}

/** What officers learn around a relocation, and what the committee is told of it (C-13). */
import { eq } from 'drizzle-orm';
import type { Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import type {
  RelocationFactsInput,
  RelocationRefusal,
} from '../../src/portal/relocations/relocation-port.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { committeeSessions } from '../schema/committee.ts';
import { tenancyFacts } from '../schema/transfer.ts';
import { applicationOf } from './application-rows.ts';
import { writeApplication } from './letting-locks.ts';
import { relocationDetailsOf, standingOf } from './relocation-read.ts';
import { lockedRequest, saveRequest } from './transfer-changes.ts';
import { factsOf } from './transfer-rows.ts';

type Answer<Value> = Promise<Result<Value, RelocationRefusal>>;

/** The facts of the tenancy, those of the operation, and the application that quotas read. */
export async function recordRelocationFacts(
  tx: Transaction,
  asked: Asked,
  input: RelocationFactsInput,
): Answer<{ version: number }> {
  const found = await lockedRequest(tx, input.id, input.version);
  if (!found.ok) return found;
  const request = found.value;
  const { tenancyId, number } = request;
  if (tenancyId === null) return refuse({ code: 'noLease' });
  if (input.asOf > asked.today) return refuse({ code: 'inFuture' });
  const { facts } = await factsOf(tx, tenancyId);
  const { holderBornOn, disabledOrDependent, qpvAtEntry, disabledOccupantLeft, dependantDied, asOf } = input;
  const learned = { holderBornOn, disabledOrDependent, qpvAtEntry, disabledOccupantLeft, dependantDied };
  const content = { ...facts, ...learned };
  await tx
    .insert(tenancyFacts)
    .values({ landlordId: asked.landlordId, tenancyId, content, asOf, updatedAt: asked.now })
    .onConflictDoUpdate({
      target: [tenancyFacts.landlordId, tenancyFacts.tenancyId],
      set: { content, asOf, updatedAt: asked.now },
    });
  const { speciallyDesigned, operation } = input;
  const application = operation === null ? null : await wholeApplication(tx, number);
  if (application !== null && application.relocation !== operation) {
    await writeApplication(tx, asked.landlordId, { ...application, relocation: operation }, asked.now);
  }
  const relocation = { ...relocationDetailsOf(request), speciallyDesigned, operation };
  await saveRequest(tx, asked, {
    request: { ...request, details: { ...request.details, relocation } },
    // Which facts are known now, never what they say of a person.
    act: {
      kind: 'relocation.factsRecorded',
      before: null,
      after: {
        asOf,
        operation,
        known: Object.entries(learned).flatMap(([name, value]) => (value === null ? [] : [name])),
      },
    },
    notice: [],
  });
  return ok({ version: input.version + 1 });
}

/** Locked: its quota facts may change. */
async function wholeApplication(tx: Transaction, number: string | null) {
  if (number === null) return null;
  const [row] = await tx
    .select({ content: applications.content, name: applications.name })
    .from(applications)
    .where(eq(applications.number, number))
    .for('update');
  return row ? applicationOf(row.content, row.name) : null;
}

/** C-13: only what the law imposes is told; a voluntary move is decided like any other. */
export async function informSitting(
  tx: Transaction,
  asked: Asked,
  { id, version, sessionId }: { id: string; version: number; sessionId: string },
): Answer<{ version: number }> {
  const found = await lockedRequest(tx, id, version);
  if (!found.ok) return found;
  const request = found.value;
  const { standing } = await standingOf(tx, request, asked.today);
  if (standing.regime.kind !== 'law' || standing.regime.ground !== 'demolition') {
    return refuse({ code: 'notByLaw' });
  }
  if (standing.accepted === null) return refuse({ code: 'noneAccepted' });
  const [session] = await tx
    .select({ state: committeeSessions.state })
    .from(committeeSessions)
    .where(eq(committeeSessions.id, sessionId))
    .for('share');
  if (!session || session.state === 'closed' || session.state === 'cancelled') {
    return refuse({ code: 'noSuchSitting' });
  }
  const before = relocationDetailsOf(request);
  const information = { sessionId, on: asked.today, by: asked.actor.name };
  await saveRequest(tx, asked, {
    request: { ...request, details: { ...request.details, relocation: { ...before, information } } },
    act: {
      kind: 'relocation.informed',
      before: { session: before.information?.sessionId ?? null },
      after: { session: sessionId },
    },
    notice: [],
  });
  return ok({ version: version + 1 });
}

/**
 * The lease of a relocation that the commission does not decide, and all that follows, in one transaction. No row of
 * `letting_outcomes`: it tells how the list of a sitting ended, its key is that sitting, and there is no list here; who
 * signed, and by which form, is kept with the request.
 */
import { and, eq, inArray, ne } from 'drizzle-orm';
import { leaseOf } from '../../src/committee/letting/lease-facts.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import {
  type LeaseToSign,
  leaseAnswer,
  mayLease,
  type RelocationLeaseInput,
  withdrawalOf,
} from '../../src/portal/relocations/relocation-lease.ts';
import type { RelocationRefusal } from '../../src/portal/relocations/relocation-port.ts';
import type { RelocationDetails } from '../../src/portal/relocations/relocation-standing.ts';
import type { Perimeter } from '../../src/portal/transfers/finding.ts';
import { isLive, type TransferRequest } from '../../src/portal/transfers/request.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { committeeSessions } from '../schema/committee.ts';
import { vacancies } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';
import { applicationOf } from './application-rows.ts';
import { appendActs } from './journal-append.ts';
import { letTo } from './letting-leases.ts';
import { lockLetting } from './letting-locks.ts';
import { heldFor, leasedHome } from './relocation-home.ts';
import { relocationDetailsOf, standingOf } from './relocation-read.ts';
import { lockedRequest, writeRequest } from './transfer-changes.ts';
import { transferSubjects } from './transfer-opening.ts';
import { stepWithin } from './transfer-request-store.ts';
import { tenancyOf } from './transfer-rows.ts';

type Answer<Value> = Promise<Result<Value, RelocationRefusal>>;
type Lease = NonNullable<RelocationDetails['lease']>;

export async function leaseRelocation(
  tx: Transaction,
  asked: Asked,
  input: RelocationLeaseInput,
): Answer<{ leaseId: string; oldEndsOn: Lease['oldEndsOn']; replayed: boolean }> {
  const found = await lockedRequest(tx, input.id, null);
  if (!found.ok) return found;
  const before = relocationDetailsOf(found.value).lease;
  if (before !== null) {
    const { id: leaseId, by, signedOn: on, oldEndsOn, key } = before;
    return key === input.key
      ? ok({ leaseId, oldEndsOn, replayed: true })
      : refuse({ code: 'signedMeanwhile', by, on });
  }
  const current = await lockedRequest(tx, input.id, input.version);
  if (!current.ok) return current;
  const request = current.value;
  if (!isLive(request)) return refuse({ code: 'ended' });
  const tenancy = request.tenancyId === null ? null : await tenancyOf(tx, request.tenancyId);
  if (tenancy === null) return refuse({ code: 'noLease' });
  const { standing } = await standingOf(tx, request, asked.today);
  const may = mayLease(await factsOfLease(tx, asked, request, standing), input);
  if (!may.ok) return may;
  const { oldEndsOn } = may.value;
  const done = await stepWithin(tx, asked, request, { kind: 'finish' });
  if (!done.ok) return done;
  const signed = await sign(tx, asked, request, may.value, input);
  await leaveHome(tx, asked, { request, tenancy, perimeter: standing.perimeter, input, oldEndsOn });
  const lease: Lease = {
    id: signed.leaseId,
    signedOn: input.signedOn,
    oldEndsOn,
    by: asked.actor.name,
    key: input.key,
  };
  const relocation = { ...relocationDetailsOf(request), lease };
  const written = await writeRequest(tx, asked, {
    ...done.value,
    notice: [leaseAnswer(input.signedOn, oldEndsOn)],
    request: { ...done.value.request, details: { ...done.value.request.details, relocation } },
  });
  const act = leasedAct(asked, request, may.value, lease, tenancy.home.id);
  await appendActs(tx, asked.landlordId, [act, ...signed.acts, ...written.acts]);
  return ok({ leaseId: lease.id, oldEndsOn, replayed: false });
}

/** Locks the home, then the household, as every lease does; then reads what the rule asks. */
async function factsOfLease(
  tx: Transaction,
  { landlordId, today }: Asked,
  request: TransferRequest,
  standing: Awaited<ReturnType<typeof standingOf>>['standing'],
): Promise<Parameters<typeof mayLease>[0]> {
  const { operation, information } = relocationDetailsOf(request);
  const vacancyId = standing.accepted?.vacancyId ?? null;
  if (vacancyId !== null) await lockLetting(tx, vacancyId, request.number);
  return {
    standing,
    operation,
    partOnly: request.details.part !== null,
    informed: information !== null && (await isToldBy(tx, information.sessionId)),
    application: request.number === null ? null : await wholeApplication(tx, request.number),
    home: vacancyId === null ? null : await leasedHome(tx, landlordId, vacancyId, today),
    held: vacancyId === null ? null : await heldFor(tx, vacancyId, request.id),
    date: today,
  };
}

/** C-13: a sitting that was cancelled tells nobody. */
export async function isToldBy(tx: Transaction, sessionId: string): Promise<boolean> {
  const [session] = await tx
    .select({ id: committeeSessions.id })
    .from(committeeSessions)
    .where(and(eq(committeeSessions.id, sessionId), ne(committeeSessions.state, 'cancelled')));
  return session !== undefined;
}

export async function wholeApplication(tx: Transaction, number: string) {
  const [row] = await tx
    .select({ content: applications.content, name: applications.name })
    .from(applications)
    .where(eq(applications.number, number));
  return row ? applicationOf(row.content, row.name) : null;
}

async function sign(
  tx: Transaction,
  asked: Asked,
  request: TransferRequest,
  { home, application }: LeaseToSign,
  { signedOn, verified }: RelocationLeaseInput,
): Promise<{ leaseId: string; acts: readonly Act[] }> {
  const { operation } = relocationDetailsOf(request);
  const told = { ...application, relocation: operation };
  // Its present lease is ours, whatever the application says of who lets its home (Q-12, PP-5).
  const lease = { ...leaseOf(home, told, signedOn), transfer: 'internal' as const };
  const { acts } = await letTo(tx, asked, home, told, { lease, offerId: null, verified });
  return { leaseId: lease.id, acts };
}

/** The old lease has its end; its home is freed and, until the works, to let to nobody (M-07). */
async function leaveHome(
  tx: Transaction,
  { landlordId }: Asked,
  {
    request,
    tenancy,
    perimeter,
    input,
    oldEndsOn,
  }: {
    request: TransferRequest;
    tenancy: { id: string; home: { id: string } };
    perimeter: Perimeter | null;
    input: RelocationLeaseInput;
    oldEndsOn: Lease['oldEndsOn'];
  },
): Promise<void> {
  await tx.update(tenancies).set({ endedOn: oldEndsOn }).where(eq(tenancies.id, tenancy.id));
  const withdrawal = withdrawalOf(perimeter);
  const left = {
    status: 'withdrawn' as const,
    withdrawal,
    noticeReceivedOn: input.noticeReceivedOn,
    availableOn: null,
  };
  const known = await tx
    .update(vacancies)
    .set(left)
    .where(
      and(
        eq(vacancies.homeId, tenancy.home.id),
        inArray(vacancies.status, ['notice', 'works', 'available', 'withdrawn']),
      ),
    )
    .returning({ id: vacancies.id });
  if (known.length > 0) return;
  await tx.insert(vacancies).values({
    ...left,
    landlordId,
    id: `REL-${request.id}`,
    homeId: tenancy.home.id,
    holderId: null,
    orientedOn: null,
    designationDueOn: null,
    reservationFailed: false,
    acceptancePermille: null,
  });
}

function leasedAct(
  { now, actor }: Asked,
  request: TransferRequest,
  { home, offer }: LeaseToSign,
  { id, signedOn, oldEndsOn }: Lease,
  leftHomeId: string,
): Act {
  return {
    kind: 'relocation.leased',
    at: now,
    actor,
    subjects: [...transferSubjects(request), `vacancy:${home.vacancy.id}`, `home:${leftHomeId}`],
    before: null,
    after: { offer: offer.id, lease: id, signedOn, oldEndsOn, rule: 'C-13' },
    why: null,
  };
}

/** Transfer requests: opened once, followed by somebody, each step with its act and the answer that it owes. */
import { and, eq } from 'drizzle-orm';
import { isInScope } from '../../src/access/scope.ts';
import type { Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { answerAfter, answerAtOpening } from '../../src/portal/transfers/answers.ts';
import type { TransferOwner, TransferReader } from '../../src/portal/transfers/finding-port.ts';
import type { TransferRequest } from '../../src/portal/transfers/request.ts';
import type { Step } from '../../src/portal/transfers/steps.ts';
import { isOfPartOnly, takeStep, wrongWords } from '../../src/portal/transfers/steps.ts';
import { answerAtPartTied, tied } from '../../src/portal/transfers/tie.ts';
import type { OpenRequest, TransferPort, TransferRefusal } from '../../src/portal/transfers/transfer-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { vacancies } from '../schema/home.ts';
import { transferRequests } from '../schema/transfer.ts';
import { appendActs } from './journal-append.ts';
import { isLeaseGuarded } from './lease-guard.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { type Changed, lockedRequest, saveRequest, tellHousehold } from './transfer-changes.ts';
import { liveRequestOf, openRequest } from './transfer-opening.ts';
import { countRequests, dueRequests, listRequests, requestFile, tenantHome } from './transfer-read.ts';
import { applicationOf, lockTenancy, tenancyOf } from './transfer-rows.ts';

type Answer<Value> = Promise<Result<Value, TransferRefusal>>;

export function transferStore(db: Database): TransferPort {
  const within = <Value>(landlordId: string, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, landlordId, work);
  return {
    list: (reader, filter, by) => within(reader.landlordId, (tx) => listRequests(tx, reader, filter, by)),
    counts: (reader, today) => within(reader.landlordId, (tx) => countRequests(tx, reader, today)),
    due: (reader, until) => within(reader.landlordId, (tx) => dueRequests(tx, reader, until)),
    find: (landlordId, id) => within(landlordId, (tx) => requestFile(tx, id)),
    ofTenant: (visitor) => within(visitor.landlordId, (tx) => tenantHome(tx, visitor)),
    openByTenant: (asked, visitor, input) =>
      within(asked.landlordId, (tx) =>
        openFor(tx, asked, visitor, input, { origin: 'tenant', owner: null, communes: null }),
      ),
    openByOfficer: (asked, who, { origin, ...input }, { owner, communes }) =>
      within(asked.landlordId, (tx) => openFor(tx, asked, who, input, { origin, owner, communes })),
    take: (asked, { id, version, owner }) =>
      within(asked.landlordId, async (tx): Answer<{ version: number }> => {
        const found = await lockedRequest(tx, id, version);
        if (!found.ok) return found;
        const next = { ...found.value, ownerAccountId: owner.accountId, ownerName: owner.name };
        const act = {
          kind: 'transfer.taken',
          before: { owner: found.value.ownerName },
          after: { owner: owner.name },
        };
        await saveRequest(tx, asked, { request: next, act, notice: [] });
        return ok({ version: version + 1 });
      }),
    step: (asked, input) => within(asked.landlordId, (tx) => step(tx, asked, input)),
    tie: (asked, { id, version, number }) =>
      within(asked.landlordId, async (tx): Answer<{ version: number }> => {
        const found = await lockedRequest(tx, id, version);
        if (!found.ok) return found;
        const next = tied(found.value, await applicationOf(tx, number));
        if (!next.ok) return next;
        const part = next.value.details.part !== null;
        const act = {
          kind: 'transfer.tied',
          before: null,
          after: { registered: true, ...(part ? { part } : {}) },
        };
        const notice = part ? [answerAtPartTied(next.value)] : [];
        await saveRequest(tx, asked, { request: next.value, act, notice });
        return ok({ version: version + 1 });
      }),
  };
}

type HowOpened = {
  origin: 'tenant' | 'landlord';
  owner: TransferOwner | null;
  communes: TransferReader['communes'];
};

/** One live request a household: asked again under another key, the page shows the one that stands. */
async function openFor(
  tx: Transaction,
  asked: Asked,
  who: { number: string | null; tenancyId: string | null },
  input: OpenRequest,
  { origin, owner, communes }: HowOpened,
): Answer<{ id: string; opened: boolean }> {
  const asking = await applicationOf(tx, who.number);
  const leaseId = who.tenancyId ?? asking?.current.tenancyId ?? null;
  const tenancy = leaseId === null ? null : await tenancyOf(tx, leaseId);
  if (tenancy === null) return refuse({ code: 'noLease' });
  if (!isInScope(communes, [tenancy.home.insee])) return refuse({ code: 'outOfScope' });
  if (input.ground === 'comfort' && input.words === null) return refuse({ code: 'wordsNeeded' });
  const wrong = wrongWords(input.part?.who ?? null);
  if (wrong) return refuse(wrong);
  await lockTenancy(tx, asked.landlordId, tenancy.id);
  const [same] = await tx
    .select({ id: transferRequests.id })
    .from(transferRequests)
    .where(eq(transferRequests.requestKey, input.key));
  if (same) return ok({ id: same.id, opened: false });
  const number = who.number ?? tenancy.applicationNumber;
  // Of a request made by somebody of the lease who is under protection, nothing is told, not even that it stands.
  const apart = origin === 'tenant' && (await isLeaseGuarded(tx, who, tenancy.id));
  const standing = await liveRequestOf(tx, { number, tenancyId: apart ? null : tenancy.id });
  if (standing !== null) return refuse({ code: 'alreadyOpen', requestId: standing });
  const application = asking ?? (await applicationOf(tx, number));
  const registered = application !== null && !application.withoutNumber ? number : null;
  const { words, wishes, part } = input;
  const opened = await openRequest(tx, asked, await portalPolicyInForce(tx), {
    key: input.key,
    number: registered,
    tenancyId: tenancy.id,
    ground: input.ground,
    origin,
    details: { words, wishes, part },
    owner,
  });
  const acts = [...opened.acts];
  // What the landlord opens by itself is told by the officer who follows it, never by the tool.
  if (origin === 'tenant') {
    const request = { id: opened.id, number: registered, tenancyId: tenancy.id };
    const answer = answerAtOpening({ dueOn: opened.dueOn, number: registered });
    acts.push(...(await tellHousehold(tx, asked, request, answer, 'opened')).acts);
  }
  await appendActs(tx, asked.landlordId, acts);
  return ok({ id: opened.id, opened: true });
}

async function step(
  tx: Transaction,
  asked: Asked,
  input: { id: string; version: number; step: Step },
): Answer<{ version: number; told: boolean }> {
  const found = await lockedRequest(tx, input.id, input.version);
  if (!found.ok) return found;
  const missing = await unknownHome(tx, input.step);
  if (missing) return refuse(missing);
  const persons = (await applicationOf(tx, found.value.number))?.household.persons.length ?? null;
  if (found.value.number !== null && isOfPartOnly(found.value, input.step, persons)) {
    return refuse({ code: 'partOnly' });
  }
  const stepped = await stepWithin(tx, asked, found.value, input.step);
  if (!stepped.ok) return stepped;
  const told = await saveRequest(tx, asked, stepped.value);
  return ok({ version: input.version + 1, told });
}

async function unknownHome(tx: Transaction, taken: Step): Promise<TransferRefusal | null> {
  if (taken.kind !== 'propose') return null;
  const [row] = await tx
    .select({ homeId: vacancies.homeId })
    .from(vacancies)
    .where(and(eq(vacancies.id, taken.vacancyId), eq(vacancies.homeId, taken.homeId)));
  return row ? null : { code: 'noSuchHome' };
}

/** The step as the pure rules take it, with what the household will read; nothing is written yet. */
export async function stepWithin(
  tx: Transaction,
  { today, actor }: Asked,
  request: TransferRequest,
  taken: Step,
): Promise<Result<Changed, TransferRefusal>> {
  const { transferAnswerDays } = await portalPolicyInForce(tx);
  const stepped = takeStep(request, taken, { today, answerDays: transferAnswerDays, by: actor.name });
  if (!stepped.ok) return stepped;
  const answer = answerAfter(stepped.value, taken, firstNameOf(actor.name));
  return ok({
    request: stepped.value,
    act: {
      kind: `transfer.${actKinds[taken.kind]}`,
      before: { state: request.state, dueOn: request.dueOn },
      after: { state: stepped.value.state, dueOn: stepped.value.dueOn, ...reasonOf(taken) },
    },
    notice: [answer],
  });
}

const actKinds: Readonly<Record<Step['kind'], string>> = {
  examine: 'examined',
  accept: 'accepted',
  refuse: 'refused',
  search: 'searching',
  inform: 'informed',
  propose: 'proposed',
  searchAgain: 'searchedAgain',
  plan: 'planned',
  finish: 'done',
  close: 'closed',
};

function reasonOf(taken: Step): Record<string, string | null> {
  if (taken.kind === 'examine') return { recommendation: taken.recommendation, reason: taken.reason };
  if (taken.kind === 'refuse' || taken.kind === 'close') return { reason: taken.reason };
  return taken.kind === 'propose' ? { vacancy: taken.vacancyId } : {};
}

/** A household reads a first name or a service, never more of who works. */
function firstNameOf(name: string): string {
  return name.split(' ')[0] ?? 'Le service des attributions';
}

/** Exchanges: wishes of tenants, what searches read, and the answer of a household from its own page. */
import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { groupState } from '../../src/portal/exchanges/consent.ts';
import type { ExchangePort, TenantExchange } from '../../src/portal/exchanges/exchange-port.ts';
import { checkedWish } from '../../src/portal/exchanges/wish.ts';
import type { PortalVisitor } from '../../src/portal/visitor.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { exchangePlans, exchangeSteps, exchangeWishes } from '../schema/exchange.ts';
import { exchangeCommitteeStore } from './exchange-committee.ts';
import { lapseExchanges } from './exchange-lapse.ts';
import { answerWithin, lockedPlan, stepById } from './exchange-plan-changes.ts';
import { planStore } from './exchange-plan-store.ts';
import { exchangeBoard, planFile } from './exchange-read.ts';
import { contentOf, prepareExchange, stepOf, stepsOfPlans, wishOf } from './exchange-rows.ts';
import { appendActs } from './journal-append.ts';
import { isLeaseGuarded } from './lease-guard.ts';
import { applicationOf, lockTenancy, tenancyOf } from './transfer-rows.ts';

export function exchangeStore(db: Database): ExchangePort {
  const within = <Value>(landlordId: string, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, landlordId, work);
  return {
    ...planStore(db),
    ...exchangeCommitteeStore(db),
    lapseDay: (landlordId, today, now) => lapseExchanges(db, landlordId, today, now),
    board: (reader, today) => within(reader.landlordId, (tx) => exchangeBoard(tx, reader, today)),
    prepare: (reader, today, planId) =>
      within(reader.landlordId, (tx) => prepareExchange(tx, reader.communes, today, planId)),
    find: (landlordId, id, today) => within(landlordId, (tx) => planFile(tx, id, today)),
    ofTenant: (visitor, today) =>
      within(visitor.landlordId, async (tx): Promise<TenantExchange> => {
        const tenancyId = await leaseOf(tx, visitor);
        if (tenancyId === null) return { home: null, wish: null, proposals: [] };
        const [row] = await tx
          .select()
          .from(exchangeWishes)
          .where(and(eq(exchangeWishes.tenancyId, tenancyId), isNull(exchangeWishes.endedAt)));
        const wish = row ? wishOf(row) : null;
        const tenancy = await tenancyOf(tx, tenancyId);
        return {
          home: tenancy && { ...tenancy.home, rentCents: tenancy.rentCents ?? tenancy.home.rentCents },
          wish: wish !== null && wish.until >= today ? wish : null,
          proposals: await proposalsOf(tx, tenancyId, today),
        };
      }),
    wish: (asked, visitor, { key, ...input }) =>
      within(asked.landlordId, async (tx) => {
        const tenancyId = await leaseOf(tx, visitor);
        const tenancy = tenancyId === null ? null : await tenancyOf(tx, tenancyId);
        if (tenancy === null) return refuse({ code: 'noLease' as const });
        const checked = checkedWish(input, asked.today);
        if (!checked.ok) return checked;
        await lockTenancy(tx, asked.landlordId, tenancy.id);
        const [same] = await tx.select().from(exchangeWishes).where(eq(exchangeWishes.requestKey, key));
        if (same) return ok({ id: same.id });
        await endWishes(tx, tenancy.id, asked.now);
        const { wants, own, until } = checked.value;
        const [made] = await tx
          .insert(exchangeWishes)
          .values({
            landlordId: asked.landlordId,
            tenancyId: tenancy.id,
            number: visitor.number ?? tenancy.applicationNumber,
            wants,
            own,
            by: asked.actor.name,
            until,
            requestKey: key,
          })
          .returning({ id: exchangeWishes.id });
        if (!made) throw new Error('a wish that was made is not there');
        await appendActs(tx, asked.landlordId, [
          {
            kind: 'exchange.wished',
            at: asked.now,
            actor: asked.actor,
            subjects: [`tenancy:${tenancy.id}`],
            before: null,
            after: { communes: wants.communes, typologies: wants.typologies, until },
            why: null,
          },
        ]);
        return ok({ id: made.id });
      }),
    stopWish: (asked, visitor) =>
      within(asked.landlordId, async (tx) => {
        const tenancyId = await leaseOf(tx, visitor);
        if (tenancyId === null) return refuse({ code: 'noLease' as const });
        await lockTenancy(tx, asked.landlordId, tenancyId);
        const stopped = await endWishes(tx, tenancyId, asked.now);
        if (!stopped) return ok({ stopped: false });
        await appendActs(tx, asked.landlordId, [
          {
            kind: 'exchange.wishEnded',
            at: asked.now,
            actor: asked.actor,
            subjects: [`tenancy:${tenancyId}`],
            before: null,
            after: null,
            why: null,
          },
        ]);
        return ok({ stopped: true });
      }),
    answer: (asked, visitor, { stepId, answer }) =>
      within(asked.landlordId, async (tx) => {
        const tenancyId = await leaseOf(tx, visitor);
        const step = await stepById(tx, stepId);
        // Another household's step is told apart from none by nothing.
        if (!step || tenancyId === null || step.tenancyId !== tenancyId || step.consent === 'notAsked') {
          return refuse({ code: 'noSuchStep' as const });
        }
        const plan = await lockedPlan(tx, step.planId, null);
        if (!plan.ok) return plan;
        const done = await answerWithin(tx, asked, plan.value, { stepId, version: null, answer });
        return done.ok ? ok({ consent: done.value.consent }) : done;
      }),
  };
}

/**
 * The lease that the opened file tells; null where it has none that runs, or where somebody else of the lease is under
 * protection: what they wished, and where they may go, is then not read nor answered from another file.
 */
async function leaseOf(tx: Transaction, visitor: PortalVisitor): Promise<string | null> {
  const id = visitor.tenancyId ?? (await applicationOf(tx, visitor.number))?.current.tenancyId ?? null;
  if (id === null || (await isLeaseGuarded(tx, visitor, id))) return null;
  return (await tenancyOf(tx, id))?.id ?? null;
}

async function endWishes(tx: Transaction, tenancyId: string, at: Date): Promise<boolean> {
  const ended = await tx
    .update(exchangeWishes)
    .set({ endedAt: at })
    .where(and(eq(exchangeWishes.tenancyId, tenancyId), isNull(exchangeWishes.endedAt)))
    .returning({ id: exchangeWishes.id });
  return ended.length > 0;
}

/** What was asked of it: a step that nobody asked of is nobody's business yet. */
async function proposalsOf(
  tx: Transaction,
  tenancyId: string,
  today: CivilDate,
): Promise<TenantExchange['proposals']> {
  const rows = await tx
    .select()
    .from(exchangeSteps)
    .where(and(eq(exchangeSteps.tenancyId, tenancyId), ne(exchangeSteps.consent, 'notAsked')))
    .orderBy(desc(exchangeSteps.createdAt), desc(exchangeSteps.id));
  const ids = [...new Set(rows.map(({ planId }) => planId))];
  if (ids.length === 0) return [];
  const plans = await tx.select().from(exchangePlans).where(inArray(exchangePlans.id, ids));
  const all = await stepsOfPlans(tx, ids);
  return rows.flatMap((row) => {
    const plan = plans.find(({ id }) => id === row.planId);
    const group = plan && contentOf(plan).groups[row.group];
    if (!plan || !group) return [];
    const others = all.filter(
      (one) => one.planId === row.planId && one.group === row.group && one.id !== row.id,
    );
    const isBroken = groupState(others, today) === 'broken';
    return [{ step: stepOf(row), planState: plan.state, kind: group.kind, isBroken }];
  });
}

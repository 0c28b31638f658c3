/** Rows of exchanges as the domain reads them, and what a search is made of: wishes that hold, homes that are free. */
import { and, asc, eq, gte, inArray, isNull, notInArray } from 'drizzle-orm';
import { isInScope } from '../../src/access/scope.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { prepareApplicant } from '../../src/law/eligibility.ts';
import {
  buildExchange,
  type ExchangeHousehold,
  type ExchangeMaterial,
  type FreedHome,
  moveKey,
} from '../../src/portal/exchanges/build.ts';
import { consentToday, type ExchangeStep, groupState } from '../../src/portal/exchanges/consent.ts';
import type { Prepared } from '../../src/portal/exchanges/exchange-port.ts';
import { moveChecksSchema, namelessApplication } from '../../src/portal/exchanges/move-checks.ts';
import { movesOfGroup, type PlanContent, planContentSchema } from '../../src/portal/exchanges/plan.ts';
import {
  type ExchangeWish,
  exchangeOwnSchema,
  exchangeWantsSchema,
} from '../../src/portal/exchanges/wish.ts';
import type { Transaction } from '../connection.ts';
import { adverts } from '../schema/advert.ts';
import { applications } from '../schema/application.ts';
import { agendaHomes } from '../schema/committee.ts';
import { exchangePlans, exchangeSteps, exchangeWishes } from '../schema/exchange.ts';
import { homes, vacancies } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';
import { domainColumns } from './columns-of.ts';
import { livedInByExchange } from './exchange-vacancy.ts';
import { protectedKeys } from './lease-guard.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { homesBeingLet } from './session-taken.ts';
import { policyInForce } from './steering-store.ts';

type PlanRow = typeof exchangePlans.$inferSelect;
type StepRow = typeof exchangeSteps.$inferSelect;
type WishRow = typeof exchangeWishes.$inferSelect;

export function stepOf(row: StepRow): ExchangeStep {
  const { landlordId: _landlordId, createdAt: _createdAt, ...step } = row;
  return { ...step, checks: moveChecksSchema.parse(row.checks) };
}

export function contentOf({ plan }: Pick<PlanRow, 'plan'>): PlanContent {
  return planContentSchema.parse(plan);
}

export function wishOf({ id, tenancyId, number, wants, own, by, until }: WishRow): ExchangeWish {
  return {
    id,
    tenancyId,
    number,
    wants: exchangeWantsSchema.parse(wants),
    own: exchangeOwnSchema.parse(own),
    by,
    until,
  };
}

export async function stepsOfPlans(tx: Transaction, planIds: readonly string[]): Promise<ExchangeStep[]> {
  if (planIds.length === 0) return [];
  const rows = await tx
    .select()
    .from(exchangeSteps)
    .where(inArray(exchangeSteps.planId, [...planIds]))
    .orderBy(asc(exchangeSteps.group), asc(exchangeSteps.position));
  return rows.map(stepOf);
}

/** A household that wishes to move, with all that its move is checked against. */
export type WishingHousehold = ExchangeHousehold & { wish: ExchangeWish; name: string | null };

/** Wishes that hold on the day, of tenancies that run, in the order of tenancies. */
export async function wishingHouseholds(tx: Transaction, today: CivilDate): Promise<WishingHousehold[]> {
  const rows = await tx
    .select({
      wish: exchangeWishes,
      home: domainColumns(homes),
      rentCents: tenancies.rentCents,
      content: applications.content,
      name: applications.name,
    })
    .from(exchangeWishes)
    .innerJoin(
      tenancies,
      and(eq(tenancies.landlordId, exchangeWishes.landlordId), eq(tenancies.id, exchangeWishes.tenancyId)),
    )
    .innerJoin(homes, and(eq(homes.landlordId, tenancies.landlordId), eq(homes.id, tenancies.homeId)))
    .leftJoin(
      applications,
      and(
        eq(applications.landlordId, exchangeWishes.landlordId),
        eq(applications.number, exchangeWishes.number),
      ),
    )
    .where(and(isNull(exchangeWishes.endedAt), gte(exchangeWishes.until, today), isNull(tenancies.endedOn)))
    .orderBy(asc(exchangeWishes.tenancyId));
  const guarded = await protectedKeys(tx);
  return rows.map(({ wish: row, home, rentCents, content, name }) => {
    const wish = wishOf(row);
    const application = content === null ? null : namelessApplication(content);
    return {
      wish,
      name,
      tenancyId: wish.tenancyId,
      wants: wish.wants,
      words: wish.own.words,
      home,
      leaseRentCents: rentCents,
      application,
      prepared: application && prepareApplicant(application, today),
      isProtected: guarded.has(wish.number ?? '') || guarded.has(wish.tenancyId),
    };
  });
}

/** Homes to let that nobody holds: not reserved, not advertised, on no agenda, not being let. */
export async function freeHomes(tx: Transaction): Promise<FreedHome[]> {
  const advertised = tx
    .select({ id: adverts.vacancyId })
    .from(adverts)
    .where(inArray(adverts.state, ['open', 'closed']));
  const seated = tx
    .select({ id: agendaHomes.vacancyId })
    .from(agendaHomes)
    .where(eq(agendaHomes.state, 'pending'));
  const rows = await tx
    .select({ vacancyId: vacancies.id, home: domainColumns(homes), availableOn: vacancies.availableOn })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(
      and(
        inArray(vacancies.status, ['notice', 'works', 'available']),
        isNull(vacancies.holderId),
        notInArray(vacancies.id, advertised),
        notInArray(vacancies.id, seated),
        notInArray(vacancies.id, livedInByExchange(tx)),
      ),
    )
    .orderBy(asc(vacancies.id));
  const taken = new Set(
    (
      await homesBeingLet(
        tx,
        rows.map(({ vacancyId }) => vacancyId),
      )
    ).map(({ vacancyId }) => vacancyId),
  );
  return rows.filter(({ vacancyId }) => !taken.has(vacancyId));
}

/** Plans in which households are being asked or wait for a committee. */
export async function livePlans(tx: Transaction): Promise<{ plan: PlanRow; steps: ExchangeStep[] }[]> {
  const plans = await tx
    .select()
    .from(exchangePlans)
    .where(inArray(exchangePlans.state, ['consulting', 'inCommittee']));
  const steps = await stepsOfPlans(
    tx,
    plans.map(({ id }) => id),
  );
  return plans.map((plan) => ({ plan, steps: steps.filter(({ planId }) => planId === plan.id) }));
}

/** The steps of a plan by group, in order. */
export function byGroup(steps: readonly ExchangeStep[]): ReadonlyMap<number, ExchangeStep[]> {
  const groups = new Map<number, ExchangeStep[]>();
  for (const step of steps) groups.set(step.group, [...(groups.get(step.group) ?? []), step]);
  return groups;
}

/** The move of a step as the graph names it: the vacancy, or the tenancy that leaves the home, and the household. */
function nodeKeyOf(step: ExchangeStep, { groups }: PlanContent): string {
  const group = groups[step.group];
  const move = group && movesOfGroup(group)[step.position];
  return move ? moveKey(move.home, move.household) : '';
}

/**
 * What a search solves for a reader: nobody whom another plan engages. For a plan of which a group broke: its
 * households again, without the moves refused, and without those who did not answer.
 */
export async function prepareExchange(
  tx: Transaction,
  communes: ReadonlySet<string> | null,
  today: CivilDate,
  planId: string | null,
): Promise<Prepared> {
  const engaged = new Set<string>();
  const refused = new Set<string>();
  const around = planId === null ? null : new Set<string>();
  for (const { plan, steps } of await livePlans(tx)) {
    const content = contentOf(plan);
    for (const own of byGroup(steps).values()) {
      const state = groupState(own, today);
      // Moved: nothing holds it any more, its next wish is another search's.
      if (state === 'done') continue;
      if (state === 'fallen') {
        if (plan.id === planId) for (const step of own) noteRefusal(step, content, today, refused, engaged);
        continue;
      }
      for (const step of own) {
        if (plan.id === planId && state === 'broken') {
          around?.add(step.tenancyId);
          noteRefusal(step, content, today, refused, engaged);
        } else {
          engaged.add(step.tenancyId);
          if (step.vacancyId !== null) engaged.add(step.vacancyId);
        }
      }
    }
  }
  const policy = await policyInForce(tx, today);
  const { scarceTypologies, chainDaysBetweenMoves, chainDaysToLetLast } = await portalPolicyInForce(tx);
  const households = (await wishingHouseholds(tx, today)).filter(
    ({ tenancyId, home }) => !engaged.has(tenancyId) && isInScope(communes, [home.insee]),
  );
  const freed = (await freeHomes(tx)).filter(
    ({ vacancyId, home }) => !engaged.has(vacancyId) && isInScope(communes, [home.insee]),
  );
  const material: ExchangeMaterial = {
    date: today,
    households,
    freed,
    policy,
    scarceTypologies,
    chainDays: { daysBetweenMoves: chainDaysBetweenMoves, daysToLetLast: chainDaysToLetLast },
    refused,
  };
  return { material, built: buildExchange(material), around };
}

/** A no closes one move, the household's other wishes stand; a silence asks nothing more of it. */
function noteRefusal(
  step: ExchangeStep,
  content: PlanContent,
  today: CivilDate,
  refused: Set<string>,
  engaged: Set<string>,
): void {
  const consent = consentToday(step, today);
  if (consent === 'refused') refused.add(nodeKeyOf(step, content));
  if (consent === 'lapsed') engaged.add(step.tenancyId);
}

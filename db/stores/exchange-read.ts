/** Exchanges as pages read them: wishes, freed homes and plans within a scope, and the year's count of moves. */
import { and, asc, desc, eq, gte, inArray, lte } from 'drizzle-orm';
import { isInScope } from '../../src/access/scope.ts';
import { flowPlanSchema } from '../../src/committee/orientation/flow-plan.ts';
import { type CivilDate, civilDateOf, yearOf } from '../../src/kernel/civil-date.ts';
import { countsAsInternalMove, type ExchangeStep } from '../../src/portal/exchanges/consent.ts';
import type {
  ExchangeBoard,
  ExchangePerson,
  FreedLine,
  PlanFile,
  PlanLine,
  YearOfMoves,
} from '../../src/portal/exchanges/exchange-port.ts';
import type { TransferReader } from '../../src/portal/transfers/finding-port.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { commissions, committeeSessions } from '../schema/committee.ts';
import { exchangePlans, exchangeSteps } from '../schema/exchange.ts';
import { homes, vacancies } from '../schema/home.ts';
import { flowPlans } from '../schema/letting.ts';
import { leases, tenancies } from '../schema/tenancy.ts';
import { domainColumns } from './columns-of.ts';
import { contentOf, freeHomes, livePlans, stepsOfPlans, wishingHouseholds } from './exchange-rows.ts';
import { protectedKeys } from './lease-guard.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

const plansShown = 12;

export async function exchangeBoard(
  tx: Transaction,
  { communes }: TransferReader,
  today: CivilDate,
): Promise<ExchangeBoard> {
  const households = await wishingHouseholds(tx, today);
  const engaged = new Set((await livePlans(tx)).flatMap(({ steps }) => engagedBy(steps)));
  const rows = await tx
    .select()
    .from(exchangePlans)
    .orderBy(desc(exchangePlans.madeOn), desc(exchangePlans.createdAt));
  const own = rows.filter((row) => isWhollyInScope(communes, contentOf(row).communes)).slice(0, plansShown);
  const steps = await stepsOfPlans(
    tx,
    own.map(({ id }) => id),
  );
  return {
    wishes: households
      .filter(({ home }) => isInScope(communes, [home.insee]))
      .map((household) => ({
        ...personOf(household.tenancyId, household.home, household.isProtected, {
          name: household.name,
          number: household.wish.number,
        }),
        wish: household.wish,
        isEngaged: engaged.has(household.tenancyId),
      })),
    freed: (await freeHomes(tx)).filter(({ home }) => isInScope(communes, [home.insee])),
    plans: own.map((row) => ({
      ...lineOf(row),
      steps: steps.filter(({ planId }) => planId === row.id),
    })),
    year: await yearOfMoves(tx, today),
  };
}

/** A plan touches several homes: whoever works on it may work on all of them. */
function isWhollyInScope(scope: ReadonlySet<string> | null, places: readonly string[]): boolean {
  return scope === null || places.every((insee) => scope.has(insee));
}

function engagedBy(steps: readonly ExchangeStep[]): string[] {
  return steps.filter(({ checks }) => !checks.fallen).map(({ tenancyId }) => tenancyId);
}

function lineOf(row: typeof exchangePlans.$inferSelect): Omit<PlanLine, 'steps'> {
  return { id: row.id, state: row.state, madeOn: row.madeOn, by: row.by, content: contentOf(row) };
}

function personOf(
  tenancyId: string,
  home: FreedLine['home'],
  isProtected: boolean,
  { name, number }: { name: string | null; number: string | null },
): ExchangePerson {
  return {
    tenancyId,
    name: isProtected ? null : name,
    number,
    isProtected,
    typology: home.typology,
    surfaceM2: home.surfaceM2,
    place: isProtected ? null : { address: home.address, insee: home.insee },
  };
}

export async function planFile(tx: Transaction, id: string, today: CivilDate): Promise<PlanFile | null> {
  const [row] = await tx.select().from(exchangePlans).where(eq(exchangePlans.id, id));
  if (!row) return null;
  const steps = await stepsOfPlans(tx, [id]);
  return {
    ...lineOf(row),
    version: row.version,
    steps,
    people: await peopleOf(tx, steps),
    freed: await freedOf(
      tx,
      steps.flatMap(({ vacancyId }) => vacancyId ?? []),
    ),
    year: await yearOfMoves(tx, today),
    drafts: await tx
      .select({
        id: committeeSessions.id,
        heldOn: committeeSessions.heldOn,
        version: committeeSessions.version,
        commission: commissions.name,
      })
      .from(committeeSessions)
      .innerJoin(commissions, eq(commissions.id, committeeSessions.commissionId))
      .where(and(eq(committeeSessions.state, 'draft'), gte(committeeSessions.heldOn, today)))
      .orderBy(asc(committeeSessions.heldOn)),
  };
}

/** Who leaves which home: that of the step, wherever the household lives by now. */
async function peopleOf(
  tx: Transaction,
  steps: readonly ExchangeStep[],
): Promise<Map<string, ExchangePerson>> {
  if (steps.length === 0) return new Map();
  const rows = await tx
    .select({
      id: tenancies.id,
      number: tenancies.applicationNumber,
      home: domainColumns(homes),
      name: applications.name,
    })
    .from(exchangeSteps)
    .innerJoin(
      tenancies,
      and(eq(tenancies.landlordId, exchangeSteps.landlordId), eq(tenancies.id, exchangeSteps.tenancyId)),
    )
    .innerJoin(
      homes,
      and(eq(homes.landlordId, exchangeSteps.landlordId), eq(homes.id, exchangeSteps.fromHomeId)),
    )
    .leftJoin(
      applications,
      and(
        eq(applications.landlordId, tenancies.landlordId),
        eq(applications.number, tenancies.applicationNumber),
      ),
    )
    .where(
      inArray(
        exchangeSteps.id,
        steps.map(({ id }) => id),
      ),
    );
  const guarded = await protectedKeys(tx);
  return new Map(
    rows.map(({ id, home, ...who }) => [
      id,
      personOf(id, home, guarded.has(who.number ?? '') || guarded.has(id), who),
    ]),
  );
}

async function freedOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, FreedLine>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ vacancyId: vacancies.id, home: domainColumns(homes), availableOn: vacancies.availableOn })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(inArray(vacancies.id, [...ids]));
  return new Map(rows.map((row) => [row.vacancyId, row]));
}

/** what was declared for the year, what is signed, what exchanges have asked or agreed. */
export async function yearOfMoves(tx: Transaction, today: CivilDate): Promise<YearOfMoves> {
  const year = yearOf(today);
  const [plan] = await tx
    .select({ content: flowPlans.content })
    .from(flowPlans)
    .where(eq(flowPlans.year, year));
  const signed = await tx
    .select({ id: leases.id })
    .from(leases)
    .where(
      and(
        eq(leases.transfer, 'internal'),
        gte(leases.signedOn, civilDateOf(year, 1, 1)),
        lte(leases.signedOn, today),
      ),
    );
  const live = await livePlans(tx);
  const { exchangeMovesAYear } = await portalPolicyInForce(tx);
  const declared = plan ? flowPlanSchema.parse(plan.content) : null;
  return {
    year,
    declared: declared && {
      count: declared.deducted.internalTransfers,
      source: declared.source,
      estimated: declared.estimated,
    },
    signed: signed.length,
    // By the year of the answer, or of its last day: a plan made in December is answered in January.
    committed: live
      .flatMap(({ plan: one, steps }) =>
        steps.filter(({ consentOn, dueOn }) => yearOf(consentOn ?? dueOn ?? one.madeOn) === year),
      )
      .filter((step) => countsAsInternalMove(step, today)).length,
    cap: exchangeMovesAYear,
  };
}

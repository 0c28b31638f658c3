/** A swap of right carried out (M-08): each household takes over the other's lease, and nobody enters anew. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Act, Asked } from '../../src/domain/act.ts';
import type { Home } from '../../src/domain/home.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { isSwapOfRight } from '../../src/portal/exchanges/build.ts';
import { type ExchangeStep, groupState } from '../../src/portal/exchanges/consent.ts';
import type { ExchangePort, ExchangeRefusal } from '../../src/portal/exchanges/exchange-port.ts';
import { namelessApplication } from '../../src/portal/exchanges/move-checks.ts';
import { swappedNotice } from '../../src/portal/exchanges/notices.ts';
import { tenancyFactsSchema } from '../../src/portal/transfers/tenancy-facts.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { exchangeWishes } from '../schema/exchange.ts';
import { homes } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';
import { tenancyFacts } from '../schema/transfer.ts';
import { applicationOf } from './application-rows.ts';
import { domainColumns } from './columns-of.ts';
import { settlePlan } from './exchange-life.ts';
import { lockedPlan, planAct, saveStep, tell } from './exchange-plan-changes.ts';
import { contentOf, stepsOfPlans } from './exchange-rows.ts';
import { appendActs } from './journal-append.ts';
import { writeApplication } from './letting-locks.ts';

type Input = Parameters<ExchangePort['swap']>[1];

export async function swapLeases(
  tx: Transaction,
  asked: Asked,
  { id, version, group: at, on }: Input,
): Promise<Result<{ id: string }, ExchangeRefusal>> {
  const found = await lockedPlan(tx, id, null);
  if (!found.ok) return found;
  const plan = found.value;
  const group = contentOf(plan).groups[at];
  const steps = (await stepsOfPlans(tx, [id])).filter((step) => step.group === at);
  if (group?.kind !== 'swap') return refuse({ code: 'notSwap' });
  // Sent twice: done once, and no reproach.
  if (groupState(steps, asked.today) === 'done') return ok({ id });
  const current = await lockedPlan(tx, id, version);
  if (!current.ok) return current;
  const [first, second] = steps;
  if (plan.state !== 'consulting') return refuse({ code: 'planOver' });
  if (!first || !second || groupState(steps, asked.today) !== 'agreed')
    return refuse({ code: 'notAllAgreed' });
  const from =
    [first.consentOn, second.consentOn]
      .flatMap((day) => day ?? [])
      .sort()
      .at(-1) ?? asked.today;
  if (on < from || on > asked.today) return refuse({ code: 'swapDay', from, to: asked.today });
  const leases = await leasesOf(tx, first, second);
  if (leases === null || !isSwapOfRight(leases[0], leases[1], asked.today))
    return refuse({ code: 'factsChanged' });
  await exchangeHomes(tx, asked, leases);
  const told = await endSteps(tx, asked, [first, second], on);
  const act: Act = {
    ...planAct(
      asked,
      'swapped',
      id,
      leases.map(({ id: tenancy, home }) => ({ tenancy, home: home.id })),
      { on, group: at, rule: 'M-08' },
    ),
    subjects: [
      `exchange:${id}`,
      ...leases.flatMap(({ id: tenancy, home }) => [
        `tenancy:${tenancy}` as const,
        `home:${home.id}` as const,
      ]),
    ],
  };
  const settled = await settlePlan(tx, asked, plan);
  await appendActs(tx, asked.landlordId, [act, ...settled, ...told]);
  return ok({ id });
}

/** Both leases as they run today, locked in the order of identifiers; null where one moved or ended meanwhile. */
async function leasesOf(tx: Transaction, first: ExchangeStep, second: ExchangeStep) {
  const rows = await tx
    .select({
      id: tenancies.id,
      rentCents: tenancies.rentCents,
      number: tenancies.applicationNumber,
      home: domainColumns(homes),
      content: applications.content,
    })
    .from(tenancies)
    .innerJoin(homes, and(eq(homes.landlordId, tenancies.landlordId), eq(homes.id, tenancies.homeId)))
    .leftJoin(applications, eq(applications.number, tenancies.applicationNumber))
    .where(and(inArray(tenancies.id, [first.tenancyId, second.tenancyId]), isNull(tenancies.endedOn)))
    .orderBy(tenancies.id)
    .for('update', { of: tenancies });
  const lease = ({ tenancyId, fromHomeId }: ExchangeStep) => {
    const row = rows.find(({ id, home }) => id === tenancyId && home.id === fromHomeId);
    return row && { ...row, application: row.content && namelessApplication(row.content) };
  };
  const [one, other] = [lease(first), lease(second)];
  return one && other ? ([one, other] as const) : null;
}

type SwappedLease = { id: string; rentCents: number | null; number: string | null; home: Home };

/** The household keeps its reference and its seniority; home, rent and what is known of the home are the other's. */
async function exchangeHomes(
  tx: Transaction,
  asked: Asked,
  [one, other]: readonly [SwappedLease, SwappedLease],
): Promise<void> {
  for (const [own, taken] of [
    [one, other],
    [other, one],
  ] as const) {
    await tx
      .update(tenancies)
      .set({ homeId: taken.home.id, rentCents: taken.rentCents })
      .where(eq(tenancies.id, own.id));
    if (own.number !== null) await tellApplication(tx, asked, own.number, taken);
  }
  const rows = await tx
    .select()
    .from(tenancyFacts)
    .where(inArray(tenancyFacts.tenancyId, [one.id, other.id]));
  for (const { tenancyId, content } of rows) {
    // Of the other home nothing is known here: unknown, never what the home before was.
    const facts = { ...tenancyFactsSchema.parse(content), ...unknownOfHome };
    await tx.update(tenancyFacts).set({ content: facts }).where(eq(tenancyFacts.tenancyId, tenancyId));
  }
}

/** An application that stays live is scored on the home where its household now lives. */
async function tellApplication(
  tx: Transaction,
  { landlordId, now }: Asked,
  number: string,
  { home, rentCents }: SwappedLease,
): Promise<void> {
  const [row] = await tx
    .select({ content: applications.content, name: applications.name })
    .from(applications)
    .where(eq(applications.number, number))
    .for('update');
  if (!row) return;
  const application = applicationOf(row.content, row.name);
  const { insee, qpvCode, habitableRooms, surfaceM2 } = home;
  const there = { insee, qpvCode, habitableRooms, surfaceM2, rentCents: rentCents ?? home.rentCents };
  const moved = { ...application, current: { ...application.current, ...there } };
  await writeApplication(tx, landlordId, moved, now);
}

const unknownOfHome = {
  professionalRooms: null,
  qpvAtEntry: null,
  adaptedHome: null,
  disabledOccupantLeft: null,
  dependantDied: null,
} as const;

/** The wishes are fulfilled, the steps over, and both households told. */
async function endSteps(
  tx: Transaction,
  asked: Asked,
  steps: readonly ExchangeStep[],
  on: Input['on'],
): Promise<Act[]> {
  const acts: Act[] = [];
  for (const step of steps) {
    await saveStep(tx, { ...step, checks: { ...step.checks, doneOn: on }, version: step.version + 1 });
    await tx
      .update(exchangeWishes)
      .set({ endedAt: asked.now })
      .where(and(eq(exchangeWishes.tenancyId, step.tenancyId), isNull(exchangeWishes.endedAt)));
    acts.push(...(await tell(tx, asked, step, (number) => swappedNotice({ number, step }, on))));
  }
  return acts;
}

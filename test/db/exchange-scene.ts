/** Plans of exchanges that agreed, written straight into the tables: where leases, swaps and lapses start from. */
import { v7 } from 'uuid';
import { type Database, withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { exchangePlans, exchangeSteps, exchangeWishes } from '../../db/schema/exchange.ts';
import { homes } from '../../db/schema/home.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { tenancies } from '../../db/schema/tenancy.ts';
import { applicationRow } from '../../db/stores/application-rows.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { Application } from '../../src/domain/application.ts';
import type { Home } from '../../src/domain/home.ts';
import { addDays, addMonths, civilDate } from '../../src/kernel/civil-date.ts';
import type { Consent, PlanState } from '../../src/portal/exchanges/consent.ts';
import type { MoveChecks } from '../../src/portal/exchanges/move-checks.ts';
import type { GroupKind } from '../../src/portal/exchanges/plan.ts';

export const today = civilDate('2026-11-21');
export const landlordId = 'l1';

export const asked = (name = 'Agent A', now = `${today}T09:00:00Z`): Asked => ({
  landlordId,
  actor: { accountId: null, name, role: 'agent' },
  now: new Date(now),
  today,
});

export async function writeLandlord(db: Database): Promise<void> {
  await db.insert(landlords).values({ id: landlordId, name: 'Bailleur', aliases: [] });
}

/** A household in its home, with its application and its wish to move. */
export async function writeTenant(db: Database, home: Home, application: Application): Promise<string> {
  const tenancyId = `bail-${home.id}`;
  await withLandlord(db, landlordId, async (tx) => {
    await tx.insert(homes).values({ ...home, landlordId });
    await tx.insert(applications).values(applicationRow(landlordId, application));
    await tx.insert(tenancies).values({
      landlordId,
      id: tenancyId,
      homeId: home.id,
      signedOn: civilDate('2015-03-01'),
      residents: application.household.persons.length,
      rentCents: home.rentCents,
      applicationNumber: application.number,
    });
    await tx.insert(exchangeWishes).values({
      landlordId,
      tenancyId,
      number: application.number,
      wants: {},
      own: { words: null },
      by: 'le ménage',
      until: addMonths(today, 6),
      requestKey: v7(),
    });
  });
  return tenancyId;
}

export type Move = {
  tenancyId: string;
  from: string;
  to: string;
  vacancyId?: string | null;
  consent?: Consent;
  dueOn?: Parameters<typeof addDays>[0];
  checks?: Partial<MoveChecks>;
};

/** A plan of one group of these moves; gives it with the identifiers of its steps. */
export async function writePlan(
  db: Database,
  kind: GroupKind,
  state: PlanState,
  moves: readonly Move[],
): Promise<{ id: string; stepIds: string[] }> {
  const id = v7();
  const nodes = [...new Set(moves.flatMap(({ vacancyId, tenancyId }) => [vacancyId ?? '', tenancyId]))];
  return withLandlord(db, landlordId, async (tx) => {
    await tx.insert(exchangePlans).values({
      landlordId,
      id,
      madeOn: addDays(today, -20),
      state,
      graph: {},
      plan: {
        groups: [
          {
            kind,
            nodes: nodes.filter((node) => node !== ''),
            figures: { households: moves.length, scarceFreed: 0, vacancyMonthsTenths: 0, rentLostCents: 0 },
          },
        ],
        value: 200,
        bound: 200,
        optimal: true,
        households: moves.length,
        freedHomes: 1,
        arcs: moves.length,
        stopped: {},
        ifRefused: [],
        communes: ['57463'],
      },
      by: 'Agent A',
      requestKey: v7(),
    });
    const rows = await tx
      .insert(exchangeSteps)
      .values(
        moves.map(({ tenancyId, from, to, vacancyId, consent, dueOn, checks }, position) => ({
          landlordId,
          planId: id,
          group: 0,
          position,
          tenancyId,
          fromHomeId: from,
          toHomeId: to,
          vacancyId: vacancyId ?? null,
          checks: { ...plainChecks, swapOfRight: kind === 'swap', ...checks },
          consent: consent ?? ('given' as const),
          consentOn: (consent ?? 'given') === 'given' ? addDays(today, -10) : null,
          dueOn: dueOn ?? addDays(today, -5),
          by: 'le ménage',
        })),
      )
      .returning({ id: exchangeSteps.id });
    return { id, stepIds: rows.map((row) => row.id) };
  });
}

export const plainChecks: MoveChecks = {
  on: addDays(today, -20),
  home: {
    typology: 'T2',
    surfaceM2: 50,
    insee: '57463',
    floor: 1,
    lift: true,
    accessibility: 'none',
    energyClass: 'C',
  },
  rentCents: 40_000,
  todayRentCents: 42_000,
  leftToPayCents: null,
  todayLeftToPayCents: null,
  verdict: 'yes',
  missing: [],
  toExamine: [],
  swapOfRight: false,
  words: null,
  agendaVacancyId: null,
  movesOn: null,
  fallen: false,
  doneOn: null,
};

/** Loads the demonstration's wishes of exchange, and its plan of which one household said no. */
import type { Act } from '../../src/domain/act.ts';
import { instantInParis } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { makeAdverts } from '../demo/adverts.ts';
import type { DemoLandlord } from '../demo/demo-landlord.ts';
import { makeExchanges } from '../demo/exchanges.ts';
import { exchangePlans, exchangeSteps, exchangeWishes } from '../schema/exchange.ts';
import { appendActs } from './journal-append.ts';

/** The same identifiers everywhere: tests and pictures name what they show. */
export const demoExchangePlan = '0199b000-0000-7000-8000-000000000001';
const officer = { accountId: null, name: 'Camille Weber', role: 'agent' };
const household = { accountId: null, name: 'le ménage', role: 'tenant' };

export async function loadDemoExchanges(
  tx: Transaction,
  landlordId: string,
  demo: DemoLandlord,
): Promise<void> {
  const busy = new Set(makeAdverts(demo).map(({ vacancyId }) => vacancyId));
  const { wishes, plan } = makeExchanges(demo, busy);
  if (wishes.length === 0) return;
  await tx.insert(exchangeWishes).values(
    wishes.map(({ words, since, ...wish }, at) => ({
      ...wish,
      id: idOf(100 + at),
      landlordId,
      own: { words },
      by: household.name,
      requestKey: `demonstration ${at}`,
      createdAt: instantInParis(since, '18:00'),
    })),
  );
  if (plan === null) return;
  const { madeOn, content, graph, steps } = plan;
  await tx.insert(exchangePlans).values({
    id: demoExchangePlan,
    landlordId,
    madeOn,
    state: 'consulting',
    graph,
    plan: content,
    by: officer.name,
    requestKey: 'demonstration',
  });
  await tx.insert(exchangeSteps).values(
    steps.map((step, at) => ({
      ...step,
      id: idOf(10 + at),
      landlordId,
      planId: demoExchangePlan,
      by: step.consent === 'asked' ? officer.name : household.name,
    })),
  );
  await appendActs(
    tx,
    landlordId,
    [
      { kind: 'exchange.kept', at: instantInParis(madeOn, '10:00'), actor: officer },
      { kind: 'exchange.asked', at: instantInParis(madeOn, '10:05'), actor: officer },
    ].map(
      (act): Act => ({
        ...act,
        subjects: [`exchange:${demoExchangePlan}`],
        before: null,
        after: null,
        why: null,
      }),
    ),
  );
}

function idOf(serial: number): string {
  return `0199b000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
}

/** Loads the demonstration's tenancy facts, perimeters, transfer requests with their first acts, and meetings. */
import { eq } from 'drizzle-orm';
import type { Act } from '../../src/domain/act.ts';
import { instantInParis } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { demoWriter } from '../demo/adverts.ts';
import type { DemoLandlord } from '../demo/demo-landlord.ts';
import { makeTransfers } from '../demo/transfers.ts';
import { accounts } from '../schema/account.ts';
import { perimeters, tenancyFacts, transferMeetings, transferRequests } from '../schema/transfer.ts';
import { appendActs } from './journal-append.ts';
import { transferSubjects } from './transfer-opening.ts';

export async function loadDemoTransfers(
  tx: Transaction,
  landlordId: string,
  demo: DemoLandlord,
): Promise<void> {
  const made = makeTransfers(demo);
  const [officer] = await tx
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(eq(accounts.email, demoWriter));
  await tx.insert(tenancyFacts).values(made.facts.map((one) => ({ ...one, landlordId })));
  await tx.insert(perimeters).values(made.perimeters.map((one) => ({ ...one, landlordId })));
  const ordered = [...made.requests].sort((a, b) => (a.receivedOn < b.receivedOn ? -1 : 1));
  await tx.insert(transferRequests).values(
    ordered.map(({ followed, ...request }) => ({
      ...request,
      landlordId,
      ownerAccountId: followed ? (officer?.id ?? null) : null,
      ownerName: followed ? (officer?.name ?? null) : null,
      requestKey: `demonstration ${request.id}`,
    })),
  );
  for (const meeting of made.meetings) {
    const closedBy = meeting.state === 'closed' ? (officer?.name ?? null) : null;
    await tx.insert(transferMeetings).values({ ...meeting, landlordId, closedBy });
  }
  await appendActs(
    tx,
    landlordId,
    ordered.map(
      (request): Act => ({
        kind: 'transfer.opened',
        at: instantInParis(request.receivedOn, '10:00'),
        actor: { accountId: null, name: 'le ménage', role: 'tenant' },
        subjects: transferSubjects(request),
        before: null,
        after: { ground: request.ground, origin: request.origin, tier: request.tier },
        why: null,
      }),
    ),
  );
}

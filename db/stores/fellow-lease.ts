/** The lease of a fellow landlord's household, signed once with all that a lease brings, in one transaction (C-13). */
import { eq } from 'drizzle-orm';
import { leaseOf } from '../../src/committee/letting/lease-facts.ts';
import type { Asked } from '../../src/domain/act.ts';
import { ok, type Result } from '../../src/kernel/result.ts';
import { mayLeaseToFellow } from '../../src/portal/relocations/fellow-lease.ts';
import type { FellowLeaseInput, FellowRefusal } from '../../src/portal/relocations/fellow-port.ts';
import type { Transaction } from '../connection.ts';
import { fellowRequests } from '../schema/transfer.ts';
import { appendFellow, lockedFellow } from './fellow-steps.ts';
import { letTo } from './letting-leases.ts';
import { lockLetting } from './letting-locks.ts';
import { heldFor, leasedHome } from './relocation-home.ts';
import { isToldBy, wholeApplication } from './relocation-lease.ts';

export async function leaseToFellow(
  tx: Transaction,
  asked: Asked,
  { id, version, signedOn, verified }: FellowLeaseInput,
): Promise<Result<{ leaseId: string }, FellowRefusal>> {
  const { landlordId, today } = asked;
  const found = await lockedFellow(tx, id, null);
  if (!found.ok) return found;
  const request = found.value;
  // Signed meanwhile is told as such; anything else that changed, by whom.
  const current = request.state === 'signed' ? found : await lockedFellow(tx, id, version);
  if (!current.ok) return current;
  const { content, number } = request;
  const vacancyId = content.answer?.vacancyId ?? null;
  // A home promised is locked before its household, as every lease does.
  if (vacancyId !== null) await lockLetting(tx, vacancyId, number);
  const may = mayLeaseToFellow(
    {
      request,
      application: number === null ? null : await wholeApplication(tx, number),
      informed: content.information !== null && (await isToldBy(tx, content.information.sessionId)),
      home: vacancyId === null ? null : await leasedHome(tx, landlordId, vacancyId, today),
      held: vacancyId === null ? null : await heldFor(tx, vacancyId, id),
      date: today,
    },
    { signedOn, verified },
  );
  if (!may.ok) return may;
  const { home } = may.value;
  const told = { ...may.value.application, relocation: content.need.operation };
  // PP-5 counts a tenant of another landlord, whatever the application says of who lets its home.
  const lease = { ...leaseOf(home, told, signedOn), transfer: 'otherLandlord' as const };
  const { acts } = await letTo(tx, asked, home, told, { lease, offerId: null, verified });
  const signed = { on: signedOn, by: asked.actor.name };
  await tx
    .update(fellowRequests)
    .set({ state: 'signed', content: { ...content, signed }, version: request.version + 1 })
    .where(eq(fellowRequests.id, id));
  const after = { state: 'signed', vacancy: vacancyId, lease: lease.id, signedOn, rule: 'C-13' };
  await appendFellow(tx, asked, request, 'signed', { state: request.state }, after, acts);
  return ok({ leaseId: lease.id });
}

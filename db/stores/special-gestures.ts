/** A gliding lease that passes to its household, and the home that is proposed after a refusal for social mix. */
import { and, eq, isNull } from 'drizzle-orm';
import { mayFulfil } from '../../src/committee/orientation/due-home.ts';
import { mayGlide } from '../../src/committee/orientation/gliding.ts';
import type { ResidenceRule } from '../../src/committee/orientation/special-lettings.ts';
import type { SpecialPort } from '../../src/committee/orientation/special-port.ts';
import type { Asked } from '../../src/domain/act.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes, vacancies } from '../schema/home.ts';
import { dueProposals, residenceRules, specialLettings } from '../schema/letting.ts';
import { leases } from '../schema/tenancy.ts';
import { applicationOf } from './application-rows.ts';
import { domainColumns } from './columns-of.ts';
import { appendActs } from './journal-append.ts';
import { carryOut, signedBefore } from './letting-leases.ts';
import { lockedHome, lockLetting } from './letting-locks.ts';
import { policyInForce } from './steering-store.ts';

/** Home and household are locked first, as for any lease: two officers, or two clicks, sign one. */
export async function glide(
  tx: Transaction,
  landlordId: string,
  request: Parameters<SpecialPort['glide']>[1],
): ReturnType<SpecialPort['glide']> {
  const { vacancyId, number, signedOn, verified, key, actor, at, today } = request;
  const asked: Asked = { landlordId, actor, now: at, today };
  await lockLetting(tx, vacancyId, number);
  const [letting] = await tx
    .select()
    .from(specialLettings)
    .where(eq(specialLettings.vacancyId, vacancyId))
    .for('update');
  if (letting?.kind !== 'glidingLease') return refuse({ code: 'notGliding' });
  const home = await lockedHome(tx, landlordId, vacancyId, today);
  if (home !== null && (await signedBefore(tx, home, key)) !== null) return ok(null);
  if (letting.glidedOn !== null) return refuse({ code: 'alreadyGlided', on: letting.glidedOn });
  const [file] = await tx
    .select({ content: applications.content, name: applications.name })
    .from(applications)
    .where(eq(applications.number, number));
  // C-05: nobody becomes a tenant without a national number, a gliding lease included.
  if (!file || file.content.withoutNumber === true) return refuse({ code: 'unknownNumber' });
  const may = mayGlide(home, number, { signedOn, verified }, today);
  if (!may.ok) return may;
  const application = applicationOf(file.content, file.name);
  const signed = await carryOut(tx, asked, may.value.home, application, { signedOn, verified, key });
  await tx
    .update(specialLettings)
    .set({ glidedOn: signedOn })
    .where(eq(specialLettings.vacancyId, vacancyId));
  await appendActs(tx, landlordId, [
    {
      kind: 'specialLetting.glided',
      at,
      actor,
      subjects: [`vacancy:${vacancyId}`, `application:${number}`],
      before: { glidedOn: null, association: letting.association },
      after: { glidedOn: signedOn, lease: signed.lease.id },
      why: null,
    },
    ...signed.acts,
  ]);
  return ok(null);
}

/** What was owed is closed by a home that is still free, suits the household and that the law lets it have. */
export async function fulfil(
  tx: Transaction,
  landlordId: string,
  { id, vacancyId, actor, at, today }: Parameters<SpecialPort['fulfil']>[1],
): ReturnType<SpecialPort['fulfil']> {
  const [due] = await tx
    .select()
    .from(dueProposals)
    .where(and(eq(dueProposals.id, id), isNull(dueProposals.fulfilledOn)))
    .for('update');
  if (!due) return refuse({ code: 'alreadyRecorded' });
  await lockLetting(tx, vacancyId, due.number);
  const [place] = await placeOf(tx, vacancyId);
  const [refused] = await placeOf(tx, due.refusedVacancyId);
  if (!place || !refused) return refuse({ code: 'unknownHome' });
  const [file] = await tx
    .select({ content: applications.content, name: applications.name })
    .from(applications)
    .where(eq(applications.number, due.number));
  if (!file) return refuse({ code: 'unknownNumber' });
  const may = mayFulfil({
    application: applicationOf(file.content, file.name),
    refused: refused.home,
    home: place.home,
    vacancy: place.vacancy,
    isFree: await isFree(tx, landlordId, vacancyId, today),
    rules: await rulesOf(tx),
    policy: await policyInForce(tx, today),
    date: today,
  });
  if (!may.ok) return may;
  await tx
    .update(dueProposals)
    .set({ proposedVacancyId: vacancyId, fulfilledOn: today })
    .where(eq(dueProposals.id, id));
  await appendActs(tx, landlordId, [
    {
      kind: 'proposal.fulfilled',
      at,
      actor,
      subjects: [`application:${due.number}`, `vacancy:${vacancyId}`],
      before: null,
      after: { fulfilledOn: today },
      why: null,
    },
  ]);
  return ok(null);
}

function placeOf(tx: Transaction, vacancyId: string) {
  return tx
    .select({ vacancy: domainColumns(vacancies), home: domainColumns(homes) })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(eq(vacancies.id, vacancyId));
}

/** No lease on it, and no list of a closed sitting that still runs. */
async function isFree(
  tx: Transaction,
  landlordId: string,
  vacancyId: string,
  today: Asked['today'],
): Promise<boolean> {
  const [signed] = await tx.select({ id: leases.id }).from(leases).where(eq(leases.vacancyId, vacancyId));
  if (signed) return false;
  const decided = await lockedHome(tx, landlordId, vacancyId, today);
  return decided === null || decided.returned !== null;
}

/** Residences under a rule, by name. */
export function rulesOf(tx: Transaction): Promise<ResidenceRule[]> {
  return tx
    .select({
      residence: residenceRules.residence,
      fragile: residenceRules.fragile,
      source: residenceRules.source,
      programmeHomes: residenceRules.programmeHomes,
      ownTenantsPermille: residenceRules.ownTenantsPermille,
    })
    .from(residenceRules)
    .orderBy(residenceRules.residence);
}

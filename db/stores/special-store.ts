/** Special lettings, residences under a rule and what they owe: each change in one transaction with its act. */
import { and, asc, count, eq, gte, isNotNull } from 'drizzle-orm';
import { mayFulfil } from '../../src/committee/orientation/due-home.ts';
import { planOf } from '../../src/committee/orientation/flow-year.ts';
import {
  checkSpecial,
  homesForDue,
  type SpecialRefusal,
} from '../../src/committee/orientation/special-lettings.ts';
import type { SpecialBook, SpecialPort } from '../../src/committee/orientation/special-port.ts';
import { type CivilDate, civilDateInParis, civilDateOf, yearOf } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes, vacancies } from '../schema/home.ts';
import { dueProposals, residenceRules, specialLettings } from '../schema/letting.ts';
import { leases } from '../schema/tenancy.ts';
import { applicationOf } from './application-rows.ts';
import { domainColumns } from './columns-of.ts';
import { appendActs } from './journal-append.ts';
import { flowYearOf } from './orientation-rows.ts';
import { daloLines, mayorStep } from './special-dalo.ts';
import { openEmergencies } from './special-emergency.ts';
import { fulfil, glide, rulesOf } from './special-gestures.ts';
import { policyInForce } from './steering-store.ts';

export function specialStore(db: Database): SpecialPort {
  const inLandlord = <Value>(landlordId: string, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, landlordId, work);
  return {
    book: (landlordId, today) => inLandlord(landlordId, (tx) => bookOf(tx, today)),
    saveResidence: (landlordId, asked) =>
      inLandlord(landlordId, (tx) => saveResidence(tx, landlordId, asked)),
    record: (landlordId, asked) => inLandlord(landlordId, (tx) => record(tx, landlordId, asked)),
    glide: (landlordId, asked) => inLandlord(landlordId, (tx) => glide(tx, landlordId, asked)),
    fulfil: (landlordId, asked) => inLandlord(landlordId, (tx) => fulfil(tx, landlordId, asked)),
    emergencies: (landlordId) => inLandlord(landlordId, openEmergencies),
    daloLines: (landlordId, today) =>
      inLandlord(landlordId, async (tx) => ({
        lines: await daloLines(tx, today),
        plan: planOf(await flowYearOf(tx, today)),
      })),
    mayorStep: (landlordId, asked) => inLandlord(landlordId, (tx) => mayorStep(tx, landlordId, asked)),
  };
}

async function bookOf(tx: Transaction, today: CivilDate): Promise<SpecialBook> {
  const rules = await rulesOf(tx);
  const letApart = await tx
    .select({ letting: specialLettings, home: domainColumns(homes) })
    .from(specialLettings)
    .innerJoin(
      vacancies,
      and(eq(vacancies.landlordId, specialLettings.landlordId), eq(vacancies.id, specialLettings.vacancyId)),
    )
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .orderBy(asc(specialLettings.createdAt));
  const free = await freeHomes(tx);
  const policy = await policyInForce(tx, today);
  const owed = await tx
    .select({
      due: dueProposals,
      refused: domainColumns(homes),
      content: applications.content,
      name: applications.name,
    })
    .from(dueProposals)
    .innerJoin(
      vacancies,
      and(eq(vacancies.landlordId, dueProposals.landlordId), eq(vacancies.id, dueProposals.refusedVacancyId)),
    )
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .innerJoin(
      applications,
      and(eq(applications.landlordId, dueProposals.landlordId), eq(applications.number, dueProposals.number)),
    )
    .orderBy(asc(dueProposals.since));
  return {
    rules,
    free,
    lettings: letApart.map(({ letting, home }) => ({
      vacancyId: letting.vacancyId,
      home,
      kind: letting.kind,
      association: letting.association,
      recordedOn: civilDateInParis(letting.createdAt),
      glidedOn: letting.glidedOn,
    })),
    due: owed.map(({ due, refused, content, name }) => {
      const application = applicationOf(content, name);
      const persons = application.household.persons.length;
      const facts = { application, refused, isFree: true, rules, policy, date: today };
      const suitable =
        due.fulfilledOn === null
          ? homesForDue({ refused, persons }, free, rules, policy.sizeScale, today)
          : [];
      return {
        id: due.id,
        number: due.number,
        since: due.since,
        refused,
        persons,
        proposedVacancyId: due.proposedVacancyId,
        fulfilledOn: due.fulfilledOn,
        candidates: suitable.filter((place) => mayFulfil({ ...facts, ...place }).ok),
      };
    }),
    ownTenantLeases: await ownTenantLeases(tx, today),
  };
}

async function freeHomes(tx: Transaction) {
  return tx
    .select({
      vacancy: domainColumns(vacancies),
      home: domainColumns(homes),
    })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(eq(vacancies.status, 'available'))
    .orderBy(asc(vacancies.id));
}

async function ownTenantLeases(tx: Transaction, today: CivilDate): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({ residence: homes.residence, signed: count() })
    .from(leases)
    .innerJoin(homes, and(eq(homes.landlordId, leases.landlordId), eq(homes.id, leases.homeId)))
    .where(
      and(
        eq(leases.transfer, 'internal'),
        isNotNull(homes.residence),
        gte(leases.signedOn, civilDateOf(yearOf(today), 1, 1)),
      ),
    )
    .groupBy(homes.residence);
  return new Map(rows.flatMap(({ residence, signed }) => (residence === null ? [] : [[residence, signed]])));
}

async function saveResidence(
  tx: Transaction,
  landlordId: string,
  { rule, actor, at }: Parameters<SpecialPort['saveResidence']>[1],
): Promise<void> {
  const { residence, ...values } = rule;
  const [held] = await tx
    .select({
      fragile: residenceRules.fragile,
      source: residenceRules.source,
      programmeHomes: residenceRules.programmeHomes,
      ownTenantsPermille: residenceRules.ownTenantsPermille,
    })
    .from(residenceRules)
    .where(eq(residenceRules.residence, residence))
    .for('update');
  await tx
    .insert(residenceRules)
    .values({ landlordId, residence, ...values })
    .onConflictDoUpdate({ target: [residenceRules.landlordId, residenceRules.residence], set: values });
  await appendActs(tx, landlordId, [
    {
      kind: 'residenceRule.saved',
      at,
      actor,
      subjects: [`landlord:${landlordId}`],
      before: held ? { residence, ...held } : null,
      after: rule,
      why: rule.source,
    },
  ]);
}

async function record(
  tx: Transaction,
  landlordId: string,
  { vacancyId, kind, association, actor, at }: Parameters<SpecialPort['record']>[1],
): Promise<Result<null, SpecialRefusal>> {
  const checked = checkSpecial(kind, association);
  if (!checked.ok) return checked;
  const [known] = await tx
    .select({ id: vacancies.id })
    .from(vacancies)
    .where(eq(vacancies.id, vacancyId))
    .for('update');
  if (!known) return refuse({ code: 'unknownHome' });
  const [written] = await tx
    .insert(specialLettings)
    .values({ landlordId, vacancyId, kind, association: checked.value.association, details: {} })
    .onConflictDoNothing()
    .returning({ id: specialLettings.vacancyId });
  if (!written) return refuse({ code: 'alreadyRecorded' });
  await appendActs(tx, landlordId, [
    {
      kind: 'specialLetting.recorded',
      at,
      actor,
      subjects: [`vacancy:${vacancyId}`],
      before: null,
      after: { kind, association: checked.value.association },
      why: null,
    },
  ]);
  return ok(null);
}

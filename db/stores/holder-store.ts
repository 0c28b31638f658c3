/** The holders' space: what is oriented to one, its designations, and homes that it gives back. */
import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type {
  DesignationAnswer,
  DesignationRequest,
  HolderAnswer,
  HolderPort,
  HolderRefusal,
  HolderSpace,
} from '../../src/committee/orientation/holder-port.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes, vacancies } from '../schema/home.ts';
import { designations, holders } from '../schema/reservation.ts';
import { domainColumns } from './columns-of.ts';
import { designatedFacts, type HeldHome, heldHomes, holderHome, ownDesignations } from './holder-rows.ts';
import { appendActs } from './journal-append.ts';
import { takeBack } from './orientation-lapse.ts';

export function holderStore(db: Database): HolderPort {
  return {
    space: (landlordId, holderId, today) =>
      withLandlord(db, landlordId, (tx) => spaceOf(tx, holderId, today)),
    designate: (landlordId, request) =>
      withLandlord(db, landlordId, (tx) => designate(tx, landlordId, request)),
    decline: (landlordId, answer) => withLandlord(db, landlordId, (tx) => decline(tx, landlordId, answer)),
    linkOpened: (landlordId, { holderId, vacancyId, actor, at }) =>
      withLandlord(db, landlordId, (tx) =>
        appendActs(tx, landlordId, [
          {
            kind: 'holderLink.opened',
            at,
            actor,
            subjects: [`vacancy:${vacancyId}`, `holder:${holderId}`],
            before: null,
            after: null,
            why: null,
          },
        ]),
      ),
    waiting: (landlordId) => withLandlord(db, landlordId, waitingHomes),
  };
}

async function spaceOf(tx: Transaction, holderId: string, today: CivilDate): Promise<HolderSpace | null> {
  const [holder] = await tx.select(domainColumns(holders)).from(holders).where(eq(holders.id, holderId));
  if (!holder) return null;
  const own = await ownDesignations(tx, holderId);
  const facts = await designatedFacts(tx, own);
  const held = await heldHomes(tx, holderId);
  const answerable = held.filter((home) => whyNotAnswerable(home, today) === null);
  const open = new Set(answerable.map(({ vacancy }) => vacancy.id));
  const others = [...facts.keys()].filter((vacancyId) => !open.has(vacancyId));
  return {
    holder,
    homes: answerable.map((home) => holderHome(home, facts.get(home.vacancy.id) ?? [])),
    followed: (await homesOf(tx, others)).map((home) => holderHome(home, facts.get(home.vacancy.id) ?? [])),
  };
}

async function homesOf(tx: Transaction, vacancyIds: readonly string[]): Promise<HeldHome[]> {
  if (vacancyIds.length === 0) return [];
  const rows = await tx
    .select({ vacancy: domainColumns(vacancies), home: domainColumns(homes) })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(inArray(vacancies.id, [...vacancyIds]))
    .orderBy(asc(vacancies.id));
  return rows.map((row) => ({
    ...row,
    orientedOn: row.vacancy.orientedOn,
    dueOn: row.vacancy.designationDueOn,
    firstQuartileExcluded: false,
  }));
}

function whyNotAnswerable(held: HeldHome, today: CivilDate): HolderRefusal | null {
  const { vacancy, dueOn } = held;
  if (vacancy.status === 'let' || vacancy.status === 'withdrawn') return { code: 'let' };
  return dueOn !== null && today > dueOn ? { code: 'lapsed', dueOn } : null;
}

/** The home locked for the holder's answer, or why it cannot answer. */
async function lockedFor(
  tx: Transaction,
  { holderId, vacancyId, today }: HolderAnswer,
): Promise<Result<HeldHome, HolderRefusal>> {
  const locked = await tx
    .select({ id: vacancies.id })
    .from(vacancies)
    .where(eq(vacancies.id, vacancyId))
    .for('update');
  const [held] = locked.length === 0 ? [] : await heldHomes(tx, holderId, vacancyId);
  if (!held) return refuse({ code: 'notYours' });
  const refusal = whyNotAnswerable(held, today);
  return refusal ? refuse(refusal) : ok(held);
}

async function designate(
  tx: Transaction,
  landlordId: string,
  request: DesignationRequest,
): Promise<Result<DesignationAnswer, HolderRefusal>> {
  const locked = await lockedFor(tx, request);
  if (!locked.ok) return locked;
  const { holderId, vacancyId, today } = request;
  const [holder] = await tx.select({ kind: holders.kind }).from(holders).where(eq(holders.id, holderId));
  const dalo = request.dalo && holder?.kind === 'state';
  const wanted = [...new Set(request.numbers)].sort();
  const known = await liveNumbers(tx, wanted);
  const before = await tx
    .select({ number: designations.applicationNumber, holderId: designations.holderId })
    .from(designations)
    .where(eq(designations.vacancyId, vacancyId));
  const ownBefore = new Set(before.filter((row) => row.holderId === holderId).map(({ number }) => number));
  const othersBefore = new Set(before.filter((row) => row.holderId !== holderId).map(({ number }) => number));
  const accepted = wanted.filter((number) => known.has(number) && !othersBefore.has(number));
  const added = accepted.filter((number) => !ownBefore.has(number));
  if (added.length > 0) {
    await tx.insert(designations).values(
      added.map((applicationNumber) => ({
        landlordId,
        vacancyId,
        applicationNumber,
        holderId,
        on: today,
        dalo,
      })),
    );
    await appendActs(tx, landlordId, [
      {
        kind: 'designation.made',
        at: request.at,
        actor: request.actor,
        subjects: [
          `vacancy:${vacancyId}`,
          `holder:${holderId}`,
          ...added.map((number) => `application:${number}` as const),
        ],
        before: null,
        after: { households: added.length },
        why: null,
      },
    ]);
  }
  return ok({
    designated: accepted,
    refused: wanted
      .filter((number) => !accepted.includes(number))
      .map((number) => ({ number, because: 'notAcceptable' })),
  });
}

async function liveNumbers(tx: Transaction, numbers: readonly string[]): Promise<ReadonlySet<string>> {
  if (numbers.length === 0) return new Set();
  const rows = await tx
    .select({ number: applications.number, content: applications.content })
    .from(applications)
    .where(and(inArray(applications.number, [...numbers]), eq(applications.status, 'live')));
  // C-05: a household without its national number cannot be put before the committee.
  return new Set(rows.filter(({ content }) => content.withoutNumber !== true).map(({ number }) => number));
}

async function decline(
  tx: Transaction,
  landlordId: string,
  answer: HolderAnswer,
): Promise<Result<null, HolderRefusal>> {
  const locked = await lockedFor(tx, answer);
  if (!locked.ok) return locked;
  const { holderId, vacancyId, actor, at, today } = answer;
  const [made] = await tx
    .select({ number: designations.applicationNumber })
    .from(designations)
    .where(and(eq(designations.vacancyId, vacancyId), eq(designations.holderId, holderId)))
    .limit(1);
  if (made) return refuse({ code: 'alreadyDesignated' });
  const { vacancy, home, dueOn, firstQuartileExcluded } = locked.value;
  const acts = await takeBack(
    tx,
    landlordId,
    { vacancy, home, holderId, dueOn, fallback: firstQuartileExcluded },
    { outcome: 'returned', actor, today, at },
  );
  await appendActs(tx, landlordId, acts);
  return ok(null);
}

async function waitingHomes(tx: Transaction): ReturnType<HolderPort['waiting']> {
  const known = await tx
    .select({ id: holders.id, name: holders.name })
    .from(holders)
    .orderBy(asc(holders.id));
  const counts = await tx
    .select({ vacancyId: designations.vacancyId, households: count() })
    .from(designations)
    .groupBy(designations.vacancyId);
  const designatedFor = new Map(counts.map((row) => [row.vacancyId, row.households]));
  const waiting = [];
  for (const { id, name } of known) {
    for (const held of await heldHomes(tx, id)) {
      if (held.vacancy.status === 'let' || held.vacancy.status === 'withdrawn') continue;
      waiting.push({
        vacancyId: held.vacancy.id,
        home: held.home,
        holderId: id,
        holderName: name,
        orientedOn: held.orientedOn,
        dueOn: held.dueOn,
        designated: designatedFor.get(held.vacancy.id) ?? 0,
      });
    }
  }
  return waiting.sort((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1));
}

/** A commission with its members, homes to let in Metz and households: what tests of sittings start from. */
import { v7 } from 'uuid';
import { type Database, withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { bylaws, commissions, committeeMembers } from '../../db/schema/committee.ts';
import { homes, vacancies } from '../../db/schema/home.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { applicationRow } from '../../db/stores/application-rows.ts';
import { sessionStore } from '../../db/stores/session-store.ts';
import { type Bylaws, defaultBylaws } from '../../src/committee/bylaws.ts';
import type { CandidateDecision } from '../../src/committee/decision.ts';
import type { Member } from '../../src/committee/member.ts';
import type { DecideInput, NewSession, SessionPort } from '../../src/committee/session-port.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { Application } from '../../src/domain/application.ts';
import type { Result } from '../../src/kernel/result.ts';
import { makeApplication, makeHome, makeNumber, makeVacancy, sessionDate } from '../support/make-domain.ts';

export const landlordId = 'l1';
const commissionId = 'caleol';

/** Account of the chair and of a member who votes at a distance. */
export const chairAccount = v7();
export const memberAccount = v7();

export const thirdAccount = v7();
export const fourthAccount = v7();

export const officer: Asked = {
  landlordId,
  actor: { accountId: v7(), name: 'Claire Officier', role: 'agent' },
  now: new Date('2026-11-21T09:00:00Z'),
  today: sessionDate,
};

/** The same day, asked by someone else. */
export function askedBy(name: string, accountId: string | null = v7(), role = 'secretary'): Asked {
  return { ...officer, actor: { accountId, name, role } };
}

export const freeBylaws: Bylaws = {
  ...defaultBylaws(commissionId, sessionDate),
  defaults: [],
  convocationDays: 0,
  effectiveOn: sessionDate,
};

function member(id: string, overrides: Partial<Member>): Member {
  return {
    id,
    commissionId,
    name: `Membre ${id}`,
    quality: 'boardMember',
    representsTenants: false,
    territory: null,
    alternateOf: null,
    chair: false,
    accountId: null,
    from: sessionDate,
    until: null,
    ...overrides,
  };
}

export const sceneMembers: readonly Member[] = [
  member('m1', { chair: true, accountId: chairAccount }),
  member('m2', { accountId: memberAccount }),
  member('m3', { accountId: thirdAccount }),
  member('m4', { accountId: fourthAccount }),
  member('m5', { representsTenants: true }),
  member('m6', {}),
  member('a6', { alternateOf: 'm6' }),
  member('prefet', { quality: 'prefet', territory: '57' }),
  member('epci', { quality: 'epciPresident', territory: '200039865' }),
  member('maire', { quality: 'mayor', territory: '57463', name: 'Maire de Metz' }),
];

/** The landlord, its commission, that many homes (h1…) each with three households or more. */
export async function writeScene(
  db: Database,
  options: { homes: number; households: number; bylaws?: Partial<Bylaws>; change?: Partial<Application> },
): Promise<void> {
  await db.insert(landlords).values([{ id: landlordId, name: 'Bailleur de test', aliases: [] }]);
  const own = <Row>(row: Row) => ({ ...row, landlordId });
  const homeIds = Array.from({ length: options.homes }, (_, index) => `h${index + 1}`);
  await withLandlord(db, landlordId, async (tx) => {
    await tx.insert(homes).values(homeIds.map((id) => own(makeHome(id, { residence: `r-${id}` }))));
    await tx.insert(vacancies).values(homeIds.map((id) => own(makeVacancy(id))));
    await tx
      .insert(applications)
      .values(
        Array.from({ length: options.households }, (_, index) =>
          applicationRow(
            landlordId,
            makeApplication(index + 1, { name: `NOMDETEST Prenom${index}`, ...options.change }),
          ),
        ),
      );
    await tx.insert(commissions).values(own({ id: commissionId, name: 'CALEOL de test', communes: null }));
    await tx.insert(committeeMembers).values(sceneMembers.map(own));
    const content = { ...freeBylaws, ...options.bylaws };
    await tx.insert(bylaws).values(own({ commissionId, version: 1, effectiveOn: sessionDate, content }));
  });
}

export function newSession(overrides: Partial<NewSession> = {}): NewSession {
  return {
    key: v7(),
    commissionId,
    heldOn: sessionDate,
    startsAt: '09:30',
    place: null,
    mode: 'inPerson',
    kind: 'ordinary',
    ...overrides,
  };
}

/** The value of a write that must not be refused. */
export async function done<Value, Refusal>(answer: Promise<Result<Value, Refusal>>): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** The code of a refusal that must come. */
export async function refusalOf<Value, Refusal>(answer: Promise<Result<Value, Refusal>>): Promise<Refusal> {
  const result = await answer;
  if (result.ok) throw new Error('this should have been refused');
  return result.refusal;
}

/** A sitting convened with those homes and three households each. */
export async function convenedSitting(
  store: SessionPort,
  vacancyIds: readonly string[],
  overrides: Partial<NewSession> = {},
  numbers: readonly string[] = [1, 2, 3].map(makeNumber),
): Promise<string> {
  let { sessionId, version } = await done(store.create(officer, newSession(overrides)));
  for (const vacancyId of vacancyIds) {
    const candidates = numbers.map((number) => ({ number, origin: 'interest' as const }));
    ({ version } = await done(store.addHomeByHand(officer, { sessionId, version, vacancyId, candidates })));
  }
  await done(store.convene(officer, { sessionId, version }));
  return sessionId;
}

/** Members there, and the sitting opened by its chair. */
export async function openSitting(
  store: SessionPort,
  sessionId: string,
  present: readonly string[] = ['m1', 'm2', 'm3', 'm4', 'maire'],
): Promise<void> {
  let version = 0;
  for (const memberId of present) {
    ({ version } = await done(
      store.setAttendance(officer, { sessionId, memberId, state: 'present', proxyTo: null }),
    ));
  }
  await done(store.open(officer, { sessionId, version, chairMemberId: 'm1' }));
}

/** A decision on a household: ranked, or refused with a lawful reason. */
export function decisionOn(
  number: string,
  rank: number | null,
  overrides: Partial<CandidateDecision> = {},
): CandidateDecision {
  return {
    number,
    kind: rank === null ? 'nonAttribution' : 'rankedAttribution',
    rank,
    condition: null,
    reasons: rank === null ? ['sizeMismatch'] : [],
    note: null,
    criteria: ['composition', 'income'],
    ...overrides,
  };
}

/** Three households ranked in the order of their numbers. */
export function decideInput(
  sessionId: string,
  vacancyId: string,
  overrides: Partial<DecideInput> = {},
): DecideInput {
  return {
    sessionId,
    vacancyId,
    version: 1,
    requestKey: v7(),
    candidates: [1, 2, 3].map((index) => decisionOn(makeNumber(index), index)),
    vote: null,
    order: null,
    ...overrides,
  };
}

export function storeOf(db: Database): SessionPort {
  return sessionStore(db);
}

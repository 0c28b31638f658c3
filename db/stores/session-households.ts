/** Households of a sitting: names shown on purpose, opinions given before the committee. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { SessionPort } from '../../src/committee/session-port.ts';
import type { PriorOpinion } from '../../src/committee/session-view.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { Database, Transaction } from '../connection.ts';
import { agendaCandidates, priorOpinions } from '../schema/committee.ts';
import { protections } from '../schema/instruction.ts';
import { appendActs } from './journal-append.ts';
import { applicationsOf } from './session-candidates.ts';
import { actOf, inOneStep, lockSession, stop } from './session-rows.ts';

type HouseholdPort = Pick<SessionPort, 'showIdentities' | 'recordOpinion'>;
type Input<Name extends keyof HouseholdPort> = Parameters<HouseholdPort[Name]>[1];

export function householdStore(db: Database): HouseholdPort {
  return {
    showIdentities: (asked, input) => inOneStep(db, asked, (tx) => showIdentities(tx, asked, input)),
    recordOpinion: (asked, input) => inOneStep(db, asked, (tx) => recordOpinion(tx, asked, input)),
  };
}

async function showIdentities(
  tx: Transaction,
  asked: Asked,
  input: Input<'showIdentities'>,
): Promise<ReadonlyMap<string, string | null>> {
  const session = await lockSession(tx, input.sessionId, 'share');
  const candidates = await tx
    .select({ number: agendaCandidates.number })
    .from(agendaCandidates)
    .where(and(eq(agendaCandidates.sessionId, session.id), eq(agendaCandidates.vacancyId, input.vacancyId)));
  if (candidates.length === 0) stop({ code: 'noSuchHome' });
  const numbers = candidates.map(({ number }) => number);
  const known = await applicationsOf(tx, numbers);
  const guarded = await tx
    .select({ number: protections.number })
    .from(protections)
    .where(and(inArray(protections.number, numbers), isNull(protections.until)));
  const hidden = new Set(guarded.map(({ number }) => number));
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'session.identitiesShown', [
      `session:${session.id}`,
      `vacancy:${input.vacancyId}`,
      ...numbers.map((number) => `application:${number}` as const),
    ]),
  ]);
  return new Map(
    numbers.map((number) => [number, hidden.has(number) ? null : (known.get(number)?.name ?? null)]),
  );
}

async function recordOpinion(
  tx: Transaction,
  asked: Asked,
  input: Input<'recordOpinion'>,
): Promise<PriorOpinion> {
  const { key, number, ...given } = input;
  const known = await applicationsOf(tx, [number]);
  if (!known.has(number)) stop({ code: 'noSuchCandidate', number });
  const opinion: PriorOpinion = { id: key, number, ...given };
  const made = await tx
    .insert(priorOpinions)
    .values({ ...opinion, landlordId: asked.landlordId })
    .onConflictDoNothing()
    .returning({ id: priorOpinions.id });
  if (made.length > 0) {
    await appendActs(tx, asked.landlordId, [
      actOf(asked, 'opinion.recorded', [`application:${number}`], { after: given }),
    ]);
  }
  return opinion;
}

/** A sitting of the demonstration, held and closed: three households of one home, reached in three ways. */

import { v7 } from 'uuid';
import type { CandidateDecision } from '../../../src/committee/decision.ts';
import type { Asked } from '../../../src/domain/act.ts';
import { addDays, addMonths } from '../../../src/kernel/civil-date.ts';
import { type TestService, testDemo } from '../../support/service.ts';

export type ClosedSitting = { sessionId: string; first: string; second: string; refused: string };

const heldOn = addDays(testDemo.date, -2);
const before: Asked = {
  landlordId: 'demo',
  actor: { accountId: null, name: 'Hugo Becker', role: 'secretary' },
  now: new Date(`${addDays(heldOn, -20)}T09:00:00Z`),
  today: addDays(heldOn, -20),
};
const then: Asked = { ...before, now: new Date(`${heldOn}T09:00:00Z`), today: heldOn };

/** First: by e-mail, ranked 1; second: by post, ranked 2; the third is refused for the size of the home. */
export async function closedSitting({ dependencies }: TestService): Promise<ClosedSitting> {
  const { sessions } = dependencies;
  const [first, second, refused] = [
    numberOf((contact) => contact.preferred === 'email' && contact.email !== null),
    numberOf((contact) => contact.preferred === 'letter'),
    numberOf((contact) => contact.preferred === 'sms' && contact.email === null),
  ];
  const vacancyId = testDemo.vacancies.find(
    ({ status, holderId }) => status === 'available' && holderId === null,
  )?.id;
  if (!vacancyId) throw new Error('the demonstration has no home of the landlord’s own');
  const made = await done(
    sessions.create(before, {
      key: v7(),
      commissionId: 'caleol',
      heldOn,
      startsAt: null,
      place: null,
      mode: 'inPerson',
      kind: 'ordinary',
    }),
  );
  const { sessionId } = made;
  const candidates = [first, second, refused].map((number) => ({ number, origin: 'interest' as const }));
  let { version } = await done(
    sessions.addHomeByHand(before, { sessionId, version: made.version, vacancyId, candidates }),
  );
  ({ version } = await done(sessions.convene(before, { sessionId, version })));
  for (const memberId of ['admin-1', 'admin-2', 'admin-3', 'admin-4']) {
    const presence = { sessionId, memberId, state: 'present' as const, proxyTo: null };
    ({ version } = await done(sessions.setAttendance(then, presence)));
  }
  await done(sessions.open(then, { sessionId, version, chairMemberId: 'admin-1' }));
  await done(
    sessions.decide(then, {
      sessionId,
      vacancyId,
      version: 1,
      requestKey: v7(),
      candidates: [decision(first, 1), decision(second, 2), decision(refused, null)],
      vote: null,
      order: null,
    }),
  );
  const open = await sessions.find('demo', sessionId, null);
  await done(sessions.close(then, { sessionId, version: open?.session.version ?? 0 }));
  return { sessionId, first, second, refused };
}

function decision(number: string, rank: number | null): CandidateDecision {
  return {
    number,
    kind: rank === null ? 'nonAttribution' : 'rankedAttribution',
    rank,
    condition: null,
    reasons: rank === null ? ['sizeMismatch'] : [],
    note: null,
    criteria: ['composition', 'income'],
  };
}

function numberOf(wanted: (contact: (typeof testDemo.contacts)[number]) => boolean): string {
  const live = new Map(testDemo.applications.map((one) => [one.number, one]));
  const found = testDemo.contacts.find((contact) => {
    const application = live.get(contact.number);
    // Filed well before the sitting, and renewed lately: in force on its day (N-03).
    const inForce =
      application !== undefined &&
      application.filedOn < addMonths(testDemo.date, -3) &&
      application.renewedOn > addMonths(testDemo.date, -9);
    return wanted(contact) && application?.status === 'live' && !application.withoutNumber && inForce;
  });
  if (!found) throw new Error('no such contact in the demonstration');
  return found.number;
}

async function done<Value>(answer: Promise<{ ok: true; value: Value } | { ok: false; refusal: unknown }>) {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

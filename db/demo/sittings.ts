/**
 * Three sittings that the demonstration finds on its day: one closed early, whose homes are being let; one in the room,
 * convened; one that members vote at a distance, open. They are made through the same port as people's gestures, eight days before.
 */
import { v7 } from 'uuid';
import type { SessionMode } from '../../src/committee/session.ts';
import type { Answer, SessionAfter, SessionPort } from '../../src/committee/session-port.ts';
import type { Actor, Asked } from '../../src/domain/act.ts';
import type { RunPort } from '../../src/jobs/run-port.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';

export type DemoPeople = { officer: Actor; chair: Actor & { memberId: string }; commissionId: string };

const convenedDaysBefore = 8;
// Most homes stay free, for whoever tries to prepare a sitting.
const shares = { closed: 0.1, inPerson: 0.25, asynchronous: 0.1 } as const;
const present = ['admin-1', 'admin-2', 'admin-3', 'admin-4', 'admin-5'];

/** Makes the sittings on the homes of a run that have three candidates. Throws where the port refuses one. */
export async function seedSittings(
  sessions: SessionPort,
  runs: Pick<RunPort, 'shortlists'>,
  landlordId: string,
  runId: string,
  people: DemoPeople,
  date: CivilDate,
): Promise<void> {
  const full = (await runs.shortlists(landlordId, runId)).filter(({ entries }) => entries.length >= 3);
  const before: Asked = {
    landlordId,
    actor: people.officer,
    now: new Date(`${addDays(date, -convenedDaysBefore)}T09:00:00Z`),
    today: addDays(date, -convenedDaysBefore),
  };
  let taken = 0;
  const make = async (mode: SessionMode, share: number, startsAt: string, place: string) => {
    const count = Math.max(1, Math.round(full.length * share));
    const vacancyIds = full.slice(taken, taken + count).map(({ vacancyId }) => vacancyId);
    taken += count;
    const { commissionId } = people;
    const made = await done(
      sessions.create(before, {
        key: v7(),
        commissionId,
        heldOn: date,
        startsAt,
        place,
        mode,
        kind: 'ordinary',
      }),
    );
    const filled = await done(sessions.addHomesFromRun(before, { ...made, runId, vacancyIds }));
    return done(sessions.convene(before, filled));
  };
  const early = await make('inPerson', shares.closed, '08:00', 'Siège, salle du conseil');
  await holdAsProposed(sessions, { ...before, now: new Date(`${date}T07:00:00Z`), today: date }, early);
  await make('inPerson', shares.inPerson, '09:30', 'Siège, salle du conseil');
  const distant = await make('asynchronous', shares.asynchronous, '08:00', 'À distance');
  const { memberId, ...chair } = people.chair;
  const opening: Asked = { landlordId, actor: chair, now: new Date(`${date}T07:00:00Z`), today: date };
  await done(sessions.open(opening, { ...distant, chairMemberId: memberId }));
}

/** Holds the sitting with everyone ranked as proposed, and closes it. */
async function holdAsProposed(sessions: SessionPort, asked: Asked, convened: SessionAfter): Promise<void> {
  const { sessionId } = convened;
  let { version } = convened;
  for (const memberId of present) {
    const after = sessions.setAttendance(asked, { sessionId, memberId, state: 'present', proxyTo: null });
    version = (await done(after)).version;
  }
  await done(sessions.open(asked, { sessionId, version, chairMemberId: present[0] ?? '' }));
  const view = await sessions.find(asked.landlordId, sessionId, null);
  for (const { agenda, candidates } of view?.homes ?? []) {
    await done(
      sessions.decide(asked, {
        sessionId,
        vacancyId: agenda.vacancyId,
        version: agenda.version,
        requestKey: v7(),
        candidates: candidates.map(({ number, proposedRank }) => ({
          number,
          kind: 'rankedAttribution',
          rank: proposedRank,
          condition: null,
          reasons: [],
          note: null,
          criteria: ['composition', 'income', 'effort', 'currentHousing'],
        })),
        vote: null,
        order: { kind: 'followed' },
      }),
    );
  }
  const decided = await sessions.find(asked.landlordId, sessionId, null);
  if (decided) await done(sessions.close(asked, { sessionId, version: decided.session.version }));
}

async function done<Value>(answer: Answer<Value>): Promise<Value> {
  const result = await answer;
  if (result.ok) return result.value;
  throw new Error(`the demonstration's sitting was refused: ${result.refusal.code}`);
}

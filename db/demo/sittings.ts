/**
 * Two sittings that the demonstration finds ready on its day: one in the room, convened, and one that members vote at a
 * distance, open. They are made through the same port as people's gestures, eight days before.
 */
import { v7 } from 'uuid';
import type { SessionMode } from '../../src/committee/session.ts';
import type { Answer, Asked, SessionPort } from '../../src/committee/session-port.ts';
import type { Actor } from '../../src/domain/act.ts';
import type { RunPort } from '../../src/jobs/run-port.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';

export type DemoPeople = { officer: Actor; chair: Actor & { memberId: string }; commissionId: string };

const convenedDaysBefore = 8;
// Most homes stay free, for whoever tries to prepare a sitting.
const shares = { inPerson: 0.25, asynchronous: 0.1 } as const;

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
  await make('inPerson', shares.inPerson, '09:30', 'Siège, salle du conseil');
  const distant = await make('asynchronous', shares.asynchronous, '08:00', 'À distance');
  const { memberId, ...chair } = people.chair;
  const opening: Asked = { landlordId, actor: chair, now: new Date(`${date}T07:00:00Z`), today: date };
  await done(sessions.open(opening, { ...distant, chairMemberId: memberId }));
}

async function done<Value>(answer: Answer<Value>): Promise<Value> {
  const result = await answer;
  if (result.ok) return result.value;
  throw new Error(`the demonstration's sitting was refused: ${result.refusal.code}`);
}

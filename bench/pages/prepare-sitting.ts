/** A sitting of the demonstration landlord, open, with as many homes and candidates as asked: what the pages show. */
import { demoChairId, demoCommissionId } from '../../db/demo/committee.ts';
import type { SessionPort } from '../../src/committee/session-port.ts';
import type { Asked } from '../../src/domain/act.ts';
import { compareCodeUnits } from '../../src/kernel/canonical-json.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { Problem } from '../../src/matching/problem.ts';

export type PreparedSitting = { id: string; heldOn: CivilDate; vacancyIds: string[]; candidates: number };

/** The homes with the most eligible households, each with `perHome` households. Throws where a step is refused. */
export async function prepareSitting(
  sessions: SessionPort,
  problem: Problem,
  asked: Omit<Asked, 'today'> & { today: CivilDate },
  size: { homes: number; perHome: number },
): Promise<PreparedSitting> {
  const id = crypto.randomUUID();
  const heldOn = addDays(asked.today, 10);
  let { version } = granted(
    await sessions.create(asked, {
      key: id,
      commissionId: demoCommissionId,
      heldOn,
      startsAt: '09:00',
      place: 'Salle du conseil',
      mode: 'inPerson',
      kind: 'ordinary',
    }),
  );
  const homes = largestHomes(problem, size);
  for (const { vacancyId, numbers } of homes) {
    const candidates = numbers.map((number) => ({ number, origin: 'added' as const }));
    const added = await sessions.addHomeByHand(asked, { sessionId: id, version, vacancyId, candidates });
    ({ version } = granted(added));
  }
  ({ version } = granted(await sessions.convene(asked, { sessionId: id, version })));
  const onTheDay = { ...asked, today: heldOn };
  for (const memberId of [demoChairId, 'admin-2', 'admin-3', 'admin-4']) {
    const change = { sessionId: id, memberId, state: 'present' as const, proxyTo: null };
    ({ version } = granted(await sessions.setAttendance(onTheDay, change)));
  }
  granted(await sessions.open(onTheDay, { sessionId: id, version, chairMemberId: demoChairId }));
  return {
    id,
    heldOn,
    vacancyIds: homes.map(({ vacancyId }) => vacancyId),
    candidates: homes.reduce((sum, { numbers }) => sum + numbers.length, 0),
  };
}

function largestHomes(problem: Problem, size: { homes: number; perHome: number }) {
  const eligible = new Map<string, string[]>();
  for (const [home, applicant] of problem.pairs) {
    const known = eligible.get(home);
    if (known) known.push(applicant);
    else eligible.set(home, [applicant]);
  }
  // A home with too few is filled with households of others: a page weighs by how many it shows.
  const others = [...new Set(problem.pairs.map(([, number]) => number))].slice(0, 2 * size.perHome);
  return [...eligible]
    .sort((a, b) => b[1].length - a[1].length || compareCodeUnits(a[0], b[0]))
    .slice(0, size.homes)
    .map(([vacancyId, own]) => ({
      vacancyId,
      numbers: [...new Set([...own, ...others])].slice(0, size.perHome),
    }));
}

function granted<Value>(answer: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value {
  if (answer.ok) return answer.value;
  throw new Error(`the bench was refused: ${JSON.stringify(answer.refusal)}`);
}

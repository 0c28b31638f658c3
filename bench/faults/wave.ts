/** A dozen decisions recorded at once, a fault in the middle of them, and the count of what became of each. */
import { and, count, eq, isNull } from 'drizzle-orm';
import { type Database, withLandlord } from '../../db/connection.ts';
import { homeDecisions } from '../../db/schema/committee.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { journalStore } from '../../db/stores/journal-store.ts';
import { type Ground, landlordId } from './ground.ts';
import { type Answer, type Form, type Officer, readyDecision, send, told } from './officer.ts';

export type Fact = { what: string; holds: boolean; seen: string };

export const fact = (what: string, holds: boolean, seen: string | number = ''): Fact => ({
  what,
  holds,
  seen: String(seen),
});

export async function journalHolds(db: Database): Promise<Fact> {
  const { faults, lines } = await journalStore(db).check(landlordId);
  return fact('the journal verifies', faults.length === 0, `${lines} lines`);
}

/** The decisions of every home of the sitting, ready to be recorded. */
export async function readyDecisions(officer: Officer, { sitting }: Ground): Promise<Form[]> {
  const forms: Form[] = [];
  for (const vacancyId of sitting.vacancyIds) {
    forms.push(await readyDecision(officer, `/agent/seances/${sitting.id}/logements/${vacancyId}`));
  }
  return forms;
}

/** Sends them all at once and strikes when some were acknowledged; gives each answer, null where none came. */
export async function sendAll(
  officer: Officer,
  forms: readonly Form[],
  strike?: { after: number; hit: () => unknown },
): Promise<(Answer | null)[]> {
  let acknowledged = 0;
  return Promise.all(
    forms.map(async (form) => {
      const answer = await send(officer, form);
      if (answer?.status === 303) {
        acknowledged += 1;
        if (acknowledged === strike?.after) await strike.hit();
      }
      return answer;
    }),
  );
}

/** After the fault: what was acknowledged is there, what is sent again is made once, and the journal tells it all. */
export async function countDecisions(
  db: Database,
  ground: Ground,
  officer: Officer,
  forms: readonly Form[],
  answers: readonly (Answer | null)[],
): Promise<Fact[]> {
  const acknowledged = answers.filter((answer) => answer?.status === 303).length;
  const before = await decisionsOf(db, ground);
  const lost = ground.sitting.vacancyIds.filter(
    (vacancyId, index) => answers[index]?.status === 303 && !before.homes.has(vacancyId),
  );
  // One after the other, as a person who comes back to the page would.
  const again: (Answer | null)[] = [];
  for (const form of forms) again.push(await send(officer, form));
  const refused = again.filter((answer) => answer?.status !== 303);
  const after = await decisionsOf(db, ground);
  return [
    fact('no acknowledged decision is lost', lost.length === 0, `${acknowledged} acknowledged`),
    fact(
      'every form sent again is taken once',
      refused.length === 0 && after.rows === forms.length && after.homes.size === forms.length,
      `${forms.length} forms, ${before.rows} decisions before, ${after.rows} after${refused[0] ? `, ${refused[0]?.status} ${told(refused[0]?.text)}` : ''}`,
    ),
    fact('one act in the journal for each decision', after.acts === forms.length, `${after.acts} acts`),
    await journalHolds(db),
  ];
}

async function decisionsOf(db: Database, { sitting }: Ground) {
  return withLandlord(db, landlordId, async (tx) => {
    const rows = await tx
      .select({ vacancyId: homeDecisions.vacancyId })
      .from(homeDecisions)
      .where(and(eq(homeDecisions.sessionId, sitting.id), isNull(homeDecisions.supersedes)));
    const [acts] = await tx
      .select({ count: count() })
      .from(journalLines)
      .where(eq(journalLines.kind, 'home.decided'));
    return {
      rows: rows.length,
      homes: new Set(rows.map(({ vacancyId }) => vacancyId)),
      acts: acts?.count ?? 0,
    };
  });
}

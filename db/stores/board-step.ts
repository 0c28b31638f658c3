/** Records a step of a freed home: one transaction, one effect, the second person told what happened. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { BoardPort } from '../../src/committee/board/board-port.ts';
import type { FreedHome } from '../../src/committee/board/home-facts.ts';
import { type HomeChange, recordStep } from '../../src/committee/board/home-step.ts';
import type { Json } from '../../src/domain/act.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { vacancies } from '../schema/home.ts';
import { journalLines } from '../schema/journal.ts';
import { vacancyProgress } from '../schema/letting.ts';
import { freedHomes, withinReach } from './board-homes.ts';
import { appendActs } from './journal-append.ts';

export function recordHomeStep(db: Database): BoardPort['recordStep'] {
  return ({ reader, vacancyId, version, step, date, at, actor }) =>
    withLandlord(db, reader.landlordId, async (tx) => {
      const { landlordId } = reader;
      await tx.select({ id: vacancies.id }).from(vacancies).where(eq(vacancies.id, vacancyId)).for('update');
      const [freed] = await freedHomes(tx, and(eq(vacancies.id, vacancyId), withinReach(reader)));
      if (!freed) return refuse({ code: 'unknownHome' });
      const changed = recordStep(freed, step, date);
      if (!changed.ok) return refuse({ code: changed.refusal });
      const told = differences(freed, changed.value);
      // A second click, or the same thing recorded by two people: it is done, once.
      if (told === null) return ok(null);
      if (freed.progress.version !== version) {
        return refuse({ code: 'changedMeanwhile', last: await lastAct(tx, vacancyId) });
      }
      await write(tx, landlordId, vacancyId, changed.value);
      const { actKind: kind, why } = changed.value;
      await appendActs(tx, landlordId, [
        { kind, at, actor, subjects: [`vacancy:${vacancyId}`], ...told, why },
      ]);
      return ok(null);
    });
}

/** The fields that change, before and after; null where none does. */
function differences(freed: FreedHome, change: HomeChange): { before: Json; after: Json } | null {
  const known: Record<string, string | number | null> = {
    status: freed.vacancy.status,
    availableOn: freed.vacancy.availableOn,
    withdrawal: freed.vacancy.withdrawal,
    exitVisitOn: freed.progress.exitVisitOn,
    worksUntilOn: freed.progress.worksUntilOn,
  };
  const changed = Object.entries({ ...change.vacancy, ...change.progress }).filter(
    ([field, value]) => known[field] !== value,
  );
  if (changed.length === 0) return null;
  return {
    before: Object.fromEntries(changed.map(([field]) => [field, known[field] ?? null])),
    after: Object.fromEntries(changed.map(([field, value]) => [field, value ?? null])),
  };
}

async function write(
  tx: Transaction,
  landlordId: string,
  vacancyId: string,
  { vacancy, progress }: HomeChange,
): Promise<void> {
  if (Object.keys(vacancy).length > 0) {
    await tx.update(vacancies).set(vacancy).where(eq(vacancies.id, vacancyId));
  }
  await tx
    .insert(vacancyProgress)
    .values({ landlordId, vacancyId, ...progress })
    .onConflictDoUpdate({
      target: [vacancyProgress.landlordId, vacancyProgress.vacancyId],
      set: { ...progress, version: sql`${vacancyProgress.version} + 1`, updatedAt: sql`now()` },
    });
}

/** Who did what on the home last, for the person who comes second. */
async function lastAct(tx: Transaction, vacancyId: string) {
  const [line] = await tx
    .select({ kind: journalLines.kind, at: journalLines.at, actor: journalLines.actor })
    .from(journalLines)
    .where(sql`${journalLines.subjects} @> array[${`vacancy:${vacancyId}`}]::text[]`)
    .orderBy(desc(journalLines.sequence))
    .limit(1);
  return line ? { kind: line.kind, at: line.at, name: line.actor.name } : null;
}

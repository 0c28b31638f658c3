/** The facts of the day that an account held to places reads: those of its files and of its homes. */
import { and, count, eq, inArray, isNull } from 'drizzle-orm';
import type { BoardReader } from '../../src/committee/board/board-port.ts';
import type { DayFacts } from '../../src/committee/board/day-facts.ts';
import type { Transaction } from '../connection.ts';
import { homes, vacancies } from '../schema/home.ts';
import { registerEvents, registerTasks } from '../schema/register.ts';
import { filesInScope } from './file-scope.ts';

/** How many register tasks and events wait, within reach. */
export async function registerCounts(
  tx: Transaction,
  { communes }: BoardReader,
): Promise<Pick<DayFacts, 'registerTasks' | 'registerEvents'>> {
  if (communes === null) {
    const [tasks] = await tx.select({ n: count() }).from(registerTasks).where(isNull(registerTasks.doneOn));
    const [events] = await tx
      .select({ n: count() })
      .from(registerEvents)
      .where(isNull(registerEvents.exportedAt));
    return { registerTasks: tasks?.n ?? 0, registerEvents: events?.n ?? 0 };
  }
  const tasks = await tx
    .select({ number: registerTasks.number })
    .from(registerTasks)
    .where(isNull(registerTasks.doneOn));
  const events = await tx
    .select({ number: registerEvents.number })
    .from(registerEvents)
    .where(isNull(registerEvents.exportedAt));
  const isWithin = await filesInScope(
    tx,
    [...tasks, ...events].map(({ number }) => number),
    communes,
  );
  const within = (rows: readonly { number: string }[]) =>
    rows.filter(({ number }) => isWithin(number)).length;
  return { registerTasks: within(tasks), registerEvents: within(events) };
}

/** The same facts without those of files and homes of other places. */
export async function factsWithinReach(
  tx: Transaction,
  { communes }: BoardReader,
  facts: DayFacts,
): Promise<DayFacts> {
  if (communes === null) return facts;
  const { received, cases, dueProposals, visits, shortAgendas } = facts;
  const isOwnFile = await filesInScope(
    tx,
    [...received, ...cases, ...dueProposals].map(({ number }) => number),
    communes,
  );
  const own = await tx
    .select({ id: vacancies.id })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(
      and(
        inArray(
          vacancies.id,
          [...visits, ...shortAgendas].map(({ vacancyId }) => vacancyId),
        ),
        inArray(homes.insee, [...communes]),
      ),
    );
  const ownHomes = new Set(own.map(({ id }) => id));
  return {
    ...facts,
    received: received.filter(({ number }) => isOwnFile(number)),
    cases: cases.filter(({ number }) => isOwnFile(number)),
    dueProposals: dueProposals.filter(({ number }) => isOwnFile(number)),
    visits: visits.filter(({ vacancyId }) => ownHomes.has(vacancyId)),
    shortAgendas: shortAgendas.filter(({ vacancyId }) => ownHomes.has(vacancyId)),
  };
}

/** Which of many files an account held to communes may see: by wish, by present home, or by a home of an agenda. */
import { and, eq, inArray } from 'drizzle-orm';
import type { FileReader } from '../../src/committee/letters/letter-port.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { agendaCandidates, agendaHomes } from '../schema/committee.ts';
import { homes } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';

/** The rule of `scopeStore.communesOfFile`, for a whole list in three queries. Unknown files stay out. */
export async function filesInScope(
  tx: Transaction,
  numbers: readonly string[],
  scope: FileReader['communes'],
): Promise<(number: string) => boolean> {
  if (scope === null) return () => true;
  const asked = [...new Set(numbers)];
  if (asked.length === 0) return () => false;
  const files = await tx
    .select({ number: applications.number, content: applications.content })
    .from(applications)
    .where(inArray(applications.number, asked));
  const seen = new Set(
    files
      .filter(
        ({ content: { wishes, current } }) =>
          wishes.communes.some((insee) => scope.has(insee)) ||
          (current.insee !== null && scope.has(current.insee)),
      )
      .map(({ number }) => number),
  );
  const onAgendas = await tx
    .selectDistinct({ number: agendaCandidates.number, insee: homes.insee })
    .from(agendaCandidates)
    .innerJoin(
      agendaHomes,
      and(
        eq(agendaHomes.sessionId, agendaCandidates.sessionId),
        eq(agendaHomes.vacancyId, agendaCandidates.vacancyId),
      ),
    )
    .innerJoin(homes, eq(homes.id, agendaHomes.homeId))
    .where(inArray(agendaCandidates.number, asked));
  // A tenant without an application is written to under the reference of the lease.
  const ofLeases = await tx
    .select({ number: tenancies.id, insee: homes.insee })
    .from(tenancies)
    .innerJoin(homes, eq(homes.id, tenancies.homeId))
    .where(inArray(tenancies.id, asked));
  for (const { number, insee } of [...onAgendas, ...ofLeases]) if (scope.has(insee)) seen.add(number);
  return (number) => seen.has(number);
}

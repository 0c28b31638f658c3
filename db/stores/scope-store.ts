/** What a scope is compared with: the communes of agencies, of vacancies and of files. */
import { and, eq, inArray } from 'drizzle-orm';
import type { ScopePort } from '../../src/access/scope.ts';
import { type Database, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { agendaCandidates, agendaHomes } from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { agencies } from '../schema/letting.ts';
import { tenancies } from '../schema/tenancy.ts';

export function scopeStore(db: Database): ScopePort {
  return {
    communesOf: async ({ landlordId, agencyIds, communes }) => {
      if (agencyIds === null && communes === null) return null;
      const found =
        agencyIds === null || agencyIds.length === 0
          ? []
          : await withLandlord(db, landlordId, (tx) =>
              tx
                .select({ communes: agencies.communes })
                .from(agencies)
                .where(inArray(agencies.id, [...agencyIds])),
            );
      return new Set([...(communes ?? []), ...found.flatMap((agency) => agency.communes)]);
    },
    communeOfVacancy: (landlordId, vacancyId) =>
      withLandlord(db, landlordId, async (tx) => {
        const [row] = await tx
          .select({ insee: homes.insee })
          .from(vacancies)
          .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
          .where(eq(vacancies.id, vacancyId));
        return row?.insee ?? null;
      }),
    communesOfFile: (landlordId, number) =>
      withLandlord(db, landlordId, async (tx) => {
        const [row] = await tx
          .select({ content: applications.content })
          .from(applications)
          .where(eq(applications.number, number));
        if (!row) {
          // A tenant without an application is known under the reference of the lease.
          const [lease] = await tx
            .select({ insee: homes.insee })
            .from(tenancies)
            .innerJoin(homes, eq(homes.id, tenancies.homeId))
            .where(eq(tenancies.id, number));
          return lease ? [lease.insee] : null;
        }
        const onAgendas = await tx
          .selectDistinct({ insee: homes.insee })
          .from(agendaCandidates)
          .innerJoin(
            agendaHomes,
            and(
              eq(agendaHomes.sessionId, agendaCandidates.sessionId),
              eq(agendaHomes.vacancyId, agendaCandidates.vacancyId),
            ),
          )
          .innerJoin(homes, eq(homes.id, agendaHomes.homeId))
          .where(eq(agendaCandidates.number, number));
        const { wishes, current } = row.content;
        return [
          ...wishes.communes,
          ...(current.insee === null ? [] : [current.insee]),
          ...onAgendas.map(({ insee }) => insee),
        ];
      }),
  };
}

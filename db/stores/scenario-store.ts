/** Named scenarios, and the homes that a session may hold. */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { HomeToLet, ScenarioPort } from '../../src/committee/candidates/scenario-port.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, withLandlord } from '../connection.ts';
import { agendaHomes, committeeSessions } from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { scenarios } from '../schema/officer.ts';
import { holders } from '../schema/reservation.ts';
import { runs } from '../schema/run.ts';
import { appendActs } from './journal-append.ts';
import { runIsWithin } from './run-places.ts';

const columns = {
  id: scenarios.id,
  name: scenarios.name,
  runId: scenarios.runId,
  by: scenarios.by,
  createdAt: scenarios.createdAt,
};

export function scenarioStore(db: Database): ScenarioPort {
  return {
    list: (landlordId, communes = null) =>
      withLandlord(db, landlordId, (tx) =>
        tx
          .select(columns)
          .from(scenarios)
          .where(runIsWithin(tx, scenarios.runId, communes))
          .orderBy(desc(scenarios.createdAt), desc(scenarios.id)),
      ),
    name: (landlordId, { runId, name }, by, now) =>
      withLandlord(db, landlordId, async (tx) => {
        // Two people who name a run at once meet here: its row is written once, so that nobody may lock it.
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`scenario ${runId}`}, 0))`);
        const [run] = await tx.select({ id: runs.id }).from(runs).where(eq(runs.id, runId));
        if (!run) return refuse('unknown-run');
        const [own] = await tx.select(columns).from(scenarios).where(eq(scenarios.runId, runId));
        if (own) return own.name === name ? ok({ named: false }) : refuse('run-named');
        const inserted = await tx
          .insert(scenarios)
          .values({ landlordId, runId, name, by: by.name, createdAt: now })
          .onConflictDoNothing()
          .returning({ id: scenarios.id });
        if (inserted.length === 0) return refuse('name-taken');
        await appendActs(tx, landlordId, [
          {
            kind: 'scenario.named',
            at: now,
            actor: by,
            subjects: [`landlord:${landlordId}`],
            before: null,
            after: { runId, name },
            why: null,
          },
        ]);
        return ok({ named: true });
      }),
    homesToLet: (landlordId) =>
      withLandlord(db, landlordId, async (tx) => {
        const rows = await tx
          .select({
            vacancyId: vacancies.id,
            address: homes.address,
            insee: homes.insee,
            typology: homes.typology,
            surfaceM2: homes.surfaceM2,
            status: vacancies.status,
            availableOn: vacancies.availableOn,
            holderName: holders.name,
          })
          .from(vacancies)
          .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
          .leftJoin(
            holders,
            and(eq(holders.landlordId, vacancies.landlordId), eq(holders.id, vacancies.holderId)),
          )
          .where(inArray(vacancies.status, ['notice', 'works', 'available']))
          .orderBy(asc(homes.insee), asc(homes.typology), asc(vacancies.id));
        const listed = await tx
          .select({ vacancyId: agendaHomes.vacancyId, on: committeeSessions.heldOn })
          .from(agendaHomes)
          .innerJoin(committeeSessions, eq(committeeSessions.id, agendaHomes.sessionId))
          .where(inArray(committeeSessions.state, ['draft', 'convened', 'open']))
          .orderBy(desc(committeeSessions.heldOn));
        const agendas = new Map(listed.map(({ vacancyId, on }) => [vacancyId, on] as const));
        return rows.flatMap(({ status, ...row }): HomeToLet[] =>
          status === 'notice' || status === 'works' || status === 'available'
            ? [{ ...row, status, agendaOn: agendas.get(row.vacancyId) ?? null }]
            : [],
        );
      }),
  };
}

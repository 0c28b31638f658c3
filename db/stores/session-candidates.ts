/** Candidates of a home on an agenda: from a stored run or put by hand, live and numbered (C-05), in the order of numbers. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { priorityOf } from '../../src/committee/hand-sheets.ts';
import { refusedText } from '../../src/committee/note-check.ts';
import type { AgendaCandidate, AgendaHome, CandidateOrigin } from '../../src/committee/session.ts';
import type { Application } from '../../src/domain/application.ts';
import { compareCodeUnits } from '../../src/kernel/canonical-json.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { CandidateSheet, ShortlistResult } from '../../src/matching/run-result.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { agendaCandidates } from '../schema/committee.ts';
import { designations } from '../schema/reservation.ts';
import { applicationOf } from './application-rows.ts';
import { bulkInsert } from './bulk-insert.ts';
import { domainColumns } from './columns-of.ts';
import { askedOnAdverts } from './interest-feed.ts';
import { stop } from './session-rows.ts';
import { sheetsNow, sheetsOfRun } from './session-sheets.ts';

/** Stored applications by number, names included: they never leave the store but by `showIdentities`. */
export async function applicationsOf(
  tx: Transaction,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, Application>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .select({ content: applications.content, name: applications.name })
    .from(applications)
    .where(inArray(applications.number, [...new Set(numbers)]));
  return new Map(rows.map(({ content, name }) => [content.number, applicationOf(content, name)] as const));
}

/** Names of the candidates of a home: what no text about it may hold. */
async function namesOnAgenda(
  tx: Transaction,
  sessionId: string,
  vacancyId: string,
): Promise<readonly string[]> {
  const rows = await tx
    .select({ name: applications.name })
    .from(agendaCandidates)
    .innerJoin(applications, eq(applications.number, agendaCandidates.number))
    .where(and(eq(agendaCandidates.sessionId, sessionId), eq(agendaCandidates.vacancyId, vacancyId)));
  return rows.flatMap(({ name }) => name ?? []);
}

/** Refuses a text that members or minutes would read and that says what must not be written (D-03, D-04). */
export async function checkText(
  tx: Transaction,
  home: { sessionId: string; vacancyId: string },
  text: string | null,
): Promise<void> {
  if (text === null) return;
  const refusal = refusedText(text, await namesOnAgenda(tx, home.sessionId, home.vacancyId));
  if (refusal) stop(refusal);
}

/** Why an application may not be examined; null where it may. */
export function examinationRefusal(
  application: Application | undefined,
  number: string,
): { code: 'noSuchCandidate' | 'notLive' | 'withoutNumber'; number: string } | null {
  if (!application) return { code: 'noSuchCandidate', number };
  if (application.withoutNumber) return { code: 'withoutNumber', number };
  return application.status === 'live' ? null : { code: 'notLive', number };
}

type NewCandidate = Omit<AgendaCandidate, 'position' | 'sessionId'>;

/** The five that the committee may ask for. */
const nextShown = 5;

export function nextOf(shortlist: ShortlistResult): AgendaHome['next'] {
  return shortlist.next.slice(0, nextShown).map(({ number, sheet, totalPoints }) => ({
    number,
    householdInWords: sheet.householdInWords,
    totalPoints,
  }));
}

/** The households of a run's list that may still be examined; those housed or removed since are left out. */
export async function candidatesOfRun(
  tx: Transaction,
  shortlists: readonly ShortlistResult[],
  date: CivilDate,
): Promise<NewCandidate[]> {
  const known = await applicationsOf(
    tx,
    shortlists.flatMap(({ entries }) => entries.map(({ sheet }) => sheet.number)),
  );
  const vacancyIds = shortlists.map(({ vacancyId }) => vacancyId);
  const designated = await designatedFor(tx, vacancyIds);
  const asked = await askedOnAdverts(tx, vacancyIds);
  return shortlists.flatMap(({ vacancyId, entries, pool }) =>
    entries.flatMap(({ sheet, rank, totalPoints }) => {
      const application = known.get(sheet.number);
      if (!application || examinationRefusal(application, sheet.number)) return [];
      const byHolder = designated.get(`${vacancyId} ${sheet.number}`);
      return [
        {
          vacancyId,
          number: sheet.number,
          proposedRank: rank,
          totalPoints,
          origin: byHolder ?? originOf(pool.kind, asked.has(`${vacancyId} ${sheet.number}`)),
          sheet,
          priorityInWords: priorityOf(application, date),
        },
      ];
    }),
  );
}

/** A household that answered the home's advert comes from it, unless a holder or the préfet named it. */
function originOf(kind: ShortlistResult['pool']['kind'], hasAsked: boolean): CandidateOrigin {
  if (kind === 'daloDesignation') return 'dalo';
  if (hasAsked) return 'interest';
  return kind === 'holder' ? 'designation' : 'proposal';
}

async function designatedFor(
  tx: Transaction,
  vacancyIds: readonly string[],
): Promise<ReadonlyMap<string, CandidateOrigin>> {
  const rows = await tx
    .select(domainColumns(designations))
    .from(designations)
    .where(inArray(designations.vacancyId, [...vacancyIds]));
  return new Map(
    rows.map(
      (row) => [`${row.vacancyId} ${row.applicationNumber}`, row.dalo ? 'dalo' : 'designation'] as const,
    ),
  );
}

type Wanted = { number: string; origin: CandidateOrigin };

/**
 * Candidates that a person puts: the run's own sheet where it has one for this home (among its list or the next),
 * otherwise one made now. Refuses an unknown, unnumbered or dead application.
 */
export async function candidatesByHand(
  tx: Transaction,
  place: { landlordId: string; vacancyId: string; runId: string | null; date: CivilDate },
  wanted: readonly Wanted[],
): Promise<NewCandidate[]> {
  const known = await applicationsOf(
    tx,
    wanted.map(({ number }) => number),
  );
  for (const { number } of wanted) {
    const refusal = examinationRefusal(known.get(number), number);
    if (refusal) stop(refusal);
  }
  const fromRun = place.runId === null ? new Map() : await sheetsOfRun(tx, place.runId, place.vacancyId);
  const missing = wanted
    .filter(({ number }) => !fromRun.has(number))
    .flatMap(({ number }) => known.get(number) ?? []);
  const made = missing.length === 0 ? new Map<string, CandidateSheet>() : await sheetsNow(tx, place, missing);
  return wanted.map(({ number, origin }) => {
    const inRun = fromRun.get(number);
    const application = known.get(number);
    const sheet = inRun?.sheet ?? made.get(number);
    if (!sheet || !application) return stop({ code: 'notLive', number });
    return {
      vacancyId: place.vacancyId,
      number,
      proposedRank: null,
      totalPoints: inRun?.totalPoints ?? null,
      origin,
      sheet,
      priorityInWords: priorityOf(application, place.date),
    };
  });
}

/** Writes candidates; those who already stand there are left as they are. Positions follow the numbers. */
export async function putCandidates(
  tx: Transaction,
  place: { landlordId: string; sessionId: string },
  candidates: readonly NewCandidate[],
): Promise<void> {
  const sorted = [...candidates].sort((a, b) => compareCodeUnits(a.number, b.number));
  await bulkInsert(
    tx,
    agendaCandidates,
    sorted.map((candidate, position) => ({ ...candidate, ...place, position })),
  );
}

/** Columns of the folder follow the numbers, so that no place tells a rank. */
export async function orderByNumber(tx: Transaction, sessionId: string, vacancyId: string): Promise<void> {
  const here = and(eq(agendaCandidates.sessionId, sessionId), eq(agendaCandidates.vacancyId, vacancyId));
  const rows = await tx
    .select({ number: agendaCandidates.number })
    .from(agendaCandidates)
    .where(here)
    .orderBy(asc(sql`${agendaCandidates.number} collate "C"`));
  for (const [position, { number }] of rows.entries()) {
    await tx
      .update(agendaCandidates)
      .set({ position })
      .where(and(here, eq(agendaCandidates.number, number)));
  }
}

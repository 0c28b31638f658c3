/** Homes of an agenda: put there from a stored run or by hand, taken away before the decision. */
import { and, eq, inArray, max } from 'drizzle-orm';
import type { CommitteeSession } from '../../src/committee/session.ts';
import type { SessionAfter, SessionPort } from '../../src/committee/session-port.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { ShortlistResult } from '../../src/matching/run-result.ts';
import type { Database, Transaction } from '../connection.ts';
import { agendaCandidates, agendaHomes, committeeSessions } from '../schema/committee.ts';
import { vacancies } from '../schema/home.ts';
import { runShortlists, runs } from '../schema/run.ts';
import { appendActs } from './journal-append.ts';
import { candidatesByHand, candidatesOfRun, nextOf, putCandidates } from './session-candidates.ts';
import { draftOf, pendingHome, setHome, touch } from './session-changes.ts';
import { type AgendaHomeRow, actOf, checkState, inOneStep, lockSession, stop } from './session-rows.ts';
import { homesBeingLet } from './session-taken.ts';

type HomesPort = Pick<SessionPort, 'addHomesFromRun' | 'addHomeByHand' | 'removeHome'>;
type Input<Name extends keyof HomesPort> = Parameters<HomesPort[Name]>[1];

export function sessionHomesStore(db: Database): HomesPort {
  return {
    addHomesFromRun: (asked, input) => inOneStep(db, asked, (tx) => addHomesFromRun(tx, asked, input)),
    addHomeByHand: (asked, input) => inOneStep(db, asked, (tx) => addHomeByHand(tx, asked, input)),
    removeHome: (asked, input) => inOneStep(db, asked, (tx) => removeHome(tx, asked, input)),
  };
}

async function addHomesFromRun(
  tx: Transaction,
  asked: Asked,
  input: Input<'addHomesFromRun'>,
): Promise<SessionAfter> {
  const known = await lockSession(tx, input.sessionId, 'update');
  const already = await homesOf(tx, known.id);
  // Sent twice: they stand there already.
  if (input.vacancyIds.every((id) => already.has(id))) {
    return { sessionId: known.id, version: known.version };
  }
  const session = await draftOf(tx, input);
  const [run] = await tx.select({ on: runs.sessionOn }).from(runs).where(eq(runs.id, input.runId));
  if (!run) return stop({ code: 'noSuchRun' });
  const shortlists = await shortlistsOf(tx, input.runId, input.vacancyIds);
  const added = shortlists.filter(({ vacancyId }) => !already.has(vacancyId));
  await putHomes(
    tx,
    asked,
    session,
    added.map((shortlist) => ({
      vacancyId: shortlist.vacancyId,
      homeId: shortlist.homeId,
      pool: shortlist.pool,
      next: nextOf(shortlist),
      runId: input.runId,
      searchedOn: run.on,
    })),
  );
  const place = { landlordId: asked.landlordId, sessionId: session.id };
  await putCandidates(tx, place, await candidatesOfRun(tx, added, session.heldOn));
  const after = await touch(tx, session, { runId: input.runId });
  await appendActs(
    tx,
    asked.landlordId,
    added.map(({ vacancyId, entries }) =>
      actOf(asked, 'session.homeAdded', [`session:${session.id}`, `vacancy:${vacancyId}`], {
        after: { run: input.runId, proposed: entries.length },
      }),
    ),
  );
  return after;
}

async function homesOf(tx: Transaction, sessionId: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ vacancyId: agendaHomes.vacancyId })
    .from(agendaHomes)
    .where(eq(agendaHomes.sessionId, sessionId));
  return new Set(rows.map(({ vacancyId }) => vacancyId));
}

async function shortlistsOf(
  tx: Transaction,
  runId: string,
  vacancyIds: readonly string[],
): Promise<ShortlistResult[]> {
  const rows = await tx
    .select({ content: runShortlists.content })
    .from(runShortlists)
    .where(and(eq(runShortlists.runId, runId), inArray(runShortlists.vacancyId, [...vacancyIds])));
  const byId = new Map(rows.map(({ content }) => [content.vacancyId, content]));
  return vacancyIds.map((vacancyId) => byId.get(vacancyId) ?? stop({ code: 'homeNotToLet', vacancyId }));
}

type NewHome = Pick<AgendaHomeRow, 'vacancyId' | 'homeId' | 'pool' | 'next' | 'runId' | 'searchedOn'>;

/** Writes homes at the end of the agenda. One that waits on another agenda is refused, whoever put it there first. */
export async function putHomes(
  tx: Transaction,
  asked: Asked,
  session: CommitteeSession,
  added: readonly NewHome[],
): Promise<void> {
  if (added.length === 0) return;
  const ids = added.map(({ vacancyId }) => vacancyId);
  const toLet = await tx
    .select({ id: vacancies.id })
    .from(vacancies)
    .where(and(inArray(vacancies.id, ids), inArray(vacancies.status, ['notice', 'works', 'available'])));
  const free = new Set(toLet.map(({ id }) => id));
  const gone = ids.find((vacancyId) => !free.has(vacancyId));
  if (gone !== undefined) stop({ code: 'homeNotToLet', vacancyId: gone });
  const [beingLet] = await homesBeingLet(tx, ids);
  if (beingLet) {
    const { vacancyId, heldOn } = beingLet;
    stop({ code: 'homeBeingLet', vacancyId, heldOn });
  }
  const [end] = await tx
    .select({ position: max(agendaHomes.position) })
    .from(agendaHomes)
    .where(eq(agendaHomes.sessionId, session.id));
  const first = (end?.position ?? -1) + 1;
  const made = await tx
    .insert(agendaHomes)
    .values(
      added.map((home, index) => ({
        ...home,
        landlordId: asked.landlordId,
        sessionId: session.id,
        position: first + index,
        state: 'pending' as const,
      })),
    )
    .onConflictDoNothing()
    .returning({ vacancyId: agendaHomes.vacancyId });
  const written = new Set(made.map(({ vacancyId }) => vacancyId));
  const taken = ids.find((vacancyId) => !written.has(vacancyId));
  if (taken !== undefined) stop(await takenBy(tx, taken));
}

async function takenBy(tx: Transaction, vacancyId: string) {
  const [other] = await tx
    .select({ heldOn: committeeSessions.heldOn })
    .from(agendaHomes)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaHomes.sessionId))
    .where(and(eq(agendaHomes.vacancyId, vacancyId), eq(agendaHomes.state, 'pending')));
  return other
    ? ({ code: 'homeElsewhere', vacancyId, heldOn: other.heldOn } as const)
    : ({ code: 'homeNotToLet', vacancyId } as const);
}

async function addHomeByHand(
  tx: Transaction,
  asked: Asked,
  input: Input<'addHomeByHand'>,
): Promise<SessionAfter> {
  const session = await draftOf(tx, input);
  const { vacancyId } = input;
  const [vacancy] = await tx
    .select({ homeId: vacancies.homeId })
    .from(vacancies)
    .where(eq(vacancies.id, vacancyId));
  if (!vacancy) return stop({ code: 'homeNotToLet', vacancyId });
  const home = { vacancyId, homeId: vacancy.homeId, pool: null, next: [], runId: null, searchedOn: null };
  await putHomes(tx, asked, session, [home]);
  const place = { landlordId: asked.landlordId, sessionId: session.id };
  const candidates = await candidatesByHand(
    tx,
    { landlordId: asked.landlordId, vacancyId, runId: null, date: asked.today },
    input.candidates,
  );
  await putCandidates(tx, place, candidates);
  const after = await touch(tx, session);
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'session.homeAdded', [`session:${session.id}`, `vacancy:${vacancyId}`], {
      after: { byHand: true, candidates: candidates.length },
    }),
  ]);
  return after;
}

async function removeHome(tx: Transaction, asked: Asked, input: Input<'removeHome'>): Promise<SessionAfter> {
  const session = await lockSession(tx, input.sessionId, 'update');
  checkState(session, 'draft', 'convened');
  const home = await pendingHome(tx, session.id, input);
  const here = and(
    eq(agendaCandidates.sessionId, session.id),
    eq(agendaCandidates.vacancyId, home.vacancyId),
  );
  if (session.state === 'draft') {
    await tx.delete(agendaCandidates).where(here);
    await tx
      .delete(agendaHomes)
      .where(and(eq(agendaHomes.sessionId, session.id), eq(agendaHomes.vacancyId, home.vacancyId)));
  } else {
    // Members were convened for it: the agenda keeps its line, withdrawn.
    await setHome(tx, home, { state: 'withdrawn' });
  }
  const after = await touch(tx, session);
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'session.homeRemoved', [`session:${session.id}`, `vacancy:${home.vacancyId}`]),
  ]);
  return after;
}

/** A group that agreed goes to a committee: each move is the single candidacy of its home, with its legal warning (M-08b). */
import { and, eq, inArray } from 'drizzle-orm';
import type { CandidateException } from '../../src/committee/session.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type ExchangeStep, groupState, needsCommittee } from '../../src/portal/exchanges/consent.ts';
import type { ExchangePort } from '../../src/portal/exchanges/exchange-port.ts';
import { committeeNotice } from '../../src/portal/exchanges/notices.ts';
import { moveDays } from '../../src/portal/exchanges/plan.ts';
import { singleCandidacyEvidence } from '../../src/portal/exchanges/words.ts';
import type { Database, Transaction } from '../connection.ts';
import { agendaHomes } from '../schema/committee.ts';
import { vacancies } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';
import { lockedPlan, planAct, saveStep, setPlan, tell } from './exchange-plan-changes.ts';
import { byGroup, contentOf, stepsOfPlans } from './exchange-rows.ts';
import { exchangeVacancyId } from './exchange-vacancy.ts';
import { appendActs } from './journal-append.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { toldException } from './session-candidate-changes.ts';
import { candidatesByHand, putCandidates } from './session-candidates.ts';
import { draftOf, touch } from './session-changes.ts';
import { putHomes } from './session-homes.ts';
import { actOf, inOneStep } from './session-rows.ts';

type ToCommittee = Pick<ExchangePort, 'toCommittee'>;
type Input = Parameters<ExchangePort['toCommittee']>[1];

export function exchangeCommitteeStore(db: Database): ToCommittee {
  return {
    toCommittee: async (asked, input) => {
      const done = await inOneStep(db, asked, (tx) => toCommittee(tx, asked, input));
      return done.ok ? done.value : done;
    },
  };
}

async function toCommittee(
  tx: Transaction,
  asked: Asked,
  input: Input,
): Promise<Awaited<ReturnType<ExchangePort['toCommittee']>>> {
  const found = await lockedPlan(tx, input.id, input.version);
  if (!found.ok) return found;
  const plan = found.value;
  const content = contentOf(plan);
  const group = content.groups[input.group];
  const groups = byGroup(await stepsOfPlans(tx, [plan.id]));
  const steps = groups.get(input.group) ?? [];
  if (!group || plan.state !== 'consulting') return refuse({ code: 'planOver' });
  if (!needsCommittee(group.kind) || groupState(steps, asked.today) !== 'agreed') {
    return refuse({ code: 'notAllAgreed' });
  }
  const session = await draftOf(tx, { sessionId: input.sessionId, version: input.sessionVersion });
  const freeOn = await freeDay(tx, steps[0]?.vacancyId ?? null);
  const { chainDaysBetweenMoves: daysBetweenMoves } = await portalPolicyInForce(tx);
  const days = moveDays(group, { decidedOn: session.heldOn, freeOn, daysBetweenMoves });
  const acts = [];
  for (const [at, step] of steps.entries()) {
    const movesOn = days[at] ?? null;
    const vacancyId = await vacancyOf(tx, asked, step, movesOn);
    const exception: CandidateException = {
      ground: 'notEnoughCandidates',
      evidence: singleCandidacyEvidence(group.kind, steps.length),
      on: asked.today,
      exchangeStep: step.id,
    };
    const home = { vacancyId, homeId: step.toHomeId, pool: null, next: [], runId: null, searchedOn: null };
    await putHomes(tx, asked, session, [home]);
    await tx
      .update(agendaHomes)
      .set({ exception })
      .where(and(eq(agendaHomes.sessionId, session.id), eq(agendaHomes.vacancyId, vacancyId)));
    const place = { landlordId: asked.landlordId, vacancyId, runId: null, date: asked.today };
    const number = await numberOf(tx, step.tenancyId);
    const candidates = await candidatesByHand(tx, place, [{ number, origin: 'added' }]);
    await putCandidates(tx, { landlordId: asked.landlordId, sessionId: session.id }, candidates);
    const seated = { ...step, checks: { ...step.checks, agendaVacancyId: vacancyId, movesOn } };
    await saveStep(tx, { ...seated, version: step.version + 1 });
    const subjects = [`session:${session.id}`, `vacancy:${vacancyId}`] as const;
    acts.push(
      actOf(asked, 'session.homeAdded', subjects, { after: { byHand: true, candidates: 1 } }),
      actOf(asked, 'session.exceptionRecorded', subjects, { after: toldException(exception) }),
      ...(await tell(tx, asked, step, (to) => committeeNotice({ number: to, step: seated }, session.heldOn))),
    );
  }
  await touch(tx, session);
  const others = [...groups].filter(([index, own]) => index !== input.group && isOpen(own, asked.today));
  await setPlan(tx, plan, others.length === 0 ? { state: 'inCommittee' } : {});
  const after = { group: input.group, session: session.id };
  await appendActs(tx, asked.landlordId, [planAct(asked, 'inCommittee', plan.id, null, after), ...acts]);
  return ok({ sessionId: session.id });
}

/** Still to be answered, or agreed and not sent: the plan is not wholly before committees. */
function isOpen(steps: readonly ExchangeStep[], today: CivilDate): boolean {
  const state = groupState(steps, today);
  return state !== 'inCommittee' && state !== 'fallen' && state !== 'done';
}

async function freeDay(tx: Transaction, vacancyId: string | null): Promise<CivilDate | null> {
  if (vacancyId === null) return null;
  const [row] = await tx
    .select({ availableOn: vacancies.availableOn })
    .from(vacancies)
    .where(eq(vacancies.id, vacancyId));
  return row?.availableOn ?? null;
}

/** The freed home itself; or, of a home that its household leaves in the exchange, the vacancy that the agenda needs. */
async function vacancyOf(
  tx: Transaction,
  { landlordId, today }: Asked,
  step: ExchangeStep,
  availableOn: CivilDate | null,
): Promise<string> {
  if (step.vacancyId !== null) return step.vacancyId;
  const [known] = await tx
    .select({ id: vacancies.id })
    .from(vacancies)
    .where(
      and(eq(vacancies.homeId, step.toHomeId), inArray(vacancies.status, ['notice', 'works', 'available'])),
    );
  if (known) return known.id;
  const id = exchangeVacancyId(step.id);
  await tx.insert(vacancies).values({
    landlordId,
    id,
    homeId: step.toHomeId,
    status: 'notice',
    noticeReceivedOn: today,
    availableOn,
    withdrawal: null,
    holderId: null,
    orientedOn: null,
    designationDueOn: null,
    reservationFailed: false,
    acceptancePermille: null,
  });
  return id;
}

/** A household without a number cannot be examined (C-05): its lease stands for it, and the agenda refuses it. */
async function numberOf(tx: Transaction, tenancyId: string): Promise<string> {
  const [row] = await tx
    .select({ number: tenancies.applicationNumber })
    .from(tenancies)
    .where(eq(tenancies.id, tenancyId));
  return row?.number ?? tenancyId;
}

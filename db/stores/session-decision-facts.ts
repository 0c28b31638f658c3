/** What the rules of a decision read of a home: its voices at this moment, its candidates, its residence. */
import { and, eq } from 'drizzle-orm';
import type { DecisionFacts } from '../../src/committee/decide.ts';
import type { CommitteeSession } from '../../src/committee/session.ts';
import type { HomeVoices } from '../../src/committee/session-view.ts';
import { voicesFor } from '../../src/committee/voters.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { Transaction } from '../connection.ts';
import { agendaCandidates, withdrawals } from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { residenceRules } from '../schema/letting.ts';
import { notOpposableAmong } from './session-around.ts';
import { applicationsOf } from './session-candidates.ts';
import { attendanceOf } from './session-parts.ts';
import { type AgendaHomeRow, bylawsOf, membersOn } from './session-rows.ts';

/** Who has a voice for the home at this moment. */
export async function voicesNow(
  tx: Transaction,
  session: CommitteeSession,
  home: AgendaHomeRow,
  only?: ReadonlySet<string>,
): Promise<HomeVoices> {
  const [place] = await tx
    .select({ insee: homes.insee, holderId: vacancies.holderId })
    .from(vacancies)
    .innerJoin(homes, eq(homes.id, vacancies.homeId))
    .where(eq(vacancies.id, home.vacancyId));
  if (!place) throw new Error('a home on an agenda has no vacancy');
  const away = await tx
    .select({ memberId: withdrawals.memberId })
    .from(withdrawals)
    .where(and(eq(withdrawals.sessionId, session.id), eq(withdrawals.vacancyId, home.vacancyId)));
  const attendance = await attendanceOf(tx, session.id);
  return voicesFor({
    home: place,
    vacancy: place,
    members: await membersOn(tx, session.commissionId, session.heldOn),
    // Asynchronous: only those who voted on this home are there for it.
    attendance: attendance.map((row) =>
      only && row.state !== 'represented' && !only.has(row.memberId) ? { ...row, state: 'absent' } : row,
    ),
    withdrawn: new Set(away.map(({ memberId }) => memberId)),
    bylaws: await bylawsOf(tx, session),
    date: session.heldOn,
  });
}

/** What the rules of a decision read of the home and its candidates. */
export async function decisionFacts(
  tx: Transaction,
  asked: Asked,
  session: CommitteeSession,
  home: AgendaHomeRow,
): Promise<DecisionFacts> {
  const candidates = await tx
    .select({ number: agendaCandidates.number, proposedRank: agendaCandidates.proposedRank })
    .from(agendaCandidates)
    .where(and(eq(agendaCandidates.sessionId, session.id), eq(agendaCandidates.vacancyId, home.vacancyId)))
    .orderBy(agendaCandidates.position);
  const numbers = candidates.map(({ number }) => number);
  const known = await applicationsOf(tx, numbers);
  const notOpposable = await notOpposableAmong(tx, { sessionId: session.id, vacancyId: home.vacancyId });
  const fragile = await tx
    .select({ residence: residenceRules.residence })
    .from(residenceRules)
    .innerJoin(homes, eq(homes.residence, residenceRules.residence))
    .where(and(eq(homes.id, home.homeId), eq(residenceRules.fragile, true)));
  return {
    candidates: candidates.map(({ number, proposedRank }) => {
      const name = known.get(number)?.name ?? null;
      return {
        number,
        proposedRank,
        live: known.get(number)?.status === 'live',
        ownershipNotOpposable: notOpposable.has(number),
        names: name === null ? [] : [name],
      };
    }),
    fragileResidence: fragile.length > 0,
    bylaws: await bylawsOf(tx, session),
    decidedOn: asked.today,
  };
}

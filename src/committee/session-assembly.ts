/** Puts together what a page reads of a sitting from what the tables hold: each list is walked once. */
import type { Home, Vacancy } from '../domain/home.ts';
import type { ReservationHolder } from '../domain/reservation.ts';
import { epciOfCommune, geography } from '../domain/territory.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Bylaws } from './bylaws.ts';
import { adaptedHint, checkCandidates } from './candidates-rule.ts';
import type { Commission, Member } from './member.ts';
import { quorumOf } from './quorum.ts';
import type { AgendaCandidate, AgendaHome, CommitteeSession } from './session.ts';
import type {
  AgendaHomeView,
  Attendance,
  BallotContent,
  Postponement,
  PriorOpinion,
  RecordedDecision,
  Remark,
  SessionView,
} from './session-view.ts';
import { voicesFor } from './voters.ts';

export type AgendaRow = {
  agenda: AgendaHome;
  home: Home;
  vacancy: Vacancy;
  /** Day of the search that proposed the candidates; null: put by hand. */
  searchedOn: CivilDate | null;
  postponement: Postponement | null;
};

export type SessionParts = {
  session: CommitteeSession;
  commission: Commission;
  bylaws: Bylaws;
  members: readonly Member[];
  attendance: readonly Attendance[];
  homes: readonly AgendaRow[];
  candidates: readonly AgendaCandidate[];
  withdrawals: readonly { memberId: string; vacancyId: string }[];
  /** Oldest first. */
  decisions: readonly RecordedDecision[];
  ballots: readonly { vacancyId: string; memberId: string }[];
  ownBallots: readonly { vacancyId: string; content: BallotContent; castAt: Date }[];
  remarks: readonly Remark[];
  opinions: readonly PriorOpinion[];
  holders: readonly ReservationHolder[];
  fragileResidences: ReadonlySet<string>;
  /** Numbers to whom owning a home cannot be opposed. */
  notOpposable: ReadonlySet<string>;
  /** Households that declined each vacancy, by the contacts recorded. */
  declined: ReadonlyMap<string, number>;
  viewer: Member | null;
  minutes: SessionView['minutes'];
};

export function assembleSession(parts: SessionParts): SessionView {
  const { session, commission, bylaws, members, attendance, viewer, minutes } = parts;
  const by = {
    candidates: grouped(parts.candidates, ({ vacancyId }) => vacancyId),
    withdrawals: grouped(parts.withdrawals, ({ vacancyId }) => vacancyId),
    decisions: grouped(parts.decisions, ({ vacancyId }) => vacancyId),
    ballots: grouped(parts.ballots, ({ vacancyId }) => vacancyId),
    remarks: grouped(parts.remarks, ({ vacancyId }) => vacancyId),
    opinions: grouped(parts.opinions, ({ number }) => number),
  };
  return {
    session,
    commission,
    bylaws,
    members,
    attendance,
    quorum: quorumOf({ members, attendance, bylaws }),
    homes: parts.homes.map((row) => assembleHome(row, parts, by)),
    viewer,
    minutes,
  };
}

type Groups = {
  candidates: ReadonlyMap<string, AgendaCandidate[]>;
  withdrawals: ReadonlyMap<string, { memberId: string }[]>;
  decisions: ReadonlyMap<string, RecordedDecision[]>;
  ballots: ReadonlyMap<string, { memberId: string }[]>;
  remarks: ReadonlyMap<string, Remark[]>;
  opinions: ReadonlyMap<string, PriorOpinion[]>;
};

function assembleHome(row: AgendaRow, parts: SessionParts, by: Groups): AgendaHomeView {
  const { agenda, home, vacancy } = row;
  const { session, members, attendance, bylaws } = parts;
  const id = agenda.vacancyId;
  const candidates = by.candidates.get(id) ?? [];
  const withdrawnMemberIds = (by.withdrawals.get(id) ?? []).map(({ memberId }) => memberId);
  const history = by.decisions.get(id) ?? [];
  const own = parts.ownBallots.find(({ vacancyId }) => vacancyId === id);
  return {
    agenda,
    home,
    vacancy,
    communeName: geography().communes.get(home.insee)?.name ?? home.insee,
    epciName: epciOfCommune(home.insee, session.heldOn)?.name ?? null,
    holder: parts.holders.find((holder) => holder.id === vacancy.holderId) ?? null,
    fragileResidence: home.residence !== null && parts.fragileResidences.has(home.residence),
    adaptedHint: adaptedHint(home),
    candidates: candidates.map((candidate) => ({
      ...candidate,
      opinions: by.opinions.get(candidate.number) ?? [],
      ownershipNotOpposable: parts.notOpposable.has(candidate.number),
    })),
    candidatesCheck: checkCandidates({
      home,
      agenda,
      candidates,
      declined: parts.declined.get(id) ?? 0,
      searchedOn: row.searchedOn,
      heldOn: session.heldOn,
    }),
    voices: voicesFor({
      home,
      vacancy,
      members,
      attendance,
      withdrawn: new Set(withdrawnMemberIds),
      bylaws,
      date: session.heldOn,
    }),
    withdrawnMemberIds,
    current: inForce(history),
    history,
    postponement: row.postponement,
    remarks: by.remarks.get(id) ?? [],
    ballots: {
      castBy: (by.ballots.get(id) ?? []).map(({ memberId }) => memberId),
      own: own ? { content: own.content, castAt: own.castAt } : null,
    },
  };
}

/** The decision that no later one replaces; null where none was taken. */
export function inForce<Decision extends { id: string; supersedes: string | null }>(
  decisions: readonly Decision[],
): Decision | null {
  const replaced = new Set(decisions.map(({ supersedes }) => supersedes));
  return decisions.find(({ id }) => !replaced.has(id)) ?? null;
}

/** The items under each key, in their order. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Puts together what a page reads of a sitting from what the tables hold: each list is walked once. */
import type { Home, Vacancy } from '../domain/home.ts';
import type { ReservationHolder } from '../domain/reservation.ts';
import { epciOfCommune, geography } from '../domain/territory.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { type AdvertisedSearch, adaptedHint, checkCandidates } from './candidates-rule.ts';
import { quorumOf } from './quorum.ts';
import type { AgendaCandidate, AgendaHome, CandidateOrigin } from './session.ts';
import type { AgendaLine, CandidateCounts } from './session-excerpt.ts';
import type {
  AgendaHomeView,
  BallotContent,
  Postponement,
  PriorOpinion,
  RecordedDecision,
  Remark,
  SessionHead,
} from './session-view.ts';
import { voicesFor } from './voters.ts';

/** What a line of the agenda is read from. */
export type LineRow = {
  agenda: AgendaHome;
  home: Pick<Home, 'typology' | 'surfaceM2' | 'address' | 'insee' | 'adaptedPlai'>;
  vacancy: Pick<Vacancy, 'holderId'>;
  /** Day of the search that proposed the candidates; null: put by hand. */
  searchedOn: CivilDate | null;
};

export type AgendaRow = LineRow & { home: Home; vacancy: Vacancy; postponement: Postponement | null };

export type HeadParts = Omit<SessionHead, 'quorum'>;

/** Who takes part in which home, and what is counted of it. */
export type RoomParts = {
  withdrawals: readonly { memberId: string; vacancyId: string }[];
  ballots: readonly { vacancyId: string; memberId: string }[];
  ownBallots: readonly { vacancyId: string; content: BallotContent; castAt: Date }[];
  holders: readonly ReservationHolder[];
  /** Households that declined each vacancy, by the contacts recorded. */
  declined: ReadonlyMap<string, number>;
  /** Homes whose public advert has closed. */
  advertised: ReadonlyMap<string, AdvertisedSearch>;
};

export type LineParts = RoomParts & {
  homes: readonly LineRow[];
  /** Candidates of each home by where they come from. */
  counts: readonly (CandidateCounts & { vacancyId: string; origin: CandidateOrigin })[];
};

export type SessionParts = RoomParts & {
  homes: readonly AgendaRow[];
  candidates: readonly AgendaCandidate[];
  /** Oldest first. */
  decisions: readonly RecordedDecision[];
  remarks: readonly Remark[];
  opinions: readonly PriorOpinion[];
  fragileResidences: ReadonlySet<string>;
  /** Numbers to whom owning a home cannot be opposed. */
  notOpposable: ReadonlySet<string>;
};

export function assembleHead(head: HeadParts): SessionHead {
  return { ...head, quorum: quorumOf(head) };
}

/** The homes whole; one of them where the parts are those of one. */
export function assembleHomes(head: HeadParts, parts: SessionParts): AgendaHomeView[] {
  const by = {
    ...roomGroups(parts),
    candidates: grouped(parts.candidates, ({ vacancyId }) => vacancyId),
    decisions: grouped(parts.decisions, ({ vacancyId }) => vacancyId),
    remarks: grouped(parts.remarks, ({ vacancyId }) => vacancyId),
    opinions: grouped(parts.opinions, ({ number }) => number),
  };
  return parts.homes.map((row) => assembleHome(row, head, parts, by));
}

/** The homes as lines. */
export function assembleLines(head: HeadParts, parts: LineParts): AgendaLine[] {
  const by = roomGroups(parts);
  const counts = grouped(parts.counts, ({ vacancyId }) => vacancyId);
  return parts.homes.map((row) => {
    const own = counts.get(row.agenda.vacancyId) ?? [];
    const origins = own.flatMap(({ origin, candidates }) =>
      Array.from({ length: candidates }, () => ({ origin })),
    );
    return {
      home: row.home,
      ...roomOf(row, head, parts, by, origins),
      counts: {
        candidates: origins.length,
        unproved: own.reduce((sum, { unproved }) => sum + unproved, 0),
      },
    };
  });
}

type RoomGroups = ReturnType<typeof roomGroups>;

function roomGroups(parts: RoomParts) {
  return {
    withdrawals: grouped(parts.withdrawals, ({ vacancyId }) => vacancyId),
    ballots: grouped(parts.ballots, ({ vacancyId }) => vacancyId),
  };
}

/** What a line and a whole home say alike. */
function roomOf(
  row: LineRow,
  head: HeadParts,
  parts: RoomParts,
  by: RoomGroups,
  candidates: readonly { origin: CandidateOrigin }[],
) {
  const { agenda, home, vacancy } = row;
  const { session, members, attendance, bylaws } = head;
  const id = agenda.vacancyId;
  const withdrawnMemberIds = (by.withdrawals.get(id) ?? []).map(({ memberId }) => memberId);
  const own = parts.ownBallots.find(({ vacancyId }) => vacancyId === id);
  return {
    agenda,
    communeName: communeNameOf(home.insee),
    holder: parts.holders.find((holder) => holder.id === vacancy.holderId) ?? null,
    candidatesCheck: checkCandidates({
      home,
      agenda,
      candidates,
      declined: parts.declined.get(id) ?? 0,
      searchedOn: row.searchedOn,
      advert: parts.advertised.get(id) ?? null,
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
    ballots: {
      castBy: (by.ballots.get(id) ?? []).map(({ memberId }) => memberId),
      own: own ? { content: own.content, castAt: own.castAt } : null,
    },
  };
}

type Groups = RoomGroups & {
  candidates: ReadonlyMap<string, AgendaCandidate[]>;
  decisions: ReadonlyMap<string, RecordedDecision[]>;
  remarks: ReadonlyMap<string, Remark[]>;
  opinions: ReadonlyMap<string, PriorOpinion[]>;
};

function assembleHome(row: AgendaRow, head: HeadParts, parts: SessionParts, by: Groups): AgendaHomeView {
  const { home, vacancy, postponement } = row;
  const id = row.agenda.vacancyId;
  const candidates = by.candidates.get(id) ?? [];
  const history = by.decisions.get(id) ?? [];
  return {
    ...roomOf(row, head, parts, by, candidates),
    home,
    vacancy,
    postponement,
    epciName: epciOfCommune(home.insee, head.session.heldOn)?.name ?? null,
    fragileResidence: home.residence !== null && parts.fragileResidences.has(home.residence),
    adaptedHint: adaptedHint(home),
    candidates: candidates.map((candidate) => ({
      ...candidate,
      opinions: by.opinions.get(candidate.number) ?? [],
      ownershipNotOpposable: parts.notOpposable.has(candidate.number),
    })),
    current: inForce(history),
    history,
    remarks: by.remarks.get(id) ?? [],
  };
}

/** "Metz"; the code where the geography does not know it. */
export function communeNameOf(insee: string): string {
  return geography().communes.get(insee)?.name ?? insee;
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

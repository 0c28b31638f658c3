/** The minutes of a sitting from what it was at its closing (C-14): frozen text, so that a later change shows nowhere. */
import type { CivilDate } from '../kernel/civil-date.ts';
import { conditionDocumentName } from './condition.ts';
import { criterionOf } from './criteria.ts';
import { decisionNames } from './decision.ts';
import { departureReasons } from './departure.ts';
import type {
  MinutesContent,
  MinutesDecision,
  MinutesHome,
  MinutesInformation,
  MinutesMember,
  MinutesReview,
  MinutesVote,
} from './minutes-content.ts';
import { postponementInWords } from './postponement.ts';
import { reasonOf } from './reasons.ts';
import type { AgendaHomeView, RecordedDecision, SessionView, Voice } from './session-view.ts';
import { originInWords } from './sheet-rows.ts';
import { weightOf } from './tally.ts';
import { qualityNames, roleOf } from './voters.ts';

export type MinutesSource = {
  view: SessionView;
  landlordName: string;
  recordedBy: string;
  closedAt: Date;
  /** Documents that were missing at the examination, by number: codes of the closed list. */
  missingDocuments: ReadonlyMap<string, readonly string[]>;
  reviews: readonly MinutesReview[];
  informations: readonly MinutesInformation[];
};

export function minutesContent(source: MinutesSource): MinutesContent {
  const { session, bylaws, commission, members, quorum, homes } = source.view;
  const nameOf = (memberId: string | null) => members.find(({ id }) => id === memberId)?.name ?? null;
  return {
    format: 1,
    landlordName: source.landlordName,
    commissionName: commission.name,
    heldOn: session.heldOn,
    startsAt: session.startsAt,
    place: session.place,
    mode: session.mode,
    kind: session.kind,
    convenedAt: session.convenedAt?.toISOString() ?? null,
    openedAt: session.openedAt?.toISOString() ?? null,
    closedAt: source.closedAt.toISOString(),
    bylaws: {
      version: bylaws.version,
      effectiveOn: bylaws.effectiveOn,
      quorumIsDefault: bylaws.defaults.includes('quorum'),
    },
    chairName: nameOf(session.chairMemberId),
    recordedBy: source.recordedBy,
    members: memberLines(source.view, nameOf),
    quorum,
    homes: homes.map((home) => minutesHome(home, source, nameOf)),
    ...(source.reviews.length === 0 ? {} : { reviews: source.reviews }),
    ...(source.informations.length === 0 ? {} : { informations: source.informations }),
  };
}

type NameOf = (memberId: string | null) => string | null;

/** Full members whether there or not; alternates only where they sat. */
function memberLines({ members, attendance, bylaws }: SessionView, nameOf: NameOf): MinutesMember[] {
  return members.flatMap((member) => {
    const row = attendance.find(({ memberId }) => memberId === member.id);
    const sat = row !== undefined && (row.state !== 'absent' || row.arrivedAt !== null);
    if (member.alternateOf !== null && !sat) return [];
    return [
      {
        name: member.name,
        quality: member.quality,
        qualityInWords: qualityNames[member.quality],
        voice: roleOf(member.quality, bylaws),
        sitsFor: nameOf(member.alternateOf),
        presence: row?.state ?? 'absent',
        proxyTo: nameOf(row?.proxyTo ?? null),
        arrivedAt: row?.arrivedAt?.toISOString() ?? null,
        leftAt: row?.leftAt?.toISOString() ?? null,
      },
    ];
  });
}

function minutesHome(line: AgendaHomeView, source: MinutesSource, nameOf: NameOf): MinutesHome {
  const { agenda, home, current } = line;
  const sitting = current?.sitting ?? null;
  const there = (voices: readonly Voice[]) =>
    voices.filter(
      ({ presence, withdrawn }) => (presence === 'present' || presence === 'remote') && !withdrawn,
    );
  return {
    vacancyId: agenda.vacancyId,
    homeId: agenda.homeId,
    rplsId: home.rplsId,
    address: home.address,
    communeName: line.communeName,
    typology: home.typology,
    surfaceM2: home.surfaceM2,
    financing: home.financing,
    qpv: home.qpvCode !== null,
    holderName: line.holder?.name ?? null,
    examined: sitting?.examined ?? line.candidates.length,
    eligible: agenda.pool?.eligible ?? null,
    exception: line.candidatesCheck.state === 'exception' ? line.candidatesCheck.exception : null,
    quorum: sitting?.voices.quorum ?? null,
    voting: there(sitting?.voices.voting ?? []).map(({ name, quality, weight }) => ({
      name,
      qualityInWords: qualityNames[quality],
      proxies: Math.max(0, weight - 1),
    })),
    consultative: there(sitting?.voices.consultative ?? []).map(({ name, quality }) => ({
      name,
      qualityInWords: qualityNames[quality],
    })),
    withdrawn: line.withdrawnMemberIds.flatMap((memberId) => nameOf(memberId) ?? []),
    outcome: current ? 'decided' : agenda.state === 'withdrawn' ? 'withdrawn' : 'postponed',
    postponedBecause: current ? null : postponedBecause(line),
    decidedAt: current?.decidedAt.toISOString() ?? null,
    decisions: current ? decisionLines(line, current, source) : [],
    vote: current ? voteLine(current, nameOf) : null,
    departure: departureLine(current),
    replaced: line.history
      .filter(({ supersedes }) => supersedes !== null)
      .map(({ decidedAt, why }) => ({ at: decidedAt.toISOString(), why: why ?? '' })),
  };
}

function postponedBecause({ postponement }: AgendaHomeView): string | null {
  if (!postponement) return null;
  const label = postponementInWords(postponement.reason) ?? postponement.reason;
  return postponement.note === null ? label : `${label} : ${postponement.note}`;
}

function decisionLines(
  { candidates }: AgendaHomeView,
  current: RecordedDecision,
  { view, missingDocuments }: MinutesSource,
): MinutesDecision[] {
  const day: CivilDate = view.session.heldOn;
  return current.candidates.flatMap((decision) => {
    const candidate = candidates.find(({ number }) => number === decision.number);
    if (!candidate) return [];
    const { sheet } = candidate;
    return [
      {
        number: decision.number,
        kind: decision.kind,
        kindName: decisionNames[decision.kind],
        rank: decision.rank,
        condition: decision.condition && {
          ...decision.condition,
          documentName: conditionDocumentName(decision.condition.document, day),
        },
        reasons: decision.reasons.flatMap((code) => {
          const reason = reasonOf(code);
          return reason ? [{ code, sentence: reason.minutes, article: reason.article }] : [];
        }),
        note: decision.note,
        criteria: decision.criteria.flatMap((code) => criterionOf(code)?.label ?? []),
        dalo: sheet.dalo,
        priority: sheet.priority,
        firstQuartile: sheet.firstQuartile,
        transfer: sheet.transfer,
        origin: originInWords(candidate.origin),
        missingDocuments: (missingDocuments.get(decision.number) ?? []).map((code) =>
          conditionDocumentName(code, day),
        ),
      },
    ];
  });
}

function voteLine({ vote, sitting }: RecordedDecision, nameOf: NameOf): MinutesVote | null {
  if (!vote) return null;
  return {
    propositions: vote.propositions.map(({ label, memberIds }) => ({
      label,
      voters: memberIds.flatMap((memberId) => nameOf(memberId) ?? []),
      voices: weightOf(sitting.voices, memberIds),
    })),
    winner: vote.propositions[vote.winner]?.label ?? '',
    castingVote: nameOf(vote.castingVote?.memberId ?? null),
  };
}

function departureLine(current: RecordedDecision | null): MinutesHome['departure'] {
  if (!current?.departure) return null;
  const { reason, note } = current.departure;
  return { label: departureReasons.find(({ code }) => code === reason)?.label ?? reason, note };
}

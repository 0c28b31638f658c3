/** Who is at a sitting: arrivals, departures, proxies. One line a member; what it was before stands in the journal. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Bylaws } from './bylaws.ts';
import type { Member } from './member.ts';
import type { SessionMode } from './session.ts';
import type { SessionRefusal } from './session-refusal.ts';
import type { Attendance, Presence } from './session-view.ts';

/** In the room or at a distance. */
export function isThere(memberId: string, attendance: readonly Attendance[]): boolean {
  const state = attendance.find((row) => row.memberId === memberId)?.state;
  return state === 'present' || state === 'remote';
}

/** Holds the seat without an alternate: there, or represented by a proxy. */
export function isTitularThere(memberId: string, attendance: readonly Attendance[]): boolean {
  const row = attendance.find((line) => line.memberId === memberId);
  return isThere(memberId, attendance) || row?.state === 'represented';
}

export type AttendanceChange = {
  memberId: string;
  state: Presence;
  proxyTo: string | null;
  at: Date;
};

type Room = {
  mode: SessionMode;
  members: readonly Member[];
  bylaws: Pick<Bylaws, 'proxies' | 'remote' | 'asynchronous'>;
  attendance: readonly Attendance[];
};

/**
 * The line of the member after the change, and those of members whose proxy ends because its carrier leaves. Refused
 * where the règlement does not allow it: distance, proxies and their number, an alternate beside the full member.
 */
export function changeAttendance(
  room: Room,
  change: AttendanceChange,
): Result<readonly Attendance[], SessionRefusal> {
  const member = room.members.find(({ id }) => id === change.memberId);
  if (!member) return refuse({ code: 'noSuchMember', name: 'Cette personne' });
  const refusal = refusalOf(room, member, change);
  if (refusal) return refuse(refusal);
  const before = room.attendance.find(({ memberId }) => memberId === member.id);
  const there = change.state === 'present' || change.state === 'remote';
  const wasThere = isThere(member.id, room.attendance);
  const line: Attendance = {
    memberId: member.id,
    state: change.state,
    proxyTo: change.state === 'represented' ? change.proxyTo : null,
    arrivedAt: there && !wasThere ? change.at : (before?.arrivedAt ?? null),
    leftAt: there ? null : wasThere ? change.at : (before?.leftAt ?? null),
  };
  const orphaned = there
    ? []
    : room.attendance
        .filter(({ proxyTo }) => proxyTo === member.id)
        .map((row) => ({ ...row, state: 'absent' as const, proxyTo: null }));
  return ok([line, ...orphaned]);
}

function refusalOf(room: Room, member: Member, change: AttendanceChange): SessionRefusal | null {
  if (change.state === 'remote' && !room.bylaws.remote && room.mode !== 'asynchronous') {
    return { code: 'remoteNotAllowed' };
  }
  if (change.state === 'present' || change.state === 'remote') return alternateRefusal(room, member);
  return change.state === 'represented' ? proxyRefusal(room, member, change.proxyTo) : null;
}

function alternateRefusal({ members, attendance }: Room, member: Member): SessionRefusal | null {
  const seat = member.alternateOf;
  if (seat === null) return null;
  const rivals = members.filter(({ id, alternateOf }) => id !== member.id && alternateOf === seat);
  const taken = isTitularThere(seat, attendance) || rivals.some((rival) => isThere(rival.id, attendance));
  return taken ? { code: 'alternateWhileSitting', name: member.name } : null;
}

const mayCarry: ReadonlySet<Member['quality']> = new Set([
  'boardMember',
  'prefet',
  'epciPresident',
  'mayor',
  'managingBody',
]);

function proxyRefusal(room: Room, member: Member, proxyTo: string | null): SessionRefusal | null {
  const { allowed, perMember } = room.bylaws.proxies;
  const carrier = room.members.find(({ id }) => id === proxyTo);
  const possible = allowed && perMember > 0 && mayCarry.has(member.quality) && member.alternateOf === null;
  if (!possible || !carrier || carrier.id === member.id || !mayCarry.has(carrier.quality)) {
    return { code: 'proxyNotAllowed' };
  }
  if (!isThere(carrier.id, room.attendance)) return { code: 'proxyToAbsent' };
  const carried = room.attendance.filter(
    (row) => row.proxyTo === carrier.id && row.memberId !== member.id,
  ).length;
  return carried >= perMember ? { code: 'tooManyProxies', perMember } : null;
}

/**
 * The quorum (C-03): no figure stands in the Code, the règlement gives it. It counts the seats of the members appointed
 * by the board that someone holds: the full member, an alternate, or a proxy carried by someone who is there.
 */
import { isThere } from './attendance.ts';
import type { Bylaws } from './bylaws.ts';
import type { Member } from './member.ts';
import type { Attendance, Quorum } from './session-view.ts';

export type QuorumQuestion = {
  members: readonly Member[];
  attendance: readonly Attendance[];
  bylaws: Pick<Bylaws, 'quorum'>;
  /** Those who withdrew for the home in question are not counted: they take no part in it. */
  withdrawn?: ReadonlySet<string>;
};

export function quorumOf({ members, attendance, bylaws, withdrawn = new Set() }: QuorumQuestion): Quorum {
  const board = members.filter(({ quality }) => quality === 'boardMember');
  const seats = board.filter(({ alternateOf }) => alternateOf === null);
  const held = seats.filter((seat) => {
    if (withdrawn.has(seat.id)) return false;
    if (isThere(seat.id, attendance)) return true;
    if (board.some((one) => one.alternateOf === seat.id && counts(one.id, attendance, withdrawn)))
      return true;
    const row = attendance.find(({ memberId }) => memberId === seat.id);
    return row?.state === 'represented' && row.proxyTo !== null && counts(row.proxyTo, attendance, withdrawn);
  });
  return { required: bylaws.quorum, reached: held.length, met: held.length >= bylaws.quorum };
}

function counts(
  memberId: string,
  attendance: readonly Attendance[],
  withdrawn: ReadonlySet<string>,
): boolean {
  return isThere(memberId, attendance) && !withdrawn.has(memberId);
}

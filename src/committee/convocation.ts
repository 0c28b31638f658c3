/** When a sitting may be convened and opened: the delays of the règlement, its modes, its emergencies. */
import { addDays, type CivilDate, civilDateInParis, daysBetween } from '../kernel/civil-date.ts';
import type { Bylaws } from './bylaws.ts';
import type { Member } from './member.ts';
import type { CommitteeSession, SessionMode } from './session.ts';
import type { SessionRefusal } from './session-refusal.ts';

type Planned = Pick<CommitteeSession, 'heldOn' | 'startsAt' | 'mode' | 'kind'>;

/** Why the règlement does not allow such a sitting; null where it does. */
export function plannedRefusal(planned: Planned, bylaws: Bylaws, today: CivilDate): SessionRefusal | null {
  if (planned.heldOn < today) return { code: 'pastDay', heldOn: planned.heldOn };
  if (planned.kind === 'emergency' && !bylaws.emergency.allowed) return { code: 'emergencyNotAllowed' };
  return modeRefusal(planned.mode, bylaws);
}

function modeRefusal(mode: SessionMode, bylaws: Bylaws): SessionRefusal | null {
  if (mode === 'asynchronous' && !bylaws.asynchronous.allowed) return { code: 'asynchronousNotAllowed' };
  return mode === 'remote' && !bylaws.remote ? { code: 'remoteNotAllowed' } : null;
}

/** Why it is too late to convene for that day; null where it is not. */
export function convocationRefusal(
  planned: Planned,
  bylaws: Bylaws,
  today: CivilDate,
  now: Date,
): SessionRefusal | null {
  const refusal = plannedRefusal(planned, bylaws, today);
  if (refusal) return refusal;
  if (planned.kind === 'emergency') {
    const { convocationHours } = bylaws.emergency;
    const late = hoursUntil(planned, today, now) < convocationHours;
    return late ? { code: 'emergencyTooLate', hours: convocationHours } : null;
  }
  const earliest = addDays(today, bylaws.convocationDays);
  return planned.heldOn < earliest
    ? { code: 'convocationTooLate', days: bylaws.convocationDays, earliest }
    : null;
}

/** Hours from now, in Paris, to the beginning of the sitting; to the end of its day where no hour is set. */
function hoursUntil(planned: Planned, today: CivilDate, now: Date): number {
  const [hours = 24, minutes = 0] = (planned.startsAt ?? '24:00').split(':').map(Number);
  const clock = new Intl.DateTimeFormat('fr-FR', {
    timeZone: 'Europe/Paris',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: string) => Number(clock.find((one) => one.type === type)?.value ?? 0);
  const already = part('hour') + part('minute') / 60;
  return daysBetween(today, planned.heldOn) * 24 + hours + minutes / 60 - already;
}

/**
 * Whether the time to vote is over. The day counts first, then the hour of that day: the demonstration's day stands
 * still while the clock goes on.
 */
export function ballotsOver(openUntil: Date | null, today: CivilDate, now: Date): boolean {
  if (openUntil === null) return false;
  const lastDay = civilDateInParis(openUntil);
  return today > lastDay || (today === lastDay && now > openUntil);
}

/** Who may preside: one of the six members appointed by the board, or an alternate who sits for one. */
export function mayPreside(member: Pick<Member, 'quality'> | undefined): boolean {
  return member?.quality === 'boardMember';
}

/**
 * Putting somebody safe within 48 hours: a sitting called at the short notice of the règlement, and its clock. Neither
 * says of whom, nor why: an emergency is only a sitting and an hour.
 */
import { addDays, type CivilDate, civilDateInParis } from '../../kernel/civil-date.ts';
import type { Bylaws } from '../bylaws.ts';

const hourMs = 3_600_000;
const emergencyHours = 48;
// Members come between these hours of the day.
const firstHour = 9;
const lastHour = 18;

/** An emergency sitting that is not closed yet. */
export type Emergency = {
  sessionId: string;
  heldOn: CivilDate;
  startsAt: string | null;
  state: 'draft' | 'convened' | 'open';
  /** When it was asked for. */
  startedAt: Date;
  /** Communes of its homes; empty while none is on its agenda. */
  communes: readonly string[];
};

/** Until when the 48 hours run, and how many whole hours are left; 0 where they are over. */
export function emergencyClock(startedAt: Date, now: Date): { dueAt: Date; hoursLeft: number } {
  const dueAt = new Date(startedAt.getTime() + emergencyHours * hourMs);
  const hoursLeft = Math.max(0, Math.floor((dueAt.getTime() - now.getTime()) / hourMs));
  return { dueAt, hoursLeft };
}

/**
 * The first hour at which the règlement lets an emergency sitting begin, with an hour to convene it, in Paris; null
 * where the règlement provides none.
 */
export function earliestEmergency(
  { emergency }: Pick<Bylaws, 'emergency'>,
  now: Date,
): { heldOn: CivilDate; startsAt: string } | null {
  if (!emergency.allowed) return null;
  const first = new Date(now.getTime() + (emergency.convocationHours + 1) * hourMs);
  const day = civilDateInParis(first);
  // The hour that has begun is over for whoever must still come.
  const hour = parisHour(first) + 1;
  if (hour > lastHour) return { heldOn: addDays(day, 1), startsAt: hourText(firstHour) };
  return { heldOn: day, startsAt: hourText(Math.max(hour, firstHour)) };
}

function parisHour(at: Date): number {
  const parts = new Intl.DateTimeFormat('fr-FR', {
    timeZone: 'Europe/Paris',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  return Number(parts.find(({ type }) => type === 'hour')?.value ?? 0);
}

function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

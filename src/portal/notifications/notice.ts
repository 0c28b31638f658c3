/**
 * A message to a household: one event, one message, by the way that it prefers, never at night. The text of each notice
 * belongs to the feature that sends it; what is here is common to all.
 */

import type { LetterBlock, LetterContent } from '../../committee/letters/letter-content.ts';
import { letterText } from '../../committee/letters/letter-content.ts';
import { addDays, civilDateInParis, instantInParis } from '../../kernel/civil-date.ts';

/**
 * `path`: the page of the portal that says more; null where none does. `sms`: a short sentence (90 characters leave
 * room for the address), which names nobody and says nothing sensitive.
 */
export type Notice = {
  /** The application's number, or the lease of a tenant who has none. */
  number: string;
  /** What happened: the same key writes one message to one household, however often it is asked. */
  eventKey: string;
  subject: string;
  paragraphs: readonly string[];
  sms: string;
  path: string | null;
};

/** The hours of Paris between which nothing leaves; equal: none. */
export type QuietHours = { fromHour: number; toHour: number };

/** The first instant, from `now`, at which a message may leave. */
export function departureAfter(now: Date, quiet: QuietHours): Date {
  const { fromHour, toHour } = quiet;
  if (fromHour === toHour) return now;
  const day = civilDateInParis(now);
  const endToday = instantInParis(day, hourText(toHour));
  const startToday = instantInParis(day, hourText(fromHour));
  if (fromHour < toHour) return now >= startToday && now < endToday ? endToday : now;
  if (now < endToday) return endToday;
  return now >= startToday ? instantInParis(addDays(day, 1), hourText(toHour)) : now;
}

/** The hour at which the messages of a day that are gathered in one leave. */
const digestHour = 18;

/** The day whose gathered message an event of this instant goes in, and when that message leaves. */
export function digestOf(now: Date, quiet: QuietHours): { day: string; leavesAt: Date } {
  const today = civilDateInParis(now);
  const day = now < instantInParis(today, hourText(digestHour)) ? today : addDays(today, 1);
  return { day, leavesAt: departureAfter(instantInParis(day, hourText(digestHour)), quiet) };
}

function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** What a notice says, as the blocks of a letter. In a gathered message each event has its heading. */
export function noticeBlocks({ subject, paragraphs }: Notice, gathered: boolean): LetterBlock[] {
  const blocks: LetterBlock[] = paragraphs.map((text) => ({ kind: 'paragraph', text }));
  return gathered ? [{ kind: 'heading', text: subject }, ...blocks] : blocks;
}

/**
 * The page of the portal in a message: the address is known where messages leave, not where they are written. Never a
 * second slash, which would name another site.
 */
const portalAddress = /portail:(\/(?!\/)[\w\-/]*)/g;
const preferencesPath = '/demandeur/preferences';

/** The notice as an e-mail: the letter's text, the page that says more, and how to be written to in another way. */
export function noticeText(content: LetterContent, path: string | null): string {
  const more = path === null ? [] : [`Pour en savoir plus : portail:${path}`];
  const stop = `Choisir comment nous vous écrivons, ou ne plus recevoir de message : portail:${preferencesPath}`;
  return [letterText(content), ...more, stop].join('\n\n');
}

/** The notice as a short message. */
export function noticeSms({ sms, path }: Pick<Notice, 'sms' | 'path'>): string {
  return path === null ? sms : `${sms} portail:${path}`;
}

/** A text with the addresses of its pages; where the service knows none, the portal is named in words. */
export function withPortalAddresses(text: string, publicUrl: string | null): string {
  return text.replaceAll(portalAddress, (_whole, path: string) =>
    publicUrl === null ? `sur le portail, page ${path}` : new URL(path, publicUrl).href,
  );
}

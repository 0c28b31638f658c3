/** A mandate: who may read or act for a household, until when. Given and ended by the household, never by the mandated. */
import { z } from 'zod';
import { addYears, type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { isMobile } from '../notifications/reach.ts';
import { mandateScopes } from '../visitor.ts';

export const mandateKinds = ['relative', 'socialWorker', 'association'] as const;
export type MandateKind = (typeof mandateKinds)[number];

export const mandateKindNames: Readonly<Record<MandateKind, string>> = {
  relative: 'Un proche',
  socialWorker: 'Un travailleur social',
  association: 'Une association',
};

export const scopeNames = {
  read: 'Lire mon dossier',
  act: 'Lire mon dossier et agir pour moi',
} as const;

/** What the household, or an officer who saw a signed paper, gives. */
export const mandateGivenSchema = z.object({
  kind: z.enum(mandateKinds),
  name: z.string().trim().min(2, 'nom attendu').max(120),
  organisation: z.string().trim().max(160).nullable(),
  email: z.email('adresse électronique à corriger').max(320).nullable(),
  telephone: z.string().trim().max(30).nullable(),
  scope: z.enum(mandateScopes),
  until: civilDateSchema,
});
export type MandateGiven = z.infer<typeof mandateGivenSchema>;

export type Mandate = MandateGiven & {
  id: string;
  from: CivilDate;
  /** "le ménage", or the officer who saw the paper. */
  givenBy: string;
  /** Null while it was not ended before its day. */
  endedAt: Date | null;
};

export type MandateRefusal = 'past' | 'tooLong' | 'noContact' | 'tooMany' | 'unknownFile';

/** More helpers than that is a sign of something else. */
export const mostMandates = 5;
/** Days before the end at which the household is told. */
export const mandateNoticeDays = 14;

/** Whether it may be given: at most a year, to somebody whom a code can reach. */
export function checkMandate(
  given: MandateGiven,
  running: number,
  today: CivilDate,
): Result<MandateGiven, MandateRefusal> {
  if (given.until < today) return refuse('past');
  if (given.until > addYears(today, 1)) return refuse('tooLong');
  const reachable = given.email !== null || (given.telephone !== null && isMobile(given.telephone));
  if (!reachable) return refuse('noContact');
  return running >= mostMandates ? refuse('tooMany') : ok(given);
}

/** Whether it holds on the day. */
export function mandateRuns(
  { from, until, endedAt }: Pick<Mandate, 'from' | 'until' | 'endedAt'>,
  today: string,
): boolean {
  return endedAt === null && from <= today && today <= until;
}

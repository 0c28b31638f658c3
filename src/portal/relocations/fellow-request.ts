/** A fellow landlord asks for a home for a household of its renewal operation: the need, the answer, the signature. */
import { z } from 'zod';
import { forbiddenInNote } from '../../committee/note-check.ts';
import { accessibilitySchema, inseeSchema, typologySchema } from '../../domain/home.ts';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';

export const fellowOperations = ['urbanRenewal', 'orcod', 'demolition'] as const;

/** No name: the need, and the number where the fellow gives it. */
export const fellowNeedSchema = z.object({
  persons: z.number().int().min(1).max(20),
  typologies: z.array(typologySchema).min(1),
  communes: z.array(inseeSchema).max(20),
  accessibility: accessibilitySchema,
  operation: z.enum(fellowOperations),
  /** What the fellow calls it: convention, site. */
  operationName: z.string().trim().min(2).max(200),
});

export const fellowContentSchema = z.object({
  need: fellowNeedSchema,
  answer: z
    .object({
      vacancyId: z.string().nullable(),
      reason: z.string().nullable(),
      by: z.string(),
    })
    .nullable()
    .default(null),
  /** C-13: the sitting that is told of it, and when it was put there. */
  information: z
    .object({ sessionId: z.uuid(), on: civilDateSchema, by: z.string() })
    .nullable()
    .default(null),
  signed: z.object({ on: civilDateSchema, by: z.string() }).nullable().default(null),
});
export type FellowContent = z.infer<typeof fellowContentSchema>;

export type FellowRequest = {
  id: string;
  fellow: string;
  number: string | null;
  content: FellowContent;
  receivedOn: CivilDate;
  dueOn: CivilDate;
  state: 'received' | 'accepted' | 'refused' | 'signed';
  answeredOn: CivilDate | null;
  version: number;
};

export type FellowStep =
  | { kind: 'accept'; vacancyId: string }
  | { kind: 'refuse'; reason: string }
  /** The unique number, where the fellow gave it later: no lease without it (C-05). */
  | { kind: 'number'; number: string }
  | { kind: 'inform'; sessionId: string };

export type FellowStepRefusal = { code: 'notNow' | 'reasonMissing' | 'textForbidden' };

/** The request after a step; or why not. Its lease is `mayLeaseToFellow`'s. */
export function fellowAfter(
  request: FellowRequest,
  step: FellowStep,
  { today, by }: { today: CivilDate; by: string },
): Result<FellowRequest, FellowStepRefusal> {
  const { content, state } = request;
  if (step.kind === 'number') {
    return state === 'received' || state === 'accepted'
      ? ok({ ...request, number: step.number })
      : refuse({ code: 'notNow' });
  }
  if (step.kind === 'inform') {
    const information = { sessionId: step.sessionId, on: today, by };
    return state === 'accepted'
      ? ok({ ...request, content: { ...content, information } })
      : refuse({ code: 'notNow' });
  }
  if (state !== 'received') return refuse({ code: 'notNow' });
  if (step.kind === 'accept') {
    const answer = { vacancyId: step.vacancyId, reason: null, by };
    return ok({ ...request, state: 'accepted', answeredOn: today, content: { ...content, answer } });
  }
  if (step.reason.trim().length < 5) return refuse({ code: 'reasonMissing' });
  if (forbiddenInNote(step.reason, []) !== null) return refuse({ code: 'textForbidden' });
  const answer = { vacancyId: null, reason: step.reason.trim(), by };
  return ok({ ...request, state: 'refused', answeredOn: today, content: { ...content, answer } });
}

/** What of a year counts: in PP-5 as moves from another landlord (M-01), in Q-02 as relocated (urban renewal, ORCOD). */
export function fellowCounts(
  requests: readonly FellowRequest[],
  year: string,
): { signed: number; relocated: number; late: (today: CivilDate) => number } {
  const signed = requests.filter(({ content }) => content.signed?.on.startsWith(year) === true);
  return {
    signed: signed.length,
    relocated: signed.filter(({ content }) => content.need.operation !== 'demolition').length,
    late: (today) => requests.filter(({ state, dueOn }) => state === 'received' && dueOn < today).length,
  };
}

/** A small meeting of the internal body: it reads requests in the published order and recommends; it never decides. */
import { z } from 'zod';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { transferGrounds } from '../policy.ts';
import { refusalReasonCodes } from './refusal-reasons.ts';
import { recommendations } from './request.ts';
import { type StepRefusal, wrongWords } from './steps.ts';

/** What was said of one request; null while it was not examined. */
const recommendationSchema = z.object({
  kind: z.enum(recommendations),
  /** Tied to a rule; always there where it is unfavourable. */
  reason: z.enum(refusalReasonCodes).nullable(),
  note: z.string().nullable(),
});
export type ItemRecommendation = z.infer<typeof recommendationSchema>;

export const meetingItemSchema = z.object({
  requestId: z.string(),
  recommendation: recommendationSchema.nullable(),
  /** As the request stood at closing: minutes never change with it. No name. */
  frozen: z
    .object({
      number: z.string().nullable(),
      tenancyId: z.string().nullable(),
      ground: z.enum(transferGrounds),
      tier: z.number().int(),
      fastLane: z.boolean(),
      receivedOn: civilDateSchema,
      home: z.string().nullable(),
      persons: z.number().int().nullable(),
      /** False where the request had been settled before the closing. */
      applied: z.boolean(),
    })
    .nullable(),
});
export type MeetingItem = z.infer<typeof meetingItemSchema>;

export type Meeting = {
  id: string;
  heldOn: CivilDate;
  state: 'planned' | 'closed';
  members: readonly string[];
  items: readonly MeetingItem[];
  closedBy: string | null;
  version: number;
};

export const planMeetingSchema = z.object({
  heldOn: civilDateSchema,
  members: z.array(z.string().trim().min(2).max(80)).min(2).max(12),
  requestIds: z.array(z.uuid()).min(1).max(60),
});
export type PlanMeeting = z.infer<typeof planMeetingSchema>;

export type MeetingRefusal =
  | { code: 'noSuchMeeting' | 'alreadyClosed' | 'notOnAgenda' | 'wrongDay' | 'reasonMissing' | 'outOfScope' }
  | { code: 'notReceived' }
  | { code: 'undecided'; left: number }
  | { code: 'changedMeanwhile'; by: string }
  | StepRefusal;

/** The meeting with one more recommendation; an unfavourable one names its reason. */
export function recommend(
  meeting: Meeting,
  requestId: string,
  said: ItemRecommendation,
): Result<Meeting, MeetingRefusal> {
  if (meeting.state === 'closed') return refuse({ code: 'alreadyClosed' });
  if (!meeting.items.some((item) => item.requestId === requestId)) return refuse({ code: 'notOnAgenda' });
  if (said.kind === 'unfavourable' && said.reason === null) return refuse({ code: 'reasonMissing' });
  const wrong = wrongWords(said.note);
  if (wrong) return refuse(wrong);
  // A reason goes with an unfavourable recommendation only.
  const kept = { ...said, reason: said.kind === 'unfavourable' ? said.reason : null };
  const items = meeting.items.map((item) =>
    item.requestId === requestId ? { ...item, recommendation: kept } : item,
  );
  return ok({ ...meeting, items });
}

/** Whether it may be closed today: held, and something said of each request. */
export function mayClose(meeting: Meeting, today: CivilDate): Result<Meeting, MeetingRefusal> {
  if (meeting.state === 'closed') return refuse({ code: 'alreadyClosed' });
  const left = meeting.items.filter(({ recommendation }) => recommendation === null).length;
  if (left > 0) return refuse({ code: 'undecided', left });
  return meeting.heldOn > today ? refuse({ code: 'wrongDay' }) : ok(meeting);
}

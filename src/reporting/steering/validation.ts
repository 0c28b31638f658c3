/** What a named person validates before a session: kept, changed or removed lines, and the acceptance figures taken. */
import { z } from 'zod';
import { inseeSchema, typologySchema } from '../../domain/home.ts';
import { type CivilDate, civilDateSchema, yearOf } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Policy } from '../../matching/policy.ts';
import { type Steering, steeringLineSchema } from '../../matching/steering.ts';
import { latestUntil } from './bounds.ts';
import type { SteeringProposal } from './proposal.ts';

const changeSchema = z.object({ proposedPoints: z.number().int().min(0), why: z.string().min(1) }).nullable();

export const steeringContentSchema = z.object({
  /** Day of the validation and of the figures that it rests on. */
  validatedOn: civilDateSchema,
  /** Function of the person, as the journal names it. */
  role: z.string().min(1),
  lines: z.array(steeringLineSchema.extend({ name: z.string(), change: changeSchema })),
  /** Proposed and not taken: the target then weighs as though nobody steered it. */
  removed: z.array(z.object({ targetId: z.string(), name: z.string(), why: z.string().min(1) })),
  acceptance: z.array(
    z.object({
      insee: inseeSchema.nullable(),
      typology: typologySchema.nullable(),
      permille: z.number().int().min(1).max(1000),
      beforePermille: z.number().int(),
      offers: z.number().int(),
      accepted: z.number().int(),
    }),
  ),
});
export type SteeringContent = z.infer<typeof steeringContentSchema>;

/** A validation as it was stored; it never changes. */
export type SteeringValidation = {
  id: string;
  effectiveOn: CivilDate;
  until: CivilDate;
  validatedBy: string;
  createdAt: Date;
  content: SteeringContent;
};

export type SteeringAnswers = {
  effectiveOn: CivilDate;
  until: CivilDate;
  /** By target; one that is not here is kept as proposed. */
  lines: ReadonlyMap<string, { points: number; removed: boolean; why: string }>;
  /** Keys of the acceptance figures that the person takes. */
  acceptance: ReadonlySet<string>;
};

export type SteeringRefusal =
  | { code: 'figuresChanged' }
  | { code: 'validatedMeanwhile'; by: string; at: Date }
  | { code: 'wrongPeriod'; latestUntil: CivilDate }
  | { code: 'outOfBounds'; name: string; mostPoints: number }
  | { code: 'reasonMissing'; name: string };

/** The content to keep, or the first thing that the policy's bounds or a missing reason refuse. */
export function decideValidation(
  proposal: SteeringProposal,
  answers: SteeringAnswers,
  person: { today: CivilDate; role: string },
): Result<SteeringContent, SteeringRefusal> {
  const { effectiveOn, until } = answers;
  const last = latestUntil(effectiveOn);
  if (
    effectiveOn < person.today ||
    until < effectiveOn ||
    until > last ||
    yearOf(effectiveOn) !== yearOf(proposal.asOf)
  ) {
    return refuse({ code: 'wrongPeriod', latestUntil: last });
  }
  const lines: SteeringContent['lines'] = [];
  const removed: SteeringContent['removed'] = [];
  for (const { bounds, ...proposed } of proposal.lines) {
    const { targetId, name, mostPoints } = proposed;
    const answer = answers.lines.get(targetId) ?? { points: mostPoints, removed: false, why: '' };
    const why = answer.why.trim();
    const isChanged = answer.points !== mostPoints;
    if ((answer.removed || isChanged) && why === '') return refuse({ code: 'reasonMissing', name });
    if (answer.removed) {
      removed.push({ targetId, name, why });
      continue;
    }
    if (answer.points < 0 || answer.points > bounds.mostPoints) {
      return refuse({ code: 'outOfBounds', name, mostPoints: bounds.mostPoints });
    }
    const change = isChanged ? { proposedPoints: mostPoints, why } : null;
    lines.push({ ...proposed, mostPoints: answer.points, change });
  }
  return ok({
    validatedOn: person.today,
    role: person.role,
    lines,
    removed,
    acceptance: proposal.acceptance
      .filter(({ key }) => answers.acceptance.has(key))
      .map(({ key: _key, learnedPermille: _learned, isTaken: _taken, ...figure }) => figure),
  });
}

/** What a session reads of it; the names of targets and the reasons stay with the validation. */
export function steeringOf({ id, validatedBy, content }: SteeringValidation): Steering {
  return {
    id,
    validatedBy,
    validatedOn: content.validatedOn,
    lines: content.lines.map(({ name: _name, change: _change, ...line }) => line),
  };
}

/** The policy with the acceptance figures that the person took; those of the policy stand where none was. */
export function policyWith(policy: Policy, { validatedBy, content }: SteeringValidation): Policy {
  if (content.acceptance.length === 0) return policy;
  const { validatedOn } = content;
  const taken = content.acceptance.map(({ insee, typology, permille }) => ({
    insee,
    typology,
    permille,
    validatedBy,
    validatedOn,
  }));
  const isTaken = (one: { insee: string | null; typology: string | null }) =>
    taken.some(({ insee, typology }) => insee === one.insee && typology === one.typology);
  return {
    ...policy,
    acceptanceLearned: [...policy.acceptanceLearned.filter((one) => !isTaken(one)), ...taken],
  };
}

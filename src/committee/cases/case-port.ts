/** What pages, and later the applicants' portal, ask of the store of cases. Every write ends in the journal. */
import { z } from 'zod';
import type { Asked } from '../../domain/act.ts';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { ForbiddenNote } from '../decision-refusal.ts';
import type { FileReader } from '../letters/letter-port.ts';
import { caseKinds, type ReviewCase } from './case.ts';

export const openCaseSchema = z.object({
  /** Made with the form: the same form sent twice opens one case. */
  key: z.uuid(),
  number: z.string().min(1),
  kind: z.enum(caseKinds),
  /** "decision:…" where it contests one; null: the file itself. */
  about: z.string().max(80).nullable(),
  receivedOn: civilDateSchema,
  /** The household's words. */
  request: z.string().trim().max(4000).nullable(),
});
export type OpenCase = z.infer<typeof openCaseSchema>;

export const answerCaseSchema = z.object({
  id: z.uuid(),
  version: z.coerce.number().int().min(1),
  answer: z.string().trim().min(20, 'une réponse de 20 caractères au moins').max(4000),
  upheld: z.boolean(),
});
export type AnswerCase = z.infer<typeof answerCaseSchema>;

export type CaseRefusal =
  | { code: 'noSuchFile' | 'noSuchCase' | 'receivedLater' }
  /** Somebody else answered, or changed it, since the page was shown. */
  | { code: 'alreadyAnswered' | 'changedMeanwhile'; by: string; at: Date }
  /** The answer speaks of what must not leave: health, origin, violence, private life (D-03, D-04). */
  | { code: 'answerForbidden'; because: ForbiddenNote };

export type CaseLine = ReviewCase & { householdName: string | null };

type Answer<Value> = Promise<Result<Value, CaseRefusal>>;

export type CasePort = {
  /** Open cases by the day of their answer, then the last ones answered. */
  list: (reader: FileReader) => Promise<CaseLine[]>;
  /** Those of one file, newest first: what its household reads. */
  ofFile: (landlordId: string, number: string) => Promise<CaseLine[]>;
  find: (landlordId: string, id: string) => Promise<CaseLine | null>;
  /** Opens it and writes its acknowledgement. `owner` null: nobody follows it yet. */
  open: (
    asked: Asked,
    input: OpenCase,
    owner: { accountId: string; name: string } | null,
  ) => Answer<{ id: string; opened: boolean; dueOn: CivilDate }>;
  take: (
    asked: Asked,
    input: { id: string; version: number; owner: { accountId: string; name: string } },
  ) => Answer<{ version: number }>;
  /** Answers once, and writes the letter that carries the answer. */
  answer: (asked: Asked, input: AnswerCase) => Answer<{ letterId: string }>;
};

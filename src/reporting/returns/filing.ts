/** Recording that a return was sent: what the person says, what is kept of the return, and when it is refused. */
import { z } from 'zod';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Check, type ReturnContent, returnStamp } from './return-content.ts';

export const sendingMeans = ['platform', 'registered', 'email', 'published', 'handed'] as const;
type SendingMeans = (typeof sendingMeans)[number];

export const sendingMeansNames: Readonly<Record<SendingMeans, string>> = {
  platform: 'Plateforme de l’administration',
  registered: 'Lettre recommandée',
  email: 'Courriel',
  published: 'Mise en ligne',
  handed: 'Remise en séance ou en main propre',
};

export type FilingAnswers = {
  /** To whom it was sent, as the person writes it. */
  recipient: string;
  means: SendingMeans;
  sentOn: CivilDate;
  /** Why it was sent with lines of the checklist still blocking; null: none is said. */
  reason: string | null;
  /** Why it replaces the one sent before; null: none is said. */
  correction: string | null;
};

const cellSchema = z.union([
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.enum(['count', 'share', 'days']), value: z.number() }),
  z.object({ kind: z.literal('hidden') }),
  z.null(),
]);
const columnKind = z.enum(['text', 'count', 'share', 'days']);

/** What is kept beside the bytes, to tell later what changed. */
export const filedFiguresSchema = z.object({
  tables: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      columns: z.array(z.object({ title: z.string(), kind: columnKind })),
      rows: z.array(z.array(cellSchema)),
    }),
  ),
  whole: z.object({ count: z.number(), unit: z.enum(['bail', 'logement', 'dossier']) }),
  provisional: z.boolean(),
  /** The blocking lines that stood, in words. */
  blocking: z.array(z.string()),
  reason: z.string().nullable(),
  correction: z.string().nullable(),
  /** The sending that this one replaces. */
  replaces: z.string().nullable(),
  stamp: z.string(),
});
export type FiledFigures = z.infer<typeof filedFiguresSchema>;

export type FiledReturn = {
  /** One sending, two files: its key in addresses. */
  id: string;
  kind: string;
  subject: string;
  recipient: string;
  sentOn: CivilDate;
  sentBy: string;
  /** In words. */
  means: string;
  recordedAt: Date;
  provisional: boolean;
  files: readonly { format: 'ods' | 'pdf'; hash: string }[];
};

/** The newest sending, as the person who sends the next one read it. */
type NewestSending = Pick<FiledReturn, 'id' | 'sentBy' | 'recordedAt'> | null;

export type FilingRefusal =
  | { code: 'unknownReturn' }
  | { code: 'figuresChanged' }
  | { code: 'filedMeanwhile'; by: string; at: Date }
  | { code: 'reasonNeeded' }
  | { code: 'correctionNeeded' }
  | { code: 'sentInTheFuture' }
  | { code: 'nothingChanged' };

/** The content as it leaves after others were sent: it names the newest sending whose figures were not these. */
export function correcting(
  content: ReturnContent,
  sendings: readonly (FiledReturn & { figures: Pick<FiledFigures, 'stamp'> })[],
): ReturnContent {
  const stamp = returnStamp(content);
  const replaced = sendings.find(({ figures }) => figures.stamp !== stamp);
  const hash = replaced?.files.find(({ format }) => format === 'ods')?.hash;
  if (replaced === undefined || hash === undefined) return content;
  return { ...content, corrects: { sentOn: replaced.sentOn, hash } };
}

export function blockingChecks(checks: readonly Check[]): Check[] {
  return checks.filter(({ level }) => level === 'blocking');
}

/**
 * What is kept of a sending. Refused where the figures are no longer those that the person read, where somebody sent it
 * meanwhile, or where a reason is missing; a copy sent twice with the same figures is no correction.
 */
export function decideFiling(
  content: ReturnContent,
  newest: (NewestSending & { figures: Pick<FiledFigures, 'stamp'> }) | null,
  read: { stamp: string; newestId: string },
  answers: FilingAnswers,
  today: CivilDate,
): Result<FiledFigures, FilingRefusal> {
  if ((newest?.id ?? '') !== read.newestId && newest !== null) {
    return refuse({ code: 'filedMeanwhile', by: newest.sentBy, at: newest.recordedAt });
  }
  const stamp = returnStamp(content);
  if (stamp !== read.stamp) return refuse({ code: 'figuresChanged' });
  if (newest !== null && newest.figures.stamp === stamp) return refuse({ code: 'nothingChanged' });
  if (answers.sentOn > today) return refuse({ code: 'sentInTheFuture' });
  const blocking = blockingChecks(content.checks).map(({ words }) => words);
  if (blocking.length > 0 && answers.reason === null) return refuse({ code: 'reasonNeeded' });
  if (newest !== null && answers.correction === null) return refuse({ code: 'correctionNeeded' });
  const tables = content.tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column })),
    rows: table.rows.map((cells) => [...cells]),
  }));
  return ok({
    tables,
    whole: content.whole,
    provisional: content.provisional !== null,
    blocking,
    reason: blocking.length > 0 ? answers.reason : null,
    correction: newest === null ? null : answers.correction,
    replaces: newest?.id ?? null,
    stamp,
  });
}

/** What can be copied beside the pages: a closed list, each with what names it. */
import { z } from 'zod';
import { civilDateSchema } from '../../kernel/civil-date.ts';
import { indicatorNames } from '../../reporting/indicator.ts';

const indicator = z.object({
  what: z.literal('indicator'),
  name: z.enum(indicatorNames),
  from: civilDateSchema,
  until: civilDateSchema,
  /** SIREN of an EPCI or code of a département; null: all. */
  territory: z
    .string()
    .regex(/^(\d{9}|\d{2,3}|2[AB])$/)
    .nullable(),
  format: z.enum(['csv', 'ods', 'pdf']),
});

const register = z.object({
  what: z.literal('register'),
  /** A file of events that was prepared for the register. */
  exportId: z.uuid(),
  file: z.enum(['radiations.xml', 'evenements.xml', 'evenements.csv']),
});

const sitting = z.object({
  what: z.literal('sitting'),
  sessionId: z.uuid(),
  paper: z.enum(['folder', 'minutes', 'minutesSheets']),
});

const legalReturn = z.object({
  what: z.literal('return'),
  key: z.string().min(1).max(120),
  format: z.enum(['ods', 'pdf']),
});

export const exportSubjectSchema = z.discriminatedUnion('what', [indicator, register, sitting, legalReturn]);
export type ExportSubject = z.infer<typeof exportSubjectSchema>;
export type ExportOf<What extends ExportSubject['what']> = Extract<ExportSubject, { what: What }>;

export const exportParameters = z.object({
  subject: exportSubjectSchema,
  /** How far the person reached when the copy was asked for, as `reachOf` says it. */
  reach: z.string(),
  today: civilDateSchema,
});
export type ExportParameters = z.infer<typeof exportParameters>;

/** The copy, kept two days at most under `fileId`. Its name tells what it is, and nobody's. */
export const exportResultSchema = z.object({
  fileId: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
});
export type ExportResult = z.infer<typeof exportResultSchema>;

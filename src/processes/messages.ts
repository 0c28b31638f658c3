/** What the leading process and its page processes tell each other. */
import { z } from 'zod';
import { lanes } from '../jobs/job.ts';

/** A measure as prom-client gives and adds it up. */
const measureSchema = z.object({
  name: z.string(),
  help: z.string(),
  // A word, whatever the library's types say.
  type: z.unknown(),
  aggregator: z.string(),
  values: z.array(z.unknown()),
});

/** From a page process: where it listens; that it serves; a task that waits; its measures, as Prometheus counts them. */
export const toLeadSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listening'), url: z.string() }),
  z.object({ kind: z.literal('serving') }),
  z.object({
    kind: z.literal('announce'),
    message: z.object({ jobId: z.string(), attempts: z.number(), lane: z.enum(lanes) }),
  }),
  z.object({ kind: z.literal('measures'), measures: z.array(measureSchema) }),
]);
export type ToLead = z.infer<typeof toLeadSchema>;

/** To a page process: the database is ready; what all processes measured, as text; stop. */
export const toPagesSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), databaseUrl: z.string() }),
  z.object({ kind: z.literal('measured'), text: z.string() }),
  z.object({ kind: z.literal('stop') }),
]);
export type ToPages = z.infer<typeof toPagesSchema>;

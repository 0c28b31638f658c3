/** What a fault is, for the table: what is done to the machine, and the facts that must hold afterwards. */
import { z } from 'zod';
import type { Fact } from './wave.ts';

export type Fault = {
  name: string;
  /** What is done, in one sentence. */
  done: string;
  /** Needs redis-server. */
  redis?: true;
  /** Needs root, for a disk of a chosen size. */
  root?: true;
  play: () => Promise<Fact[]>;
};

const factSchema = z.object({ what: z.string(), holds: z.boolean(), seen: z.string() });
const outcomeSchema = z.object({
  fault: z.string(),
  done: z.string(),
  seconds: z.number(),
  facts: z.array(factSchema),
  /** Why it was not played; null where it was. */
  leftOut: z.string().nullable(),
  machine: z.object({
    cpu: z.string(),
    cores: z.number(),
    node: z.string(),
    loadAverageOfFiveMinutes: z.number(),
  }),
});
/** What was seen of a fault. */
export type Outcome = z.infer<typeof outcomeSchema>;
/** The file that keeps them. */
export const outcomesSchema = z.object({ outcomes: z.array(outcomeSchema) });

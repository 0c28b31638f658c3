/** How the runs of a process are shared with others: through which Redis, and from which size on. */
import { z } from 'zod';
import type { CrewOptions } from '../../matching/split/crew-types.ts';
import { dialect } from './dialect.ts';

export const sharingSchema = z.object({
  redisUrl: z.string(),
  fewestPairs: z.number(),
  patienceMilliseconds: z.number(),
});
export type Sharing = z.infer<typeof sharingSchema>;

/** What an engine needs to call workers elsewhere. Threads run compiled code, so that this is asked for there only. */
export function crewOver({ redisUrl, ...limits }: Sharing): CrewOptions {
  const entry = new URL('./caller-worker.js', import.meta.url).href;
  return { entry, data: { redisUrl, dialect }, ...limits };
}

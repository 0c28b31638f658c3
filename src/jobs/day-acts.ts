/**
 * What a day that begins does by itself: silence becomes a refusal, delays end, reminders leave. Each act of a landlord is
 * one task a day or an hour, whose key makes it one however many workers ask for it; each step is idempotent.
 */
import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { type CivilDate, civilDateSchema } from '../kernel/civil-date.ts';
import { ok } from '../kernel/result.ts';
import type { JobDefinition } from './job.ts';

/** Acts on one landlord at a day; how many things it changed. Asked again the same day, it changes nothing more. */
type DayStep = (landlordId: string, today: CivilDate, now: Date) => Promise<number>;

export type DayAct = {
  /** Names it in rows: never changed, so that no day is acted on twice. */
  key: string;
  /** French. */
  name: string;
  /** Once a civil day, or at each hour of it: what people do in the day may make the next hour's act. */
  every: 'day' | 'hour';
  /** In order. One that fails keeps none of the others from being taken; the act is then tried again. */
  steps: readonly DayStep[];
};

const dayActParameters = z.object({ act: z.string(), day: civilDateSchema });

/** The parameters of the act's task, and the key that makes it one. */
export function dayActTask(act: DayAct, landlordId: string, day: CivilDate, now: Date) {
  const period = act.every === 'day' ? day : `${day} ${now.toISOString().slice(0, 13)}`;
  return {
    landlordId,
    kind: 'day-act' as const,
    parameters: { act: act.key, day } satisfies z.infer<typeof dayActParameters>,
    requestedBy: null,
    onceKey: `day-act ${act.key} ${period}`,
  };
}

/** Gives `{ changed }`, how many things the act changed. */
export function dayActJob(acts: readonly DayAct[]): JobDefinition {
  return async ({ landlordId, parameters, signal, onProgress }) => {
    const { act: key, day } = dayActParameters.parse(parameters);
    const act = acts.find((each) => each.key === key);
    if (!act) {
      throw new AppError('unavailable', 'Cette version de parcours ne connaît pas cette échéance.');
    }
    const faults: unknown[] = [];
    let changed = 0;
    for (const [index, step] of act.steps.entries()) {
      signal.throwIfAborted();
      onProgress(index / act.steps.length, act.name);
      try {
        changed += await step(landlordId, day, new Date());
      } catch (fault) {
        faults.push(fault);
      }
    }
    if (faults.length > 0) throw faults[0];
    return ok({ changed });
  };
}

/** How the API says that it refused or failed (RFC 9457, application/problem+json). */
import { z } from 'zod';
import { appErrorCodes } from '../kernel/app-error.ts';

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** French, for the person. */
  detail: z.string(),
  /** The request, to be told to whoever looks into it. */
  instance: z.string(),
  code: z.enum(appErrorCodes),
  /** French: what the person can try. */
  hint: z.string().optional(),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .readonly()
    .optional(),
});
export type Problem = z.infer<typeof problemSchema>;

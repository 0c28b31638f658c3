/** Reading what a form or an address gives, with the same words for every mistake. */
import type { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';

/** The value that the schema makes of the input. Throws a 400 that lists every wrong field. */
export function readInput<Value>(schema: z.ZodType<Value>, input: unknown): Value {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw new AppError('bad-request', 'Des champs sont à corriger.', {
    details: parsed.error.issues.map((issue) => ({
      path: issue.path.map(String).join('.') || '(tout)',
      message: issue.message,
    })),
  });
}

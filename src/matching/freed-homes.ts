/** The home that one of the landlord's own tenants would give back, as a snapshot keeps it. */
import { z } from 'zod';
import { inseeSchema, typologySchema } from '../domain/home.ts';

export const freedHomeSchema = z.object({
  /** Unique number of the household's application. */
  number: z.string(),
  typology: typologySchema,
  insee: inseeSchema,
  /** False where it could not be let again: its energy class is refused, or it is to be sold or demolished. */
  relet: z.boolean(),
});
export type FreedHomeOf = z.infer<typeof freedHomeSchema>;

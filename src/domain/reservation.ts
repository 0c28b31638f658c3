/** Who may designate candidates (réservataire), and whom they designated for which freed home. */
import { z } from 'zod';
import { civilDateSchema } from '../kernel/civil-date.ts';

export const holderKinds = [
  'state',
  'stateCivilServants',
  'actionLogement',
  'commune',
  'epci',
  'departement',
  'region',
  'employer',
  'other',
] as const;

export const holderSchema = z.object({
  id: z.string().min(1),
  kind: z.enum(holderKinds),
  name: z.string().min(1),
  /** INSEE, SIREN or département code of its territory; null: wherever the landlord is. */
  territory: z.string().nullable(),
  /** Its share of the yearly flow, in thousandths; null where no convention gives one. */
  flowPermille: z.number().int().min(0).max(1000).nullable(),
});
export type ReservationHolder = z.infer<typeof holderSchema>;

export const designationSchema = z.object({
  vacancyId: z.string().min(1),
  applicationNumber: z.string().min(1),
  holderId: z.string().min(1),
  on: civilDateSchema,
  /** A designation by the préfet under DALO stands alone (C-06 ii). */
  dalo: z.boolean(),
});
export type Designation = z.infer<typeof designationSchema>;

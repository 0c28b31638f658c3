/** A tenancy (bail) of the landlord's stock, and a lease signed this year as the quotas count it. */
import { z } from 'zod';
import { civilDateSchema } from '../kernel/civil-date.ts';
import { centsSchema } from '../kernel/money.ts';
import { financingSchema, inseeSchema, typologySchema } from './home.ts';

export const tenancySchema = z.object({
  id: z.string().min(1),
  homeId: z.string().min(1),
  signedOn: civilDateSchema,
  endedOn: civilDateSchema.nullable(),
  residents: z.number().int().min(1).nullable(),
  rentCents: centsSchema.nullable(),
  lastReviewedOn: civilDateSchema.nullable(),
  /** Unique number of the tenant's application for a transfer, where there is one. */
  applicationNumber: z.string().nullable(),
});
export type Tenancy = z.infer<typeof tenancySchema>;

/** A signed lease with the facts that were true on the day it was signed. */
export const leaseSchema = z.object({
  id: z.string().min(1),
  homeId: z.string().min(1),
  signedOn: civilDateSchema,
  insee: inseeSchema,
  qpvCode: z.string().nullable(),
  typology: typologySchema,
  financing: financingSchema,
  holderId: z.string().nullable(),
  reservationFailed: z.boolean(),
  /** Null where the resources were unknown (Q-04b): in denominators, never in a numerator. */
  firstQuartile: z.boolean().nullable(),
  relocated: z.boolean(),
  dalo: z.boolean(),
  priority: z.boolean(),
  employment: z.enum(['employee', 'jobSeeker', 'other']).nullable(),
  transfer: z.enum(['none', 'internal', 'otherLandlord']),
});
export type Lease = z.infer<typeof leaseSchema>;

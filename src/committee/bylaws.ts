/** The règlement intérieur as data: what the Code leaves to it (C-03, C-15, R441-9 IV), versioned and published. */
import { z } from 'zod';
import { civilDateSchema } from '../kernel/civil-date.ts';

export const bylawsSchema = z.object({
  commissionId: z.string().min(1),
  version: z.number().int().min(1),
  effectiveOn: civilDateSchema,
  /** Keys whose value nobody of the landlord validated: pages label them "par défaut". */
  defaults: z.array(z.string()),
  /** Voting members of the six who must be present or represented (C-03: no legal default exists). */
  quorum: z.number().int().min(1).max(20),
  proxies: z.object({ allowed: z.boolean(), perMember: z.number().int().min(0).max(5) }),
  /** C-15: whether members may take part at a distance, and whether a sitting may be asynchronous. */
  remote: z.boolean(),
  asynchronous: z.object({
    allowed: z.boolean(),
    openHours: z.number().int().min(1).max(240),
  }),
  convocationDays: z.number().int().min(0).max(60),
  candidatesPerHome: z.number().int().min(3).max(10),
  identitiesMasked: z.boolean(),
  /** The role that social advisers have: heard, or present without speaking. */
  socialAdvisers: z.enum(['heard', 'observer', 'notInvited']),
  offerReplyDays: z.number().int().min(10).max(60),
  suspensiveDays: z.number().int().min(1).max(90),
  /** Emergency sittings (violence, disaster): fewer days of notice, by the chair. */
  emergency: z.object({ allowed: z.boolean(), convocationHours: z.number().int().min(0).max(72) }),
  /** Days that remarks of a home's thread are kept after the sitting. */
  remarksRetentionDays: z.number().int().min(1).max(1095),
  /** Days within which a request for review or a correction is answered. */
  reviewDays: z.number().int().min(1).max(60),
});
export type Bylaws = z.infer<typeof bylawsSchema>;

/** Safe values until the board has adopted its own; every key says that it is a default. */
export function defaultBylaws(commissionId: string, effectiveOn: Bylaws['effectiveOn']): Bylaws {
  const values = {
    quorum: 4,
    proxies: { allowed: true, perMember: 1 },
    remote: false,
    asynchronous: { allowed: false, openHours: 48 },
    convocationDays: 8,
    candidatesPerHome: 3,
    identitiesMasked: true,
    socialAdvisers: 'heard',
    offerReplyDays: 10,
    suspensiveDays: 15,
    emergency: { allowed: true, convocationHours: 24 },
    remarksRetentionDays: 365,
    reviewDays: 30,
  } as const;
  return { commissionId, version: 1, effectiveOn, defaults: Object.keys(values), ...values };
}

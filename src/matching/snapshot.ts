/** Everything that a run reads, frozen at a date: plain values, no database, no clock (design §2). */
import { z } from 'zod';
import { applicationSchema } from '../domain/application.ts';
import { homeSchema, vacancySchema } from '../domain/home.ts';
import { socialBodySchema } from '../domain/objective.ts';
import { designationSchema, holderSchema } from '../domain/reservation.ts';
import { targetSchema } from '../domain/target.ts';
import { civilDateSchema } from '../kernel/civil-date.ts';
import { ceilingDerogationSchema } from '../law/ceiling-derogation.ts';
import { gridSchema } from '../scoring/grid.ts';
import { freedHomeSchema } from './freed-homes.ts';
import { interestsSchema } from './interests.ts';
import { policySchema } from './policy.ts';
import { steeringSchema } from './steering.ts';

export const snapshotSchema = z.object({
  landlord: z.object({
    id: z.string(),
    name: z.string(),
    /** How applications and tenancies name this landlord: an internal transfer leaves one of these. */
    aliases: z.array(z.string()),
  }),
  date: civilDateSchema,
  vacancies: z.array(z.object({ vacancy: vacancySchema, home: homeSchema })),
  applications: z.array(applicationSchema),
  holders: z.array(holderSchema),
  designations: z.array(designationSchema),
  targets: z.array(
    z.object({
      target: targetSchema,
      progress: z.object({ signedTotal: z.number(), signedInGroup: z.number(), unknown: z.number() }),
    }),
  ),
  grids: z.array(gridSchema),
  policy: policySchema,
  /** An officer's choices for this session: kept ranks, and pairs set aside with their reason. */
  pins: z.array(
    z.object({
      vacancyId: z.string(),
      applicationNumber: z.string(),
      rank: z.number().int().min(1).nullable(),
    }),
  ),
  /** Vacancies whose pool an officer opened beyond the landlord's size scale. */
  sizeScaleOpened: z.array(z.string()).optional(),
  /** Recorded cases where income ceilings do not apply (I-10). */
  ceilingDerogations: z.array(ceilingDerogationSchema).optional(),
  /** Wishes expressed on adverts; absent where the landlord has no advert on these homes (L-01). */
  interests: interestsSchema.optional(),
  /** What the landlord's own tenants would give back, where a target counts it; absent where none does. */
  freedHomes: z.array(freedHomeSchema).optional(),
  /** The pace asked of each target for this session, once a person validated it; absent: targets stand as they are. */
  steering: steeringSchema.optional(),
  /** The dated list of bodies whose tenants count as tenants of social housing (M-01); absent: any landlord named. */
  socialBodies: z.array(socialBodySchema).optional(),
  bans: z.array(z.object({ vacancyId: z.string(), applicationNumber: z.string(), reason: z.string() })),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

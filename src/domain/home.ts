/** A home (logement) of the landlord's stock, and a vacancy: the same home to let, with the date it frees. */
import { z } from 'zod';
import { civilDateSchema } from '../kernel/civil-date.ts';
import { centsSchema } from '../kernel/money.ts';

export const typologies = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6'] as const;
/** Main rooms; T6 stands for six and more. */
export const typologySchema = z.enum(typologies);
export type Typology = z.infer<typeof typologySchema>;

export const financings = ['PLAI', 'PLUS', 'PLS'] as const;
export const financingSchema = z.enum(financings);
export type Financing = z.infer<typeof financingSchema>;

export const energyClassSchema = z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
export type EnergyClass = z.infer<typeof energyClassSchema>;

export const inseeSchema = z.string().regex(/^(\d{5}|2[AB]\d{3})$/, 'code INSEE à cinq caractères attendu');
export const sirenSchema = z.string().regex(/^\d{9}$/, 'numéro SIREN à neuf chiffres attendu');

/** What a household can need of a home, and what a home can offer; each level includes those before it. */
export const accessibilitySchema = z.enum(['none', 'stepFree', 'wheelchair']);
export type Accessibility = z.infer<typeof accessibilitySchema>;

export const homeSchema = z.object({
  id: z.string().min(1),
  /** Identifier in the national stock file (RPLS), where known. */
  rplsId: z.string().nullable(),
  insee: inseeSchema,
  /** Street and number; never the household's name. */
  address: z.string(),
  residence: z.string().nullable(),
  typology: typologySchema,
  habitableRooms: z.number().int().min(1).max(20),
  surfaceM2: z.number().positive().max(1000),
  floor: z.number().int().nullable(),
  lift: z.boolean().nullable(),
  accessibility: accessibilitySchema,
  constructionYear: z.number().int().min(1700).max(2100).nullable(),
  financing: financingSchema,
  /** "PLAI adapté" (D331-25-1): an exception to the three candidates. */
  adaptedPlai: z.boolean(),
  rentCents: centsSchema,
  annexRentCents: centsSchema,
  chargesCents: centsSchema,
  /** Flat amount for individual water and heating, set by the landlord. */
  flatChargesCents: centsSchema,
  /** Code of the priority neighbourhood (QPV); null outside. */
  qpvCode: z.string().nullable(),
  energyClass: energyClassSchema.nullable(),
});
export type Home = z.infer<typeof homeSchema>;

export const vacancyStatuses = ['notice', 'works', 'available', 'withdrawn', 'let'] as const;

export const vacancySchema = z.object({
  id: z.string().min(1),
  homeId: z.string().min(1),
  status: z.enum(vacancyStatuses),
  noticeReceivedOn: civilDateSchema.nullable(),
  availableOn: civilDateSchema.nullable(),
  /** Why it is withdrawn (sale, demolition, heavy works), where it is. */
  withdrawal: z.enum(['sale', 'demolition', 'heavyWorks', 'other']).nullable(),
  /** The reservation holder to whom the home is oriented; null: not reserved. */
  holderId: z.string().nullable(),
  orientedOn: civilDateSchema.nullable(),
  /** Last day for the holder to designate; after it the orientation has lapsed. */
  designationDueOn: civilDateSchema.nullable(),
  /** True where the holder's candidates failed: the home then counts in the landlord's quarter. */
  reservationFailed: z.boolean(),
  /** Chance, in thousandths, that a household offered this home signs; null: the policy's figure. */
  acceptancePermille: z.number().int().min(1).max(1000).nullable(),
});
export type Vacancy = z.infer<typeof vacancySchema>;

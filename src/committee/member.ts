/** Commissions and those who sit in them, with the quality that gives a voice for some homes only (C-01). */
import { z } from 'zod';
import { type CivilDate, civilDateSchema } from '../kernel/civil-date.ts';

/** L441-2 II and R441-9 II: the first six vote, for the homes of their territory; the others are heard. */
export const memberQualities = [
  /** One of the six appointed by the board; `representsTenants` for one of them at least. */
  'boardMember',
  'prefet',
  /** President of the EPCI (or EPT), for homes on its territory. */
  'epciPresident',
  /** Mayor of the commune of the home, with the casting vote. */
  'mayor',
  /** Chair of the commission of the body that entrusted management (L442-9). */
  'managingBody',
  /** Consultative: bodies approved under L365-3. */
  'approvedBody',
  /** Consultative: mayors of arrondissements in Paris, Lyon, Marseille. */
  'boroughMayor',
  /** Consultative: a reservation holder that is not a member otherwise, for homes of its contingent. */
  'holder',
  /** Invited by the chair: CCAS or département social service; the role is that of the règlement. */
  'socialAdviser',
] as const;
export type MemberQuality = (typeof memberQualities)[number];

export const commissionSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  /** INSEE codes of its communes (C-02); null: the whole landlord. */
  communes: z.array(z.string()).nullable(),
});
export type Commission = z.infer<typeof commissionSchema>;

export const memberSchema = z.object({
  id: z.string().min(1),
  commissionId: z.string().min(1),
  name: z.string().min(1),
  quality: z.enum(memberQualities),
  representsTenants: z.boolean(),
  /** INSEE (mayor), SIREN (EPCI), holder id (holder), département (préfet); null: every home of the commission. */
  territory: z.string().nullable(),
  /** The member for whom this one stands in; null for a full member. */
  alternateOf: z.string().nullable(),
  chair: z.boolean(),
  /** The account with which the member signs in; null: sits without one. */
  accountId: z.string().nullable(),
  from: civilDateSchema,
  until: civilDateSchema.nullable(),
});
export type Member = z.infer<typeof memberSchema>;

const boardSeats = 6;

/** Whether the member would be, on some day, the seventh full member appointed by the board (C-01: L441-2 II gives six). */
export function isSeventh(member: Member, others: readonly Member[]): boolean {
  const isFull = ({ quality, alternateOf }: Member) => quality === 'boardMember' && alternateOf === null;
  if (!isFull(member)) return false;
  const rivals = others.filter((one) => one.id !== member.id && isFull(one));
  const sits = ({ from, until }: Member, day: CivilDate) => from <= day && (until === null || day <= until);
  // Their number grows on the first day of a mandate only.
  const days = [member.from, ...rivals.map(({ from }) => from)].filter((day) => sits(member, day));
  return days.some((day) => rivals.filter((rival) => sits(rival, day)).length >= boardSeats);
}

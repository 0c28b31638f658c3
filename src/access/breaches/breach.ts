/** The log of personal-data breaches (GDPR art. 33 and 34): what each entry says, and the 72 hours. */
import { z } from 'zod';

/** Hours between the discovery and the notification to the CNIL (GDPR art. 33.1). */
const notificationHours = 72;

export const breachKinds = ['confidentiality', 'integrity', 'availability'] as const;
export const breachRisks = ['unlikely', 'risk', 'highRisk'] as const;

const instantText = z.iso.datetime();
const told = z.string().trim().max(4000);

export const breachContentSchema = z.object({
  title: told.min(3).max(200),
  /** What happened, without a name. */
  what: told.min(3),
  kinds: z.array(z.enum(breachKinds)).min(1),
  happenedAt: instantText.nullable(),
  discoveredAt: instantText,
  /** Categories of persons and of data, in words. */
  persons: told.min(1),
  personsCount: z.number().int().min(0).nullable(),
  data: told.min(1),
  recordsCount: z.number().int().min(0).nullable(),
  consequences: told.min(1),
  measures: told.min(1),
  risk: z.enum(breachRisks),
  /** When the CNIL was told, and its reference; null while it was not. */
  notifiedAt: instantText.nullable(),
  reference: told.nullable(),
  /** Why the notification is late, or why none is due (art. 33.1). */
  whyNotNotified: told.nullable(),
  /** When the persons were told, or why they are not (art. 34.3). */
  personsToldAt: instantText.nullable(),
  whyPersonsNotTold: told.nullable(),
  closed: z.boolean(),
});
export type BreachContent = z.infer<typeof breachContentSchema>;

export type BreachClock =
  /** Nothing is owed to the CNIL: a risk is unlikely. */
  | { kind: 'notDue' }
  | { kind: 'running'; deadline: Date; hoursLeft: number }
  | { kind: 'late'; deadline: Date }
  | { kind: 'notified'; at: Date; late: boolean };

/** Where the 72 hours stand. */
export function breachClock(
  breach: Pick<BreachContent, 'discoveredAt' | 'notifiedAt' | 'risk'>,
  now: Date,
): BreachClock {
  const deadline = new Date(new Date(breach.discoveredAt).getTime() + notificationHours * 3_600_000);
  if (breach.notifiedAt !== null) {
    const at = new Date(breach.notifiedAt);
    return { kind: 'notified', at, late: at > deadline };
  }
  if (breach.risk === 'unlikely') return { kind: 'notDue' };
  const hoursLeft = Math.floor((deadline.getTime() - now.getTime()) / 3_600_000);
  return now > deadline ? { kind: 'late', deadline } : { kind: 'running', deadline, hoursLeft };
}

/** What the log still lacks (art. 33.3 and 34), as French sentences; none where it is whole. */
export function breachGaps(breach: BreachContent): string[] {
  const gaps: string[] = [];
  if (breach.risk === 'unlikely' && breach.whyNotNotified === null && breach.notifiedAt === null) {
    gaps.push('Dites pourquoi un risque pour les personnes est peu probable (art. 33.1).');
  }
  if (breach.risk === 'highRisk' && breach.personsToldAt === null && breach.whyPersonsNotTold === null) {
    gaps.push('Le risque est élevé : informez les personnes, ou dites pourquoi non (art. 34).');
  }
  if (breach.notifiedAt !== null && breachClock(breach, new Date(0)).kind === 'notified') {
    const clock = breachClock(breach, new Date(0));
    if (clock.kind === 'notified' && clock.late && breach.whyNotNotified === null) {
      gaps.push('La notification est partie après 72 heures : dites les motifs du retard (art. 33.1).');
    }
  }
  if (breach.personsCount === null)
    gaps.push('Le nombre approximatif de personnes n’est pas encore connu (art. 33.3 a).');
  return gaps;
}

/** Reading the forms of preferences and of the contact. */
import { z } from 'zod';
import type { ContactChange, Preferences } from '../../../portal/notifications/preference-port.ts';
import { readInput } from '../../form.ts';

const hour = z.coerce.number().int().min(0).max(23);

const preferencesForm = z
  .object({
    preferred: z.enum(['email', 'sms', 'letter'], 'choisissez comment vous écrire'),
    digest: z.enum(['oui', 'non'], 'choisissez combien de messages'),
    quiet: z.enum(['bailleur', 'choix'], 'choisissez les heures'),
    quietFromHour: hour,
    quietToHour: hour,
    easyToRead: z.literal('oui').optional(),
  })
  .transform(
    ({ preferred, digest, quiet, quietFromHour, quietToHour, easyToRead }): Preferences => ({
      preferred,
      digest: digest === 'oui',
      quietFromHour: quiet === 'choix' ? quietFromHour : null,
      quietToHour: quiet === 'choix' ? quietToHour : null,
      easyToRead: easyToRead === 'oui',
    }),
  );

export function readPreferences(body: unknown): Preferences {
  return readInput(preferencesForm, body);
}

const contactForm = z.union([
  z.object({ email: z.email('adresse électronique à corriger').max(320) }),
  z.object({ telephone: z.string().trim().min(6, 'téléphone attendu').max(30) }),
]);

export const contactChangeSchema = z.union([
  z.object({ email: z.string() }).strict(),
  z.object({ telephone: z.string() }).strict(),
]);

/** The new address or telephone of the form. Throws a 400 where it is neither. */
export function readContactChange(body: unknown): ContactChange {
  return readInput(contactForm, body);
}

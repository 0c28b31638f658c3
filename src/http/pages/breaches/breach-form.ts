/** Reading the form of a breach: local moments of Paris become instants, empty fields become nothing. */
import { z } from 'zod';
import {
  type BreachContent,
  breachContentSchema,
  breachKinds,
  breachRisks,
} from '../../../access/breaches/breach.ts';
import {
  civilDate,
  civilDateInParis,
  hourInParis,
  instantInParis,
  isCivilDate,
} from '../../../kernel/civil-date.ts';
import { readInput } from '../../form.ts';

const many = z
  .union([z.enum(breachKinds), z.array(z.enum(breachKinds))], 'Choisissez au moins une nature.')
  .transform((value) => (Array.isArray(value) ? value : [value]));
const words = (least: number) => z.string().trim().min(least, 'Quelques mots sont attendus.').max(4000);
const optionalWords = z
  .string()
  .trim()
  .max(4000)
  .default('')
  .transform((text) => text || null);
const optionalCount = z
  .string()
  .trim()
  .default('')
  .refine((text) => /^\d{0,9}$/.test(text), 'Un nombre entier est attendu.')
  .transform((text) => (text === '' ? null : Number(text)));
const localPattern = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)/;
/** "2026-11-21T14:05" as a browser sends it; a day or an hour that does not exist is refused. */
const moment = z
  .string()
  .refine((text) => isCivilDate(localPattern.exec(text)?.[1] ?? ''), 'Une date et une heure sont attendues.')
  .transform((text) => {
    const [, day = '', hour = ''] = localPattern.exec(text) ?? [];
    return instantInParis(civilDate(day), hour).toISOString();
  });
const optionalMoment = z.union([z.literal('').transform(() => null), moment]).default(null);

const breachForm = z.object({
  _key: z.uuid(),
  version: z.coerce.number().int().min(1).optional(),
  titre: words(3),
  faits: words(3),
  nature: many,
  survenue: optionalMoment,
  decouverte: moment,
  personnes: words(1),
  nombrePersonnes: optionalCount,
  donnees: words(1),
  nombreDonnees: optionalCount,
  consequences: words(1),
  mesures: words(1),
  risque: z.enum(breachRisks, 'Choisissez un niveau de risque.'),
  notifiee: optionalMoment,
  reference: optionalWords,
  motifNotification: optionalWords,
  personnesInformees: optionalMoment,
  motifPersonnes: optionalWords,
  close: z.literal('oui').optional(),
});

/** Throws a 400 that lists every wrong field. */
export function readBreachForm(body: unknown): { key: string; from: number | null; content: BreachContent } {
  const typed = readInput(breachForm, body);
  const content = breachContentSchema.parse({
    title: typed.titre,
    what: typed.faits,
    kinds: typed.nature,
    happenedAt: typed.survenue,
    discoveredAt: typed.decouverte,
    persons: typed.personnes,
    personsCount: typed.nombrePersonnes,
    data: typed.donnees,
    recordsCount: typed.nombreDonnees,
    consequences: typed.consequences,
    measures: typed.mesures,
    risk: typed.risque,
    notifiedAt: typed.notifiee,
    reference: typed.reference,
    whyNotNotified: typed.motifNotification,
    personsToldAt: typed.personnesInformees,
    whyPersonsNotTold: typed.motifPersonnes,
    closed: typed.close === 'oui',
  });
  return { key: typed._key, from: typed.version ?? null, content };
}

/** What a `datetime-local` field shows of an instant, in Paris. */
export function localMoment(at: string | null): string {
  if (at === null) return '';
  const instant = new Date(at);
  const hour = hourInParis(instant);
  return `${civilDateInParis(instant)}T${hour}`;
}

/** Reading the form of a mandate, and the sentences of what is refused. */
import type { Request } from 'express';
import { z } from 'zod';
import type { MandateGiven, MandateRefusal } from '../../../portal/mandates/mandate.ts';
import { mandateGivenSchema, mostMandates } from '../../../portal/mandates/mandate.ts';
import { readInput } from '../../form.ts';

const optional = z
  .string()
  .trim()
  .optional()
  .transform((text) => (text === undefined || text === '' ? null : text));

const givenForm = z
  .object({
    _key: z.uuid(),
    kind: z.string('dites qui aide'),
    name: z.string('nom attendu'),
    organisation: optional,
    email: optional,
    telephone: optional,
    scope: z.string('dites ce que la personne peut faire'),
    until: z.string('date attendue'),
  })
  .transform(({ _key, ...given }) => ({ key: _key, given }));

/** The mandate that the form gives, and the key that makes it one. Throws a 400 that lists what is wrong. */
export function readMandate(body: unknown): { key: string; given: MandateGiven } {
  const { key, given } = readInput(givenForm, body);
  return { key, given: readInput(mandateGivenSchema, given) };
}

export const endForm = z.object({ mandat: z.uuid('mandat attendu') });

/** What was typed, to show it again. */
export function typedIn(request: Request): Record<string, string> {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

export const mandateRefusals: Readonly<Record<MandateRefusal, string>> = {
  past: 'La date de fin est passée. Choisissez une date à venir.',
  tooLong: 'Un mandat dure un an au plus. Choisissez une date plus proche ; vous pourrez le redonner.',
  noContact: 'Donnez une adresse électronique ou un téléphone mobile (06 ou 07) : un code y sera envoyé.',
  tooMany: `Ce dossier a déjà ${mostMandates} mandats en cours. Arrêtez-en un avant d’en donner un autre.`,
  unknownFile: 'Ce dossier n’existe plus.',
};

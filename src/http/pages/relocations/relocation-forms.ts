/** What the forms of relocations and reviews send, read in one place. */
import { z } from 'zod';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import type { RelocationLeaseInput } from '../../../portal/relocations/relocation-lease.ts';
import {
  divisions,
  type NewOffer,
  notificationProofs,
  offerPlaces,
} from '../../../portal/relocations/relocation-offer.ts';
import type { RelocationFactsInput } from '../../../portal/relocations/relocation-port.ts';
import { operations } from '../../../portal/relocations/relocation-standing.ts';

/** '' is unknown, never no. */
export const threeWay = z
  .enum(['', 'oui', 'non'])
  .default('')
  .transform((value) => (value === '' ? null : value === 'oui'));
export const emptyIsNull = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable());
export const versioned = z.object({ version: z.coerce.number().int().min(1) });
const kilometres = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    if (text === '') return null;
    const value = Number(text.replace(',', '.'));
    if (Number.isFinite(value) && value >= 0 && value <= 500) return value;
    context.addIssue({ code: 'custom', message: 'une distance en kilomètres est attendue' });
    return z.NEVER;
  });

export const factsForm = versioned
  .extend({
    releve: civilDateSchema,
    naissance: emptyIsNull(civilDateSchema),
    protege: threeWay,
    qpvEntree: threeWay,
    quitte: threeWay,
    deces: threeWay,
    operation: emptyIsNull(z.enum(operations)),
    concu: z.literal('oui').optional(),
  })
  .transform(
    (form): Omit<RelocationFactsInput, 'id'> => ({
      version: form.version,
      asOf: form.releve,
      holderBornOn: form.naissance,
      disabledOrDependent: form.protege,
      qpvAtEntry: form.qpvEntree,
      disabledOccupantLeft: form.quitte,
      dependantDied: form.deces,
      operation: form.operation,
      speciallyDesigned: form.concu === 'oui',
    }),
  );

export const offerForm = z
  .object({
    _key: z.uuid(),
    logement: z.string().min(1, 'choisissez un logement').max(200),
    division: z.enum(divisions),
    voisinage: emptyIsNull(z.enum(offerPlaces)),
    source: emptyIsNull(z.string().trim().min(3).max(200)),
    distance: kilometres,
    besoins: threeWay,
    moyens: threeWay,
    jour: civilDateSchema,
    preuve: emptyIsNull(z.enum(notificationProofs)),
  })
  .transform(
    (form): NewOffer => ({
      key: form._key,
      vacancyId: form.logement,
      notifiedOn: form.jour,
      facts: {
        division: form.division,
        place: form.voisinage,
        placeSource: form.source,
        distanceKm: form.distance,
        suitsNeeds: form.besoins,
        suitsMeans: form.moyens,
        proof: form.preuve,
      },
    }),
  );

export const offerNamed = z.object({ offre: z.uuid() });
export const proofForm = offerNamed.extend({
  jour: civilDateSchema,
  preuve: z.enum(notificationProofs, 'choisissez la preuve'),
});
export const answerForm = offerNamed.extend({
  reponse: z.enum(['accepted', 'refused'], 'choisissez la réponse'),
  jour: civilDateSchema,
});
export const informForm = versioned.extend({ seance: z.uuid('choisissez une séance') });
export const keysForm = z.object({ jour: civilDateSchema });
export const leaseForm = versioned
  .extend({
    _key: z.uuid(),
    jour: civilDateSchema,
    conge: civilDateSchema,
    fin: emptyIsNull(civilDateSchema),
    verifie: z.literal('oui').optional(),
  })
  .transform(
    (form): Omit<RelocationLeaseInput, 'id'> => ({
      version: form.version,
      key: form._key,
      signedOn: form.jour,
      noticeReceivedOn: form.conge,
      oldEndsOn: form.fin,
      verified: form.verifie === 'oui',
    }),
  );

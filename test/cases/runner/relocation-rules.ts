/** Relocations and reviews of occupancy, callable with only the facts of each case. */
import { z } from 'zod';
import { accessibilitySchema, energyClassSchema } from '../../../src/domain/home.ts';
import { addYears, civilDateSchema } from '../../../src/kernel/civil-date.ts';
import { reviewOn } from '../../../src/law/review.ts';
import { needsNoCommittee, situationsOf } from '../../../src/portal/relocations/occupancy-review.ts';
import { offerFactsSchema, offerPlaces } from '../../../src/portal/relocations/relocation-offer.ts';
import {
  noRelocationDetails,
  relocationGrounds,
  relocationStanding,
} from '../../../src/portal/relocations/relocation-standing.ts';
import { perimeterKinds } from '../../../src/portal/transfers/finding.ts';
import { noTenancyFacts } from '../../../src/portal/transfers/tenancy-facts.ts';
import { callable } from './callable.ts';

const date = civilDateSchema;
const known = z.boolean().nullable().default(null);

const offer = z.strictObject({
  le: date,
  loyer: z.number(),
  lieu: z.enum(offerPlaces).nullable(),
  km: z.number().nullable(),
  classe: energyClassSchema.default('C'),
  preuve: z.boolean().default(true),
  reponse: z.enum(['accepted', 'refused']).nullable(),
});

const relocation = z.strictObject({
  motif: z.enum(relocationGrounds),
  zoneTendue: known,
  naissance: date.nullable().default(null),
  protege: known,
  qpvEntree: known,
  deces: known,
  concu: z.boolean().default(false),
  perimetre: z
    .strictObject({ nature: z.enum(perimeterKinds), autorise: date.nullable() })
    .nullable()
    .default(null),
  loyerActuel: z.number(),
  offres: z.array(offer),
  date,
});

export const relocationRules = {
  relogement: callable(relocation, (input) => {
    const standing = relocationStanding(
      {
        ground: input.motif,
        facts: {
          ...noTenancyFacts,
          holderBornOn: input.naissance,
          disabledOrDependent: input.protege,
          qpvAtEntry: input.qpvEntree,
          dependantDied: input.deces,
        },
        details: { ...noRelocationDetails, speciallyDesigned: input.concu },
        qpvNow: false,
        tenseZone: input.zoneTendue,
        perimeters: input.perimetre
          ? [
              {
                kind: input.perimetre.nature,
                name: 'Îlot',
                authorisedOn: input.perimetre.autorise,
                source: 'exemple',
              },
            ]
          : [],
        offers: input.offres.map((one, index) => ({
          id: `offre ${index}`,
          homeId: `logement ${index}`,
          vacancyId: null,
          notifiedOn: one.le,
          rentCents: one.loyer * 100,
          facts: offerFactsSchema.parse({
            division: 'none',
            place: one.lieu,
            placeSource: 'carte',
            distanceKm: one.km,
            suitsNeeds: true,
            suitsMeans: true,
            proof: one.preuve ? 'registeredLetter' : null,
            presentRentCents: input.loyerActuel * 100,
          }),
          answer: one.reponse,
          answeredOn: one.reponse && one.le,
          by: 'agent',
          home: { insee: '57463', energyClass: one.classe },
        })),
      },
      input.date,
    );
    return {
      regime: standing.regime.kind,
      comptent: standing.offers.map(({ counts }) => counts),
      empeche: standing.offers.flatMap(({ checks }) =>
        checks.flatMap(({ code, outcome }) => (outcome.verdict === 'no' ? [code] : [])),
      ),
      sures: standing.sure,
      possibles: standing.possible,
      droit: standing.right?.outcome.verdict ?? null,
      code: standing.right?.outcome.because[0]?.code ?? null,
      finDuTitre: standing.right?.titleEndsOn ?? null,
      protectionInconnue: standing.protectionUnknown,
    };
  }),
  echeanceOccupation: callable(
    z.strictObject({ signature: date, dernier: date.nullable(), date }),
    (input) => {
      const state = reviewOn(
        { leaseSignedOn: input.signature, lastReviewedOn: input.dernier ?? undefined, tenseZone: true },
        input.date,
      );
      return { echeance: state.dueOn, du: state.due };
    },
  ),
  situationsOccupation: callable(
    z.strictObject({
      pieces: z.number().int(),
      surface: z.number(),
      personnes: z.number().int().nullable(),
      enfants: z.number().int().nullable(),
      professionnelles: z.number().int().nullable(),
      besoin: accessibilitySchema.nullable(),
      plafond: known,
      date,
    }),
    (input) => {
      const situations = situationsOf(
        {
          tenancy: { id: 't', signedOn: addYears(input.date, -6), residents: null },
          home: {
            insee: '57463',
            habitableRooms: input.pieces,
            surfaceM2: input.surface,
            accessibility: 'none',
            financing: 'PLUS',
            qpvCode: null,
            typology: 'T4',
          },
          facts: noTenancyFacts,
          factsAsOf: null,
          application: null,
          perimeters: [],
          tenseZone: true,
        },
        {
          residents: input.personnes,
          visitingChildren: input.enfants,
          professionalRooms: input.professionnelles,
          adaptedHome: false,
          disabledOccupantLeft: null,
          adaptedNeed: input.besoin,
          aboveCeiling: input.plafond,
          asOf: input.date,
        },
        input.date,
      );
      return {
        ...Object.fromEntries(situations.map(({ situation, verdict }) => [situation, verdict])),
        sansCommission: needsNoCommittee(situations),
      };
    },
  ),
};

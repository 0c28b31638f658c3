/** What a tenancy shows that may found a transfer, its order and its plan, callable with only the facts of each case. */
import { z } from 'zod';
import { accessibilitySchema, financingSchema, typologySchema } from '../../../src/domain/home.ts';
import { addYears, civilDateSchema } from '../../../src/kernel/civil-date.ts';
import { defaultPortalPolicy, transferGrounds } from '../../../src/portal/policy.ts';
import { findingsOf, perimeterKinds } from '../../../src/portal/transfers/finding.ts';
import { movingPlanSchema, readPlan } from '../../../src/portal/transfers/moving-plan.ts';
import { byPriority, isFastLane, tierOf } from '../../../src/portal/transfers/order.ts';
import { speaksOfIllegalCriterion } from '../../../src/portal/transfers/refusal-reasons.ts';
import { noTenancyFacts } from '../../../src/portal/transfers/tenancy-facts.ts';
import { makeHousehold } from '../../support/make-domain.ts';
import { callable } from './callable.ts';

const date = civilDateSchema;
const known = z.boolean().nullable().default(null);

const tenancy = z.strictObject({
  pieces: z.number().int().default(3),
  surface: z.number().default(60),
  personnes: z.number().int().nullable().default(2),
  enfantsAccueillis: z.number().int().nullable().default(null),
  piecesProfessionnelles: z.number().int().nullable().default(null),
  age: z.number().int().nullable().default(null),
  handicap: known,
  qpv: z.boolean().default(false),
  qpvEntree: known,
  zoneTendue: known,
  accessibilite: accessibilitySchema.default('none'),
  besoin: accessibilitySchema.nullable().default(null),
  adapte: known,
  plusUtilise: known,
  financement: financingSchema.default('PLUS'),
  /** Revenu fiscal N-2 d’une personne seule, en euros ; absent : inconnu. */
  revenu: z.number().nullable().default(null),
  perimetre: z
    .strictObject({ nature: z.enum(perimeterKinds), autorise: date.nullable() })
    .nullable()
    .default(null),
  date,
});

const place = z.strictObject({
  nom: z.string(),
  motif: z.enum(transferGrounds),
  libere: typologySchema,
  recue: date,
});

export const transferRules = {
  reperages: callable(tenancy, (input) => {
    const found = findingsOf(
      {
        tenancy: { id: 't', signedOn: addYears(input.date, -5), residents: input.personnes },
        home: {
          insee: '57463',
          habitableRooms: input.pieces,
          surfaceM2: input.surface,
          accessibility: input.accessibilite,
          financing: input.financement,
          qpvCode: input.qpv ? 'QN05701' : null,
          typology: 'T3',
        },
        facts: {
          ...noTenancyFacts,
          holderBornOn: input.age === null ? null : addYears(input.date, -input.age),
          disabledOrDependent: input.handicap,
          visitingChildren: input.enfantsAccueillis,
          professionalRooms: input.piecesProfessionnelles,
          qpvAtEntry: input.qpvEntree,
          adaptedHome: input.adapte,
          disabledOccupantLeft: input.plusUtilise,
          adaptedNeed: input.besoin,
        },
        factsAsOf: input.date,
        application:
          input.revenu === null
            ? null
            : {
                household: makeHousehold({
                  taxIncome: { n2Cents: input.revenu * 100, n1Cents: null, last12MonthsCents: null },
                }),
                accessibility: 'none',
                asOf: input.date,
              },
        perimeters:
          input.perimetre === null
            ? []
            : [
                {
                  kind: input.perimetre.nature,
                  name: 'Opération',
                  authorisedOn: input.perimetre.autorise,
                  source: 'cas',
                },
              ],
        tenseZone: input.zoneTendue,
      },
      input.date,
    );
    return {
      trouves: found.map(({ ground }) => ground),
      motifs: Object.fromEntries(
        found.map(({ ground, verdict, because, exemptions, missing }) => [
          ground,
          {
            reponse: verdict,
            regle: because[0]?.rule,
            dispenses: exemptions.map(({ code }) => code),
            manque: missing,
          },
        ]),
      ),
    };
  }),
  ordreDesMutations: callable(z.strictObject({ demandes: z.array(place) }), ({ demandes }) => ({
    ordre: demandes
      .map(({ nom, motif, libere, recue }) => ({
        id: nom,
        tier: tierOf(defaultPortalPolicy, motif),
        fastLane: isFastLane(defaultPortalPolicy, libere),
        receivedOn: recue,
      }))
      .sort(byPriority)
      .map(({ id }) => id),
  })),
  planDeDemenagement: callable(
    z.strictObject({
      motif: z.enum(transferGrounds),
      loyerActuel: z.number().nullable().default(null),
      fragile: known,
      preavis: date,
      finDuBail: date,
      nouveauBail: date,
      depot: z.tuple([z.number(), z.number()]).nullable().default(null),
      accompagne: z.string().nullable().default(null),
      aidePubliee: z
        .strictObject({ entreprise: z.number(), forfait: z.number(), le: date })
        .nullable()
        .default(null),
    }),
    (input) => {
      const plan = movingPlanSchema.parse({
        noticeReceivedOn: input.preavis,
        oldLeaseEndsOn: input.finDuBail,
        newLeaseStartsOn: input.nouveauBail,
        oldDepositCents: input.depot === null ? null : input.depot[0] * 100,
        newDepositCents: input.depot === null ? null : input.depot[1] * 100,
        removal: 'undecided',
        adviser: input.accompagne,
      });
      const oldRentCents = input.loyerActuel === null ? null : input.loyerActuel * 100;
      const { aidePubliee } = input;
      const grant = aidePubliee && {
        firmCents: aidePubliee.entreprise * 100,
        flatCents: aidePubliee.forfait * 100,
        asOf: aidePubliee.le,
        source: 'délibération',
      };
      const read = readPlan(plan, { ground: input.motif, oldRentCents, fragile: input.fragile, grant });
      return {
        preavisFinit: read.noticeEndsOn,
        aide: read.grant === null ? null : [read.grant.firmCents / 100, read.grant.flatCents / 100],
        alertes: read.warnings.map(({ code }) => code),
      };
    },
  ),
  critereInterdit: callable(z.strictObject({ texte: z.string() }), ({ texte }) => ({
    interdit: speaksOfIllegalCriterion(texte),
  })),
};

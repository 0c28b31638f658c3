/** The lease of an imposed relocation, callable with only the facts of each case. */
import { z } from 'zod';
import { energyClassSchema } from '../../../src/domain/home.ts';
import { civilDate, civilDateSchema } from '../../../src/kernel/civil-date.ts';
import { defaultPolicy } from '../../../src/matching/policy.ts';
import { mayLease } from '../../../src/portal/relocations/relocation-lease.ts';
import { offerFactsSchema } from '../../../src/portal/relocations/relocation-offer.ts';
import { operations, type Regime } from '../../../src/portal/relocations/relocation-standing.ts';
import { makeApplication, makeHolder, makeHome, makeVacancy } from '../../support/make-domain.ts';
import { callable } from './callable.ts';

const regimes: Readonly<Record<string, Regime>> = {
  demolition: { kind: 'law', ground: 'demolition' },
  'sous-occupation': { kind: 'law', ground: 'underOccupied' },
  'logement adapté quitté': { kind: 'law', ground: 'adaptedHomeLeft' },
  vente: { kind: 'voluntary' },
  'sans autorisation': { kind: 'notAuthorised' },
};

export const relocationLeaseRules = {
  bailDeRelogement: callable(
    z.strictObject({
      regime: z.enum([
        'demolition',
        'sous-occupation',
        'logement adapté quitté',
        'vente',
        'sans autorisation',
      ]),
      accepteLe: civilDateSchema.nullable(),
      operation: z.enum(operations).nullable(),
      numeroUnique: z.boolean(),
      commissionInformee: z.boolean(),
      classe: energyClassSchema.nullable(),
      oriente: z.boolean(),
      bailLe: civilDateSchema,
      congeLe: civilDateSchema,
      finConvenue: civilDateSchema.nullable(),
      verifie: z.boolean(),
      date: civilDateSchema,
    }),
    (input) => {
      const offer = {
        id: 'offre',
        homeId: 'h1',
        vacancyId: 'v-h1',
        notifiedOn: civilDate('2026-10-01'),
        rentCents: 32_000,
        facts: offerFactsSchema.parse({
          division: 'none',
          place: 'sameCommune',
          placeSource: 'carte',
          distanceKm: 1,
          suitsNeeds: true,
          suitsMeans: true,
          proof: 'registeredLetter',
          presentRentCents: 40_000,
        }),
        answer: 'accepted' as const,
        answeredOn: input.accepteLe,
        by: 'agent',
        home: { insee: '57463', energyClass: input.classe },
      };
      const may = mayLease(
        {
          standing: {
            regime: regimes[input.regime] ?? { kind: 'noPerimeter' },
            accepted: input.accepteLe === null ? null : offer,
          },
          operation: input.operation,
          partOnly: false,
          informed: input.commissionInformee,
          application: input.numeroUnique ? makeApplication(1) : null,
          home: {
            home: makeHome('h1', { energyClass: input.classe }),
            vacancy: makeVacancy('h1', { holderId: input.oriente ? 'commune' : null }),
            landlord: { id: 'l1', name: 'Bailleur', aliases: [] },
            holders: [makeHolder('commune', 'commune')],
            designations: [],
            policy: defaultPolicy,
          },
          held: null,
          date: input.date,
        },
        {
          signedOn: input.bailLe,
          noticeReceivedOn: input.congeLe,
          oldEndsOn: input.finConvenue,
          verified: input.verifie,
        },
      );
      return may.ok
        ? { refus: null, finAncienBail: may.value.oldEndsOn }
        : { refus: may.refusal.code, finAncienBail: null };
    },
  ),
};

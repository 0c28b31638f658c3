/**
 * A slack landlord, with the figures of Territoire habitat's activity report for 2021 (public housing office of the
 * Territoire de Belfort): many empty homes, few requests. Homes, people and neighbourhood codes are invented; the
 * communes, thresholds and laws are those of the year that is played.
 */
import type { ReservationHolder } from '../../src/domain/reservation.ts';
import type { Target } from '../../src/domain/target.ts';
import { geography } from '../../src/domain/territory.ts';
import { defaultPolicy } from '../../src/matching/policy.ts';
import { chanceOf } from './chance.ts';
import { makeHomes } from './homes.ts';
import type { YearPlan } from './simulated-year.ts';
import type { DemoTerritory } from './territories.ts';

// Territoire habitat, rapport d'activité 2021.
const figures = {
  homes: 11_094,
  // 9.77 % of homes change hands in a year; 1 049 entries.
  turnover: 0.0977,
  leases: 1_049,
  // 864 empty on 31 December (7.77 %), of which 547 for more than three months; 815 without demolitions and sales.
  vacantToLet: 815,
  longVacant: 547,
  requests: 1_672,
  sessions: 48,
  // Every home that can be let stands on the agenda, as the demonstration's: a bound nearer to the real sessions (30
  // files) weighs on who is refused and not on the year known ahead, which proposes nothing that is refused.
  homesPerSession: 150,
} as const;
const grandBelfort = '200069052';
const belfort = '90010';
// Communes of the priority neighbourhoods of the agglomeration; the codes are invented.
const qpvs: Readonly<Record<string, readonly { code: string; name: string }[]>> = {
  [belfort]: [
    { code: 'QP-SLACK-1', name: 'Quartier fictif 1' },
    { code: 'QP-SLACK-2', name: 'Quartier fictif 2' },
  ],
  '90076': [{ code: 'QP-SLACK-3', name: 'Quartier fictif 3' }],
};
// Part of the year's requests already live on 1 January: an assumption (the report gives the year's total alone).
const liveAtStart = 0.45;
const smallestPopulation = 1500;

const holders: readonly ReservationHolder[] = [
  {
    id: 'prefet',
    kind: 'state',
    name: 'Préfecture (contingent de l’État)',
    territory: null,
    flowPermille: 300,
  },
  { id: 'als', kind: 'actionLogement', name: 'Action Logement Services', territory: null, flowPermille: 100 },
];

/** The slack landlord's year. */
export function slackYearPlan(missingIncome = 0): YearPlan {
  const territories = [territory()];
  const homes = makeHomes(chanceOf(21), territories, figures.homes);
  const live = Math.round(figures.requests * liveAtStart);
  return {
    id: 'slack',
    name: 'Bailleur détendu (fictif)',
    year: 2026,
    sessions: figures.sessions,
    homesPerSession: figures.homesPerSession,
    territories,
    homes,
    targets: targets(),
    holders,
    policy: { ...defaultPolicy, id: 'detendu', version: 1 },
    freed: Math.round(figures.homes * figures.turnover),
    leases: figures.leases,
    vacantAtStart: figures.vacantToLet,
    longVacantAtStart: figures.longVacant,
    waiting: live,
    arriving: figures.requests - live,
    missingIncome,
  };
}

/** The communes of the agglomeration where the landlord has homes, weighted by population. */
function territory(): DemoTerritory {
  const places = geography();
  const communes = (places.epcis.get(grandBelfort)?.communes ?? [])
    .flatMap((insee) => places.communes.get(insee) ?? [])
    .filter(({ population }) => population >= smallestPopulation)
    .map((commune) => ({
      insee: commune.insee,
      name: commune.name,
      postcode: commune.postcodes[0] ?? commune.insee,
      weight: commune.population * (qpvs[commune.insee] ? 2 : 1),
      qpvs: qpvs[commune.insee] ?? [],
    }));
  return {
    siren: grandBelfort,
    currentSiren: grandBelfort,
    name: 'Grand Belfort',
    departement: '90',
    weight: 1,
    communes,
  };
}

/** The quotas of the Code, and two commitments without a published figure: invented, and said so. */
function targets(): Target[] {
  const year = 2026;
  const epci: Target['territory'] = { level: 'epci', code: grandBelfort, communes: null };
  const landlord: Target['territory'] = { level: 'landlord', code: null, communes: null };
  const statutory = { class: 'statutory', year } as const;
  return [
    {
      ...statutory,
      id: `q02-${grandBelfort}`,
      kind: 'q1OutsideQpv',
      name: '1er quartile hors QPV, Grand Belfort',
      territory: epci,
      goal: { kind: 'share', share: 0.25 },
      source: 'CCH L441-1 al. 24 à 26',
    },
    {
      ...statutory,
      id: `q03-${grandBelfort}`,
      kind: 'nonQ1InQpv',
      name: 'Autres quartiles en QPV, Grand Belfort',
      territory: epci,
      goal: { kind: 'share', share: 0.5 },
      source: 'CCH L441-1 al. 27',
    },
    {
      ...statutory,
      id: 'q05',
      kind: 'quarterLandlord',
      name: 'DALO ou prioritaires, logements non réservés',
      territory: landlord,
      goal: { kind: 'share', share: 0.25 },
      source: 'CCH L441-1 al. 43',
    },
    {
      ...statutory,
      id: 'q07',
      kind: 'quarterActionLogement',
      name: 'DALO ou prioritaires, contingent Action Logement Services',
      territory: { level: 'holder', code: 'als', communes: null },
      goal: { kind: 'share', share: 0.25 },
      source: 'CCH L313-26-2',
    },
    {
      id: 'pp5-90',
      kind: 'transfersAnyLandlord',
      name: 'Mutations du parc social, Territoire de Belfort',
      class: 'convention',
      year,
      territory: { level: 'departement', code: '90', communes: null },
      goal: { kind: 'share', share: 0.3 },
      source: 'engagement fictif',
    },
    {
      id: 'mutations-internes-part',
      kind: 'internalTransfers',
      name: 'Mutations internes (15 %)',
      class: 'own',
      year,
      territory: landlord,
      goal: { kind: 'share', share: 0.15 },
      source: 'objectif propre, fictif',
    },
  ];
}

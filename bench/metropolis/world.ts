/**
 * A synthetic metropolis from a seed: the homes that one session lets and the households that ask for them, on real
 * communes of twenty EPCI. Everything grows together (homes, households, communes), so that a home has as many
 * candidates at every size and what is not linear shows.
 */
import { type Chance, chanceOf } from '../../db/demo/chance.ts';
import { factsOf } from '../../db/demo/grid-facts.ts';
import { demoHolders } from '../../db/demo/holders.ts';
import { makeHousehold } from '../../db/demo/households.ts';
import { makeTargets } from '../../db/demo/targets.ts';
import type { Application, Label } from '../../src/domain/application.ts';
import type { Home, Typology, Vacancy } from '../../src/domain/home.ts';
import type { Target } from '../../src/domain/target.ts';
import { geography } from '../../src/domain/territory.ts';
import { addDays, addMonths, type CivilDate, civilDate, yearOf } from '../../src/kernel/civil-date.ts';
import { q1ThresholdOn } from '../../src/law/quartile.ts';
import { demonstrationGrids } from '../../src/scoring/demo-grids.ts';

export const metropolisDate = civilDate('2026-11-21');
export const metropolisName = 'Métropole de synthèse';

const whole = { applicants: 270_000, homes: 12_000, epcis: 20, communes: 600 };
const typologyShares: readonly (readonly [Typology, number])[] = [
  ['T1', 0.08],
  ['T2', 0.24],
  ['T3', 0.34],
  ['T4', 0.24],
  ['T5', 0.1],
];
const surfaceM2: Record<Typology, number> = { T1: 30, T2: 46, T3: 63, T4: 78, T5: 92, T6: 108 };
const wishedBySize: readonly (readonly Typology[])[] = [
  ['T1', 'T2'],
  ['T2', 'T3'],
  ['T3'],
  ['T3', 'T4'],
  ['T4', 'T5'],
  ['T5'],
];
const letters = ['c', 'd', 'e', 'f', 'j', 'k', 'l'] as const;

export type World = {
  communes: readonly { insee: string; siren: string; hasQpv: boolean }[];
  homes: readonly Home[];
  vacancies: readonly Vacancy[];
  targets: readonly Target[];
  applicants: number;
};

/** The part of the metropolis that a share of it makes (1: all of it). */
export function makeWorld(share: number): World {
  const communes = communesOf(
    Math.max(1, Math.round(whole.epcis * share)),
    Math.max(2, Math.round(whole.communes * share)),
  );
  const chance = chanceOf(11);
  const homes = Array.from({ length: Math.round(whole.homes * share) }, (_, at) =>
    makeHome(chance, communes, at + 1),
  );
  return {
    communes,
    homes,
    vacancies: homes.map((home, at) => vacancyOf(chance, home, at)),
    targets: targetsOf(homes, communes),
    applicants: Math.round(whole.applicants * share),
  };
}

/** The households, one after the other: never all in memory. */
export function* makeApplicants({ communes, applicants }: World): Generator<Application> {
  const chance = chanceOf(12);
  for (let serial = 1; serial <= applicants; serial += 1) yield makeApplicant(chance, communes, serial);
}

/** Communes of EPCI that the order of the year lists, in turn: the largest of each stand first. */
function communesOf(epcis: number, count: number): World['communes'] {
  const places = geography();
  const ranks = Math.ceil(count / epcis);
  const listed = [...places.epcis.values()]
    .filter(({ siren, communes }) => communes.length >= ranks && hasThreshold(siren))
    .sort((a, b) => (a.siren < b.siren ? -1 : 1))
    .slice(0, epcis);
  return Array.from({ length: ranks }, (_, rank) =>
    listed.map(({ siren, communes }, at) => ({
      insee: [...communes].sort()[rank] ?? '',
      siren,
      hasQpv: rank === 0 && at % 4 === 0,
    })),
  )
    .flat()
    .slice(0, count);
}

function hasThreshold(siren: string): boolean {
  const found = q1ThresholdOn(metropolisDate, siren);
  return found?.siren === siren && found.thresholdCents !== null;
}

/** The lesser of two draws: some communes are large and wanted, many are small. */
function drawPlace(chance: Chance, count: number): number {
  return Math.min(chance.integer(0, count - 1), chance.integer(0, count - 1));
}

function makeHome(chance: Chance, communes: World['communes'], serial: number): Home {
  const place = communes[drawPlace(chance, communes.length)]!;
  const typology = chance.weighted(typologyShares);
  const surface = Math.round(surfaceM2[typology] * chance.real(0.9, 1.12));
  const rooms = Number(typology.slice(1));
  return {
    id: `M-${String(serial).padStart(6, '0')}`,
    rplsId: null,
    insee: place.insee,
    address: `${serial} rue de la Synthèse`,
    residence: `Résidence ${Math.ceil(serial / 28)}`,
    typology,
    habitableRooms: rooms,
    surfaceM2: surface,
    floor: chance.integer(0, 6),
    lift: chance.happens(0.5),
    accessibility: chance.weighted([
      ['none', 0.4],
      ['stepFree', 0.5],
      ['wheelchair', 0.1],
    ]),
    constructionYear: chance.integer(1955, 2024),
    financing: chance.weighted([
      ['PLUS', 0.8],
      ['PLAI', 0.12],
      ['PLS', 0.08],
    ]),
    adaptedPlai: false,
    rentCents: Math.round(surface * chance.real(5.2, 7.4) * 100),
    annexRentCents: 0,
    chargesCents: Math.round(surface * chance.real(1.4, 2.3) * 100),
    flatChargesCents: 0,
    qpvCode: place.hasQpv && chance.happens(0.5) ? `QN${place.insee.padStart(5, '0')}A` : null,
    energyClass: chance.one(['B', 'C', 'D', 'D', 'E'] as const),
  };
}

function vacancyOf(chance: Chance, home: Home, at: number): Vacancy {
  const holderId = at % 4 === 0 ? 'prefet' : at % 10 === 3 ? 'als' : null;
  const orientedOn = holderId === null ? null : addDays(metropolisDate, -chance.integer(5, 28));
  return {
    id: home.id,
    homeId: home.id,
    status: 'available',
    noticeReceivedOn: addDays(metropolisDate, -chance.integer(40, 120)),
    availableOn: addDays(metropolisDate, -chance.integer(0, 20)),
    withdrawal: null,
    holderId,
    orientedOn,
    designationDueOn: orientedOn === null ? null : addMonths(orientedOn, 1),
    reservationFailed: false,
    acceptancePermille: chance.integer(300, 900),
  };
}

/** Quotas of the Code by EPCI, of holders, and the landlord's own; a commitment on transfers in each EPCI. */
function targetsOf(homes: readonly Home[], communes: World['communes']): Target[] {
  const sirens = [...new Set(communes.map(({ siren }) => siren))];
  const kept = makeTargets(homes, metropolisDate).filter(
    ({ id, kind }) => !id.startsWith('pp5-') && !id.startsWith('q06-') && kind !== 'scarceHomesFreed',
  );
  const transfers = sirens.map(
    (siren): Target => ({
      id: `pp5-${siren}`,
      kind: 'transfersAnyLandlord',
      name: `Mutations du parc social, ${siren}`,
      class: 'convention',
      year: yearOf(metropolisDate),
      territory: { level: 'epci', code: siren, communes: null },
      goal: { kind: 'share', share: 0.3 },
      source: 'synthèse',
    }),
  );
  return [...kept, ...transfers];
}

function makeApplicant(chance: Chance, communes: World['communes'], serial: number): Application {
  const household = makeHousehold(chance, metropolisDate);
  const filedOn = addDays(metropolisDate, -chance.integer(1, 1800));
  const transfer = chance.happens(0.32);
  const presumed = chance.happens(0.25) ? chance.one(letters) : null;
  const application: Application = {
    number: `0${String(serial).padStart(12, '0')}G7501`,
    name: `NOM${serial} Prénom`,
    filedOn,
    renewedOn: lastRenewal(filedOn),
    status: 'live',
    household,
    wishes: {
      communes: wishedCommunes(chance, communes),
      typologies: [...(wishedBySize[Math.min(6, household.persons.length) - 1] ?? [])],
      accessibility: chance.weighted([
        ['none', 0.93],
        ['stepFree', 0.06],
        ['wheelchair', 0.01],
      ]),
    },
    current: {
      kind: transfer ? 'HLM' : 'LP',
      landlord: transfer ? (chance.happens(0.6) ? metropolisName : 'Autre bailleur social (fictif)') : null,
      tenancyId: null,
      insee: chance.one(communes).insee,
      qpvCode: null,
      habitableRooms: chance.integer(1, 5),
      surfaceM2: chance.integer(18, 90),
      residents: household.persons.length,
      rentCents: chance.integer(230, 750) * 100,
    },
    labels: labelsOf(chance, presumed, filedOn),
    gridFacts: [],
    relocation: null,
    employment: chance.weighted([
      ['employee', 0.47],
      ['jobSeeker', 0.2],
      ['other', 0.33],
    ]),
    refusals: [],
    arrears: null,
  };
  const kind = transfer ? 'transfer' : 'general';
  const grid = demonstrationGrids.find((one) => one.kind === kind);
  return {
    ...application,
    gridFacts: grid ? factsOf(chance, grid, application, presumed, metropolisDate) : [],
  };
}

function lastRenewal(filedOn: CivilDate): CivilDate {
  let renewedOn = filedOn;
  while (addMonths(renewedOn, 12) <= metropolisDate) renewedOn = addMonths(renewedOn, 12);
  return renewedOn;
}

function wishedCommunes(chance: Chance, communes: World['communes']): string[] {
  const count = chance.integer(1, 4);
  const wished = Array.from({ length: count }, () => communes[drawPlace(chance, communes.length)]!.insee);
  return [...new Set(wished)];
}

function labelsOf(chance: Chance, presumed: (typeof letters)[number] | null, filedOn: CivilDate): Label[] {
  const on = () => addDays(filedOn, 1);
  return [
    ...(chance.happens(0.009)
      ? [{ category: 'dalo' as const, by: 'Commission de médiation', on: on(), until: null }]
      : []),
    ...(presumed !== null && chance.happens(0.6)
      ? [{ category: presumed, by: 'Préfecture', on: on(), until: null }]
      : []),
  ];
}

/** The holders that the homes are oriented to. */
export const metropolisHolders = demoHolders.filter(({ id }) => id === 'prefet' || id === 'als');

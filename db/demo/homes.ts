/** The stock: residences on real communes, their homes, rents and energy classes. Addresses are invented. */
import type { EnergyClass, Financing, Home, Typology } from '../../src/domain/home.ts';
import { type Chance, sharesOf } from './chance.ts';
import type { DemoCommune, DemoTerritory } from './territories.ts';

// Shares of the stock by size: an assumption without a source, listed as such.
const typologyShares: readonly (readonly [Typology, number])[] = [
  ['T1', 0.06],
  ['T2', 0.2],
  ['T3', 0.36],
  ['T4', 0.28],
  ['T5', 0.08],
  ['T6', 0.02],
];
const surfaceM2: Record<Typology, number> = { T1: 30, T2: 46, T3: 63, T4: 78, T5: 92, T6: 108 };
// 86 % of the stock under PLUS ceilings (Ancols 2022); the rest is split by assumption.
const financingShares: readonly (readonly [Financing, number])[] = [
  ['PLUS', 0.86],
  ['PLAI', 0.07],
  ['PLS', 0.07],
];
// Around the national mean of 5.99 €/m² (RPLS 2021).
const rentPerM2: Record<Financing, number> = { PLAI: 5.3, PLUS: 5.95, PLS: 7.4 };
const energyShares: readonly (readonly [EnergyClass, number])[] = [
  ['A', 0.01],
  ['B', 0.06],
  ['C', 0.29],
  ['D', 0.4],
  ['E', 0.18],
  ['F', 0.06],
];
const homesPerResidence = 28;
// In a commune with priority neighbourhoods, this part of our homes stands in them (31 % of the stock overall).
const shareInQpv = 0.55;

export function makeHomes(chance: Chance, territories: readonly DemoTerritory[], count: number): Home[] {
  const homes: Home[] = [];
  const byTerritory = sharesOf(
    count,
    territories.map((territory) => territory.weight),
  );
  territories.forEach((territory, index) => {
    const byCommune = sharesOf(
      byTerritory[index] ?? 0,
      territory.communes.map((commune) => commune.weight),
    );
    territory.communes.forEach((commune, place) => {
      makeCommuneHomes(chance, commune, byCommune[place] ?? 0, homes);
    });
  });
  return homes;
}

function makeCommuneHomes(chance: Chance, commune: DemoCommune, count: number, homes: Home[]): void {
  for (let made = 0; made < count; made += homesPerResidence) {
    const residence = makeResidence(chance, commune);
    const size = Math.min(homesPerResidence, count - made);
    for (let door = 1; door <= size; door += 1)
      homes.push(makeHome(chance, residence, homes.length + 1, door));
  }
}

type Residence = {
  commune: DemoCommune;
  name: string;
  address: string;
  qpvCode: string | null;
  constructionYear: number;
  energyClass: EnergyClass;
  lift: boolean;
  recent: boolean;
};

function makeResidence(chance: Chance, commune: DemoCommune): Residence {
  const inQpv = commune.qpvs.length > 0 && chance.happens(shareInQpv);
  const constructionYear = chance.weighted([
    [chance.integer(1955, 1974), inQpv ? 0.8 : 0.4],
    [chance.integer(1975, 1999), inQpv ? 0.15 : 0.35],
    [chance.integer(2000, 2024), inQpv ? 0.05 : 0.25],
  ]);
  const recent = constructionYear >= 2008;
  const street = chance.faker.location.street();
  return {
    commune,
    name: `Résidence ${chance.faker.person.lastName()}`,
    address: `${chance.integer(1, 90)} ${street}, ${commune.postcode} ${commune.name}`,
    qpvCode: inQpv ? chance.one(commune.qpvs).code : null,
    constructionYear,
    energyClass: recent ? chance.one(['A', 'B', 'C'] as const) : chance.weighted(energyShares),
    lift: recent || chance.happens(0.45),
    recent,
  };
}

function makeHome(chance: Chance, residence: Residence, serial: number, door: number): Home {
  const typology = chance.weighted(typologyShares);
  const financing = residence.recent
    ? chance.weighted<Financing>([
        ['PLUS', 0.6],
        ['PLAI', 0.28],
        ['PLS', 0.12],
      ])
    : chance.weighted(financingShares);
  const surface = Math.round(surfaceM2[typology] * chance.real(0.9, 1.12));
  const floor = Math.floor((door - 1) / 4);
  const stepFree = residence.lift || floor === 0;
  return {
    id: `LGT-${String(serial).padStart(5, '0')}`,
    rplsId: `${residence.commune.insee.slice(0, 2)}${String(serial).padStart(8, '0')}`,
    insee: residence.commune.insee,
    address: residence.address,
    residence: residence.name,
    typology,
    habitableRooms: Number(typology.slice(1)),
    surfaceM2: surface,
    floor,
    lift: residence.lift,
    accessibility: stepFree ? (residence.recent && chance.happens(0.3) ? 'wheelchair' : 'stepFree') : 'none',
    constructionYear: residence.constructionYear,
    financing,
    adaptedPlai: false,
    rentCents: Math.round(surface * rentPerM2[financing] * chance.real(0.9, 1.1) * 100),
    annexRentCents: chance.happens(0.2) ? 3000 : 0,
    chargesCents: Math.round(surface * chance.real(1.4, 2.3) * 100),
    flatChargesCents: 0,
    qpvCode: residence.qpvCode,
    energyClass: residence.energyClass,
  };
}

/** How to reach the demonstration's households. Everything is invented; addresses end in "exemple.example". */
import type { Application } from '../../src/domain/application.ts';
import type { Home } from '../../src/domain/home.ts';
import { geography } from '../../src/domain/territory.ts';
import type { Chance } from './chance.ts';

export type DemoContact = {
  number: string;
  email: string | null;
  telephone: string | null;
  address: string[];
  preferred: 'email' | 'sms' | 'letter';
};

// 44 % of tenants prefer paper and 65 % own a smartphone (quality-of-service survey, Hauts-de-France).
const preferences = [
  ['letter', 0.44],
  ['email', 0.41],
  ['sms', 0.15],
] as const;

export function makeContacts(
  chance: Chance,
  applications: readonly Application[],
  homes: readonly Home[],
): DemoContact[] {
  const { communes } = geography();
  // A sitting tenant is reached at home.
  const addressOf = new Map(homes.map((home) => [`TEN-${home.id.slice(4)}`, home.address]));
  return applications.map(({ number, current, wishes }, index) => {
    const commune = communes.get(current.insee ?? wishes.communes[0] ?? '57463');
    const street =
      addressOf.get(current.tenancyId ?? '') ??
      `${chance.integer(1, 120)} ${chance.one(['rue', 'avenue', 'allée', 'impasse'])} ${chance.one(streets)}`;
    return {
      number,
      email: chance.happens(0.8) ? `demandeur${index + 1}@exemple.example` : null,
      // A range that the regulator keeps for fiction.
      telephone: chance.happens(0.95) ? `06 39 98 ${twoDigits(chance)} ${twoDigits(chance)}` : null,
      address: [street, `${commune?.postcodes[0] ?? '57000'} ${commune?.name ?? 'Metz'}`],
      preferred: chance.weighted<DemoContact['preferred']>(preferences),
    };
  });
}

const streets = [
  'des Lilas',
  'du Moulin',
  'des Écoles',
  'de la Gare',
  'Pasteur',
  'des Vergers',
  'Jean-Jaurès',
  'du Château',
  'des Mirabelliers',
  'de Lorraine',
] as const;

function twoDigits(chance: Chance): string {
  return String(chance.integer(0, 99)).padStart(2, '0');
}

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
  const line = fictionalLines();
  return applications.map(({ number, current, wishes }, index) => {
    const commune = communes.get(current.insee ?? wishes.communes[0] ?? '57463');
    const preferred = chance.weighted<DemoContact['preferred']>(preferences);
    const street =
      addressOf.get(current.tenancyId ?? '') ??
      `${chance.integer(1, 120)} ${chance.one(['rue', 'avenue', 'allée', 'impasse'])} ${chance.one(streets)}`;
    return {
      number,
      email: chance.happens(0.8) ? `demandeur${index + 1}@exemple.example` : null,
      telephone: chance.happens(0.95) ? line(preferred === 'sms' || chance.happens(mobileShare)) : null,
      address: [street, `${commune?.postcodes[0] ?? '57000'} ${commune?.name ?? 'Metz'}`],
      preferred,
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

// The ranges that the regulator (ARCEP) keeps for fiction: one of mobiles, five of landlines; each holds ten thousand.
const mobileRange = '06 39 98';
const landlineRanges = ['01 99 00', '02 61 91', '03 53 01', '04 65 71', '05 36 49'] as const;
const rangeSize = 10_000;
const mobileShare = 0.65;
// Without a common factor with the size of a range: every line of it comes once before any comes again.
const stride = 3_001;

/** Gives lines one after the other, none twice: two households never share one by chance. */
function fictionalLines(): (mobile: boolean) => string {
  const given = { mobile: 0, landline: 0 };
  return (mobile) => {
    const serial = mobile ? given.mobile++ : given.landline++;
    const range = mobile ? mobileRange : (landlineRanges[serial % landlineRanges.length] ?? mobileRange);
    const place = mobile ? serial : Math.floor(serial / landlineRanges.length);
    const digits = String((place * stride + 17) % rangeSize).padStart(4, '0');
    return `${range} ${digits.slice(0, 2)} ${digits.slice(2)}`;
  };
}

/** What was kept of each household that signed: made to agree with what the lease itself counts. Nobody is real. */
import type { Home } from '../../src/domain/home.ts';
import { countedCategories, type LeaseFacts } from '../../src/domain/lease-facts.ts';
import type { SocialBody } from '../../src/domain/objective.ts';
import type { Lease } from '../../src/domain/tenancy.ts';
import { addDays, type CivilDate, civilDate } from '../../src/kernel/civil-date.ts';
import type { Chance } from './chance.ts';

export type DemoLeaseFacts = { leaseId: string; facts: LeaseFacts };

/** Bodies that the demonstration counts as social landlords (M-01): fictive names, one that left the list. */
export const demoSocialBodies: readonly SocialBody[] = [
  body('bailleur-vosgien', 'Bailleur vosgien (fictif)', null),
  // How applications name the landlord that their household lives with.
  { ...body('habitat-messin', 'Habitat messin (fictif)', null), aliases: ['Autre bailleur social (fictif)'] },
  body('logis-nanceien', 'Logis nancéien (fictif)', null),
  body('foyer-moderne', 'Foyer moderne (fictif), absorbé', civilDate('2026-06-30')),
];

function body(id: string, name: string, until: CivilDate | null): SocialBody {
  return { id, name, aliases: [], from: null, until, source: 'liste fictive de la démonstration' };
}

// A lodging operator is no social landlord: its residents do not count in PP-5, and the page says why.
const notSocial = 'Résidence Les Tilleuls (gestionnaire de foyer, fictif)';
const proved = 0.72;

export function makeLeaseFacts(
  chance: Chance,
  leases: readonly Lease[],
  homes: readonly Home[],
  landlord: string,
): DemoLeaseFacts[] {
  const homeOf = new Map(homes.map((home) => [home.id, home]));
  return leases.flatMap((lease) => {
    const home = homeOf.get(lease.homeId);
    return home ? [{ leaseId: lease.id, facts: factsOf(chance, lease, home, homes, landlord) }] : [];
  });
}

function factsOf(
  chance: Chance,
  lease: Lease,
  home: Home,
  homes: readonly Home[],
  landlord: string,
): LeaseFacts {
  const decidedOn = addDays(lease.signedOn, -chance.integer(14, 45));
  const availableOn = addDays(decidedOn, -chance.integer(5, 60));
  const orientedOn = addDays(decidedOn, -chance.integer(20, 45));
  const persons = personsIn(chance, home);
  return {
    income: lease.firstQuartile === null ? 'unknown' : chance.happens(proved) ? 'proved' : 'declared',
    filedOn: addDays(decidedOn, -waitDays(chance, lease)),
    noticeReceivedOn: addDays(orientedOn, -chance.integer(2, 20)),
    availableOn,
    orientedOn,
    decidedOn,
    daloRecognisedOn: lease.dalo ? addDays(decidedOn, -chance.integer(40, 260)) : null,
    categories: lease.priority
      ? chance
          .some(
            countedCategories,
            chance.weighted([
              [1, 0.7],
              [2, 0.25],
              [3, 0.05],
            ]),
          )
          .sort()
      : [],
    targetedPublic: lease.priority || chance.happens(0.04),
    persons,
    holderAge: chance.integer(20, 78),
    loneParent: persons > 1 ? chance.happens(0.42) : false,
    adaptedNeed: chance.happens(0.05),
    ...originOf(chance, lease, homes, landlord),
    channel: chance.weighted([
      ['online', 0.66],
      ['counter', 0.26],
      ['post', 0.08],
    ]),
    essentialWorker: chance.happens(0.11),
    volunteerFirefighter: chance.happens(0.004),
    effortPermille: chance.integer(90, 380),
    occupancyAfter: chance.weighted([
      ['fits', 0.93],
      ['under', 0.05],
      ['over', 0.02],
    ]),
    rank: chance.weighted([
      [1, 0.55],
      [2, 0.29],
      [3, 0.16],
    ]),
    list: chance.weighted([
      [1, 0.83],
      [2, 0.14],
      [3, 0.03],
    ]),
    proposedRank: null,
    gridPoints: null,
    deducted: lease.transfer === 'internal' ? 'internalTransfer' : lease.relocated ? 'urbanRenewal' : null,
    substituted: false,
    legalPerson: chance.happens(0.004),
    firstLetting: false,
  };
}

function waitDays(chance: Chance, { dalo, priority, transfer }: Lease): number {
  const months = dalo ? chance.integer(3, 14) : priority ? chance.integer(3, 30) : chance.integer(2, 46);
  return Math.round(months * 30.4 * (transfer === 'none' ? 1 : 1.25));
}

function personsIn(chance: Chance, { habitableRooms }: Home): number {
  return Math.max(1, Math.min(7, chance.integer(habitableRooms - 1, habitableRooms + 1)));
}

function originOf(
  chance: Chance,
  lease: Lease,
  homes: readonly Home[],
  landlord: string,
): Pick<LeaseFacts, 'originInsee' | 'originInQpv' | 'originLandlord' | 'freedHome'> {
  if (lease.transfer === 'internal') {
    const left = chance.one(homes);
    return {
      originInsee: left.insee,
      originInQpv: left.qpvCode !== null,
      originLandlord: landlord,
      freedHome: { homeId: left.id, typology: left.typology, insee: left.insee },
    };
  }
  const social = [...demoSocialBodies.map(({ name }) => name), notSocial];
  return {
    originInsee: chance.happens(0.9) ? chance.one(homes).insee : null,
    originInQpv: chance.happens(0.08) ? null : chance.happens(0.24),
    originLandlord: lease.transfer === 'otherLandlord' ? chance.one(social) : null,
    freedHome: null,
  };
}

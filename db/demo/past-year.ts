/** The year to date: leases with the facts of their day, the offers that led to them, and the refusals before. */
import type { Home } from '../../src/domain/home.ts';
import { type Offer, refusalReasons } from '../../src/domain/offer.ts';
import type { Lease } from '../../src/domain/tenancy.ts';
import { epciOfCommune } from '../../src/domain/territory.ts';
import { addDays, type CivilDate, civilDateOf, daysBetween, yearOf } from '../../src/kernel/civil-date.ts';
import type { Chance } from './chance.ts';
import { demoHolders } from './holders.ts';

// Mobility of 9.3 % a year (RPLS, 2018).
const mobilityPerYear = 0.093;
// Half of the offers become a lease (Adeus, Strasbourg 2017).
const acceptance = 0.5;
// Outside QPV 15.5 % of lettings went to the first quartile nationally in 2019; in QPV a higher share.
const firstQuartileShare = { outside: 0.19, inside: 0.42 } as const;
// Income is missing on a part of lettings; a quarter in 2022 nationally (Ancols), less here by assumption.
const unknownQuartileShare = 0.1;

export type PastYear = { leases: Lease[]; offers: Offer[] };

export function makePastYear(chance: Chance, homes: readonly Home[], date: CivilDate): PastYear {
  const firstDay = civilDateOf(yearOf(date), 1, 2);
  const days = daysBetween(firstDay, date);
  const reserved = reservedShares(homes, date);
  const count = Math.round((homes.length * mobilityPerYear * days) / 365);
  const leases: Lease[] = [];
  const offers: Offer[] = [];
  for (const home of chance.some(homes, count)) {
    const signedOn = addDays(firstDay, chance.integer(0, days - 1));
    const lease = makeLease(
      chance,
      home,
      reserved(home),
      signedOn,
      `BAIL-${yearOf(date)}-${String(leases.length + 1).padStart(5, '0')}`,
    );
    leases.push(lease);
    addOffers(chance, lease, offers);
  }
  return { leases, offers };
}

// What holders received of the year so far, next to the shares of their conventions: some behind, one a little ahead.
const receivedOfDue = { prefet: 0.9, als: 0.85, 'metz-metropole': 0.95, 'ville-nancy': 1.05 } as const;

type Reserved = readonly (readonly [string | null, number])[];

/** How likely each holder is to have had a home; those of a territory have homes of it alone. */
function reservedShares(homes: readonly Home[], date: CivilDate): (home: Home) => Reserved {
  const communes = new Set(homes.map(({ insee }) => insee));
  const holders = demoHolders.map(({ id, territory, flowPermille }) => {
    const own =
      territory === null
        ? communes
        : new Set(
            [...communes].filter(
              (insee) => insee === territory || epciOfCommune(insee, date)?.siren === territory,
            ),
          );
    const within = homes.filter(({ insee }) => own.has(insee)).length;
    const received = Object.entries(receivedOfDue).find(([known]) => known === id)?.[1] ?? 1;
    const share = ((flowPermille ?? 0) / 1000) * received * (homes.length / Math.max(1, within));
    return { id, own, share: Math.min(0.4, share) };
  });
  return ({ insee }) => {
    const mine = holders.filter(({ own }) => own.has(insee)).map(({ id, share }) => [id, share] as const);
    const kept = mine.reduce((sum, [, share]) => sum + share, 0);
    return [...mine, [null, Math.max(0, 1 - kept)]];
  };
}

function makeLease(chance: Chance, home: Home, reserved: Reserved, signedOn: CivilDate, id: string): Lease {
  const holder = chance.weighted(reserved);
  const kind = demoHolders.find(({ id: holderId }) => holderId === holder)?.kind;
  const firstQuartile = chance.happens(unknownQuartileShare)
    ? null
    : chance.happens(home.qpvCode === null ? firstQuartileShare.outside : firstQuartileShare.inside);
  const transfer = chance.weighted<Lease['transfer']>([
    ['none', 0.735],
    ['internal', 0.105],
    ['otherLandlord', 0.16],
  ]);
  return {
    id,
    homeId: home.id,
    signedOn,
    insee: home.insee,
    qpvCode: home.qpvCode,
    typology: home.typology,
    financing: home.financing,
    holderId: holder,
    reservationFailed: holder !== null && chance.happens(0.07),
    firstQuartile,
    relocated: chance.happens(0.02),
    dalo: chance.happens(0.01),
    priority: chance.happens(kind === 'state' ? 0.85 : 0.21),
    employment: chance.happens(0.58) ? 'employee' : chance.happens(0.3) ? 'jobSeeker' : 'other',
    transfer,
  };
}

function addOffers(chance: Chance, lease: Lease, offers: Offer[]): void {
  let sentOn = addDays(lease.signedOn, -chance.integer(12, 30));
  const refusals: Offer[] = [];
  while (!chance.happens(acceptance) && refusals.length < 4) {
    refusals.push(offer(chance, lease, sentOn, `R${refusals.length}`, 'refused'));
    sentOn = addDays(sentOn, -chance.integer(8, 15));
  }
  refusals.reverse();
  offers.push(...refusals.map((refused, index) => ({ ...refused, rank: index + 1 })));
  offers.push({
    ...offer(chance, lease, addDays(lease.signedOn, -10), 'A', 'accepted'),
    rank: refusals.length + 1,
  });
}

function offer(
  chance: Chance,
  lease: Lease,
  sentOn: CivilDate,
  suffix: string,
  answer: 'accepted' | 'refused',
): Offer {
  const silent = answer === 'refused' && chance.happens(0.2);
  return {
    id: `${lease.id}-${suffix}`,
    homeId: lease.homeId,
    applicationNumber: `057${sentOn.slice(5, 7)}${sentOn.slice(2, 4)}${String(chance.integer(0, 999_999)).padStart(6, '0')}G5799`,
    rank: 1,
    sentOn,
    answer,
    answeredOn: silent ? null : addDays(sentOn, chance.integer(1, 10)),
    refusalReason: answer === 'accepted' ? null : silent ? 'noAnswer' : chance.one(refusalReasons),
    adapted: answer === 'accepted' ? null : chance.happens(0.8),
  };
}

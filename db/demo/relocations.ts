/** Relocations of the demonstration: a perimeter with offers counted, exemptions, a fellow landlord. */
import { type Home, typologies } from '../../src/domain/home.ts';
import { addDays, addYears, type CivilDate } from '../../src/kernel/civil-date.ts';
import { defaultPortalPolicy, type TransferGround } from '../../src/portal/policy.ts';
import type { FellowContent } from '../../src/portal/relocations/fellow-request.ts';
import type { OfferFacts } from '../../src/portal/relocations/relocation-offer.ts';
import { isFastLane, tierOf } from '../../src/portal/transfers/order.ts';
import { noTenancyFacts, type TenancyFacts } from '../../src/portal/transfers/tenancy-facts.ts';
import type { DemoLandlord } from './demo-landlord.ts';
import { type DemoReviews, type LeasedPlace, reviewsOf } from './occupancy-reviews.ts';

const names = [
  'Odile Marchal',
  'Bernard Collin',
  'Samira Haddad',
  'Luc Thiry',
  'Denise Roussel',
  'Marc Antoine',
];
/** The commune of the demonstration's invented tense zone. */
const commune = '57463';

type Place = LeasedPlace;
type Offered = { home: Home; vacancyId: string | null };
type DemoOffer = {
  homeId: string;
  vacancyId: string | null;
  notifiedOn: CivilDate;
  rentCents: number;
  facts: OfferFacts;
  answer: 'accepted' | 'refused' | null;
  answeredOn: CivilDate | null;
};
type DemoRelocation = {
  id: string;
  tenancyId: string;
  ground: TransferGround;
  tier: number;
  fastLane: boolean;
  receivedOn: CivilDate;
  dueOn: CivilDate;
  details: Record<string, unknown>;
  facts: TenancyFacts;
  offers: DemoOffer[];
};
export type DemoRelocations = DemoReviews & {
  perimeter: { id: string; name: string; authorisedOn: CivilDate; source: string; homeIds: string[] };
  relocations: DemoRelocation[];
  fellow: { fellow: string; content: FellowContent; receivedOn: CivilDate; dueOn: CivilDate };
};

/** `taken`: tenancies that the demonstration shows elsewhere. */
export function makeRelocations(demo: DemoLandlord, taken: ReadonlySet<string>): DemoRelocations {
  const { date } = demo;
  const homeOf = new Map(demo.homes.map((home) => [home.id, home]));
  const places = demo.tenancies.flatMap((tenancy): Place[] => {
    const home = homeOf.get(tenancy.homeId);
    return home?.insee === commune && tenancy.endedOn === null ? [{ tenancy, home }] : [];
  });
  const free = places.filter(({ tenancy }) => tenancy.applicationNumber === null && !taken.has(tenancy.id));
  const inPerimeter = free.filter(({ home }) => home.qpvCode === null).slice(0, 4);
  // Outside a priority neighbourhood: the age alone, or nothing, keeps the right.
  const others = free.filter((place) => !inPerimeter.includes(place) && place.home.qpvCode === null);
  const dear = [...others].sort(
    (a, b) => b.home.rentCents - a.home.rentCents || (a.home.id < b.home.id ? -1 : 1),
  );
  const wide =
    dear.find(({ home, tenancy }) => home.habitableRooms > (tenancy.residents ?? 9) + 1) ?? dear[0];
  const adapted = dear.find((place) => place !== wide);
  const [none, two, three, told] = inPerimeter;
  const relocations = [
    none && relocation(1, none, 'relocation', demo, []),
    two && relocation(2, two, 'relocation', demo, [-160, -70]),
    three && relocation(3, three, 'relocation', demo, [-190, -120, -40]),
    told && accepted(relocation(4, told, 'relocation', demo, [-60])),
    wide && relocation(5, wide, 'underOccupied', demo, [-150, -100, -50], { age: 71 }),
    adapted && waiting(relocation(6, adapted, 'adaptedHomeLeft', demo, [-90, -12], { age: 52 })),
  ].filter((one) => one !== undefined);
  const held = new Set(relocations.map(({ tenancyId }) => tenancyId));
  const perimeterHomes = inPerimeter.map(({ home }) => home.id);
  return {
    perimeter: {
      id: idOf(900),
      name: 'Démolition, îlot des Tilleuls',
      authorisedOn: addDays(date, -420),
      source: 'Autorisation de démolir du préfet (exemple inventé)',
      homeIds: perimeterHomes,
    },
    relocations,
    fellow: fellowOf(date),
    ...reviewsOf(places, new Set([...held, ...taken]), date),
  };
}

/** Homes of the commune that were free when they were offered: of the same size or one less, at a lower rent. */
function offeredTo({ home, tenancy }: Place, demo: DemoLandlord): Offered[] {
  const present = tenancy.rentCents ?? home.rentCents;
  const size = typologies.indexOf(home.typology);
  const vacancyOf = new Map(demo.vacancies.map(({ id, homeId, status }) => [homeId, { id, status }]));
  return demo.homes
    .filter(
      (other) =>
        other.insee === commune &&
        other.residence !== home.residence &&
        other.rentCents < present &&
        other.energyClass !== null &&
        other.energyClass !== 'G' &&
        [size, size - 1].includes(typologies.indexOf(other.typology)),
    )
    .map((other) => {
      const vacancy = vacancyOf.get(other.id);
      const isFree = vacancy?.status === 'available' || vacancy?.status === 'notice';
      return { home: other, vacancyId: isFree && vacancy ? vacancy.id : null };
    })
    .sort(
      (a, b) =>
        Number(b.vacancyId !== null) - Number(a.vacancyId !== null) || (a.home.id < b.home.id ? -1 : 1),
    );
}

function relocation(
  serial: number,
  place: Place,
  ground: TransferGround,
  demo: DemoLandlord,
  days: readonly number[],
  known: { age: number } = { age: 44 },
): DemoRelocation {
  const { date } = demo;
  const { tenancy, home } = place;
  const present = tenancy.rentCents ?? home.rentCents;
  const offered = offeredTo(place, demo);
  return {
    id: idOf(serial),
    tenancyId: tenancy.id,
    ground,
    tier: tierOf(defaultPortalPolicy, ground),
    fastLane: isFastLane(defaultPortalPolicy, home.typology),
    receivedOn: addDays(date, -240),
    dueOn: addDays(date, 4 + serial),
    details: ground === 'relocation' ? { relocation: { operation: 'urbanRenewal' } } : {},
    facts: {
      ...noTenancyFacts,
      holderName: names[serial - 1] ?? null,
      holderBornOn: addYears(date, -known.age),
      disabledOrDependent: false,
      qpvAtEntry: false,
      visitingChildren: 0,
      professionalRooms: 0,
      ...(ground === 'adaptedHomeLeft' ? { adaptedHome: true, disabledOccupantLeft: true } : {}),
    },
    offers: days.flatMap((day, index): DemoOffer[] => {
      const vacancy = offered[index];
      if (!vacancy) return [];
      const notifiedOn = addDays(date, day);
      return [
        {
          homeId: vacancy.home.id,
          vacancyId: vacancy.vacancyId,
          notifiedOn,
          rentCents: vacancy.home.rentCents,
          facts: {
            division: 'none',
            place: 'sameCommune',
            placeSource: 'Carte IGN, relevée par l’agence',
            distanceKm: 1.8,
            suitsNeeds: true,
            suitsMeans: true,
            proof: 'registeredLetter',
            presentRentCents: present,
            answeredBy: 'Camille Weber',
          },
          answer: 'refused',
          answeredOn: addDays(notifiedOn, 9),
        },
      ];
    }),
  };
}

function accepted(one: DemoRelocation): DemoRelocation {
  return { ...one, offers: one.offers.map((offer) => ({ ...offer, answer: 'accepted' as const })) };
}

/** The last offer has left and nothing proves it yet. */
function waiting(one: DemoRelocation): DemoRelocation {
  const last = one.offers.length - 1;
  const offers = one.offers.map((offer, index) =>
    index === last
      ? { ...offer, answer: null, answeredOn: null, facts: { ...offer.facts, proof: null, answeredBy: null } }
      : offer,
  );
  return { ...one, offers };
}

function fellowOf(date: CivilDate): DemoRelocations['fellow'] {
  return {
    fellow: 'Logis des Trois Frontières',
    receivedOn: addDays(date, -5),
    dueOn: addDays(date, 10),
    content: {
      need: {
        persons: 3,
        typologies: ['T3', 'T4'],
        communes: [commune],
        accessibility: 'none',
        operation: 'urbanRenewal',
        operationName: 'Convention du quartier des Forges (exemple inventé)',
      },
      answer: null,
      information: null,
      signed: null,
    },
  };
}

/** The same identifier everywhere: pictures and tests name what they show. */
function idOf(serial: number): string {
  return `0199b000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
}

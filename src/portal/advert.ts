/** An advert of a freed home (L-02, L-04): what is published, from when to when, and its life. */
import type { Accessibility, EnergyClass, Financing, Typology } from '../domain/home.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { AdvertRegime } from './policy.ts';

/**
 * `draft` being written · `review` waits for a second reader · `scheduled` accepted, opens on its day · `open` · `closed`
 * its day has come, the list is being made · `answered` every candidate has a dated answer · `withdrawn`.
 */
export const advertStates = [
  'draft',
  'review',
  'scheduled',
  'open',
  'closed',
  'answered',
  'withdrawn',
] as const;
export type AdvertState = (typeof advertStates)[number];

/** What L-04 lists of the home, as published; nothing that names a household or the outgoing tenant. */
export type AdvertFacts = {
  homeId: string;
  insee: string;
  communeName: string;
  /** Street without the number before a visit is agreed. */
  street: string;
  residence: string | null;
  typology: Typology;
  surfaceM2: number;
  rentCents: number;
  annexRentCents: number;
  chargesCents: number;
  flatChargesCents: number;
  financing: Financing;
  floor: number | null;
  lift: boolean | null;
  accessibility: Accessibility;
  energyClass: EnergyClass | null;
  qpvCode: string | null;
  constructionYear: number | null;
  /** In words: who holds the reservation, or that none does. */
  holderName: string | null;
  availableOn: CivilDate | null;
};

/** Words that officers add: the place in a sentence, what is near, what to know. */
export type AdvertWords = { title: string; place: string; description: string; access: string };

/** A closing: the last day of wishes, and how many households were interested by its end. */
export type AdvertClosing = { on: CivilDate; interested: number };

export type Advert = {
  id: string;
  landlordId: string;
  landlordName: string;
  vacancyId: string;
  state: AdvertState;
  regime: AdvertRegime;
  facts: AdvertFacts;
  words: AdvertWords;
  opensOn: CivilDate;
  /** Last day on which a wish counts; in a slack place, the next weekly closing. */
  closesOn: CivilDate;
  /** Names of outside sites to which it is exported. */
  exportedTo: readonly string[];
  version: number;
};

/** How a wish came in: the portal, the counter, the telephone, paper, a standing wish, or an outside site. */
export const interestSources = ['portal', 'counter', 'telephone', 'paper', 'standing', 'outside'] as const;
export type InterestSource = (typeof interestSources)[number];

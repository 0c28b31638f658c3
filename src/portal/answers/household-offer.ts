/** The offers of a household, as it reads and answers them (C-09): the home, until when, and what it said. */
import type { Home } from '../../domain/home.ts';
import type { Offer } from '../../domain/offer.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { OfferState } from '../../law/offer.ts';

export type HouseholdOffer = {
  id: string;
  vacancyId: string;
  home: Pick<
    Home,
    | 'insee'
    | 'address'
    | 'typology'
    | 'surfaceM2'
    | 'floor'
    | 'lift'
    | 'energyClass'
    | 'rentCents'
    | 'annexRentCents'
    | 'chargesCents'
    | 'flatChargesCents'
  >;
  /** Rent and charges less an estimated APL, a month; null where the file does not tell. */
  leftToPayCents: number | null;
  sentOn: CivilDate;
  /** Under DALO: refusing an adapted home may lose the benefit (P-07). */
  dalo: boolean;
  state: OfferState['state'];
  deadline: CivilDate | null;
  answer: 'accepted' | 'refused' | null;
  answeredOn: CivilDate | null;
  refusalReason: Offer['refusalReason'];
  /** A lease was signed: nothing more can be changed here. */
  signed: boolean;
};

export type HouseholdOfferPort = {
  /** Newest first; those that came from a file of past years are left out. */
  of: (landlordId: string, number: string, today: CivilDate) => Promise<readonly HouseholdOffer[]>;
};

/** Why a household may refuse, in its words; the landlord's own code stands beside. */
export const refusalChoices: readonly (readonly [NonNullable<Offer['refusalReason']>, string])[] = [
  ['tooSmall', 'Le logement est trop petit'],
  ['tooLarge', 'Le logement est trop grand'],
  ['rent', 'Le loyer et les charges sont trop élevés pour moi'],
  ['location', 'Il est trop loin de mon travail, de l’école ou de mes proches'],
  ['neighbourhood', 'Le quartier ne me convient pas'],
  ['floorOrLift', 'L’étage, ou l’absence d’ascenseur'],
  ['condition', 'L’état du logement'],
  ['otherHome', 'J’ai trouvé un autre logement'],
  ['other', 'Une autre raison'],
];
